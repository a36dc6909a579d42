// Reads Philips Sierra XML: resting ECGs of Philips cardiographs and TraceMaster (restingecgdata, versions 1.03 and 1.04).
using System.Buffers.Binary;
using System.Globalization;

namespace EcgGen.Core.Records.Xml;

/// <summary>
/// The reader of Philips' XML. The element parsedwaveforms holds the channels one after the other, as text, as base64 of 16-bit
/// integers, or compressed ("XLI"). In compressed data the leads III, aVR, aVL and aVF are stored as what is left of them when
/// they are predicted from I and II; they are put together again exactly.
/// </summary>
public sealed class SierraXmlReader : IRecordReader
{
    private const int MaxLeads = 32;
    private static readonly string[] s_twelve = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <inheritdoc/>
    public string Format => "philips";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".xml"];

    /// <summary>Whether this is XML with the root restingecgdata.</summary>
    public bool CanRead(string path) => XmlElement.RootOf(path) == "restingecgdata";

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var file = WholeFile.Read(path, XmlElement.MaxFileBytes, cancellation);
        var root = XmlElement.Load(file, cancellation);
        if (root.Name != "restingecgdata")
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: root element: expected restingecgdata, found {root.Name}.");
        if (root.Value("documentinfo/documenttype") is not ("SierraECG" or "PhilipsECG"))
            throw root.Invalid("documentinfo/documenttype", "SierraECG or PhilipsECG", root.Value("documentinfo/documenttype"));
        if (root.Value("documentinfo/documentversion") is not ("1.03" or "1.04" or "1.04.01" or "1.04.02"))
            throw root.Invalid("documentinfo/documentversion", "1.03, 1.04, 1.04.01 or 1.04.02", root.Value("documentinfo/documentversion"));
        var signal = root.Find("dataacquisition/signalcharacteristics") ?? throw root.Invalid("dataacquisition/signalcharacteristics", "the element", null);
        var waves = root.Find("waveforms/parsedwaveforms") ?? throw root.Invalid("waveforms/parsedwaveforms", "the element", null);

        var warnings = new List<string>();
        double rate = Number(waves, "samplespersecond", signal, "samplingrate", null);
        double step = Number(waves, "resolution", signal, signal.Child("resolution") is null ? "signalresolution" : "resolution", null);
        double offset = Number(waves, "signaloffset", signal, "signaloffset", 0);
        if (!StoredLead.IsStep(step))
            throw signal.Invalid("resolution", "1e-12–1e12 µV", step.ToString(CultureInfo.InvariantCulture));
        if (!StoredLead.IsOrigin(offset * step))
            throw signal.Invalid("signaloffset", "at most 1e12 µV", offset.ToString(CultureInfo.InvariantCulture));
        if (signal.Value("samplingrate") is { } told && signal.Number("samplingrate", told) != rate)
            warnings.Add($"{file.Name}: samplespersecond is {waves.Attribute("samplespersecond")}, but samplingrate is {told}; the first is taken.");
        var names = NamesOf(waves, signal);
        var channels = ChannelsOf(file.Name, waves, names, SamplesPerChannel(waves, rate), warnings, cancellation);
        bool isUnsigned = "False".Equals(waves.Attribute("signalsigned") ?? signal.Value("signalsigned"), StringComparison.OrdinalIgnoreCase);
        var leads = channels.Select((c, i) => new StoredLead(names[i], [.. c.Select(v => isUnsigned ? v & 0xFFFF : (double)v)], step,
            -offset * step, VoltageUnit.Microvolt)).ToList();
        WarnOfCalibration(file.Name, channels, rate, warnings);
        return new RawRecord
        {
            Name = file.RecordName,
            SamplingRate = rate,
            Leads = StoredLead.Finish(file.Name, rate, leads, options, warnings, cancellation),
            Files = [(file.FullPath, file.Sha256)],
            Comments = NotesOf(root),
            RecordedAt = RecordedAt(root.Child("dataacquisition")!),
            Warnings = warnings,
        };
    }

    // From version 1.04 on the waveforms tell it themselves; before, only the acquisition does.
    private static double Number(XmlElement waves, string attribute, XmlElement signal, string child, double? otherwise)
    {
        if (waves.Attribute(attribute) is { } text)
            return waves.Number(attribute, text);
        return otherwise is { } value && signal.Value(child) is null ? value : signal.Number(child, signal.Value(child));
    }

    private static string[] NamesOf(XmlElement waves, XmlElement signal)
    {
        string[] names;
        if (waves.Attribute("leadlabels") is { } labels)
        {
            names = labels.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            int number = waves.Count("numberofleads", waves.Attribute("numberofleads"));
            if (names.Length < number)
                throw waves.Invalid("leadlabels", $"{number} labels", labels);
            names = names[..number];
        }
        else
        {
            int number = signal.Count("numberchannelsallocated", signal.Value("numberchannelsallocated"));
            bool isStandard = signal.Value("acquisitiontype") is "STD-12" or "10-WIRE";
            names = [.. Enumerable.Range(0, Math.Min(number, MaxLeads + 1)).Select(i => isStandard && i < s_twelve.Length ? s_twelve[i] : $"Ch{i + 1}")];
        }
        if (names.Length is 0 or > MaxLeads)
            throw signal.Invalid("numberchannelsallocated", $"1–{MaxLeads} channels", names.Length.ToString(CultureInfo.InvariantCulture));
        return names;
    }

    private static int SamplesPerChannel(XmlElement waves, double rate)
    {
        double samples = Math.Round(waves.Number("durationperchannel", waves.Attribute("durationperchannel")) * rate / 1000);
        return samples is >= 1 and <= XliData.MaxSamples ? (int)samples
            : throw waves.Invalid("durationperchannel", $"milliseconds for 1–{XliData.MaxSamples} samples", waves.Attribute("durationperchannel"));
    }

    private static int[][] ChannelsOf(string file, XmlElement waves, string[] names, int samples, List<string> warnings, CancellationToken cancellation)
    {
        var encoding = waves.Attribute("dataencoding");
        bool isFlagged = "True".Equals(waves.Attribute("compressflag"), StringComparison.OrdinalIgnoreCase);
        var compression = waves.Attribute("compression") ?? (isFlagged ? waves.Attribute("compressmethod") ?? "nothing" : null);
        if ((waves.Attribute("bitspersample") ?? waves.Attribute("nbitspersample")) is { } bits and not "16")
            throw waves.Invalid("bitspersample", "16", bits);
        switch (encoding, compression)
        {
            case ("Base64", "XLI"):
                var channels = UnpackXli(file, Base64.Decode(waves), names, samples, warnings, cancellation);
                RestoreLimbLeads(names, channels);
                return channels;
            case ("Base64", null):
                var bytes = Base64.Decode(waves);
                return Split(file, bytes.Length / 2, names, samples, i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)));
            case ("Plain", null):
                var values = Numbers.Parse(file, "parsedwaveforms", waves.Text, cancellation);
                return Split(file, values.Length, names, samples, i => (int)Math.Clamp(values[i], short.MinValue, ushort.MaxValue));
            case ("Base64", _):
                throw waves.Invalid("compression", "XLI or none", compression);
            default:
                throw waves.Invalid("dataencoding", "Base64, or Plain without compression", encoding);
        }
    }

    private static int[][] UnpackXli(string file, ReadOnlySpan<byte> data, string[] names, int samples, List<string> warnings, CancellationToken cancellation)
    {
        var channels = new int[names.Length][];
        for (int i = 0; i < channels.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            channels[i] = XliData.Unpack(ref data) ?? throw new EcgException(ErrorId.SignalInvalid,
                $"{file}: parsedwaveforms: lead {names[i]}: expected XLI data of at most {XliData.MaxSamples} samples, found something else.");
        }
        foreach (var group in channels.Zip(names).Where(c => c.First.Length != samples).GroupBy(c => c.First.Length))
            warnings.Add($"{file}: lead {string.Join(", ", group.Select(c => c.Second))}: durationperchannel tells {samples} samples, but {group.Key} are there.");
        return channels;
    }

    private static int[][] Split(string file, int there, string[] names, int samples, Func<int, int> at)
    {
        if (there != (long)samples * names.Length)
        {
            throw new EcgException(ErrorId.SignalInvalid,
                $"{file}: parsedwaveforms: expected {samples} samples of each of {names.Length} leads, found {there} numbers.");
        }
        return [.. names.Select((_, lead) => Enumerable.Range(lead * samples, samples).Select(at).ToArray())];
    }

    // Each of the four is predicted from two others, halves rounded down, and stored as the prediction less the value.
    private static void RestoreLimbLeads(string[] names, int[][] channels)
    {
        int[]? Channel(string name) => Array.FindIndex(names, n => LeadNames.Standardise(n) == name) is >= 0 and var i ? channels[i] : null;
        int[]? one = Channel("I"), two = Channel("II"), three = Channel("III");
        if (one is null || two is null)
            return;
        Restore(three, one, two, (a, b) => b - a);
        Restore(Channel("aVR"), one, two, (a, b) => -((a + b) >> 1));
        Restore(Channel("aVL"), one, three, (a, b) => (a - b) >> 1);
        Restore(Channel("aVF"), two, three, (a, b) => (a + b) >> 1);
    }

    private static void Restore(int[]? lead, int[] first, int[]? second, Func<int, int, int> predict)
    {
        if (lead is null || second is null)
            return;
        for (int i = 0; i < lead.Length; i++)
        {
            int prediction = i < first.Length && i < second.Length ? predict(first[i], second[i]) : 0;
            lead[i] = (short)(prediction - lead[i]);
        }
    }

    // Cardiographs append a calibration pulse to every lead: 0.1 s of 0, 0.2 s of 1 mV, 0.1 s of 0.
    private static void WarnOfCalibration(string file, int[][] channels, double rate, List<string> warnings)
    {
        int length = channels[0].Length, tenth = (int)Math.Clamp(rate / 10, 0, length), pulse = 4 * tenth;
        if (tenth == 0 || pulse > length || channels.Any(c => c.Length != length))
            return;
        foreach (var channel in channels)
        {
            var tail = channel.AsSpan(length - pulse);
            int top = tail[tenth];
            bool isPulse = top > 0 && tail.Slice(tenth, 2 * tenth).IndexOfAnyExcept(top) < 0
                && tail[..tenth].IndexOfAnyExcept(0) < 0 && tail[(3 * tenth)..].IndexOfAnyExcept(0) < 0;
            if (!isPulse)
                return;
        }
        warnings.Add(string.Create(CultureInfo.InvariantCulture,
            $"{file}: the last {pulse / rate:0.###} s are a calibration pulse in all leads; a duration of {(length - pulse) / rate:0.###} s leaves it out."));
    }

    private static string? RecordedAt(XmlElement acquisition)
    {
        var text = $"{acquisition.Attribute("date")} {acquisition.Attribute("time")}".Trim();
        return text.Length == 0 ? null : text;
    }

    private static IReadOnlyList<string> NotesOf(XmlElement root)
    {
        var notes = new RecordNotes();
        var acquisition = root.Child("dataacquisition");
        if (root.Find("patient/generalpatientdata") is { } patient)
        {
            notes.Add("Patient ID", patient.Value("patientid"));
            if (patient.Value("age/years") is { } years)
                notes.AddAge(years, null);
            else
                notes.AddAge(RecordNotes.DateOf(patient.Value("age/dateofbirth")), RecordNotes.DateOf(acquisition?.Attribute("date")));
            notes.AddSex(patient.Value("sex"));
            notes.Add("Name", $"{patient.Value("name/firstname")} {patient.Value("name/middlename")} {patient.Value("name/lastname")}");
            notes.Add("Date of birth", patient.Value("age/dateofbirth"));
            notes.Add("Medical record number", patient.Value("MRN"));
            notes.Add("Race", patient.Value("race"));
        }
        if (acquisition is not null)
        {
            notes.Add("Device", $"{acquisition.Value("machine")} {acquisition.Child("machine")?.Attribute("machineid")}");
            notes.Add("Operator", acquisition.Find("acquirer/operator")?.Attribute("id") ?? acquisition.Value("acquirer/operatorid"));
            notes.Add("Institution", acquisition.Value("acquirer/institutionname"));
            notes.Add("Department", acquisition.Value("acquirer/departmentname") ?? acquisition.Value("acquirer/departmentid"));
            notes.Add("Facility", acquisition.Value("acquirer/facilityname"));
            notes.Add("Ordering clinician", acquisition.Value("acquirer/orderingclinician"));
        }
        return notes.Comments;
    }
}
