// A stage of stains at work on a sheet.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Wear.Stains;

/// <summary>The stains of a stage, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
/// <param name="plan">The page.</param>
internal sealed class StainEffect(StainStage stage, SheetPlan plan) : WearEffect(stage)
{
    private readonly StainMark[] _marks = stage.Strength == 0 ? [] : [.. stage.Stains!.Select(s => Create(s, stage.Strength!.Value, plan))];

    public override IEnumerable<IOccluder> Occluders => _marks.OfType<IOccluder>();

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation = default)
    {
        foreach (var mark in _marks)
        {
            cancellation.ThrowIfCancellationRequested();
            mark.Mark(sheet, scale, cancellation);
        }
    }

    public override void Tear(PixelBuffer sheet, Func<PaperPlane> paper, double scale, CancellationToken cancellation = default)
    {
        foreach (var torn in _marks.OfType<TornPaper>())
        {
            cancellation.ThrowIfCancellationRequested();
            torn.Tear(sheet, paper(), scale, cancellation);
        }
    }

    private static StainMark Create(Stain stain, double strength, SheetPlan plan) => stain.Kind switch
    {
        StainKind.WaterEdge => new WaterEdge(stain, strength),
        StainKind.CoffeeRing => new CoffeeRing(stain, strength),
        StainKind.Yellowing => new Yellowing(stain, strength, plan.Sheet),
        StainKind.Mould => new Mould(stain, strength, Mould.Colors),
        StainKind.MouldGray => new Mould(stain, strength, Mould.Grays),
        StainKind.InkSmear => new InkSmear(stain, strength, plan.Paper),
        StainKind.Tape => new Tape(stain, strength),
        StainKind.PunchHole => new PunchHole(stain, strength),
        StainKind.Staple => new Staple(stain, strength),
        StainKind.TornCorner => new TornCorner(stain, strength),
        StainKind.MissingPiece => new MissingPiece(stain, strength),
        _ => throw new NotSupportedException($"No stain is named '{stain.Kind}'."),
    };
}
