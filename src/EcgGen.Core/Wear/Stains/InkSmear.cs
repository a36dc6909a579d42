// A wet thumb over wet ink: what lies under its way is drawn out along it.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Stains;

/// <summary>The page's own ink, wiped in one direction.</summary>
internal sealed class InkSmear(Stain stain, double strength, PaperStage paper) : StainMark(stain, strength)
{
    // How far ink is drawn out, and how much of it is taken up.
    private const double TrailLength = 7, Taken = 0.34, WidthPerLength = 0.34, LeastWidth = 5, MostWidth = 16;

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        double halfLength = Stain.Size / 2, halfWidth = Math.Clamp(WidthPerLength * Stain.Size, LeastWidth, MostWidth) / 2;
        var axes = new Axes(Stain);
        int columns = (int)Math.Ceiling(2 * halfLength * scale) + 1, rows = (int)Math.Ceiling(2 * halfWidth * scale) + 1;
        var trail = Trails(sheet, scale, axes, halfLength, halfWidth, columns, rows);
        var table = Table();
        var box = Pixels(axes.Box(halfLength, halfWidth), sheet.Width, sheet.Height, scale);
        for (int y = box.Y; y < box.Y + box.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = sheet.Row(y);
            for (int x = box.X; x < box.X + box.Width; x++)
            {
                var (along, across) = axes.Of((x + 0.5) / scale, (y + 0.5) / scale);
                double u = (along + halfLength) * scale, v = (across + halfWidth) * scale;
                if (!(u >= 0 && v >= 0 && u < columns - 1 && v < rows - 1))
                    continue;
                int i = (int)v * columns + (int)u;
                double du = u - (int)u, dv = v - (int)v;
                double amount = (1 - dv) * (trail[i] + (trail[i + 1] - trail[i]) * du) + dv * (trail[i + columns] + (trail[i + columns + 1] - trail[i + columns]) * du);
                table.Apply(row.Slice(3 * x, 3), (int)(amount * StainTable.Unit + 0.5));
            }
        }
    }

    /// <summary>Ink that the thumb leaves, row by row along its way.</summary>
    private float[] Trails(PixelBuffer sheet, double scale, Axes axes, double halfLength, double halfWidth, int columns, int rows)
    {
        var noise = Noise(0);
        var trail = new float[columns * rows];
        double keep = Math.Exp(-1 / (TrailLength * scale)), clean = Threshold(), full = Math.Max(0.2, Darkness(paper.InkColor!.Value) - clean);
        // In units of mm of ink, so that trails are as dark at any resolution.
        double taken = Taken / (0.35 * scale);
        for (int r = 0; r < rows; r++)
        {
            double across = r / scale - halfWidth, side = Smooth((1 - Math.Abs(across) / halfWidth) / 0.45), carried = 0;
            // The skin's ridges leave streaks.
            double streak = 0.65 + 0.35 * noise.At(across / 0.35, 3.5) + 0.3 * noise.At(across / 1.7, 9.5);
            for (int c = 0; c < columns; c++)
            {
                double along = c / scale - halfLength;
                var at = axes.Place(along, across);
                int x = (int)(at.X * scale), y = (int)(at.Y * scale);
                double ends = Smooth((along + halfLength) / 3) * Smooth((halfLength - along) / (0.5 * halfLength));
                double ink = (uint)x < (uint)sheet.Width && (uint)y < (uint)sheet.Height ? Math.Clamp((Darkness(sheet.Row(y).Slice(3 * x, 3)) - clean) / full, 0, 1) : 0;
                carried = carried * keep + ink * taken * side;
                trail[r * columns + c] = (float)(Math.Min(1, carried) * ends * side * Math.Max(0, streak + 0.15 * noise.At(along / 5, across / 0.5)));
            }
        }
        return trail;
    }

    /// <summary>Darker than grid and paper is ink.</summary>
    private double Threshold()
    {
        double grid = paper.GridStyle == GridStyle.None ? 0 : Math.Max(Darkness(paper.GridColor!.Value), Darkness(paper.FineGridColor!.Value));
        return Math.Min(Math.Max(grid, Darkness(paper.PaperColor!.Value)) + 0.03, 0.8 * Darkness(paper.InkColor!.Value));
    }

    /// <summary>What ink absorbs that paper doesn't.</summary>
    private StainTable Table()
    {
        double Absorbance(byte ink, byte ground) => Math.Max(0, Math.Log((LinearLight.FromSrgb(ground) + 300.0) / (LinearLight.FromSrgb(ink) + 300.0))) * Strength;
        var (ink, ground) = (paper.InkColor!.Value, paper.PaperColor!.Value);
        return new StainTable(Absorbance(ink.R, ground.R), Absorbance(ink.G, ground.G), Absorbance(ink.B, ground.B));
    }

    private static double Darkness(Rgb color) => Darkness([color.R, color.G, color.B]);

    /// <summary>By the brightest channel: coloured grids are bright in one, black ink in none.</summary>
    private static double Darkness(ReadOnlySpan<byte> color) => 1 - Math.Max(color[0], Math.Max(color[1], color[2])) / 255.0;
}
