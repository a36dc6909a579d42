// Paper that is gone: torn edges with a rim of fibre, a shadow on what lies behind, and the truth about it.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A part of the sheet that is missing.</summary>
internal abstract class TornPaper(Stain stain, double strength) : StainMark(stain, strength), IOccluder
{
    // How wide the rim of bare fibre gets at strength 1, and the shadow behind the edge.
    private const double MostRim = 2, ShadowWidth = 0.7, Shadow = 0.4;

    private static readonly Rgb s_fibre = new(251, 249, 244);

    /// <inheritdoc/>
    public SampleFlagKind Flag => SampleFlagKind.Lost;

    /// <summary>Whether the edge is torn, not cut.</summary>
    protected virtual bool IsTorn => true;

    /// <summary>A box around what is missing and its rim.</summary>
    protected abstract SheetRect Box { get; }

    /// <summary>About how far a place is from the edge in mm; negative where paper is missing.</summary>
    protected abstract double Distance(double x, double y);

    /// <inheritdoc/>
    public bool Hides(Point2 sheet) => Distance(sheet.X, sheet.Y) < 0;

    /// <inheritdoc/>
    public void Draw(CoverageMask mask, double scale, PixelRect sheet) => DrawInside(mask, Pixels(Box, sheet.Width, sheet.Height, scale), scale, (x, y) => -Distance(x, y));

    /// <summary>Takes the paper away.</summary>
    /// <param name="sheet">The drawn sheet.</param>
    /// <param name="paper">What is left of it.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Tear(PixelBuffer sheet, PaperPlane paper, double scale, CancellationToken cancellation)
    {
        var ragged = Fractal(7, 7, 4);
        double rim = IsTorn ? MostRim * Strength : 0, reach = rim + 1 / scale, shadow = ShadowWidth + 1 / scale;
        var box = Pixels(Box, sheet.Width, sheet.Height, scale);
        paper.Holes.Add(box);
        for (int y = box.Y; y < box.Y + box.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = sheet.Row(y);
            var left = paper.Row(y);
            for (int x = box.X; x < box.X + box.Width; x++)
            {
                double sheetX = (x + 0.5) / scale, sheetY = (y + 0.5) / scale, distance = Distance(sheetX, sheetY);
                if (distance > reach || distance < -shadow)
                {
                    // Nothing changes as long as the edge can't be near.
                    double free = Math.Max(distance - reach, -shadow - distance) / Steepest;
                    int end = Math.Min(box.X + box.Width, x + 1 + (int)(free * scale));
                    if (distance < 0)
                        left[x..end].Clear();
                    x = end - 1;
                    continue;
                }
                var pixel = row.Slice(3 * x, 3);
                if (rim > 0)
                {
                    // The printed face tears further back than the rest, more in some places.
                    double width = rim * Math.Clamp(0.38 + 0.75 * ragged.At(sheetX, sheetY), 0.03, 1);
                    Cover(pixel, s_fibre, 0.93 * Math.Clamp(0.5 + (width - distance) / 0.12, 0, 1));
                }
                // Behind the edge lies its shadow: black that covers a part of what is there.
                double covered = Math.Clamp(0.5 + distance * scale, 0, 1), dark = Shadow * Math.Clamp(1 + distance / ShadowWidth, 0, 1) * (1 - covered), all = covered + dark;
                if (all > 0)
                    Cover(pixel, new Rgb(0, 0, 0), dark / all);
                left[x] = Math.Min(left[x], (byte)(255 * all + 0.5));
            }
        }
    }
}
