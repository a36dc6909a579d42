// The header of an EDF or BDF file: 256 bytes of fixed text fields, and 256 more for each signal.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>An EDF, EDF+, BDF or BDF+ header (edfplus.info/specs; biosemi.com/faq/file_format.htm; BDF+ by T. van Beelen).</summary>
internal sealed class EdfHeader
{
    /// <summary>Bytes of the header's first part, and of each signal in the second.</summary>
    public const int BlockBytes = 256;

    /// <summary>The most signals that a file may have.</summary>
    public const int MaxSignals = 4096;

    private const int MaxSamplesPerRecord = 10_000_000;
    private const int FieldBytes = 8;

    // Where the fields of the second part start, in bytes per signal of the file; the labels of 16 bytes come first.
    private const int DimensionAt = 96, PhysicalMinAt = 104, PhysicalMaxAt = 112, DigitalMinAt = 120, DigitalMaxAt = 128, SamplesAt = 216;

    private EdfHeader(ReadOnlySpan<byte> bytes)
    {
        IsBdf = bytes[0] == 0xff;
        var kind = TextField.Text(bytes.Slice(192, 44));
        IsDiscontinuous = kind.StartsWith("EDF+D", StringComparison.Ordinal) || kind.StartsWith("BDF+D", StringComparison.Ordinal);
        Patient = TextField.Text(bytes.Slice(8, 80));
        Recording = TextField.Text(bytes.Slice(88, 80));
        Date = TextField.Text(bytes.Slice(168, 8));
        Time = TextField.Text(bytes.Slice(176, 8));
    }

    /// <summary>Whether samples have 24 bits.</summary>
    public bool IsBdf { get; }

    /// <summary>Bytes in a sample.</summary>
    public int SampleBytes => IsBdf ? 3 : 2;

    /// <summary>Whether the data records need not follow each other in time.</summary>
    public bool IsDiscontinuous { get; }

    /// <summary>Local patient identification.</summary>
    public string Patient { get; }

    /// <summary>Local recording identification.</summary>
    public string Recording { get; }

    /// <summary>Start date, dd.mm.yy.</summary>
    public string Date { get; }

    /// <summary>Start time, hh.mm.ss.</summary>
    public string Time { get; }

    /// <summary>Bytes in the header as it says; the signals tell it too.</summary>
    public long HeaderBytes { get; private init; }

    /// <summary>Data records as the header says; less than 1 if it does not know.</summary>
    public long Records { get; private init; }

    /// <summary>Seconds in a data record; 0 if the file holds annotations alone.</summary>
    public double RecordSeconds { get; private init; }

    /// <summary>The least and the greatest number of seconds that may be meant, for the field cuts decimals off.</summary>
    public (double Least, double Greatest) RecordSecondsBounds { get; private init; }

    /// <summary>All signals, in the order of the file.</summary>
    public IReadOnlyList<EdfSignal> Signals { get; private init; } = [];

    /// <summary>Samples in a data record, over all signals.</summary>
    public long RecordSamples { get; private init; }

    /// <summary>Whether a file that starts with these bytes, <see cref="BlockBytes"/> of them, is in the format.</summary>
    public static bool IsMine(ReadOnlySpan<byte> start) => HasVersion(start) && (start[0] == 0xff
        || start.Length >= BlockBytes && !start[..BlockBytes].ContainsAny("\r\n"u8) // or else it is a text that starts with 0
        && int.TryParse(TextField.Text(start.Slice(184, FieldBytes)), NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
        && bytes > 0 && bytes % BlockBytes == 0);

    private static bool HasVersion(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xff, .. "BIOSEMI"u8]) || start.StartsWith("0       "u8);

    /// <summary>Reads a header.</summary>
    /// <param name="file">The open file.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static EdfHeader Read(HostileFile file)
    {
        var fixedPart = file.Peek(0, BlockBytes);
        if (!HasVersion(fixedPart))
            throw TextField.Invalid(file.Name, "version", "'0' for EDF or '\u00ffBIOSEMI' for BDF", TextField.Text(fixedPart.AsSpan(0, Math.Min(FieldBytes, fixedPart.Length))));
        if (fixedPart.Length < BlockBytes)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: header: expected {BlockBytes} bytes, found {fixedPart.Length}.");
        int count = (int)TextField.Integer(file.Name, "number of signals", fixedPart.AsSpan(252, 4), 1, MaxSignals);
        var secondPart = file.Peek(BlockBytes, BlockBytes * count);
        if (secondPart.Length < BlockBytes * count)
        {
            throw new EcgException(ErrorId.HeaderInvalid,
                $"{file.Name}: header: expected {BlockBytes * (count + 1)} bytes for {count} signals, found {file.Length}.");
        }
        var (signals, samples) = ReadSignals(file.Name, secondPart, count);
        var duration = fixedPart.AsSpan(244, FieldBytes);
        double seconds = TextField.Number(file.Name, "duration of a data record", duration);
        if (seconds is < 0 or > 1e9)
            throw TextField.Invalid(file.Name, "duration of a data record", "0 to 1e9 s", TextField.Text(duration));
        return new EdfHeader(fixedPart)
        {
            HeaderBytes = TextField.Integer(file.Name, "number of bytes in header", fixedPart.AsSpan(184, FieldBytes), 0, int.MaxValue),
            Records = TextField.Integer(file.Name, "number of data records", fixedPart.AsSpan(236, FieldBytes), int.MinValue, int.MaxValue),
            RecordSeconds = seconds,
            RecordSecondsBounds = Bounds(seconds, TextField.Text(duration)),
            Signals = signals,
            RecordSamples = samples,
        };
    }

    private static (EdfSignal[] Signals, long RecordSamples) ReadSignals(string file, byte[] part, int count)
    {
        var signals = new EdfSignal[count];
        long offset = 0;
        for (int i = 0; i < count; i++)
        {
            var label = TextField.Text(part.AsSpan(i * 16, 16));
            var name = string.Create(CultureInfo.InvariantCulture, $"signal {i + 1} ({label})");
            int samples = (int)TextField.Integer(file, $"{name}: number of samples", Field(SamplesAt), 0, MaxSamplesPerRecord);
            signals[i] = new EdfSignal
            {
                Label = label,
                Dimension = Text(DimensionAt),
                RangeFields = [Text(PhysicalMinAt), Text(PhysicalMaxAt), Text(DigitalMinAt), Text(DigitalMaxAt)],
                SamplesPerRecord = samples,
                Offset = offset,
            };
            offset += samples;

            ReadOnlySpan<byte> Field(int at) => part.AsSpan(at * count + i * FieldBytes, FieldBytes);
            string Text(int at) => TextField.Text(Field(at));
        }
        return (signals, offset);
    }

    // A field that is full may be a number with more decimals, cut or rounded: one step of its last place is open.
    private static (double, double) Bounds(double seconds, string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length < FieldBytes || point < 0 || text.Contains('e', StringComparison.OrdinalIgnoreCase))
            return (seconds, seconds);
        double step = Math.Pow(10, point + 1 - text.Length);
        return (seconds - step, seconds + step);
    }
}
