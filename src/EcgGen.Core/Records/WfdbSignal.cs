// One signal line of a WFDB header: where a signal's samples are and what they mean.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>A signal as its header line tells it (header(5) of the WFDB Applications Guide).</summary>
internal sealed class WfdbSignal
{
    private const double DefaultGain = 200, MinGain = 1e-9, MaxGain = 1e15;
    private const int MaxSamplesPerFrame = 100_000;

    /// <summary>The signal file's bare name; "~" for a signal without one.</summary>
    public required string FileName { get; init; }

    /// <summary>Whether the signal has no file and is missing all along.</summary>
    public bool IsNull => Format == WfdbFormat.Null || FileName == "~";

    /// <summary>The number of the sample format, such as 16 or 212.</summary>
    public required int Format { get; init; }

    /// <summary>Samples of this signal per frame of the record, 1–100,000.</summary>
    public required int SamplesPerFrame { get; init; }

    /// <summary>Frames by which this signal lags in its file: its sample for frame t stands in frame t + Skew.</summary>
    public required int Skew { get; init; }

    /// <summary>Where the samples start in the file, in bytes.</summary>
    public required long ByteOffset { get; init; }

    /// <summary>Steps of the converter per physical unit: 1e-9–1e15, or the same below 0.</summary>
    public required double Gain { get; init; }

    /// <summary>Whether the header gave no gain, so that the format's default stands in.</summary>
    public required bool IsUncalibrated { get; init; }

    /// <summary>The converter's value for 0 physical units.</summary>
    public required int Baseline { get; init; }

    /// <summary>What stands before the first sample, in formats that store differences.</summary>
    public required int InitialValue { get; init; }

    /// <summary>The physical unit as written, or what stands in for one that is not.</summary>
    public required string Units { get; init; }

    /// <summary>How many mV the unit is; null if it is no voltage.</summary>
    public required VoltageUnit? Millivolts { get; init; }

    /// <summary>Steps of the converter per mV; null if the unit is no voltage.</summary>
    public double? UnitsPerMillivolt => Gain / Millivolts?.Multiply * Millivolts?.Divide;

    /// <summary>The lower 16 bits of the sum of all samples; 0 if the header does not tell.</summary>
    public required ushort Checksum { get; init; }

    /// <summary>The signal's name, trimmed; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Reads a signal line.</summary>
    /// <param name="fields">The line.</param>
    /// <param name="unit">The physical unit where the line gives none.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static WfdbSignal Parse(HeaderFields fields, string unit)
    {
        var name = fields.Next();
        if (!WfdbHeader.IsBareName(name))
            throw fields.Invalid("signal file", "a bare file name", name);
        var (format, samplesPerFrame, skew, offset) = ParseFormat(fields, fields.Next());
        var (gain, baseline, units) = ParseGain(fields, fields.Next());
        // Each of these may be missing, and then the name of the signal follows.
        _ = fields.NextIfInteger(); // resolution in bits
        long zero = fields.NextIfInteger() ?? 0;
        long initial = fields.NextIfInteger() ?? zero;
        long checksum = fields.NextIfInteger() ?? 0;
        _ = fields.NextIfInteger(); // block size
        if (baseline is null && zero is < int.MinValue or > int.MaxValue)
            throw fields.Invalid("ADC zero", "a 32-bit number", zero.ToString(CultureInfo.InvariantCulture));
        if (WfdbFormat.Find(format) is { IsDifference: true } && initial is (< int.MinValue or > int.MaxValue))
            throw fields.Invalid("initial value", "a 32-bit number", initial.ToString(CultureInfo.InvariantCulture));
        if (units.Length == 0)
            units = unit;
        return new WfdbSignal
        {
            FileName = name.ToString(),
            Format = format,
            SamplesPerFrame = samplesPerFrame,
            Skew = skew,
            ByteOffset = offset,
            Gain = gain == 0 ? DefaultGain : gain,
            IsUncalibrated = gain == 0,
            Baseline = baseline ?? (int)zero,
            InitialValue = (int)initial,
            Units = units,
            Millivolts = VoltageUnit.Find(units),
            Checksum = (ushort)checksum,
            Description = fields.Rest.ToString(),
        };
    }

    // FORMATxSAMPLES:SKEW+OFFSET, all but the format optional.
    private static (int Format, int SamplesPerFrame, int Skew, long Offset) ParseFormat(HeaderFields fields, ReadOnlySpan<char> text)
    {
        int format = Take(fields, ref text, "format"), samplesPerFrame = 1, skew = 0;
        if (text.StartsWith('x'))
        {
            text = text[1..];
            samplesPerFrame = Take(fields, ref text, "samples per frame");
            if (samplesPerFrame is < 1 or > MaxSamplesPerFrame)
                throw fields.Invalid("samples per frame", $"1–{MaxSamplesPerFrame}",
                    samplesPerFrame.ToString(CultureInfo.InvariantCulture));
        }
        if (text.StartsWith(':'))
        {
            text = text[1..];
            skew = Take(fields, ref text, "skew");
        }
        long offset = text.StartsWith('+') ? fields.Count(text[1..], "byte offset")
            : text.IsEmpty ? 0
            : throw fields.Invalid("format", "such as 16, 16x2, 16:3 or 16+24", text);
        return (format, samplesPerFrame, skew, offset);
    }

    private static int Take(HeaderFields fields, ref ReadOnlySpan<char> text, string field)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        long value = fields.Count(digits.IsEmpty ? text : digits, field);
        text = text[digits.Length..];
        return value <= int.MaxValue ? (int)value : throw fields.Invalid(field, "a 32-bit number", digits);
    }

    // GAIN(BASELINE)/UNITS, baseline and units optional; a gain of 0 means that it is not known.
    private static (double Gain, int? Baseline, string Units) ParseGain(HeaderFields fields, ReadOnlySpan<char> text)
    {
        int? baseline = null;
        int slash = text.IndexOf('/');
        var number = slash < 0 ? text : text[..slash];
        int bracket = number.IndexOf('(');
        if (bracket >= 0)
        {
            if (!number.EndsWith(")") ||
                !int.TryParse(number[(bracket + 1)..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
                throw fields.Invalid("baseline", "a 32-bit number in brackets", number[bracket..]);
            baseline = value;
            number = number[..bracket];
        }
        double gain = text.IsEmpty ? 0 : fields.Number(number, "gain");
        if (gain != 0 && Math.Abs(gain) is < MinGain or > MaxGain)
            throw fields.Invalid("gain", string.Create(CultureInfo.InvariantCulture, $"0 or {MinGain}–{MaxGain}"), number);
        return (gain, baseline, slash < 0 ? "" : text[(slash + 1)..].ToString());
    }
}
