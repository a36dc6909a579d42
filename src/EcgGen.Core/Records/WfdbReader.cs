// Reads WFDB records: a text header (.hea) beside its signal files, as PhysioNet publishes them.
namespace EcgGen.Core.Records;

/// <summary>
/// The reader of WFDB records, the PhysioNet Challenges' MATLAB v4 files included: to WFDB they are format 16 behind 24 bytes.
/// Signals that are no voltage are left out, several samples per frame become their mean, skew is undone, segments are joined.
/// </summary>
public sealed class WfdbReader : IRecordReader
{
    /// <inheritdoc/>
    public string Format => "wfdb";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".hea"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CompanionExtensions { get; } = [".dat", ".mat"];

    /// <summary>Whether this is a header, or a signal file (.dat, .mat) with a header of its name beside it.</summary>
    public bool CanRead(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".hea" => true, // no other format uses the name, and only our messages say what is wrong with such a file
        ".dat" or ".mat" => File.Exists(HeaderPath(path)),
        _ => false,
    };

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var headerPath = HeaderPath(path);
        var folder = new WfdbFolder(Path.GetDirectoryName(headerPath) ?? "", options, cancellation);
        var name = Path.GetFileName(headerPath);
        var header = folder.ReadHeader(name, namedBy: null);
        var (leads, comments) = header.Segments is null
            ? (ReadLeads(folder, name, header, options), header.Comments)
            : new WfdbSegments(folder, name, header).Read(options);
        return new RawRecord
        {
            Name = Path.GetFileNameWithoutExtension(name),
            SamplingRate = header.SamplingRate,
            Leads = leads,
            DeriveLimbLeads = LeadSets.AreEight(leads.Select(l => l.Name)),
            Files = folder.Files,
            Comments = comments,
            RecordedAt = header.RecordedAt,
            Warnings = header.Warnings,
        };
    }

    private static string HeaderPath(string path) =>
        Path.GetExtension(path).Equals(".hea", StringComparison.OrdinalIgnoreCase) ? path : Path.ChangeExtension(path, ".hea");

    private static List<RawLead> ReadLeads(WfdbFolder folder, string name, WfdbHeader header, ReadOptions options)
    {
        var segment = new WfdbSegment(folder, name, header);
        var samples = segment.Read(RecordCut.Of(name, segment.Count, header.SamplingRate, options.Start, options.Duration));
        var leads = new List<RawLead>();
        foreach (var (signal, lead) in header.Signals.Zip(samples))
        {
            if (lead is not null)
                leads.Add(new RawLead(signal.Description, lead, signal.UnitsPerMillivolt));
            else if (!WfdbSegment.IsLead(signal))
                header.Warnings.Add($"{name}: signal '{signal.Description}' is in {signal.Units}, which is no voltage, and is left out.");
            else if (signal.IsNull)
                header.Warnings.Add($"{name}: signal '{signal.Description}' has no samples and is left out.");
        }
        return leads;
    }
}
