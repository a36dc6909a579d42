// Paper that has aged in the light and the air, which reach its edges first.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>Yellow all over, most at the edges.</summary>
internal sealed class Yellowing(Stain stain, double strength, SheetRect sheet) : StainMark(stain, strength)
{
    private const double Red = 0.10, Green = 0.26, Blue = 0.72, Pitch = 4;

    public override void Mark(PixelBuffer image, double scale, CancellationToken cancellation)
    {
        var grid = new NodeGrid(sheet, Pitch, image.Width, image.Height, scale);
        FractalNoise shifts = Fractal(0, 55, 2, grid.Box), spots = Fractal(0, 90, 3, grid.Box with { X = grid.Box.X + 500 });
        double Edge(double distance) => Math.Exp(-Math.Max(0, distance) / Stain.Size);
        var wash = new StainWash(grid, (x, y) =>
        {
            double shift = 0.5 * Stain.Size * shifts.At(x, y);
            double edges = Math.Max(Edge(x - sheet.X + shift), Edge(sheet.Right - x + shift)), ends = Math.Max(Edge(y - sheet.Y + shift), Edge(sheet.Bottom - y + shift));
            double edge = 1 - (1 - edges) * (1 - ends);
            double amount = Math.Clamp(0.34 + 0.6 * edge + 0.12 * spots.At(x + 500, y), 0, 1.2) * Strength;
            return (Math.Exp(-amount * Red), Math.Exp(-amount * Green), Math.Exp(-amount * Blue));
        });
        wash.Mark(image, cancellation);
    }
}
