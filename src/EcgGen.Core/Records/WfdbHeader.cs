// The text of a WFDB header file (.hea): one record line, one line per signal or per segment, and comments.
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EcgGen.Core.Records;

/// <summary>A segment as the header of its record names it.</summary>
/// <param name="Name">The segment's record name, without folders; "~" for a gap.</param>
/// <param name="Count">Its frames.</param>
internal readonly record struct WfdbSegmentLine(string Name, long Count)
{
    /// <summary>Whether this is a gap, in which all signals are missing.</summary>
    public bool IsNull => Name == "~";
}

/// <summary>A WFDB header (header(5) of the WFDB Applications Guide).</summary>
internal sealed class WfdbHeader
{
    /// <summary>The longest header that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The most signals that a record may have.</summary>
    public const int MaxSignals = 4096;

    private const double DefaultRate = 250, MinRate = 1e-3, MaxRate = 1e6;

    /// <summary>Frames per second in Hz, 0.001–1,000,000.</summary>
    public double SamplingRate { get; private set; } = DefaultRate;

    /// <summary>Whether the header tells the rate, or it is the user's or the format's default.</summary>
    public bool HasSamplingRate { get; private set; }

    /// <summary>Frames in the record; 0 if the header does not tell.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Time and date as written, or null.</summary>
    public string? RecordedAt { get; private set; }

    /// <summary>How many signals the record line tells.</summary>
    public int SignalCount { get; private set; }

    /// <summary>The signals in the order of the header; those of one file stand together. None in a record of several segments.</summary>
    public List<WfdbSignal> Signals { get; } = [];

    /// <summary>The segments in the order of time; null for a record that has signals itself.</summary>
    public List<WfdbSegmentLine>? Segments { get; private set; }

    /// <summary>The comments, without their mark and trimmed.</summary>
    public List<string> Comments { get; } = [];

    /// <summary>What the header leaves open.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="file">The header's name, for messages.</param>
    /// <param name="bytes">Its text, in UTF-8 or else Latin-1.</param>
    /// <param name="options">Rate and unit where the header tells none.</param>
    /// <exception cref="EcgException">HeaderInvalid; RecordTooLarge for more than 4096 signals.</exception>
    public static WfdbHeader Parse(string file, ReadOnlySpan<byte> bytes, ReadOptions options)
    {
        var text = (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        var header = new WfdbHeader();
        bool begun = false;
        long segments = 0;
        int number = 0;
        foreach (var raw in text.AsSpan().TrimStart('\ufeff').EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.StartsWith('#'))
            {
                header.Comments.Add(line[1..].Trim().ToString());
                continue;
            }
            if (line.IsEmpty)
                continue;
            var fields = new HeaderFields(file, number, line);
            if (!begun)
            {
                segments = header.ParseRecordLine(file, fields, options.SamplingRate);
                begun = true;
            }
            else if (header.Segments is null ? header.Signals.Count == header.SignalCount : header.Segments.Count == segments)
            {
                throw header.Segments is null
                    ? fields.Invalid("signal line", $"no more than {header.SignalCount} as the record line tells", line)
                    : fields.Invalid("segment line", $"no more than {segments} as the record line tells", line);
            }
            else if (header.Segments is null)
            {
                header.Signals.Add(WfdbSignal.Parse(fields, options.Unit ?? "mV"));
            }
            else
            {
                header.Segments.Add(ParseSegmentLine(fields));
            }
        }
        if (!begun)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: record line: expected a name and a number of signals, found nothing.");
        if (header.Segments is null && header.Signals.Count < header.SignalCount)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: signal lines: expected {header.SignalCount}, found {header.Signals.Count}.");
        if (header.Segments?.Count < segments)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: segment lines: expected {segments}, found {header.Segments.Count}.");
        header.CheckFiles(file);
        return header;
    }

    /// <summary>Whether a name can lead nowhere but into the header's own folder: not to another one, nor to a drive or stream of Windows.</summary>
    public static bool IsBareName(ReadOnlySpan<char> name) =>
        name.IndexOfAny("/\\:") < 0 && name is not ("" or "." or "..") && !name.ContainsAnyInRange('\0', '\x1f');

    // NAME/SEGMENTS SIGNALS RATE/COUNTER(BASE) SAMPLES TIME DATE, where all after the number of signals is optional; gives the segments.
    private long ParseRecordLine(string file, HeaderFields fields, double? rate)
    {
        var name = fields.Next();
        int slash = name.IndexOf('/');
        long segments = slash < 0 ? 0 : fields.Count(name[(slash + 1)..], "number of segments");
        if (slash >= 0)
        {
            if (segments == 0)
                throw fields.Invalid("number of segments", "at least 1", name);
            Segments = [];
        }
        var field = fields.Next();
        long signals = fields.Count(field, "number of signals");
        if (signals > MaxSignals)
            throw new EcgException(ErrorId.RecordTooLarge, $"{file}: number of signals: {field} are more than {MaxSignals}.");
        SignalCount = (int)signals;
        field = fields.Next();
        if (field.IsEmpty)
        {
            SamplingRate = CheckRate(fields, rate ?? DefaultRate, field);
            if (rate is null)
                Warnings.Add($"{file} gives no sampling rate; {DefaultRate} Hz is assumed.");
            return segments;
        }
        int end = field.IndexOfAny("/("); // what follows is a counter of tape machines
        SamplingRate = CheckRate(fields, fields.Number(end < 0 ? field : field[..end], "sampling rate"), field);
        HasSamplingRate = true;
        field = fields.Next();
        if (!field.IsEmpty)
            SampleCount = fields.Count(field, "number of samples");
        RecordedAt = fields.Rest.IsEmpty ? null : fields.Rest.ToString();
        return segments;
    }

    private static double CheckRate(HeaderFields fields, double rate, ReadOnlySpan<char> text) => rate is >= MinRate and <= MaxRate
        ? rate
        : throw fields.Invalid("sampling rate", string.Create(CultureInfo.InvariantCulture, $"{MinRate}–{MaxRate} Hz"), text);

    private static WfdbSegmentLine ParseSegmentLine(HeaderFields fields)
    {
        var name = fields.Next();
        if (!IsBareName(name))
            throw fields.Invalid("segment", "a record name without folders", name);
        return new WfdbSegmentLine(name.ToString(), fields.Count(fields.Next(), "number of samples"));
    }

    // One file holds one kind of frame; a file named twice would be read twice, and a short file could fill much memory.
    private void CheckFiles(string file)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        WfdbSignal? previous = null;
        foreach (var signal in Signals)
        {
            if (signal.IsNull)
                continue;
            if (signal.FileName != previous?.FileName)
            {
                if (!seen.Add(signal.FileName))
                    throw new EcgException(ErrorId.HeaderInvalid,
                        $"{file}: signal file: expected all signals of {signal.FileName} together.");
            }
            else if (signal.Format != previous.Format || signal.ByteOffset != previous.ByteOffset)
            {
                throw new EcgException(ErrorId.HeaderInvalid,
                    $"{file}: format: expected one format and byte offset for all signals of {signal.FileName}, " +
                    $"found {previous.Format}+{previous.ByteOffset} and {signal.Format}+{signal.ByteOffset}.");
            }
            previous = signal;
        }
    }
}
