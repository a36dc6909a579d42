// Paper and printed grid. Lines are axis-aligned, so coverage is a product of one profile per axis and rows repeat.
using System.Numerics;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Raster;

/// <summary>Fills an image with paper and draws the grid on it in its style, with exact coverage, in linear light; then the paper's texture.</summary>
public static class GridPainter
{
    /// <summary>Diameter of dots on crossings of fine lines, in widths of these.</summary>
    public const double DotPerLine = 2.2;

    /// <summary>Paints every pixel.</summary>
    /// <param name="image">The image.</param>
    /// <param name="plan">The page.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Paint(PixelBuffer image, SheetPlan plan, double scale, CancellationToken cancellation)
    {
        var paper = plan.Paper;
        var (across, down) = PrintedGrid.Of(plan);
        var columns = new Profile(image.Width, across, paper, scale);
        var rows = new Profile(image.Height, down, paper, scale);
        var painter = new RowPainter(columns, paper);
        int plainRow = -1;
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = image.Row(y);
            bool plain = rows.Fine[y] == 0 && rows.Coarse[y] == 0 && rows.FineExtent[y] == 1 && rows.CoarseExtent[y] == 1;
            if (plain && plainRow >= 0)
            {
                image.Row(plainRow).CopyTo(row);
                continue;
            }
            painter.Paint(row, rows.Fine[y], rows.FineExtent[y], rows.Coarse[y], rows.CoarseExtent[y]);
            if (plain)
                plainRow = y;
        }
        if (paper.GridStyle is GridStyle.Dots)
            new GridDots(paper.FineLineWidth!.Value * scale).Paint(image, across, down, scale, paper.FineGridColor!.Value, cancellation);
        else if (paper.GridStyle is GridStyle.LinesAndDots)
            new GridDots(DotPerLine * paper.FineLineWidth!.Value * scale).Paint(image, across, down, scale, paper.GridColor!.Value, cancellation);
        if (paper.PaperTexture > 0)
            PaperTexture.Apply(image, paper, scale, cancellation);
    }

    /// <summary>How much of each pixel row or column is covered by lines across it, and by the reach of lines along it.</summary>
    private sealed class Profile
    {
        public Profile(int pixels, GridAxis axis, PaperStage paper, double scale)
        {
            Fine = new float[pixels];
            Coarse = new float[pixels];
            FineExtent = new float[pixels];
            CoarseExtent = new float[pixels];
            double fine = paper.FineLineWidth!.Value / 2, coarse = paper.CoarseLineWidth!.Value / 2;
            var style = paper.GridStyle!.Value;
            if (style == GridStyle.None)
            {
                FineExtent.AsSpan().Fill(1);
                CoarseExtent.AsSpan().Fill(1);
                return;
            }
            bool fineLines = style is GridStyle.Lines or GridStyle.LinesAndDots or GridStyle.TwoInks;
            for (int line = axis.First; line <= axis.Last; line++)
            {
                double at = axis.At(line);
                // Under a coarse line no fine one is printed.
                if (GridAxis.IsCoarse(line))
                    Cover(Coarse, (at - coarse) * scale, (at + coarse) * scale);
                else if (fineLines)
                    Cover(Fine, (at - fine) * scale, (at + fine) * scale);
            }
            Cover(FineExtent, axis.From * scale, axis.To * scale);
            Cover(CoarseExtent, (axis.From - coarse) * scale, (axis.To + coarse) * scale);
        }

        public float[] Fine { get; }

        public float[] Coarse { get; }

        public float[] FineExtent { get; }

        public float[] CoarseExtent { get; }

        private static void Cover(float[] profile, double from, double to)
        {
            for (int i = Math.Max(0, (int)from); i < profile.Length && i < to; i++)
                profile[i] = Math.Min(1, profile[i] + (float)(Math.Min(to, i + 1) - Math.Max(from, i)));
        }
    }

    /// <summary>Paints one row from the columns' profile; only columns with a line differ from the row's own colour.</summary>
    private sealed class RowPainter
    {
        private readonly int[] _at;
        private readonly float[] _fine, _coarse, _fineExtent, _coarseExtent;
        private readonly int[] _r, _g, _b;
        private readonly Inks _red, _green, _blue;

        public RowPainter(Profile columns, PaperStage paper)
        {
            _at = [.. Enumerable.Range(0, columns.Fine.Length).Where(x =>
                columns.Fine[x] > 0 || columns.Coarse[x] > 0 || columns.FineExtent[x] < 1 || columns.CoarseExtent[x] < 1)];
            int padded = (_at.Length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
            float[] Gather(float[] profile) => [.. _at.Select(x => profile[x]), .. new float[padded - _at.Length]];
            (_fine, _coarse, _fineExtent, _coarseExtent) = (Gather(columns.Fine), Gather(columns.Coarse), Gather(columns.FineExtent), Gather(columns.CoarseExtent));
            (_r, _g, _b) = (new int[padded], new int[padded], new int[padded]);
            var (sheet, fine, coarse) = (paper.PaperColor!.Value, paper.FineGridColor!.Value, paper.GridColor!.Value);
            (_red, _green, _blue) = (new(sheet.R, fine.R, coarse.R), new(sheet.G, fine.G, coarse.G), new(sheet.B, fine.B, coarse.B));
        }

        public void Paint(Span<byte> row, float fine, float fineExtent, float coarse, float coarseExtent)
        {
            Fill(row, new Rgb(_red.Mix(fine, coarse), _green.Mix(fine, coarse), _blue.Mix(fine, coarse)));
            for (int i = 0; i < _fine.Length; i += Vector<float>.Count)
            {
                var f = Union(new(_fine, i), fineExtent, fine, new(_fineExtent, i));
                var c = Union(new(_coarse, i), coarseExtent, coarse, new(_coarseExtent, i));
                _red.Mix(f, c).CopyTo(_r, i);
                _green.Mix(f, c).CopyTo(_g, i);
                _blue.Mix(f, c).CopyTo(_b, i);
            }
            for (int i = 0; i < _at.Length; i++)
            {
                var pixel = row.Slice(3 * _at[i], 3);
                pixel[0] = LinearLight.ToSrgb(_r[i]);
                pixel[1] = LinearLight.ToSrgb(_g[i]);
                pixel[2] = LinearLight.ToSrgb(_b[i]);
            }
        }

        /// <summary>Area of a pixel under a vertical line of so much width and reach, or a horizontal one, or both.</summary>
        private static Vector<float> Union(Vector<float> across, float acrossExtent, float along, Vector<float> alongExtent) =>
            across * acrossExtent + along * alongExtent - across * along;

        private static void Fill(Span<byte> row, Rgb color)
        {
            row[0] = color.R;
            row[1] = color.G;
            row[2] = color.B;
            for (int done = 3; done < row.Length; done *= 2)
                row[..Math.Min(done, row.Length - done)].CopyTo(row[done..]);
        }
    }

    /// <summary>One channel of paper, fine and coarse ink, in linear light.</summary>
    private readonly struct Inks(byte paper, byte fineInk, byte coarseInk)
    {
        private readonly float _paper = LinearLight.FromSrgb(paper), _fine = LinearLight.FromSrgb(fineInk), _coarse = LinearLight.FromSrgb(coarseInk);

        public byte Mix(float fine, float coarse) => LinearLight.ToSrgb(Mix(Vector.Create(fine), Vector.Create(coarse))[0]);

        /// <summary>Linear light where fine lines cover so much of the paper, and coarse ones so much of both.</summary>
        public Vector<int> Mix(Vector<float> fine, Vector<float> coarse)
        {
            var under = Vector.Create(_paper) + (_fine - _paper) * fine;
            return Vector.ConvertToInt32Native(under + (Vector.Create(_coarse) - under) * coarse + Vector.Create(0.5f));
        }
    }
}
