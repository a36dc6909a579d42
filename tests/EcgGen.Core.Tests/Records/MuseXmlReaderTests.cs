// GE MUSE XML: a real file, invented ones with every contradiction that real ones have, invented patients, broken files.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Xml;
using static EcgGen.Core.Tests.Records.MuseFixture;

namespace EcgGen.Core.Tests.Records;

public sealed class MuseXmlReaderTests(ITestOutputHelper output) : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void A_real_file_has_the_reference_values()
    {
        var path = SharedData.PathOf("formats", "muse_xml", "BIVectors+BRAVEHEART", "example1.xml");
        var raw = new MuseXmlReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Empty(raw.Warnings);
        new ReferenceValues(path).Check(raw.SamplingRate, [.. raw.Leads.Select(l => l.Name)], [.. raw.Leads.Select(l => l.Samples)], 1000);
        Assert.All(raw.Leads, l => Assert.Equal(1000 / 4.88, l.UnitsPerMillivolt!.Value, 1e-9));
        Assert.All(raw.Leads, l => ReferenceValues.Stored(l));

        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        Assert.Equal(["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"], record.Info.Leads);
        Assert.Equal(["III", "aVR", "aVL", "aVF"], record.Info.DerivedLeads);
        Assert.Equal("muse", ((FileSource)record.Info.Source).Format);
    }

    [Fact]
    public void The_rhythm_is_taken_before_the_median_beats()
    {
        var raw = Read(Document(Waveform("Median", [Lead("I", [9, 9])]), Waveform("Rhythm", [Lead("I", [1, -2, 300]), Lead("V1", [0, 0, 7])])));
        Assert.Equal((500.0, 2, true), (raw.SamplingRate, raw.Leads.Count, raw.DeriveLimbLeads));
        Assert.Equal([0.00488, -0.00976, 1.464], raw.Leads[0].Samples, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Empty(raw.Warnings);
        raw = Read(Document(Waveform("Median", [Lead("I", [9, -32768])])));
        Assert.Equal([9 * 4.88 / 1000, double.NaN], raw.Leads[0].Samples);
        Assert.Contains("Median beats", Assert.Single(raw.Warnings));
    }

    [Theory]
    [InlineData("500", "0", 500)]
    [InlineData("5", "2", 500)]
    [InlineData("2500", "-1", 250)]
    [InlineData("1000", "", 1000)]
    public void Base_and_exponent_make_the_rate(string sampleBase, string exponent, double rate) =>
        Assert.Equal(rate, Read(Document(Waveform("Rhythm", [Lead("I", [1])], sampleBase, exponent))).SamplingRate);

    [Theory]
    [InlineData("MICROVOLTS", "4.88", 1000 / 4.88)]
    [InlineData("MILLIVOLTS", "0.005", 200)]
    [InlineData("uV", "2.5", 400)]
    public void Units_are_told(string unit, string step, double perMillivolt)
    {
        var lead = Read(Document(Waveform("Rhythm", [Lead("I", [100]).Replace("MICROVOLTS", unit).Replace("4.88", step)]))).Leads[0];
        Assert.Equal(perMillivolt, lead.UnitsPerMillivolt!.Value, 1e-9);
        Assert.Equal(100 / perMillivolt, lead.Samples[0], 1e-12);
    }

    [Theory]
    [InlineData("<LeadSampleCountTotal>3<", "<LeadSampleCountTotal>2<", "LeadSampleCountTotal is 2, but WaveFormData has 6 bytes", 2)]
    [InlineData("<LeadSampleCountTotal>3<", "<LeadSampleCountTotal>4000<", "LeadSampleCountTotal is 4000", 3)]
    [InlineData("<LeadTimeOffset>0<", "<LeadTimeOffset>2500<", "LeadTimeOffset is 2500", 3)]
    [InlineData("<NumberofLeads>1<", "<NumberofLeads>8<", "NumberofLeads is 8, but the waveform has 1", 3)]
    [InlineData("<LeadDataCRC32>", "<LeadDataCRC32>7</LeadDataCRC32><LeadDataCRC32>", "LeadDataCRC32 should be", 3)]
    public void Contradictions_are_told(string old, string with, string warning, int samples)
    {
        var raw = Read(Document(Waveform("Rhythm", [Lead("I", [1, 2, 3])])).Replace(old, with));
        Assert.Contains(warning, Assert.Single(raw.Warnings));
        Assert.Equal(samples, raw.Leads[0].Samples.Length);
    }

    [Fact]
    public void Leads_of_several_lengths_are_filled_up()
    {
        var raw = Read(Document(Waveform("Rhythm", [Lead("I", [1, 2, 3]), Lead("II", [4])])));
        Assert.Equal([true, true], raw.Leads[1].Samples[1..].Select(double.IsNaN));
        Assert.Contains("lead II has 1 of 3 samples", Assert.Single(raw.Warnings));
    }

    [Theory]
    [InlineData("<RestingECG>", "<Other>", "</RestingECG>", "</Other>", "expected RestingECG, found Other", ErrorId.HeaderInvalid)]
    [InlineData("Rhythm", "Other", "", "", "RestingECG/Waveform: expected a WaveformType of Rhythm or Median, found 'Other'", ErrorId.HeaderInvalid)]
    [InlineData("<SampleBase>500<", "<SampleBase>x<", "", "", "RestingECG/Waveform/SampleBase: expected a number, found 'x'", ErrorId.HeaderInvalid)]
    [InlineData("<SampleBase>500<", "<SampleBase>0<", "", "", "sampling rate: expected 0.001–1,000,000 Hz, found 0", ErrorId.HeaderInvalid)]
    [InlineData("<SampleExponent>0<", "<SampleExponent>0.5<", "", "", "SampleExponent: expected a whole number", ErrorId.HeaderInvalid)]
    [InlineData("MICROVOLTS", "mmHg", "", "", "LeadAmplitudeUnits: expected a unit of voltage such as MICROVOLTS, found 'mmHg'", ErrorId.HeaderInvalid)]
    [InlineData("4.88", "0", "", "", "LeadAmplitudeUnitsPerBit: expected 1e-12–1e12, found '0'", ErrorId.HeaderInvalid)]
    [InlineData("<LeadSampleSize>2<", "<LeadSampleSize>4<", "", "", "LeadSampleSize: expected 2 bytes, found '4'", ErrorId.HeaderInvalid)]
    [InlineData("<WaveFormData>", "<WaveFormData>=", "", "", "WaveFormData/text: expected base64", ErrorId.SignalInvalid)]
    [InlineData("WaveFormData>", "Other>", "", "", "LeadData/WaveFormData: expected base64, found nothing", ErrorId.SignalInvalid)]
    public void What_cannot_be_read_is_named(string old, string with, string old2, string with2, string message, ErrorId id)
    {
        var xml = Document(Waveform("Rhythm", [Lead("I", [1, 2, 3])])).Replace(old, with);
        if (old2.Length > 0)
            xml = xml.Replace(old2, with2);
        var e = Assert.Throws<EcgException>(() => Read(xml));
        Assert.Equal(id, e.Id);
        Assert.Contains(message, e.Message);
        Assert.StartsWith("m.xml: ", e.Message);
    }

    [Fact]
    public void A_cut_is_what_was_asked_for()
    {
        var path = Write(Document(Waveform("Rhythm", [Lead("I", [.. Enumerable.Range(0, 1000)])])));
        var raw = new MuseXmlReader().Read(path, new ReadOptions { Start = 1, Duration = 0.5 }, CancellationToken.None);
        Assert.Equal((250, 500), (raw.Leads[0].Samples.Length, ReferenceValues.Stored(raw.Leads[0])[0]));
        Assert.True(new MuseXmlReader().CanRead(path));
        Assert.Throws<OperationCanceledException>(() => new MuseXmlReader().Read(path, new ReadOptions(), new CancellationToken(true)));
    }

    [Theory]
    [InlineData("61", "YEARS", "MALE", 61.0, "Male")]
    [InlineData("18", "MONTHS", "FEMALE", 1.5, "Female")]
    [InlineData("10", "DAYS", "UNKNOWN", 0.03, null)]
    [InlineData("", "YEARS", "", null, null)]
    [InlineData("61", "FORTNIGHTS", "F", null, "Female")]
    public void Age_and_sex_are_kept(string age, string unit, string sex, double? years, string? kept)
    {
        var demographics = $"<PatientDemographics><PatientAge>{age}</PatientAge><AgeUnits>{unit}</AgeUnits><Gender>{sex}</Gender></PatientDemographics>";
        var info = Import(Document(demographics, Waveform("Rhythm", [Lead("I", [1])]))).Info;
        Assert.Equal((years, kept), (info.Age, info.Sex));
    }

    [Fact]
    public void Nothing_identifying_passes_the_import()
    {
        const string identity = """
            <PatientDemographics><PatientID>MRN-4711</PatientID><PatientAge>61</PatientAge><AgeUnits>YEARS</AgeUnits><DateofBirth>11-09-1944</DateofBirth>
            <Gender>FEMALE</Gender><PatientLastName>Meier</PatientLastName><PatientFirstName>Anna
            Age: 12</PatientFirstName><Race>Martian</Race></PatientDemographics>
            <TestDemographics><SiteName>St. Mary</SiteName><AcquisitionTime>12:34:56</AcquisitionTime><AcquisitionDate>03-01-2001</AcquisitionDate>
            <LocationName>Ward 7b</LocationName><AcquisitionDevice>SN-99</AcquisitionDevice><ReferringMDLastName>Smith</ReferringMDLastName>
            <OverreaderLastName>Brown</OverreaderLastName><AcquisitionTechLastName>Techno</AcquisitionTechLastName></TestDemographics>
            <Order><HISOrderNumber>HIS-55</HISOrderNumber></Order>
            <Diagnosis><DiagnosisStatement><StmtText>as told by Smith</StmtText></DiagnosisStatement></Diagnosis>
            <PharmaData><PharmaSubjectID>SUB-8</PharmaSubjectID></PharmaData>
            """;
        var xml = Document(identity, Waveform("Rhythm", [Lead("Anna Meier", [1]), Lead("II", [1])]));
        var json = JsonSerializer.Serialize(Import(xml).Info);
        string[] secrets = ["Anna", "Meier", "4711", "1944", "Mary", "12:34", "2001", "Ward", "SN-99", "Smith", "Brown", "Techno", "HIS-55", "SUB-8", "Martian", "told"];
        Assert.All(secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Age: 61", "Sex: Female"], Import(xml).Info.Comments);
        Assert.Matches("^[0-9a-f]{16}$", Import(xml).PatientKey);

        var kept = Import(xml, keep: true).Info;
        Assert.Contains("Patient ID: MRN-4711", kept.Comments);
        Assert.Contains("Name: Anna Age: 12 Meier", kept.Comments);
        Assert.Equal((61.0, "03-01-2001 12:34:56"), (kept.Age, kept.RecordedAt));
    }

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        int[] wave = [.. Enumerable.Range(0, 60).Select(i => i * 7919 % 401 - 200)];
        var demographics = "<PatientDemographics>\n<PatientID>1</PatientID>\n<PatientAge>61</PatientAge>\n<AgeUnits>YEARS</AgeUnits>\n<Gender>MALE</Gender>\n</PatientDemographics>\n";
        byte[][] bases = [.. new[]
        {
            Document(demographics, Waveform("Median", [Lead("I", wave[..20])]), Waveform("Rhythm", [Lead("I", wave), Lead("II", wave), Lead("V1", wave)])),
            Document(Waveform("Median", [Lead("I", wave), Lead("V6", wave[..7])])),
        }.Select(Encoding.UTF8.GetBytes)];
        new RecordFuzz("muse", output).Run(12_000, g => [("m.xml", Mutations.Break(bases, Mutations.Xml, g))],
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.ArgumentInvalid);
    }

    public void Dispose() => _fixture.Dispose();

    private string Write(string xml) => _fixture.File("m.xml", Encoding.Latin1.GetBytes(xml));

    private RawRecord Read(string xml) => new MuseXmlReader().Read(Write(xml), new ReadOptions(), CancellationToken.None);

    private RecordData Import(string xml, bool keep = false) =>
        RecordImporter.Import(Write(xml), new FileSource { KeepIdentity = keep }, "secret", CancellationToken.None);
}
