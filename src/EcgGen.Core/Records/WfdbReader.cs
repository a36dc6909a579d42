// Reads WFDB records: a text header (.hea) beside its signal files, as PhysioNet publishes them.
namespace EcgGen.Core.Records;

/// <summary>
/// The reader of WFDB records, the PhysioNet Challenges' MATLAB v4 files included: to WFDB they are format 16 behind 24 bytes.
/// Signals that are no voltage are left out, several samples per frame become their mean, skew is undone.
/// </summary>
public sealed class WfdbReader : IRecordReader
{
    /// <inheritdoc/>
    public string Format => "wfdb";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".hea"];

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
        using var headerFile = HostileFile.Open(HeaderPath(path));
        if (headerFile.Length > WfdbHeader.MaxBytes)
        {
            throw new EcgException(ErrorId.RecordTooLarge,
                $"{headerFile.Name}: expected a header of at most {WfdbHeader.MaxBytes} bytes, found {headerFile.Length}.");
        }
        var (bytes, sha256) = headerFile.Read(0, (int)headerFile.Length, cancellation);
        var header = WfdbHeader.Parse(headerFile.Name, bytes);
        var folder = Path.GetDirectoryName(headerFile.FullPath)!;
        var files = FilesOf(headerFile.Name, header);

        long frames = header.SampleCount > 0 ? header.SampleCount : CountFrames(folder, headerFile.Name, files);
        var cut = RecordCut.Of(headerFile.Name, frames, header.SamplingRate, options.Start, options.Duration);
        RecordCut.CheckSize(headerFile.Name, (Int128)cut.Count * files.Sum(f => f.FrameSamples));
        RecordCut.CheckSize(headerFile.Name, files.Sum(f => f.WithSkew(frames, cut).Count * f.FrameSamples));

        var leads = new List<RawLead>();
        var read = new List<(string, string)> { (headerFile.FullPath, sha256) };
        foreach (var file in files)
        {
            using var signalFile = HostileFile.Open(Path.Combine(folder, file.Name), headerFile.Name);
            read.Add((signalFile.FullPath, file.Read(signalFile, frames, cut, leads, header.Warnings, cancellation)));
        }
        return new RawRecord
        {
            Name = Path.GetFileNameWithoutExtension(headerFile.Name),
            SamplingRate = header.SamplingRate,
            Leads = leads,
            Files = read,
            Comments = header.Comments,
            RecordedAt = header.RecordedAt,
            Warnings = header.Warnings,
        };
    }

    private static string HeaderPath(string path) =>
        Path.GetExtension(path).Equals(".hea", StringComparison.OrdinalIgnoreCase) ? path : Path.ChangeExtension(path, ".hea");

    private static List<WfdbSignalFile> FilesOf(string name, WfdbHeader header)
    {
        var files = new List<WfdbSignalFile>();
        for (int i = 0; i < header.Signals.Count;)
        {
            int first = i;
            while (i < header.Signals.Count && header.Signals[i].FileName == header.Signals[first].FileName)
                i++;
            files.Add(new WfdbSignalFile(name, header.Signals.GetRange(first, i - first)));
        }
        return files;
    }

    // Without a count in the header, the record is as long as the shortest of its files.
    private static long CountFrames(string folder, string name, List<WfdbSignalFile> files)
    {
        long frames = long.MaxValue;
        foreach (var file in files)
        {
            using var signalFile = HostileFile.Open(Path.Combine(folder, file.Name), name);
            frames = Math.Min(frames, file.FramesIn(signalFile));
        }
        return files.Count == 0 ? 0 : frames;
    }
}
