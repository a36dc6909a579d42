// A fax: the sheet is scanned line by line to black and white pixels, some lines suffer, and the pixels are printed as they came.
using System.Buffers;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Reproduction;

/// <summary>The stage of faxing, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
internal sealed class Fax(FaxStage stage) : SheetCopy
{
    private const double DotsPerInch = 204, MostLoss = 1 / 25.0, MostNoise = 1 / 50.0;

    private readonly Philox _look = new((uint)stage.Seed!.Value, 1);

    /// <summary>Lines per inch.</summary>
    public static double LinesPerInch(FaxResolution resolution) => resolution switch
    {
        FaxResolution.Standard => 98,
        FaxResolution.Fine => 196,
        _ => 391,
    };

    public override void Apply(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        // A sheet goes in with its short side first, so lines run along that.
        bool upright = sheet.Width > sheet.Height;
        double lines = LinesPerInch(stage.Resolution!.Value);
        int width = Pixels(sheet.Width, upright ? lines : DotsPerInch), height = Pixels(sheet.Height, upright ? DotsPerInch : lines);
        byte[] page = ArrayPool<byte>.Shared.Rent(width * height);
        try
        {
            Scan(sheet, page, width, height, cancellation);
            Transmit(new FaxLines(page, width, height, upright));
            Print(page, width, height, sheet, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(page);
        }

        int Pixels(int side, double perInch) => Math.Max(1, (int)Math.Round(side / scale / 25.4 * perInch));
    }

    /// <summary>Makes the page's pixels: 1 is black.</summary>
    private void Scan(PixelBuffer sheet, byte[] page, int width, int height, CancellationToken cancellation)
    {
        using var plane = new TonePlane(sheet.Width, sheet.Height);
        plane.Load(sheet, TonePlane.Weights(null), cancellation);
        var tones = new ToneDecider(width, stage.Tone!.Value, stage.Darkness!.Value);
        AreaScaler.Scale(sheet.Width, sheet.Height,
            (y, row) =>
            {
                var values = plane.Row(y);
                for (int x = 0; x < row.Length; x++)
                    row[x] = values[x];
            },
            width, height,
            (y, row) => tones.Decide(row, page.AsSpan(y * width, width)),
            cancellation);
    }

    private void Transmit(FaxLines lines)
    {
        var random = new Philox((uint)stage.Seed!.Value, 2);
        for (int line = 0; line < lines.Count; line++)
        {
            double fate = random.NextDouble();
            if (fate < MostLoss * stage.LineLoss!.Value)
            {
                // Most machines repeat the line before.
                if (random.NextDouble() < 0.75)
                    lines.Repeat(line);
                else
                    lines.Whiten(line);
            }
            if (random.NextDouble() < MostNoise * stage.LineNoise!.Value)
                lines.Garble(line, random);
        }
    }

    private void Print(byte[] page, int width, int height, PixelBuffer sheet, CancellationToken cancellation)
    {
        // White paper and the black of thermal or laser print.
        double paper = LinearLight.FromSrgb((byte)_look.Uniform(240, 252)), black = LinearLight.FromSrgb((byte)_look.Uniform(28, 62));
        const int Steps = 1024;
        var bytes = new byte[Steps + 1];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = LinearLight.ToSrgb((int)(paper + (black - paper) * i / Steps));
        AreaScaler.Scale(width, height,
            (y, row) =>
            {
                var values = page.AsSpan(y * width, width);
                for (int x = 0; x < row.Length; x++)
                    row[x] = values[x] * Steps;
            },
            sheet.Width, sheet.Height,
            (y, row) =>
            {
                var to = sheet.Row(y);
                for (int x = 0, i = 0; x < row.Length && i + 2 < to.Length; x++, i += 3)
                    to[i] = to[i + 1] = to[i + 2] = bytes[Math.Min(Steps, (int)(row[x] + 0.5f))];
            },
            cancellation);
    }
}
