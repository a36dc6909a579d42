// A photocopier: the sheet goes through optics, a tone curve and toner that is here and there missing, as often as there are generations.
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Reproduction;

/// <summary>The stage of photocopying, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
internal sealed class Photocopy(PhotocopyStage stage) : SheetCopy
{
    // Optics, as a standard deviation in mm, and how much they sharpen; noise of drum and paper, as that of the light of a square millimetre; and how toner spreads, as an exponent.
    private const double Sharpness = 0.055, Halo = 0.4, Noise = 0.0065, Spread = 1.8;

    // How unevenly toner covers where it is solid, and where some of it is missing; and steps of noise in a standard deviation.
    private const float Mottle = 0.035f, Ragged = 0.7f;
    private const int MottleSteps = 1 << 11;

    private readonly Philox _look = new((uint)stage.Seed!.Value, 1);

    public override void Apply(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        // Office paper, and what toner looks like on it, which is never black.
        double paper = Linear(_look.Uniform(236, 250)), toner = Linear(_look.Uniform(68, 108)) / paper;
        var size = new SheetRect(0, 0, sheet.Width / scale, sheet.Height / scale);
        using var plane = new TonePlane(sheet.Width, sheet.Height);
        bool color = stage.Color!.Value;
        for (int channel = 0; channel < (color ? 3 : 1); channel++)
        {
            int? only = color ? channel : null;
            plane.Load(sheet, TonePlane.Weights(only), cancellation);
            for (int generation = 0; generation < stage.Generation!.Value; generation++)
            {
                var marks = new CopierMarks(stage, size, generation);
                marks.Draw(plane, scale);
                Copy(plane, scale, new TonerLoss(stage, size, generation, scale), Curve(color ? toner / 2 : toner, color), generation, cancellation);
            }
            plane.Store(sheet, only, paper, cancellation);
        }
    }

    /// <summary>The light of a copy by the light of the original, in steps of 1/8 of a plane's.</summary>
    private float[] Curve(double toner, bool color)
    {
        // Copiers of colours keep more tones.
        double contrast = stage.Contrast!.Value * (color ? 0.4 : 1);
        // Lightness from which there is toner, and from which there is nothing else.
        double from = 0.90 + 0.15 * stage.Darkness!.Value, to = from - 0.04 - 0.96 * Math.Pow(1 - contrast, 0.8);
        var curve = new float[1 << 12];
        for (int i = 0; i < curve.Length; i++)
        {
            double lightness = Math.Pow((i << 3) / (double)TonePlane.Paper, 1 / 2.2);
            // Toner spreads: light tones come out darker than they were.
            double amount = 1 - Math.Pow(1 - Math.Clamp((from - lightness) / (from - to), 0, 1), Spread);
            curve[i] = (float)(TonePlane.Paper * (1 - amount * (1 - toner)));
        }
        return curve;
    }

    private void Copy(TonePlane plane, double scale, TonerLoss loss, float[] curve, int generation, CancellationToken cancellation)
    {
        var blur = new ToneBlur(Sharpness * scale, Halo);
        uint seed = (uint)stage.Seed!.Value;
        var grain = new RowNoise(plane.Width, seed, 2 * (ulong)generation, Noise * scale * TonePlane.Paper);
        var mottle = new RowNoise(plane.Width, seed, 2 * (ulong)generation + 1, MottleSteps);
        var light = new float[plane.Width];
        var missing = new float[plane.Width];
        blur.Apply(plane,
            (y, row) => Roughen(row, grain.Row(y)),
            (y, row) =>
            {
                for (int x = 0; x < row.Length; x++)
                    light[x] = curve[Math.Max((short)0, row[x]) >> 3];
                loss.Fill(y, missing);
                Lose(light, missing, mottle.Row(y), row);
            },
            cancellation);
    }

    private static void Roughen(Span<short> row, ReadOnlySpan<short> noise)
    {
        int x = 0;
        for (; x + Vector128<short>.Count <= row.Length; x += Vector128<short>.Count)
            Vector128.Max(Vector128<short>.Zero, Vector128.AddSaturate(Vector128.Create<short>(row[x..]), Vector128.Create(noise[x..]))).CopyTo(row[x..]);
        for (; x < row.Length; x++)
            row[x] = (short)Math.Clamp(row[x] + noise[x], 0, short.MaxValue);
    }

    /// <summary>Takes toner away: what is missing is paper.</summary>
    private static void Lose(ReadOnlySpan<float> light, ReadOnlySpan<float> missing, ReadOnlySpan<short> mottle, Span<short> row)
    {
        const float Paper = TonePlane.Paper, PerStep = 1f / MottleSteps;
        int x = 0;
        for (; x + Vector256<float>.Count <= row.Length; x += Vector256<float>.Count)
        {
            var lost = Vector256.Create(missing[x..]);
            var noise = Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.Create(Vector128.Create(mottle[x..]), Vector128<short>.Zero))) * PerStep;
            lost += noise * (Vector256.Create(Mottle) + lost * (Vector256<float>.One - lost) * Ragged);
            lost = Vector256.Min(Vector256<float>.One, Vector256.Max(Vector256<float>.Zero, lost));
            var value = Vector256.Create(light[x..]);
            var result = Vector256.ConvertToInt32(value + (Vector256.Create(Paper) - value) * lost);
            Vector128.Narrow(result.GetLower(), result.GetUpper()).CopyTo(row[x..]);
        }
        for (; x < row.Length; x++)
        {
            float lost = missing[x];
            lost = Math.Clamp(lost + mottle[x] * PerStep * (Mottle + lost * (1 - lost) * Ragged), 0, 1);
            row[x] = (short)(light[x] + (Paper - light[x]) * lost);
        }
    }

    private static double Linear(double srgb) => LinearLight.FromSrgb((byte)Math.Round(srgb)) / 65535.0;
}
