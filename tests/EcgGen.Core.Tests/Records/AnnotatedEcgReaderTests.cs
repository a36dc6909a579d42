// HL7 aECG: a real file, invented ones from the implementation guide, invented patients, broken files.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Xml;
using static EcgGen.Core.Tests.Records.AecgFixture;

namespace EcgGen.Core.Tests.Records;

public sealed class AnnotatedEcgReaderTests(ITestOutputHelper output) : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void A_real_file_has_the_reference_values()
    {
        var path = SharedData.PathOf("formats", "aecg", "Refactoring+ECGToolkit", "Example.xml");
        var raw = new AnnotatedEcgReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Empty(raw.Warnings);
        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        new ReferenceValues(path).Check(record.Info.SamplingRate, record.Info.Leads, record.Samples, 1000);
        Assert.Empty(record.Info.DerivedLeads);
        Assert.All(raw.Leads, l => Assert.Equal(400, l.UnitsPerMillivolt));
        Assert.All(raw.Leads, l => ReferenceValues.Stored(l));
        Assert.Equal((46, "Male"), (record.Info.Age, record.Info.Sex));
        Assert.Equal("aecg", ((FileSource)record.Info.Source).Format);
    }

    [Fact]
    public void Samples_are_origin_and_scale_times_digits()
    {
        var raw = Read(Document(Series("RHYTHM", Times("TIME_ABSOLUTE", Rate500), Lead("MDC_ECG_LEAD_AVR", "1 -2\n 300", "0.5", "2.5"),
            Lead("MDC_ECG_LEAD_CM5", " 7 8 1.5E1 ", "0.001", "0.005").Replace("uV", "mV"))));
        Assert.Equal((500.0, true), (raw.SamplingRate, raw.DeriveLimbLeads));
        Assert.Equal(["AVR", "CM5"], raw.Leads.Select(l => l.Name));
        Assert.Equal([0.003, -0.0045, 0.7505], raw.Leads[0].Samples, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.036, 0.041, 0.076], raw.Leads[1].Samples, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([400, 200], raw.Leads.Select(l => l.UnitsPerMillivolt!.Value));
        Assert.Empty(raw.Warnings);
    }

    [Theory]
    [InlineData("0.001", "s", 1000)]
    [InlineData("4", "ms", 250)]
    [InlineData("2000", "us", 500)]
    [InlineData("0.00333333", "s", 300)]
    [InlineData("0.0078125", "s", 128)]
    [InlineData("0.4", "s", 2.5)]
    public void Increments_make_the_rate(string value, string unit, double rate) => Assert.Equal(rate, Read(Document(Series("RHYTHM",
        Times("TIME_RELATIVE", $"<head value=\"0\" unit=\"s\"/><increment value=\"{value}\" unit=\"{unit}\"/>"), Lead("MDC_ECG_LEAD_I", "1")))).SamplingRate);

    [Fact]
    public void The_rhythm_is_taken_and_not_what_is_derived_from_it()
    {
        var derived = $"<derivation><derivedSeries><code code=\"REPRESENTATIVE_BEAT\"/>{Set(Times("TIME_RELATIVE", Rate500), Lead("MDC_ECG_LEAD_I", "9 9 9 9"))}</derivedSeries></derivation>";
        var beat = Series("REPRESENTATIVE_BEAT", Times("TIME_RELATIVE", Rate500), Lead("MDC_ECG_LEAD_I", "9 9 9"));
        var rhythm = Series("RHYTHM", Times("TIME_RELATIVE", Rate500), Lead("MDC_ECG_LEAD_I", "1 2")).Replace("</series>", derived + "</series>");
        var raw = Read(Document(beat, rhythm));
        Assert.Equal(2, Assert.Single(raw.Leads).Samples.Length);
        Assert.Empty(raw.Warnings);
        raw = Read(Document(beat));
        Assert.Equal(3, raw.Leads[0].Samples.Length);
        Assert.Contains("no series has the code RHYTHM; the first, of code REPRESENTATIVE_BEAT", Assert.Single(raw.Warnings));
        raw = Read(Document(rhythm, rhythm));
        Assert.Contains("2 series of code RHYTHM", Assert.Single(raw.Warnings));
    }

    [Fact]
    public void The_largest_of_several_sets_is_taken()
    {
        var series = Series("RHYTHM", Times("TIME_RELATIVE", Rate500), Lead("MDC_ECG_LEAD_I", "1 2")).Replace("</series>",
            Set(Times("TIME_RELATIVE", Rate500), Lead("MDC_ECG_LEAD_II", "1 2 3"), Lead("MDC_ECG_LEAD_V1", "1 2 3")) + "</series>");
        var raw = Read(Document(series));
        Assert.Equal(["II", "V1"], raw.Leads.Select(l => l.Name));
        Assert.Contains("2 sets of leads", Assert.Single(raw.Warnings));
    }

    [Fact]
    public void Leads_that_are_no_voltage_or_no_list_are_left_out()
    {
        var raw = Read(Document(Series("RHYTHM", Times("TIME_ABSOLUTE", Rate500), Lead("MDC_ECG_LEAD_I", "1"),
            Lead("MDC_PRESS", "1").Replace("uV", "mmHg"), Lead("MDC_ECG_LEAD_II", "1").Replace("SLIST_PQ", "GLIST_PQ"))));
        Assert.Equal("I", Assert.Single(raw.Leads).Name);
        Assert.Contains("MDC_PRESS is in mmHg, which is no voltage", raw.Warnings[0]);
        Assert.Contains("MDC_ECG_LEAD_II is of type GLIST_PQ", raw.Warnings[1]);
    }

    [Theory]
    [InlineData("AnnotatedECG", "Other", "expected AnnotatedECG, found Other", ErrorId.HeaderInvalid)]
    [InlineData("series>", "other>", "AnnotatedECG/component/series: expected a series of code RHYTHM", ErrorId.HeaderInvalid)]
    [InlineData("sequenceSet>", "other>", "series/component/sequenceSet: expected a set of sequences, found nothing", ErrorId.HeaderInvalid)]
    [InlineData("TIME_ABSOLUTE", "MDC_ECG_LEAD_X", "sequenceSet: expected a sequence TIME_ABSOLUTE or TIME_RELATIVE, found nothing", ErrorId.HeaderInvalid)]
    [InlineData("value=\"0.002\" unit=\"s\"", "value=\"0.002\" unit=\"h\"", "increment/unit: expected s, ms or us, found 'h'", ErrorId.HeaderInvalid)]
    [InlineData("value=\"0.002\"", "value=\"0\"", "sampling rate: expected 0.001–1,000,000 Hz", ErrorId.HeaderInvalid)]
    [InlineData("value=\"0.002\"", "value=\"-1\"", "sampling rate: expected 0.001–1,000,000 Hz", ErrorId.HeaderInvalid)]
    [InlineData("<scale value=\"2.5\"", "<scale value=\"0\"", "scale/value: expected 1e-12–1e12, found '0'", ErrorId.HeaderInvalid)]
    [InlineData("<scale value=\"2.5\"", "<scale", "scale/value: expected a number, found nothing", ErrorId.HeaderInvalid)]
    [InlineData("<origin value=\"0\"", "<origin value=\"1e300\"", "origin/value: expected at most 1e12 units", ErrorId.HeaderInvalid)]
    [InlineData("1 2 3", "1 2x 3", "sequence MDC_ECG_LEAD_I: digits: number 2: expected a number, found '2x'", ErrorId.SignalInvalid)]
    [InlineData("1 2 3", "1 1e300 3", "number 2: expected a number, found '1e300'", ErrorId.SignalInvalid)]
    public void What_cannot_be_read_is_named(string old, string with, string message, ErrorId id)
    {
        var xml = Document(Series("RHYTHM", Times("TIME_ABSOLUTE", Rate500), Lead("MDC_ECG_LEAD_I", "1 2 3"))).Replace(old, with);
        var e = Assert.Throws<EcgException>(() => Read(xml));
        Assert.Equal(id, e.Id);
        Assert.Contains(message, e.Message);
        Assert.StartsWith("a.xml: ", e.Message);
    }

    [Fact]
    public void Nothing_identifying_passes_the_import()
    {
        const string identity = """
            <id root="61d1a24f-b47e"/><effectiveTime><center value="20011231123456"/></effectiveTime>
            <componentOf><timepointEvent><performer><studyEventPerformer><assignedPerson><name>Techno</name></assignedPerson></studyEventPerformer></performer>
            <componentOf><subjectAssignment><subject><trialSubject><id root="1.2.3" extension="SBJ-4711"/><subjectDemographicPerson><name>Anna Meier</name>
            <administrativeGenderCode code="F"/><birthTime value="19440109"/><raceCode displayName="Martian"/></subjectDemographicPerson></trialSubject></subject>
            <componentOf><clinicalTrial><id extension="TRL-77"/><title>Trial of Brown</title><location><trialSite><location><name>St. Mary</name></location></trialSite></location>
            <responsibleParty><trialInvestigator><investigatorPerson><name>Smith</name></investigatorPerson></trialInvestigator></responsibleParty></clinicalTrial></componentOf>
            </subjectAssignment></componentOf></timepointEvent></componentOf>
            <location><testingSite><location><name>River City</name></location></testingSite></location>
            <pertainsTo><subjectFindingComment><text>felt dizzy, Age: 12</text></subjectFindingComment></pertainsTo>
            """;
        var xml = Document(identity, Series("RHYTHM", Times("TIME_ABSOLUTE", Rate500), Lead("Anna Meier", "1 2")));
        var path = Write(xml);
        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        var json = JsonSerializer.Serialize(record.Info);
        string[] secrets = ["61d1", "2001", "1234", "Techno", "4711", "Anna", "Meier", "1944", "Martian", "TRL", "Brown", "Mary", "Smith", "River", "dizzy"];
        Assert.All(secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Age: 57", "Sex: Female"], record.Info.Comments);
        Assert.Matches("^[0-9a-f]{16}$", record.PatientKey);
        var kept = RecordImporter.Import(path, new FileSource { KeepIdentity = true }, "secret", CancellationToken.None).Info;
        Assert.Contains("Patient ID: SBJ-4711", kept.Comments);
        Assert.Equal("20011231123456", kept.RecordedAt);
    }

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        var digits = string.Join(' ', Enumerable.Range(0, 60).Select(i => i * 7919 % 401 - 200));
        var bytes = Encoding.UTF8.GetBytes(Document("<effectiveTime>\n<center value=\"20011231\"/>\n</effectiveTime>",
            Series("RHYTHM", Times("TIME_ABSOLUTE", Rate500), Lead("MDC_ECG_LEAD_I", digits), Lead("MDC_ECG_LEAD_II", digits), Lead("MDC_ECG_LEAD_V1", "1 2 3"))));
        new RecordFuzz("aecg", output).Run(12_000, g => [("a.xml", Mutations.Break([bytes], Mutations.Xml, g))],
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.ArgumentInvalid);
    }

    public void Dispose() => _fixture.Dispose();

    private string Write(string xml) => _fixture.File("a.xml", Encoding.UTF8.GetBytes(xml));

    private RawRecord Read(string xml)
    {
        var path = Write(xml);
        Assert.Equal(xml.Contains("<AnnotatedECG"), new AnnotatedEcgReader().CanRead(path));
        return new AnnotatedEcgReader().Read(path, new ReadOptions(), CancellationToken.None);
    }
}
