// Records to files: whole or not at all, and never over a file that is there without leave.
namespace EcgGen.Core.Records.Writers;

/// <summary>Writes records.</summary>
public static class RecordWriter
{
    private static readonly char[] s_badInWfdbNames = [' ', '\t', '#'];

    /// <summary>Refuses a name that a WFDB record can't have.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="name">The record's name.</param>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    internal static void CheckWfdbName(string path, string name)
    {
        if (name.IndexOfAny(s_badInWfdbNames) >= 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{path}: WFDB names have no blanks and no '#'.");
    }

    /// <summary>Writes a record in the format asked for.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="leads">Samples in mV.</param>
    /// <exception cref="EcgException">FileExists, FileUnwritable; ArgumentInvalid: the record does not fit the format.</exception>
    public static ExportRecordReport Write(ExportRecordRequest request, IReadOnlyList<ReadOnlyMemory<double>> leads)
    {
        var info = request.Record;
        bool edf = request.Format == RecordFileFormat.EdfPlus;
        int bits = request.Format switch { RecordFileFormat.Wfdb212 => 12, RecordFileFormat.Wfdb24 => 24, _ => 16 };
        double usual = bits switch { 12 => 200, 24 => 100_000, _ => EdfWriter.UsualGain };
        if (leads.Count == 0 || info.SampleCount == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{info.Name}: the record has no {(leads.Count == 0 ? "leads" : "samples")}.");
        QuantizedLead[] quantized = [.. leads.Select((l, i) => QuantizedLead.Of($"{info.Name}: {info.Leads[i]}", l.Span, request.AdcGain, usual, (1 << (bits - 1)) - 1))];

        string path = request.Path, name = Path.GetFileNameWithoutExtension(path), data = Path.ChangeExtension(path, ".dat");
        if (!edf)
            CheckWfdbName(path, name);
        if (!request.Force && (edf ? [path] : new[] { path, data }).FirstOrDefault(File.Exists) is { } taken)
            throw new EcgException(ErrorId.FileExists, $"{taken}: the file exists; -Force replaces it.");
        var warnings = new List<string>();
        if (edf && Array.Exists(quantized, l => l.Codes.Contains(short.MinValue)))
            warnings.Add($"{path}: EDF has no mark for missing samples; they stand at the lowest value.");
        if (edf && info.SampleCount % EdfWriter.DataRecord(info.SampleCount, info.SamplingRate).Samples != 0)
            warnings.Add($"{path}: EDF holds whole data records; the last one is filled with 0 mV.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var files = new FileBatch(request.Force);
            if (edf)
            {
                files.Add(path, stream => EdfWriter.Write(stream, info, quantized));
            }
            else
            {
                files.Add(path, stream => stream.Write(WfdbWriter.Header(name, info, quantized, bits)));
                files.Add(data, stream => WfdbWriter.WriteSamples(stream, quantized, bits));
            }
            return new ExportRecordReport(files.Commit(), warnings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EcgException(ErrorId.FileUnwritable, $"{path}: the file can't be written: {e.Message}", e);
        }
    }
}
