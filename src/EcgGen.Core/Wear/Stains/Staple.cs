// A staple: a wire on the paper, its shadow, and the rust it leaves.
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A staple's bridge; nothing is seen under it.</summary>
internal sealed class Staple(Stain stain, double strength) : StainMark(stain, strength), IOccluder
{
    // Wire of 0.5 mm; the light comes from the page's top left.
    private const double Radius = 0.26, ShadowX = 0.22, ShadowY = 0.3, RustReach = 2.2;

    private static readonly Rgb s_dark = new(62, 62, 66), s_metal = new(158, 160, 164), s_shine = new(240, 241, 244), s_rust = new(112, 62, 30);

    private readonly Axes _axes = new(stain);

    public bool Hides(Point2 sheet)
    {
        var (along, across) = _axes.Of(sheet.X, sheet.Y);
        return Inside(along, across) > 0;
    }

    public void Draw(CoverageMask mask, double scale, PixelRect sheet) =>
        DrawInside(mask, Pixels(_axes.Box(Stain.Size / 2 + 1, Radius + 1), sheet.Width, sheet.Height, scale), scale, (x, y) => _axes.Of(x, y) is var (along, across) ? Inside(along, across) : 0);

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        FractalNoise creep = Fractal(0, 1.6, 3), spots = Fractal(0, 2.2, 3);
        var stained = new StainTable(0.3 * Strength, 0.85 * Strength, 1.7 * Strength);
        double half = Stain.Size / 2;
        var box = Pixels(_axes.Box(half + RustReach, RustReach + 1), sheet.Width, sheet.Height, scale);
        for (int y = box.Y; y < box.Y + box.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = sheet.Row(y);
            for (int x = box.X; x < box.X + box.Width; x++)
            {
                double sheetX = (x + 0.5) / scale, sheetY = (y + 0.5) / scale;
                var (along, across) = _axes.Of(sheetX, sheetY);
                var pixel = row.Slice(3 * x, 3);
                // Rust creeps from where the legs go through the paper.
                double leg = Math.Sqrt((Math.Abs(along) - half) * (Math.Abs(along) - half) + across * across);
                double rust = 0.9 * Math.Exp(-leg * leg / 0.9) + 0.35 * Math.Exp(-across * across / 0.35) * Smooth((half - Math.Abs(along)) / 1);
                stained.Apply(pixel, (int)(StainTable.Unit * rust * (0.7 + 0.8 * creep.At(sheetX, sheetY)) + 0.5));
                var (shadowAlong, shadowAcross) = _axes.Of(sheetX - ShadowX, sheetY - ShadowY);
                Cover(pixel, new Rgb(0, 0, 0), 0.5 * Math.Clamp(0.5 + Inside(shadowAlong, shadowAcross) / 0.4, 0, 1));
                double wire = Math.Clamp(0.5 + Inside(along, across) * scale, 0, 1);
                if (wire > 0)
                    Cover(pixel, Metal(along, across, spots), wire);
            }
        }
    }

    /// <summary>mm inside the wire's outline; negative outside.</summary>
    private double Inside(double along, double across)
    {
        double beyond = Math.Max(0, Math.Abs(along) - (Stain.Size / 2 - Radius));
        return Radius - Math.Sqrt(beyond * beyond + across * across);
    }

    private Rgb Metal(double along, double across, FractalNoise spots)
    {
        // The side of the round wire that faces the light, upwards on the page or to its left.
        var up = _axes.Of(Stain.X - 0.6, Stain.Y - 0.8);
        double facing = Math.Clamp(across / Radius, -1, 1) * up.Across;
        double bright = facing > 0.35 ? Math.Exp(-(facing - 0.5) * (facing - 0.5) / 0.05) : 0;
        var color = facing < 0 ? Between(s_metal, s_dark, -facing) : Between(s_metal, s_shine, bright);
        double rust = Strength * Math.Clamp(0.45 + 1.1 * spots.At(along + 50, across) + 0.5 * Math.Exp(-(Stain.Size / 2 - Math.Abs(along)) / 1.2), 0, 1);
        return Between(color, s_rust, 0.8 * rust);
    }

    private static Rgb Between(Rgb a, Rgb b, double part) =>
        new((byte)(a.R + (b.R - a.R) * part), (byte)(a.G + (b.G - a.G) * part), (byte)(a.B + (b.B - a.B) * part));
}
