// A sheet between two copies: what is put on it, and what it suffers.
using EcgGen.Core.Handwriting;
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Reproduction;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear;

namespace EcgGen.Core;

/// <summary>One pass. A sheet that is never copied has one.</summary>
/// <param name="Ink">What is put on the sheet, in drawing order.</param>
/// <param name="Wear">What wears it.</param>
/// <param name="Copy">What copies it at the end; null at the last pass.</param>
internal sealed record SheetPass(IReadOnlyList<InkShape> Ink, IReadOnlyList<WearEffect> Wear, SheetCopy? Copy)
{
    /// <summary>The passes of a resolved recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="plan">The page.</param>
    /// <param name="page">What the page itself has; printed text takes its line of speed and gain out.</param>
    /// <param name="cancellation">Polled while somebody writes.</param>
    public static List<SheetPass> Of(Recipe recipe, SheetPlan plan, List<InkShape> page, CancellationToken cancellation) => Of(recipe.Stages, plan, page, cancellation);

    /// <summary>What is on a sheet after some stages.</summary>
    /// <param name="stages">Resolved stages, the first the page's.</param>
    /// <param name="signal">The record.</param>
    public static IReadOnlyList<InkShape> Below(IReadOnlyList<Stage> stages, SignalView signal)
    {
        var plan = SheetPlan.Create((PaperStage)stages[0], signal.Info);
        return [.. Of([.. stages.Where(s => s is PaperStage or PrintedTextStage or HandwritingStage)], plan, PageInk.Create(plan, lead => signal[lead]), default).SelectMany(p => p.Ink)];
    }

    private static List<SheetPass> Of(IReadOnlyList<Stage> stages, SheetPlan plan, List<InkShape> page, CancellationToken cancellation)
    {
        // The page's own line gives way wherever text is printed.
        if (stages.OfType<PrintedTextStage>().Any())
            page.RemoveAll(PrintDrawing.IsScale);
        var passes = new List<SheetPass>();
        var ink = page;
        var wear = new List<WearEffect>();
        var text = new List<PrintedTextStage>();
        var notes = new List<HandwritingStage>();
        foreach (var stage in stages)
        {
            if (stage is PrintedTextStage print)
                text.Add(print);
            else if (stage is HandwritingStage written)
                notes.Add(written);
            else if (stage is WearStage worn)
                wear.Add(WearEffects.Create(worn, plan));
            else if (stage is ReproductionStage copied)
                End(SheetCopy.Of(copied));
        }
        End(null);
        return passes;

        void End(SheetCopy? copy)
        {
            PrintDrawing.AddTo(ink, text);
            // Whoever writes has the printed page before them.
            ink.AddRange(notes.SelectMany(n => HandwritingDrawing.Shapes(n, cancellation)));
            // Holes are cut where the paper is made, but drawn over what is printed across them.
            if (passes.Count == 0)
                ink.AddRange(SheetMarks.Cut(plan));
            passes.Add(new SheetPass(ink, wear, copy));
            (ink, wear) = ([], []);
            text.Clear();
            notes.Clear();
        }
    }
}
