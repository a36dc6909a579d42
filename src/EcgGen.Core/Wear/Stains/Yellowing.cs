// Paper that has aged in the light and the air, which reach its edges first.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>Yellow all over, most at the edges.</summary>
internal sealed class Yellowing(Stain stain, double strength, SheetRect sheet) : StainMark(stain, strength)
{
    private const double Red = 0.10, Green = 0.26, Blue = 0.72, Pitch = 4;

    public override void Mark(PixelBuffer image, double scale)
    {
        var noise = Noise(0);
        var table = new StainTable(Red * Strength, Green * Strength, Blue * Strength);
        double Edge(double distance) => Math.Exp(-Math.Max(0, distance) / Stain.Size);
        var field = new StainField(sheet, Pitch, image.Width, image.Height, scale, (x, y) =>
        {
            double shift = 0.5 * Stain.Size * Fractal(noise, x, y, 55, 2);
            double edges = Math.Max(Edge(x - sheet.X + shift), Edge(sheet.Right - x + shift)), ends = Math.Max(Edge(y - sheet.Y + shift), Edge(sheet.Bottom - y + shift));
            double edge = 1 - (1 - edges) * (1 - ends);
            return new StainNode(1, Math.Clamp(0.34 + 0.6 * edge + 0.12 * Fractal(noise, x + 500, y, 90, 3), 0, 1.2));
        });
        field.Mark(image, null, 0, 0, 0, table);
    }
}
