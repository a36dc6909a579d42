// Paper and printed grid. Lines are axis-aligned, so coverage is a product of one profile per axis and rows repeat.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Raster;

/// <summary>Fills an image with paper and draws the 1 mm and 5 mm grid on it, with exact coverage, in linear light.</summary>
public static class GridPainter
{
    private const double CoarseStep = 5;
    private const int FinePerCoarse = 5;

    /// <summary>Paints every pixel.</summary>
    /// <param name="image">The image.</param>
    /// <param name="plan">The page.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Paint(PixelBuffer image, SheetPlan plan, double scale, CancellationToken cancellation)
    {
        var paper = plan.Paper;
        var columns = new Profile(image.Width, plan.GridArea.X, plan.GridArea.Width, paper, scale);
        var rows = new Profile(image.Height, plan.GridArea.Y, plan.GridArea.Height, paper, scale);
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
    }

    /// <summary>How much of each pixel row or column is covered by lines across it, and by the reach of lines along it.</summary>
    private sealed class Profile
    {
        public Profile(int pixels, double from, double length, PaperStage paper, double scale)
        {
            Fine = new float[pixels];
            Coarse = new float[pixels];
            FineExtent = new float[pixels];
            CoarseExtent = new float[pixels];
            double fine = paper.FineLineWidth!.Value / 2, coarse = paper.CoarseLineWidth!.Value / 2;
            int boxes = (int)Math.Round(length / CoarseStep);
            for (int i = 0; i <= boxes * FinePerCoarse; i++)
            {
                double at = from + i * CoarseStep / FinePerCoarse;
                // Under a coarse line no fine one is printed.
                if (i % FinePerCoarse == 0)
                    Cover(Coarse, (at - coarse) * scale, (at + coarse) * scale);
                else
                    Cover(Fine, (at - fine) * scale, (at + fine) * scale);
            }
            Cover(FineExtent, from * scale, (from + length) * scale);
            Cover(CoarseExtent, (from - coarse) * scale, (from + length + coarse) * scale);
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
    private sealed class RowPainter(Profile columns, PaperStage paper)
    {
        private readonly int[] _special = [.. Enumerable.Range(0, columns.Fine.Length).Where(x =>
            columns.Fine[x] > 0 || columns.Coarse[x] > 0 || columns.FineExtent[x] < 1 || columns.CoarseExtent[x] < 1)];
        private readonly (float R, float G, float B) _paper = Linear(paper.PaperColor!.Value);
        private readonly (float R, float G, float B) _fine = Linear(paper.FineGridColor!.Value);
        private readonly (float R, float G, float B) _coarse = Linear(paper.GridColor!.Value);

        public void Paint(Span<byte> row, float fine, float fineExtent, float coarse, float coarseExtent)
        {
            Fill(row, Mix(fine, coarse));
            foreach (int x in _special)
            {
                float f = Union(columns.Fine[x], fineExtent, fine, columns.FineExtent[x]);
                float c = Union(columns.Coarse[x], coarseExtent, coarse, columns.CoarseExtent[x]);
                var color = Mix(f, c);
                row[3 * x] = color.R;
                row[3 * x + 1] = color.G;
                row[3 * x + 2] = color.B;
            }
        }

        /// <summary>Area of a pixel under a vertical line of so much width and reach, or a horizontal one, or both.</summary>
        private static float Union(float across, float acrossExtent, float along, float alongExtent) =>
            across * acrossExtent + along * alongExtent - across * along;

        private Rgb Mix(float fine, float coarse) => new(
            Mix(_paper.R, _fine.R, _coarse.R, fine, coarse),
            Mix(_paper.G, _fine.G, _coarse.G, fine, coarse),
            Mix(_paper.B, _fine.B, _coarse.B, fine, coarse));

        private static byte Mix(float paper, float fineInk, float coarseInk, float fine, float coarse)
        {
            float under = paper + (fineInk - paper) * fine;
            return LinearLight.ToSrgb((int)(under + (coarseInk - under) * coarse + 0.5f));
        }

        private static (float, float, float) Linear(Rgb c) => (LinearLight.FromSrgb(c.R), LinearLight.FromSrgb(c.G), LinearLight.FromSrgb(c.B));

        private static void Fill(Span<byte> row, Rgb color)
        {
            row[0] = color.R;
            row[1] = color.G;
            row[2] = color.B;
            for (int done = 3; done < row.Length; done *= 2)
                row[..Math.Min(done, row.Length - done)].CopyTo(row[done..]);
        }
    }
}
