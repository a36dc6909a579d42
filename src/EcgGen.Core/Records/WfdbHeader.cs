// The text of a WFDB header file (.hea): one record line, one line per signal, and comments.
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EcgGen.Core.Records;

/// <summary>A WFDB header (header(5) of the WFDB Applications Guide), of a record in one segment.</summary>
internal sealed class WfdbHeader
{
    /// <summary>The longest header that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The most signals that a record may have.</summary>
    public const int MaxSignals = 4096;

    private const double DefaultRate = 250, MinRate = 1e-3, MaxRate = 1e6;

    /// <summary>Frames per second in Hz, 0.001–1,000,000.</summary>
    public double SamplingRate { get; private set; } = DefaultRate;

    /// <summary>Frames in the record; 0 if the header does not tell.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Time and date as written, or null.</summary>
    public string? RecordedAt { get; private set; }

    /// <summary>The signals in the order of the header; those of one file stand together.</summary>
    public List<WfdbSignal> Signals { get; } = [];

    /// <summary>The comments, without their mark and trimmed.</summary>
    public List<string> Comments { get; } = [];

    /// <summary>What the header leaves open.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="file">The header's name, for messages.</param>
    /// <param name="bytes">Its text, in UTF-8 or else Latin-1.</param>
    /// <exception cref="EcgException">HeaderInvalid; RecordTooLarge for more than 4096 signals.</exception>
    public static WfdbHeader Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var text = (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        var header = new WfdbHeader();
        long signals = -1;
        int number = 0;
        foreach (var raw in text.AsSpan().TrimStart('\ufeff').EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.StartsWith('#'))
                header.Comments.Add(line[1..].Trim().ToString());
            else if (!line.IsEmpty && signals < 0)
                signals = header.ParseRecordLine(file, new HeaderFields(file, number, line));
            else if (!line.IsEmpty && header.Signals.Count < signals)
                header.Signals.Add(WfdbSignal.Parse(new HeaderFields(file, number, line)));
            else if (!line.IsEmpty)
                throw new HeaderFields(file, number, line).Invalid("signal line", $"no more than {signals} as the record line tells", line);
        }
        if (signals < 0)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: record line: expected a name and a number of signals, found nothing.");
        if (header.Signals.Count < signals)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: signal lines: expected {signals}, found {header.Signals.Count}.");
        header.CheckFiles(file);
        return header;
    }

    // NAME/SEGMENTS SIGNALS RATE/COUNTER(BASE) SAMPLES TIME DATE, where all after the number of signals is optional.
    private long ParseRecordLine(string file, HeaderFields fields)
    {
        var name = fields.Next();
        if (name.Contains('/'))
            throw fields.Invalid("record name", "a record in one segment (those in several are not supported)", name);
        var field = fields.Next();
        long signals = fields.Count(field, "number of signals");
        if (signals > MaxSignals)
            throw new EcgException(ErrorId.RecordTooLarge, $"{file}: number of signals: {field} are more than {MaxSignals}.");
        field = fields.Next();
        if (field.IsEmpty)
        {
            Warnings.Add($"{file} gives no sampling rate; {DefaultRate} Hz is assumed.");
            return signals;
        }
        int end = field.IndexOfAny("/("); // what follows is a counter of tape machines
        SamplingRate = fields.Number(end < 0 ? field : field[..end], "sampling rate");
        if (SamplingRate is < MinRate or > MaxRate)
            throw fields.Invalid("sampling rate", string.Create(CultureInfo.InvariantCulture, $"{MinRate}–{MaxRate} Hz"), field);
        field = fields.Next();
        if (!field.IsEmpty)
            SampleCount = fields.Count(field, "number of samples");
        RecordedAt = fields.Rest.IsEmpty ? null : fields.Rest.ToString();
        return signals;
    }

    // One file holds one kind of frame; a file named twice would be read twice, and a short file could fill much memory.
    private void CheckFiles(string file)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        WfdbSignal? previous = null;
        foreach (var signal in Signals)
        {
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
