// Fills what a paper stage leaves open and checks what it says.
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
        var paper = PaperLook.Choose(open with
        {
            Layout = LeadLayout.Names.FirstOrDefault(n => n.Equals(open.Layout, StringComparison.OrdinalIgnoreCase)) ?? open.Layout ?? LeadLayout.Choose(record),
            PaperSize = open.PaperSize ?? PaperSize.A4,
            Dpi = open.Dpi ?? 200,
            Speed = open.Speed ?? 25,
            Gain = open.Gain ?? 10,
            LeadOrder = open.LeadOrder ?? LeadOrder.Standard,
            ColumnTiming = open.ColumnTiming ?? ColumnTiming.Sequential,
            PulsePlacement = open.PulsePlacement ?? PulsePlacement.Start,
            Separator = open.Separator ?? LeadSeparator.None,
            GridStyle = open.GridStyle ?? GridStyle.Lines,
            Pen = open.Pen ?? PenKind.Laser,
            CalibrationPulse = open.CalibrationPulse ?? true,
            LeadNames = open.LeadNames ?? true,
        }, key);

        InRange("dpi", paper.Dpi!.Value, 50, 1200);
        InRange("speed", paper.Speed!.Value, 5, 100);
        InRange("gain", paper.Gain!.Value, 1, 50);
        InRange("coarseLineWidth", paper.CoarseLineWidth!.Value, 0.05, 1);
        InRange("fineLineWidth", paper.FineLineWidth!.Value, 0.05, 0.5);
        InRange("penWidth", paper.PenWidth!.Value, 0.1, 1);

        if (!LeadLayout.Create(paper.Layout!, record).HasRhythmStrip)
            return paper.RhythmLead is null ? paper : throw Invalid("rhythmLead", $"layout {paper.Layout} has no rhythm strip; 3x4+1 has");
        var rhythm = paper.RhythmLead ?? LeadLayout.ChooseRhythmLead(record);
        var name = record.Leads.FirstOrDefault(l => l.Equals(rhythm, StringComparison.OrdinalIgnoreCase));
        return paper with
        {
            RhythmLead = name ?? throw new EcgException(ErrorId.LeadNotFound,
                $"{record.Name}: rhythmLead: the record has no lead '{rhythm}'; it has {string.Join(", ", record.Leads)}."),
        };
    }
}
