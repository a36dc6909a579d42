// A multiplex group of a DICOM waveform: channels sampled together, and how to turn their numbers into voltages.
using System.Buffers.Binary;
using System.Globalization;
using EcgGen.Core.Records.Scp;

namespace EcgGen.Core.Records.Dicom;

/// <summary>An item of the Waveform Sequence (DICOM PS3.3, C.10.9).</summary>
internal sealed class DicomWaveform
{
    /// <summary>The sequence of groups.</summary>
    public const uint WaveformSequence = 0x54000100;

    /// <summary>The sequence of a group's channels.</summary>
    public const uint ChannelDefinitions = 0x003A0200;

    /// <summary>The code of a channel's lead.</summary>
    public const uint ChannelSource = 0x003A0208;

    /// <summary>The code of a channel's unit.</summary>
    public const uint SensitivityUnits = 0x003A0211;

    private const uint Originality = 0x003A0004, Channels = 0x003A0005, SampleCount = 0x003A0010, Frequency = 0x003A001A, GroupLabel = 0x003A0020;
    private const uint ChannelLabel = 0x003A0203, Sensitivity = 0x003A0210, Correction = 0x003A0212, Baseline = 0x003A0213;
    private const uint TimeSkew = 0x003A0214, SampleSkew = 0x003A0215;
    private const uint BitsAllocated = 0x54001004, Interpretation = 0x54001006, Padding = 0x5400100A, WaveformData = 0x54001010;
    private const uint CodeValue = 0x00080100, CodeScheme = 0x00080102, CodeMeaning = 0x00080104;
    private const int MaxChannels = 1024;

    private readonly string _file;
    private readonly DicomDataset _item;
    private readonly bool _isBigEndian;
    private readonly int _channels;

    /// <summary>Reads what describes a group.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public DicomWaveform(string file, DicomDataset item, bool isBigEndian)
    {
        _file = file;
        _item = item;
        _isBigEndian = isBigEndian;
        long channels = item.Unsigned(Channels, "number of waveform channels");
        if (channels is < 1 or > MaxChannels)
            throw item.Invalid(Channels, "number of waveform channels", $"1–{MaxChannels}", channels.ToString(CultureInfo.InvariantCulture));
        _channels = (int)channels;
        Samples = item.Unsigned(SampleCount, "number of waveform samples");
        Rate = item.Decimal(Frequency, "sampling frequency");
    }

    /// <summary>Hz.</summary>
    public double Rate { get; }

    /// <summary>Samples of each channel, as the header tells.</summary>
    public long Samples { get; }

    /// <summary>What the writer calls the group, for messages.</summary>
    public string Label => _item.Text(GroupLabel) ?? _item.Text(Originality) ?? "without a label";

    /// <summary>How much a group is worth: what was recorded comes before what was made of it, then the larger comes before the smaller.</summary>
    public (bool IsOriginal, long Size) Worth => (_item.Text(Originality) != "DERIVED", _channels * Samples);

    /// <summary>Reads the channels that are voltages; the others are left out with a warning.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public List<StoredLead> Read(List<string> warnings, CancellationToken cancellation)
    {
        var definitions = _item.Items(ChannelDefinitions);
        if (definitions.Count != _channels)
            throw _item.Invalid(ChannelDefinitions, "channel definitions", $"{_channels}, one for each channel", definitions.Count.ToString(CultureInfo.InvariantCulture));
        int bytes = SampleBytes(out bool isSigned);
        var data = _item.Bytes(WaveformData);
        long there = data.Length / bytes / _channels;
        if (there < Samples || data.Length - Samples * bytes * _channels > 1) // 8-bit data are padded to even length
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{_file}: {Samples} samples of {_channels} channels are {Samples * bytes * _channels} bytes, but the waveform data have {data.Length}."));
        }
        int count = (int)Math.Min(there, Samples);
        RecordCut.CheckSize(_file, (Int128)count * _channels);
        long? padding = _item.Bytes(Padding) is { } bytesOfPadding && bytesOfPadding.Length >= bytes ? Number(bytesOfPadding, bytes, isSigned) : null;

        var leads = new List<StoredLead>();
        var ambiguous = new List<string>();
        for (int c = 0; c < _channels; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Lead(definitions[c], warnings) is not { } lead)
                continue;
            var values = new double[count];
            for (int i = 0, at = c * bytes; i < count; i++, at += bytes * _channels)
                values[i] = Number(data[at..], bytes, isSigned);
            if (padding is { } missing && !Pad(values, missing))
                ambiguous.Add(lead.Name);
            leads.Add(lead with { Values = values });
        }
        if (ambiguous.Count > 0)
            warnings.Add($"{_file}: channel {string.Join(", ", ambiguous)}: the padding value {padding} lies within the signal; samples of that value are kept.");
        return leads;
    }

    // Padding stands for samples that are missing. Some writers put 0 there, which is a sample like any other.
    private static bool Pad(double[] values, double padding)
    {
        if (!values.Contains(padding))
            return true;
        bool isAbove = false, isBelow = false;
        foreach (double value in values)
        {
            isAbove |= value > padding;
            isBelow |= value < padding;
        }
        if (isAbove && isBelow)
            return false;
        values.AsSpan().Replace(padding, double.NaN);
        return true;
    }

    private int SampleBytes(out bool isSigned)
    {
        long bits = _item.Unsigned(BitsAllocated, "waveform bits allocated");
        var interpretation = _item.Text(Interpretation);
        isSigned = interpretation is "SB" or "SS" or "SL";
        return (bits, interpretation) switch
        {
            (8, "SB" or "UB") => 1,
            (16, "SS" or "US") => 2,
            (32, "SL" or "UL") => 4,
            _ => throw _item.Invalid(Interpretation, "waveform sample interpretation", "SB or UB of 8, SS or US of 16, SL or UL of 32 bits", $"{interpretation} of {bits} bits"),
        };
    }

    private long Number(ReadOnlySpan<byte> bytes, int length, bool isSigned)
    {
        uint value = length switch
        {
            1 => bytes[0],
            2 => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            _ => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
        int unused = 32 - 8 * length;
        return isSigned ? (int)(value << unused) >> unused : value;
    }

    // A sample × sensitivity × correction + baseline is a voltage in the sensitivity's unit (C.10.9.1.4.2).
    private StoredLead? Lead(DicomDataset channel, List<string> warnings)
    {
        var name = NameOf(channel);
        var unitText = channel.Items(SensitivityUnits) is [var code, ..] ? code.Text(CodeValue) : null;
        if (channel.Text(Sensitivity) is null || VoltageUnit.Find(unitText) is not { } unit)
        {
            warnings.Add($"{_file}: channel {name} is in {unitText ?? "no unit"}, which is no voltage, and is left out.");
            return null;
        }
        double step = channel.Decimal(Sensitivity, "channel sensitivity") * channel.Decimal(Correction, "channel sensitivity correction factor", 1);
        double baseline = channel.Decimal(Baseline, "channel baseline", 0);
        if (!StoredLead.IsStep(step))
            throw channel.Invalid(Sensitivity, "channel sensitivity", "with its correction 1e-12–1e12", step.ToString(CultureInfo.InvariantCulture));
        if (!StoredLead.IsOrigin(baseline))
            throw channel.Invalid(Baseline, "channel baseline", "at most 1e12 units", baseline.ToString(CultureInfo.InvariantCulture));
        if (channel.Decimal(TimeSkew, "channel time skew", 0) != 0 || channel.Decimal(SampleSkew, "channel sample skew", 0) != 0)
            warnings.Add($"{_file}: channel {name} is skewed in time; the skew is not undone.");
        return new StoredLead(name, [], step, baseline, unit);
    }

    // The code tells best: the lead numbers of SCP-ECG (5.6.3-9-N) or of MDC (2:N). Else what the code means, else the label.
    private static string NameOf(DicomDataset channel)
    {
        if (channel.Items(ChannelSource) is [var code, ..])
        {
            var value = code.Text(CodeValue) ?? "";
            var number = code.Text(CodeScheme) switch
            {
                "SCPECG" when value.StartsWith("5.6.3-9-", StringComparison.Ordinal) => value[8..],
                "MDC" when value.StartsWith("2:", StringComparison.Ordinal) => value[2..],
                _ => "",
            };
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int lead) && lead > 0)
                return ScpLeads.NameOf(lead);
            if (code.Text(CodeMeaning) is { } meaning)
                return meaning.Split('(', ',')[0]; // "Lead I (Einthoven)", "aVR, augmented voltage, right"
        }
        return channel.Text(ChannelLabel) ?? "";
    }
}
