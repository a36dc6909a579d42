// From what is asked for to words and marks with places: texts, hands, pen, sizes, and room beside traces.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Handwriting;

/// <summary>Resolves stages of handwriting.</summary>
internal static class HandwritingResolver
{
    private const string AnyStyle = "Any";
    private const int MostNotes = 50, MostWords = 1000;
    private const double LeastSize = 0.8, MostSize = 15, MostBias = 5, LeastWidth = 0.15, MostWidth = 2, AvoidShare = 2.0 / 3;

    // A note is tried smaller before it is left out.
    private static readonly double[] s_sizes = [1, 0.8, 0.65];

    /// <summary>Fills and checks the stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="plan">The page.</param>
    /// <param name="ink">What the page has already, printed and written, in drawing order.</param>
    /// <param name="page">What the record and the page tell.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid; what is wrong with the network's file.</exception>
    public static HandwritingStage Resolve(HandwritingStage stage, SheetPlan plan, Func<IReadOnlyList<InkShape>> ink, Func<PrintFields> page, Func<string, SeedKey> key)
    {
        // A page is of one person with one pen, however many stages write on it.
        Philox Own(string purpose) => (key(purpose) with { Ordinal = 0 }).ToGenerator();
        var model = stage.Model is { } file ? NetworkFiles.Resolve(file) : null;
        var pen = stage.Pen ?? PenChoice.Pen(Own("pen"));
        var filled = stage with
        {
            Model = model,
            Pen = pen,
            Color = stage.Color ?? PenChoice.Ink(pen, Own("color")),
            Width = stage.Width ?? PenChoice.Width(pen, Own("width")),
            Bias = stage.Bias ?? 1,
            Overlap = stage.Overlap ?? (key("overlap").ToGenerator().NextDouble() < AvoidShare ? TextOverlap.Avoid : TextOverlap.Allow),
            Seed = stage.Seed ?? (int)(Own("seed").NextUInt32() >> 1),
        };
        if (!Enum.IsDefined(pen))
            throw Invalid("pen", $"expected one of {string.Join(", ", Enum.GetNames<HandwritingPen>())}");
        InRange("width", filled.Width!.Value, LeastWidth, MostWidth);
        InRange("bias", filled.Bias!.Value, 0, MostBias);
        InRange("seed", filled.Seed!.Value, 0, int.MaxValue);
        if (stage.Words is not null)
            return Checked(filled, plan);
        CheckOpen(stage, plan);

        var texts = Texts(stage, page, key);
        var sheet = new HandwrittenPage(filled, plan, ink(), key);
        if (texts.Count > 0)
        {
            var network = NetworkFiles.Get(model);
            var styles = Styles(stage, network.Contract, texts.Count, Own("style"), key);
            var slips = key("slips").ToGenerator();
            if (stage is { Texts: null, Terms: null } && network.Contract.Knows(new System.Text.Rune(NetworkContract.Strike)))
                texts = texts.ConvertAll(note => Notes.WithSlips(note, slips));
            sheet.Write(texts, styles, network);
        }
        sheet.Mark(stage.MarkKinds ?? []);
        return filled with { Texts = null, Terms = null, Styles = null, Position = null, Size = null, Angle = null, MarkKinds = null, Count = texts.Count, Words = sheet.Words, Marks = sheet.Marks };
    }

    /// <summary>The sizes at which a note is tried, in parts of its own.</summary>
    internal static IReadOnlyList<double> Sizes => s_sizes;

    /// <summary>A hand's number.</summary>
    /// <exception cref="EcgException">RecipeInvalid: there is no such hand.</exception>
    internal static int StyleOf(string name, NetworkContract contract)
    {
        for (int i = 0; i < contract.Styles.Count; i++)
        {
            if (contract.Styles[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        if (int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= contract.Styles.Count)
            return number - 1;
        throw Invalid("styles", $"expected a number from 1 to {contract.Styles.Count}, {AnyStyle}, or one of {string.Join(", ", contract.Styles)}, found '{name}'");
    }

    private static void CheckOpen(HandwritingStage stage, SheetPlan plan)
    {
        if (stage is { Texts: not null, Terms: not null })
            throw Invalid("texts", "expected texts or terms, found both");
        if (stage.Texts is { Count: 0 } || stage.Terms is { Count: 0 })
            throw Invalid(stage.Texts is null ? "terms" : "texts", "expected at least one");
        if (stage.Count is { } count)
            InRange("count", count, 0, MostNotes);
        if (stage.Texts?.Count > MostNotes)
            throw Invalid("texts", $"expected at most {MostNotes} notes, found {stage.Texts.Count}");
        if (stage.Size is { } size)
            InRange("size", size, LeastSize, MostSize);
        if (stage.Angle is { } angle)
            InRange("angle", angle, -180, 180);
        if (stage.Position is { } place)
        {
            if ((place.Region is null ? 0 : 1) + (place.Lead is null ? 0 : 1) + (place is { X: null, Y: null } ? 0 : 1) != 1 || place.X is null != place.Y is null)
                throw Invalid("position", "expected a region, a lead, or x and y");
            if (place.Region is { } region && !Enum.IsDefined(region))
                throw Invalid("position.region", $"expected one of {string.Join(", ", Enum.GetNames<HandwritingRegion>())}");
            InRange("position.x", place.X ?? 0, 0, plan.Sheet.Width);
            InRange("position.y", place.Y ?? 0, 0, plan.Sheet.Height);
        }
        if (stage.MarkKinds?.Any(k => !Enum.IsDefined(k)) == true)
            throw Invalid("markKinds", $"expected one of {string.Join(", ", Enum.GetNames<HandMarkKind>())}");
    }

    private static HandwritingStage Checked(HandwritingStage stage, SheetPlan plan)
    {
        if (stage.Words!.Count > MostWords || stage.Marks is null || stage.Marks.Count > MostWords)
            throw Invalid("words", $"expected at most {MostWords} words, and as many marks");
        foreach (var word in stage.Words)
        {
            InRange("words.x", word.X, -plan.Sheet.Width, 2 * plan.Sheet.Width);
            InRange("words.y", word.Y, -plan.Sheet.Height, 2 * plan.Sheet.Height);
            InRange("words.size", word.Size, LeastSize / 2, 2 * MostSize);
            InRange("words.angle", word.Angle, -360, 360);
            InRange("words.seed", word.Seed, 0, int.MaxValue);
            if (string.IsNullOrWhiteSpace(word.Text) || word.Text.Length > 100 || word.Style is null)
                throw Invalid("words.text", "expected a word of 1 to 100 characters, and its hand's name");
        }
        foreach (var mark in stage.Marks)
        {
            if (!Enum.IsDefined(mark.Kind))
                throw Invalid("marks.kind", $"expected one of {string.Join(", ", Enum.GetNames<HandMarkKind>())}");
            InRange("marks.x", mark.X, -plan.Sheet.Width, 2 * plan.Sheet.Width);
            InRange("marks.y", mark.Y, -plan.Sheet.Height, 2 * plan.Sheet.Height);
            InRange("marks.width", mark.Width, -plan.Sheet.Width, plan.Sheet.Width);
            InRange("marks.height", mark.Height, -plan.Sheet.Height, plan.Sheet.Height);
            InRange("marks.seed", mark.Seed, 0, int.MaxValue);
        }
        return stage;
    }

    /// <summary>The notes: those given, or some of the terms, none twice while others are left.</summary>
    private static List<string> Texts(HandwritingStage stage, Func<PrintFields> page, Func<string, SeedKey> key)
    {
        if (stage.Texts is { } texts)
            return [.. Enumerable.Range(0, stage.Count ?? texts.Count).Select(i => texts[i % texts.Count])];
        int count = stage.Count ?? 1 + key("count").ToGenerator().NextInt(4);
        var random = key("terms").ToGenerator();
        if (stage.Terms is not { } terms)
            return Notes.Draw(count, page(), random);
        var left = new List<string>();
        var drawn = new List<string>(count);
        for (int i = 0; i < count; i++)
        {
            if (left.Count == 0)
                left.AddRange(terms);
            int at = random.NextInt(left.Count);
            drawn.Add(left[at]);
            left.RemoveAt(at);
        }
        return drawn;
    }

    private static int[] Styles(HandwritingStage stage, NetworkContract contract, int notes, Philox own, Func<string, SeedKey> key)
    {
        if (stage.Styles is not { Count: > 0 } names)
            return [.. Enumerable.Repeat(own.NextInt(contract.Styles.Count), notes)];
        var random = key("styles").ToGenerator();
        int Of(string name) => name.Equals(AnyStyle, StringComparison.OrdinalIgnoreCase) ? random.NextInt(contract.Styles.Count) : StyleOf(name, contract);
        foreach (var name in names.Where(n => !n.Equals(AnyStyle, StringComparison.OrdinalIgnoreCase)))
            StyleOf(name, contract);
        return [.. Enumerable.Range(0, notes).Select(i => Of(names[i % names.Count]))];
    }
}
