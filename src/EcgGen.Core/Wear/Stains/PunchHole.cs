// Filing holes by ISO 838.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A pair of round holes.</summary>
internal sealed class PunchHole(Stain stain, double strength) : TornPaper(stain, strength)
{
    private const double HalfSpacing = 40;

    private readonly Point2 _a = new Axes(stain).Place(-HalfSpacing, 0), _b = new Axes(stain).Place(HalfSpacing, 0);

    protected override bool IsTorn => false;

    protected override SheetRect Box => new Axes(Stain).Box(HalfSpacing + Stain.Size / 2 + 1, Stain.Size / 2 + 1);

    protected override double Distance(double x, double y) => Math.Min(From(_a, x, y), From(_b, x, y));

    private double From(Point2 centre, double x, double y) => Math.Sqrt((x - centre.X) * (x - centre.X) + (y - centre.Y) * (y - centre.Y)) - Stain.Size / 2;
}
