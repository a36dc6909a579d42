// Fills what a paper stage leaves open and checks what it says.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Sheet;

/// <summary>Resolves the first stage of every recipe.</summary>
internal static class PaperResolver
{
    /// <summary>Fills and checks the stage.</summary>
    /// <param name="open">The stage.</param>
    /// <param name="record">The record that is drawn.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid, LeadNotFound.</exception>
    public static PaperStage Resolve(PaperStage open, RecordInfo record, Func<string, SeedKey> key)
    {
        open = VendorLooks.Apply(open, record, key);
        var paper = PaperLook.Choose(open with
        {
            Dpi = open.Dpi ?? 200,
            Speed = open.Speed ?? 25,
            Gain = open.Gain ?? 10,
            PrecordialGain = open.PrecordialGain ?? open.Gain ?? 10,
            LeadOrder = open.LeadOrder ?? LeadOrder.Standard,
            ColumnTiming = open.ColumnTiming ?? ColumnTiming.Sequential,
            PulsePlacement = open.PulsePlacement ?? PulsePlacement.Start,
            Separator = open.Separator ?? LeadSeparator.None,
            GridStyle = open.GridStyle ?? GridStyle.Lines,
            Pen = open.Pen ?? PenKind.Laser,
            CalibrationPulse = open.CalibrationPulse ?? true,
            LeadNames = open.LeadNames ?? true,
            LeadNameFont = LeadNameInk.FontName(open.LeadNameFont),
            LeadNameSize = open.LeadNameSize ?? LeadNameInk.StandardSize,
            LeadNameBold = open.LeadNameBold ?? false,
            LeadNameUpperCase = open.LeadNameUpperCase ?? false,
            LeadNamePlace = open.LeadNamePlace ?? LeadNamePlace.Above,
        }, key);

        InRange("dpi", paper.Dpi!.Value, PaperLimits.MinDpi, PaperLimits.MaxDpi);
        InRange("speed", paper.Speed!.Value, PaperLimits.MinSpeed, PaperLimits.MaxSpeed);
        InRange("gain", paper.Gain!.Value, PaperLimits.MinGain, PaperLimits.MaxGain);
        InRange("precordialGain", paper.PrecordialGain!.Value, PaperLimits.MinGain, PaperLimits.MaxGain);
        PaperLook.Check(paper);
        paper = PenLook.Check(paper, record, key);
        InRange("leadNameSize", paper.LeadNameSize!.Value, 1, 10);
        InRange("penWidth", paper.PenWidth!.Value, 0.1, 1);

        paper = SheetSize.Resolve(LayoutResolver.Resolve(paper, record), record);
        paper = paper with { HeaderHeight = paper.HeaderHeight ?? SheetPlan.StandardHeader(LeadLayout.Create(paper, record).Rows.Count, SheetSize.GridArea(paper.Width!.Value, paper.Height!.Value, paper.Edge)) };
        InRange("headerHeight", paper.HeaderHeight!.Value, 0, paper.Height!.Value / 2);
        SheetPlan.Create(paper, record); // refuses what does not go onto the sheet
        return paper;
    }
}
