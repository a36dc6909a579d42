// What must hold in the JSON beside an image.
namespace EcgGen.Datasets;

internal static class TruthRules
{
    /// <summary>The rules that a JSON breaks, each in words.</summary>
    /// <param name="truth">The JSON.</param>
    /// <param name="entry">The image's line in the manifest.</param>
    /// <param name="whole">Whether the JSON should hold the truth, and not only recipe and record.</param>
    public static IEnumerable<string> Broken(EcgGroundTruth truth, ManifestEntry entry, bool whole) =>
        OfImage(truth, entry).Concat(whole ? OfTruth(truth) : []);

    private static IEnumerable<string> OfImage(EcgGroundTruth truth, ManifestEntry entry)
    {
        if (truth.Image.File is not { } file || Path.GetFileNameWithoutExtension(file) != entry.Id)
            yield return $"image.file: expected {entry.Id}, found '{truth.Image.File}'";
        if ((truth.Image.Width, truth.Image.Height) != (entry.Width, entry.Height))
            yield return $"image: expected {entry.Width} x {entry.Height} pixels, found {truth.Image.Width} x {truth.Image.Height}";
        if (truth.Record.Sha256 != entry.Record.Sha256 || truth.Recipe.RecordSha256 != entry.Record.Sha256)
            yield return $"record.sha256: expected {entry.Record.Sha256}";
        if (truth.Recipe.Variant != entry.Variant)
            yield return $"recipe.variant: expected {entry.Variant}, found {truth.Recipe.Variant}";
        if (truth.Recipe.Stages is not [PaperStage, ..])
            yield return "recipe.stages: expected a paper first";
        else if (RecordWork.Describe(truth.Recipe).Sha256 != entry.Recipe.Sha256)
            yield return $"recipe: expected the one with sha256 {entry.Recipe.Sha256}";
    }

    private static IEnumerable<string> OfTruth(EcgGroundTruth truth)
    {
        if (truth.Leads is not { Count: > 0 } leads)
        {
            yield return "leads: expected at least one";
            yield break;
        }
        if (truth.Pulses is null || truth.Separators is null || truth.Texts is null || truth.Handwriting is null || truth.Marks is null || truth.Grid is null)
            yield return "expected pulses, separators, texts, handwriting, marks and grid, if only as empty lists";
        if (leads.DistinctBy(l => l.Id).Count() != leads.Count)
            yield return "leads: expected different ids";
        foreach (var lead in leads)
        {
            var where = $"leads['{lead.Id}']";
            if (lead.Points.Length == 0 || Math.Abs(lead.Points.Length - lead.DurationSeconds * lead.SamplingRate) > 1)
                yield return FormattableString.Invariant($"{where}.points: expected one per sample of {lead.DurationSeconds} s at {lead.SamplingRate} Hz, found {lead.Points.Length}");
            if (!truth.Record.Leads.Contains(lead.Name))
                yield return $"{where}.name: '{lead.Name}' is no lead of the record";
            if (lead.Flags.Any(f => f.Start < 0 || f.End <= f.Start || f.End > lead.Points.Length))
                yield return $"{where}.flags: expected ranges within the {lead.Points.Length} points";
            if (lead.Box is { } box && !IsBox(box))
                yield return $"{where}.box: expected [x, y, width, height]";
            if (lead.Quad is { Length: not 4 })
                yield return $"{where}.quad: expected four corners";
            if (lead.Visible is not (>= 0 and <= 1))
                yield return $"{where}.visible: expected 0 to 1";
            if (Lost(lead) is { } sample)
                yield return $"{where}.points[{sample}]: no place, and not flagged as missing";
        }
        foreach (var text in truth.Texts ?? [])
        {
            if (!IsBox(text.Box))
                yield return $"texts: '{text.Text}': box: expected [x, y, width, height]";
        }
    }

    private static bool IsBox(double[] box) => box is [_, _, >= 0, >= 0];

    /// <summary>A sample without a place that is not said to be missing; null if there is none.</summary>
    private static int? Lost(LeadTruth lead)
    {
        for (int i = 0; i < lead.Points.Length; i++)
        {
            if (double.IsNaN(lead.Points[i].X) && !lead.Flags.Any(f => f.Kind == SampleFlagKind.Missing && i >= f.Start && i < f.End))
                return i;
        }
        return null;
    }
}
