// Reads GE MUSE XML: resting ECGs as the MUSE cardiology system exports them (document type RestingECG).
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;

namespace EcgGen.Core.Records.Xml;

/// <summary>
/// The reader of MUSE XML. A file holds a Rhythm waveform and mostly the Median beats too; the rhythm is taken, and the beats only
/// where there is nothing else. Samples are base64 of 16-bit little-endian integers; eight leads are stored of twelve.
/// </summary>
public sealed class MuseXmlReader : IRecordReader
{
    private const short Missing = short.MinValue;

    /// <inheritdoc/>
    public string Format => "muse";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".xml"];

    /// <summary>Whether this is XML with the root RestingECG.</summary>
    public bool CanRead(string path) => XmlElement.RootOf(path) == "RestingECG";

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var file = WholeFile.Read(path, XmlElement.MaxFileBytes, cancellation);
        var root = XmlElement.Load(file, cancellation);
        if (root.Name != "RestingECG")
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: root element: expected RestingECG, found {root.Name}.");
        var warnings = new List<string>();
        var waveform = ChooseWaveform(file.Name, root, warnings);
        double rate = RateOf(waveform);
        var leads = new List<StoredLead>();
        foreach (var data in waveform.All("LeadData"))
        {
            cancellation.ThrowIfCancellationRequested();
            leads.Add(LeadOf(file.Name, data, warnings));
        }
        if (waveform.Value("NumberofLeads") is { } number && waveform.Count("NumberofLeads", number) != leads.Count)
            warnings.Add($"{file.Name}: NumberofLeads is {number}, but the waveform has {leads.Count} leads.");
        return new RawRecord
        {
            Name = file.RecordName,
            SamplingRate = rate,
            Leads = StoredLead.Finish(file.Name, rate, leads, options, warnings, cancellation),
            DeriveLimbLeads = true,
            Files = [(file.FullPath, file.Sha256)],
            Comments = NotesOf(root),
            RecordedAt = RecordedAt(root),
            Warnings = warnings,
        };
    }

    private static XmlElement ChooseWaveform(string file, XmlElement root, List<string> warnings)
    {
        var waveforms = root.All("Waveform").ToList();
        var rhythms = waveforms.FindAll(w => IsOfType(w, "Rhythm"));
        if (rhythms.Count > 1)
            warnings.Add($"{file}: the file has {rhythms.Count} Rhythm waveforms, of which the first is taken.");
        if (rhythms.Count > 0)
            return rhythms[0];
        var median = waveforms.Find(w => IsOfType(w, "Median"))
            ?? throw root.Invalid("Waveform", "a WaveformType of Rhythm or Median", waveforms.FirstOrDefault()?.Value("WaveformType"));
        warnings.Add($"{file}: the file has no Rhythm waveform; the Median beats, one average beat per lead, are taken.");
        return median;
    }

    private static bool IsOfType(XmlElement waveform, string type) =>
        type.Equals(waveform.Value("WaveformType"), StringComparison.OrdinalIgnoreCase);

    // SampleBase × 10^SampleExponent, in Hz.
    private static double RateOf(XmlElement waveform)
    {
        double rate = waveform.Number("SampleBase", waveform.Value("SampleBase"));
        double exponent = waveform.Value("SampleExponent") is { } text ? waveform.Number("SampleExponent", text) : 0;
        if (exponent is < -9 or > 9 || exponent != Math.Round(exponent))
            throw waveform.Invalid("SampleExponent", "a whole number of −9 to 9", waveform.Value("SampleExponent"));
        // A division by a power of ten that is exact, where a multiplication would be by one that is not.
        return exponent < 0 ? rate / Math.Pow(10, -exponent) : rate * Math.Pow(10, exponent);
    }

    private static StoredLead LeadOf(string file, XmlElement data, List<string> warnings)
    {
        var name = data.Value("LeadID") ?? "";
        var unitText = data.Value("LeadAmplitudeUnits");
        var unit = VoltageUnit.Find(unitText) ?? throw data.Invalid("LeadAmplitudeUnits", "a unit of voltage such as MICROVOLTS", unitText);
        double step = data.Number("LeadAmplitudeUnitsPerBit", data.Value("LeadAmplitudeUnitsPerBit"));
        if (!StoredLead.IsStep(step))
            throw data.Invalid("LeadAmplitudeUnitsPerBit", "1e-12–1e12", data.Value("LeadAmplitudeUnitsPerBit"));
        if (data.Value("LeadSampleSize") is { } size && data.Count("LeadSampleSize", size) != 2)
            throw data.Invalid("LeadSampleSize", "2 bytes", size);
        double baseline = data.Value("FirstSampleBaseline") is { } text ? data.Number("FirstSampleBaseline", text) : 0;
        if (!StoredLead.IsOrigin(baseline * step))
            throw data.Invalid("FirstSampleBaseline", "a number of at most 1e12 units", data.Value("FirstSampleBaseline"));
        foreach (var offset in (ReadOnlySpan<string>)["LeadTimeOffset", "LeadOffsetFirstSample"])
        {
            if (data.Value(offset) is { } value && data.Number(offset, value) != 0)
                warnings.Add($"{file}: lead {name}: {offset} is {value}; the lead is taken to start with the others.");
        }

        var bytes = Base64.Decode(data, "WaveFormData");
        if (data.Value("LeadDataCRC32") is { } crc && uint.TryParse(crc, NumberStyles.None, CultureInfo.InvariantCulture, out uint sum)
            && sum != 0 && sum != Crc32.HashToUInt32(bytes))
            warnings.Add($"{file}: lead {name}: LeadDataCRC32 should be {sum}, but the samples give {Crc32.HashToUInt32(bytes)}.");
        int count = bytes.Length / 2;
        if (data.Value("LeadSampleCountTotal") is { } total)
        {
            int told = data.Count("LeadSampleCountTotal", total);
            if (told != count || bytes.Length % 2 != 0)
                warnings.Add($"{file}: lead {name}: LeadSampleCountTotal is {told}, but WaveFormData has {bytes.Length} bytes.");
            count = Math.Min(count, told);
        }
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            short value = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i));
            values[i] = value == Missing ? double.NaN : value;
        }
        return new StoredLead(name, values, step, baseline * step, unit);
    }

    private static IReadOnlyList<string> NotesOf(XmlElement root)
    {
        var notes = new RecordNotes();
        if (root.Child("PatientDemographics") is { } patient)
        {
            notes.Add("Patient ID", patient.Value("PatientID"));
            notes.AddAge(patient.Value("PatientAge"), patient.Value("AgeUnits"));
            notes.AddSex(patient.Value("Gender"));
            notes.Add("Name", $"{patient.Value("PatientFirstName")} {patient.Value("PatientLastName")}");
            notes.Add("Date of birth", patient.Value("DateofBirth"));
            notes.Add("Race", patient.Value("Race"));
        }
        if (root.Child("TestDemographics") is { } test)
        {
            notes.Add("Site", test.Value("SiteName"));
            notes.Add("Location", test.Value("LocationName"));
            notes.Add("Device", test.Value("AcquisitionDevice"));
            notes.Add("Technician", $"{test.Value("AcquisitionTechFirstName")} {test.Value("AcquisitionTechLastName")}");
            notes.Add("Referring physician", $"{test.Value("ReferringMDFirstName")} {test.Value("ReferringMDLastName")}");
            notes.Add("Overreader", $"{test.Value("OverreaderFirstName")} {test.Value("OverreaderLastName")}");
        }
        if (root.Child("Diagnosis") is { } diagnosis)
        {
            foreach (var statement in diagnosis.All("DiagnosisStatement"))
                notes.Add("Statement", statement.Value("StmtText"));
        }
        return notes.Comments;
    }

    private static string? RecordedAt(XmlElement root)
    {
        var test = root.Child("TestDemographics");
        var text = $"{test?.Value("AcquisitionDate")} {test?.Value("AcquisitionTime")}".Trim();
        return text.Length == 0 ? null : text;
    }
}
