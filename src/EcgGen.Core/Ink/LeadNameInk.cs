// Lead names as the paper stage wants them.
using EcgGen.Core.Sheet;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Ink;

/// <summary>Prints a lead's name beside its trace.</summary>
internal static class LeadNameInk
{
    /// <summary>Font size in mm where the stage names none.</summary>
    public const double StandardSize = 3.4;

    private const double DensePitch = 20, DenseScale = 14.0 / 17;
    private const double Indent = 1;

    /// <summary>A font's proper name.</summary>
    /// <param name="name">The name in any case; null for the default.</param>
    /// <exception cref="EcgException">RecipeInvalid: no font has the name.</exception>
    public static string FontName(string? name) => name is null ? PrintFont.Default.Name
        : PrintFont.Find(name)?.Name ?? throw Invalid("leadNameFont", $"no font is named '{name}'; there are {string.Join(", ", PrintFont.Names)}");

    /// <summary>The name, or null if no font can print it.</summary>
    public static TextInk? Create(SheetPlan plan, LeadBox lead)
    {
        var paper = plan.Paper;
        var font = PrintFont.Find(paper.LeadNameFont!)!;
        double size = paper.LeadNameSize!.Value * (plan.RowPitch >= DensePitch ? 1 : DenseScale);
        // Shares of the row keep names within it on dense pages.
        double fall = paper.LeadNamePlace switch
        {
            LeadNamePlace.Near => -Math.Min(2, plan.RowPitch * 0.12),
            LeadNamePlace.Below => Math.Min(8.5, plan.RowPitch * 0.4),
            _ => -Math.Min(8.5, plan.RowPitch * 0.35),
        };
        var name = paper.LeadNameUpperCase!.Value ? lead.Lead.Label.ToUpperInvariant() : lead.Lead.Label;
        var text = PrintedText.Outline(name, lead.X + Indent, lead.BaselineY + fall, size, paper.LeadNameBold!.Value ? font.Bold : font);
        return text.Points.Length == 0 ? null
            : new TextInk(paper.InkColor!.Value, "leadName", text.Printed, lead.Id, text.Points, text.ContourEnds) { Words = text.Words, Run = text.Run };
    }
}
