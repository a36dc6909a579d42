// A WFDB record in one segment: the signals of one header, from the files that it names.
namespace EcgGen.Core.Records;

/// <summary>Reads the signals of a header: a record of its own, or a segment of one.</summary>
internal sealed class WfdbSegment
{
    private static readonly string[] s_standardLeads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    private readonly WfdbFolder _folder;
    private readonly string _name;
    private readonly List<(WfdbSignalFile File, int First)> _files = [];

    /// <summary>Looks for the signals' files.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="name">The header's name, for messages.</param>
    /// <param name="header">A header with signals.</param>
    /// <exception cref="EcgException">
    /// HeaderInvalid for a format that is not known; FileNotFound for a file that does not exist, unless the others have all
    /// twelve standard leads; FileUnreadable.
    /// </exception>
    public WfdbSegment(WfdbFolder folder, string name, WfdbHeader header)
    {
        _folder = folder;
        _name = name;
        Header = header;
        var signals = header.Signals;
        for (int i = 0; i < signals.Count;)
        {
            int first = i++;
            if (signals[first].IsNull)
                continue;
            while (i < signals.Count && signals[i].FileName == signals[first].FileName)
                i++;
            _files.Add((new WfdbSignalFile(name, signals.GetRange(first, i - first)), first));
        }
        ForgoMissingFiles();
        Count = header.SampleCount > 0 || _files.Count == 0 ? header.SampleCount : CountFrames();
    }

    /// <summary>The header.</summary>
    public WfdbHeader Header { get; }

    /// <summary>Frames.</summary>
    public long Count { get; }

    /// <summary>Whether a signal is one that gives a lead.</summary>
    public static bool IsLead(WfdbSignal signal) => signal.Millivolts is not null;

    /// <summary>Reads a cut of all signals.</summary>
    /// <param name="cut">The frames to give, not beyond <see cref="Count"/>.</param>
    /// <returns>Per signal its samples in mV; null if it is no voltage or has no file.</returns>
    /// <exception cref="EcgException">SignalInvalid, FileUnreadable, RecordTooLarge.</exception>
    public double[]?[] Read(RecordCut cut)
    {
        RecordCut.CheckSize(_name, (Int128)cut.Count * Header.Signals.Count(IsLead));
        var samples = new double[]?[Header.Signals.Count];
        foreach (var (file, first) in _files)
        {
            using var signalFile = _folder.Open(file.Name, _name);
            file.Read(signalFile, _folder, Count, cut, Header.Warnings).CopyTo(samples, first);
        }
        return samples;
    }

    // A record that lost a file beyond the twelve leads, such as one of vector leads, is as good as one that never had them.
    private void ForgoMissingFiles()
    {
        var missing = _files.FindAll(f => !_folder.Has(f.File.Name));
        if (missing.Count == 0)
            return;
        var left = Header.Signals.Where(s => IsLead(s) && !s.IsNull && !missing.Exists(m => m.File.Name == s.FileName))
            .Select(s => LeadNames.Standardise(s.Description)).ToHashSet();
        if (!left.IsSupersetOf(s_standardLeads))
            return; // opening the file will say what is wrong
        foreach (var (file, first) in missing)
        {
            _files.Remove((file, first));
            Header.Warnings.Add($"{file.Name}, which {_name} names, does not exist; the record is read without it.");
        }
    }

    // Without a count in the header, the record is as long as the shortest of its files.
    private long CountFrames()
    {
        long frames = long.MaxValue;
        foreach (var (file, _) in _files)
        {
            using var signalFile = _folder.Open(file.Name, _name);
            frames = Math.Min(frames, file.FramesIn(signalFile, _folder));
        }
        return frames;
    }
}
