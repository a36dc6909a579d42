// Reads DICOM waveforms: 12-lead ECG, general ECG and what else is stored in the same way.
using System.Globalization;

namespace EcgGen.Core.Records.Dicom;

/// <summary>
/// The reader of DICOM part 10 files that hold a Waveform Sequence. Of several groups of channels that of the rhythm is taken: what
/// was recorded before what was derived from it, then the largest.
/// </summary>
public sealed class DicomReader : IRecordReader
{
    private const int MaxFileBytes = 1 << 28;

    /// <inheritdoc/>
    public string Format => "dicom";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".dcm"];

    /// <summary>Whether DICM stands behind the preamble; or, for our message to be the one that tells what is missing, by the extension.</summary>
    public bool CanRead(string path) =>
        DicomParser.IsStart(WholeFile.Glance(path)) || Path.GetExtension(path).Equals(".dcm", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var file = WholeFile.Read(path, MaxFileBytes, cancellation);
        var data = DicomParser.Parse(file, out bool isBigEndian);
        var warnings = new List<string>();
        var groups = data.Items(DicomWaveform.WaveformSequence).Select(i => new DicomWaveform(file.Name, i, isBigEndian)).ToList();
        if (groups.Count == 0)
            throw data.Invalid(DicomWaveform.WaveformSequence, "waveform sequence", "a group of channels", null);
        var group = groups.MaxBy(g => g.Worth)!;
        foreach (var other in groups.Where(g => g != group))
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{file.Name}: the group {group.Label} is taken; the group {other.Label} of {other.Samples} samples at {other.Rate} Hz is left out."));
        }
        var leads = group.Read(warnings, cancellation);
        return new RawRecord
        {
            Name = file.RecordName,
            SamplingRate = group.Rate,
            Leads = StoredLead.Finish(file.Name, group.Rate, leads, options, warnings, cancellation),
            DeriveLimbLeads = true, // only where a file has no more than I, II and V1–V6
            Files = [(file.FullPath, file.Sha256)],
            Comments = NotesOf(data),
            RecordedAt = RecordedAt(data),
            Warnings = warnings,
        };
    }

    private static IReadOnlyList<string> NotesOf(DicomDataset data)
    {
        var notes = new RecordNotes();
        var born = data.Text(0x00100030);
        notes.Add("Patient ID", data.Text(0x00100020));
        // "061Y", "018M", "003W", "005D"
        if (data.Text(0x00101010) is { Length: > 1 } age)
            notes.AddAge(age[..^1], age[^1..]);
        else
            notes.AddAge(RecordNotes.DateOf(born), RecordNotes.DateOf(RecordedAt(data)));
        notes.AddSex(data.Text(0x00100040));
        notes.Add("Name", data.Text(0x00100010)?.Replace('^', ' '));
        notes.Add("Date of birth", born);
        notes.Add("Institution", data.Text(0x00080080));
        notes.Add("Institution address", data.Text(0x00080081));
        notes.Add("Station", data.Text(0x00081010));
        notes.Add("Referring physician", data.Text(0x00080090)?.Replace('^', ' '));
        notes.Add("Performing physician", data.Text(0x00081050)?.Replace('^', ' '));
        notes.Add("Operator", data.Text(0x00081070)?.Replace('^', ' '));
        notes.Add("Device serial number", data.Text(0x00181000));
        notes.Add("Accession number", data.Text(0x00080050));
        notes.Add("Study", data.Text(0x00081030));
        notes.Add("Patient's address", data.Text(0x00101040));
        notes.Add("Patient comments", data.Text(0x00104000));
        return notes.Comments;
    }

    // Of the acquisition, else of the study.
    private static string? RecordedAt(DicomDataset data)
    {
        var text = data.Text(0x0008002A) ?? $"{data.Text(0x00080022)} {data.Text(0x00080032)}".Trim();
        if (text.Length == 0)
            text = $"{data.Text(0x00080020)} {data.Text(0x00080030)}".Trim();
        return text.Length == 0 ? null : text;
    }
}
