// DICOM waveforms: written here in every syntax and sample format, every contradiction, invented patients, broken files.
using System.Text.Json;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Dicom;
using EcgGen.Core.Records.Scp;

namespace EcgGen.Core.Tests.Records;

public sealed class DicomReaderTests(ITestOutputHelper output) : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void A_real_file_has_the_values_of_its_scp_twin()
    {
        var path = SharedData.PathOf("formats", "dicom", "Refactoring+ECGToolkit", "Example.dcm");
        Assert.SkipUnless(File.Exists(path), "The shared data on this machine have no DICOM file.");
        var twin = new ScpReader().Read(SharedData.PathOf("formats", "scp", "RigacciOrg+ecg-contec", "Example.scp"), new ReadOptions(), CancellationToken.None);
        var raw = new DicomReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Equal((500.0, 12), (raw.SamplingRate, raw.Leads.Count));
        Assert.All(raw.Leads, l => Assert.Equal(twin.Leads.Single(t => t.Name == l.Name).Samples, l.Samples));
        Assert.Contains("the group RHYTHM is taken; the group MEDIAN BEAT", raw.Warnings[0]);
        Assert.Contains("the padding value 0 lies within the signal", raw.Warnings[1]);
    }

    [Theory]
    [InlineData(DicomFixture.ImplicitLittle, false)]
    [InlineData(DicomFixture.ImplicitLittle, true)]
    [InlineData(DicomFixture.ExplicitLittle, false)]
    [InlineData(DicomFixture.ExplicitLittle, true)]
    [InlineData(DicomFixture.ExplicitBig, false)]
    [InlineData(DicomFixture.ExplicitBig, true)]
    public void Every_syntax_gives_the_same_record(string syntax, bool isUndefined)
    {
        var d = new DicomFixture(syntax, isUndefined);
        int[][] samples = [[1, -2, 300], [-32_768, 32_767, 0], [7, 8, 9]];
        var raw = Read(d.File(
            d.Text(0x00080005, "CS", "ISO_IR 192"),
            d.Text(0x00080020, "DA", "20011231"),
            d.Sequence(0x00081140, [.. d.Text(0x00081150, "UI", "1.2"), .. d.Sequence(0x00081199, d.Short(0x00081197, 1))]),
            d.Element(0x00091001, "UN", [1, 2, 3, 4]),
            d.Text(0x00100010, "PN", "Meier^Anna"),
            d.Sequence(DicomFixture.WaveformSequence, d.Group(samples, [d.Channel("SCPECG", "5.6.3-9-1", "Lead I (Einthoven)"), d.Channel("MDC", "2:62", "aVR"), d.Channel("99X", "1", "Lead V4R, right")])),
            d.Element(0x7FE00010, "OW", new byte[8])));
        Assert.Equal((500.0, true), (raw.SamplingRate, raw.DeriveLimbLeads));
        Assert.Equal(["I", "aVR", "Lead V4R"], raw.Leads.Select(l => l.Name));
        for (int i = 0; i < 3; i++)
            Assert.Equal(samples[i], ReferenceValues.Stored(raw.Leads[i]));
        Assert.Equal([0.0025, -0.005, 0.75], raw.Leads[0].Samples);
        Assert.Empty(raw.Warnings);
        Assert.Contains("Name: Meier Anna", raw.Comments);
        Assert.Equal("20011231", raw.RecordedAt);
    }

    [Theory]
    [InlineData("uV", 2.5, 1, 0, 100, 0.25, 400)]
    [InlineData("uV", 4.88, 0.5, 100, 100, 0.344, 1000 / 2.44)]
    [InlineData("mV", 0.005, 1, -1, 100, -0.5, 200)]
    [InlineData("V", 1e-6, 1, 0, 100, 0.1, 1000)]
    [InlineData("nV", 500, 2, 0, 100, 0.1, 1000)]
    public void Sensitivity_correction_and_baseline_make_the_voltage(string unit, double sensitivity, double correction, double baseline, int sample, double mv, double perMv)
    {
        var d = new DicomFixture(DicomFixture.ExplicitLittle);
        var lead = Read(d.File(d.Sequence(DicomFixture.WaveformSequence, d.Group([[sample]], [d.Channel("MDC", "2:2", "Lead II", unit, sensitivity, correction, baseline)])))).Leads[0];
        Assert.Equal(mv, lead.Samples[0], 1e-9);
        Assert.Equal(perMv, lead.UnitsPerMillivolt!.Value, 1e-6);
    }

    [Theory]
    [InlineData(8, "SB", new[] { -128, 127, -1 }, new[] { -128, 127, -1 })]
    [InlineData(8, "UB", new[] { 200, 127, 0 }, new[] { 200, 127, 0 })]
    [InlineData(16, "SS", new[] { -32768, 32767, -1 }, new[] { -32768, 32767, -1 })]
    [InlineData(16, "US", new[] { 65535, 40000, 0 }, new[] { 65535, 40000, 0 })]
    [InlineData(32, "SL", new[] { -8388608, 8388607, -1 }, new[] { -8388608, 8388607, -1 })]
    [InlineData(32, "UL", new[] { 70000, 1, 0 }, new[] { 70000, 1, 0 })]
    public void Samples_of_every_size_are_read(int bits, string interpretation, int[] stored, int[] expected)
    {
        foreach (var syntax in new[] { DicomFixture.ExplicitLittle, DicomFixture.ExplicitBig })
        {
            var d = new DicomFixture(syntax);
            var raw = Read(d.File(d.Sequence(DicomFixture.WaveformSequence, d.Group([stored], [d.Channel("MDC", "2:1", "I")], bits: bits, interpretation: interpretation))));
            Assert.Equal(expected, ReferenceValues.Stored(raw.Leads[0]));
            Assert.Empty(raw.Warnings);
        }
    }

    [Fact]
    public void Padding_is_missing_unless_it_is_a_value_like_any_other()
    {
        var d = new DicomFixture(DicomFixture.ExplicitLittle);
        byte[][] channels = [d.Channel("MDC", "2:1", "I"), d.Channel("MDC", "2:2", "II")];
        var raw = Read(d.File(d.Sequence(DicomFixture.WaveformSequence, d.Group([[1, -32_768, 3], [4, 5, 6]], channels, padding: -32_768))));
        Assert.Equal([false, true, false], raw.Leads[0].Samples.Select(double.IsNaN));
        Assert.Empty(raw.Warnings);
        raw = Read(d.File(d.Sequence(DicomFixture.WaveformSequence, d.Group([[1, 0, -3], [4, 0, 6]], channels, padding: 0))));
        Assert.Equal([1, 0, -3], ReferenceValues.Stored(raw.Leads[0]));
        Assert.Equal([false, true, false], raw.Leads[1].Samples.Select(double.IsNaN));
        Assert.Equal("d.dcm: channel I: the padding value 0 lies within the signal; samples of that value are kept.", Assert.Single(raw.Warnings));
    }

    [Fact]
    public void The_rhythm_is_taken_of_several_groups()
    {
        var d = new DicomFixture(DicomFixture.ExplicitLittle);
        var channels = new[] { d.Channel("MDC", "2:1", "I") };
        var median = d.Group([new int[600]], channels, label: "MEDIAN BEAT", originality: "DERIVED");
        var strip = d.Group([new int[50]], channels, label: "STRIP");
        var rhythm = d.Group([new int[100]], channels, label: "RHYTHM");
        var raw = Read(d.File(d.Sequence(DicomFixture.WaveformSequence, median, strip, rhythm)));
        Assert.Equal(100, raw.Leads[0].Samples.Length);
        Assert.Equal(2, raw.Warnings.Count);
        Assert.Equal("d.dcm: the group RHYTHM is taken; the group MEDIAN BEAT of 600 samples at 500 Hz is left out.", raw.Warnings[0]);
    }

    [Fact]
    public void Contradictions_and_channels_of_no_voltage_are_told()
    {
        var d = new DicomFixture(DicomFixture.ExplicitLittle);
        var raw = Read(d.File(d.Sequence(DicomFixture.WaveformSequence, d.Group([[1, 2], [3, 4]],
            [d.Channel("MDC", "2:1", "I", skew: 1), d.Channel("99X", "1", "ABP", unit: "mm[Hg]")], told: 5))));
        Assert.Equal(2, Assert.Single(raw.Leads).Samples.Length);
        Assert.Equal(["d.dcm: 5 samples of 2 channels are 20 bytes, but the waveform data have 8.", "d.dcm: channel I is skewed in time; the skew is not undone.",
            "d.dcm: channel ABP is in mm[Hg], which is no voltage, and is left out."], raw.Warnings);
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        var d = new DicomFixture(DicomFixture.ExplicitLittle);
        byte[][] channel = [d.Channel("MDC", "2:1", "I")];
        byte[] File(byte[] group) => d.File(d.Sequence(DicomFixture.WaveformSequence, group));
        Assert.Contains("preamble: expected DICM at byte 128", Message(new byte[200]));
        Assert.Contains("waveform sequence (5400,0100): expected a group of channels, found nothing", Message(d.File(d.Short(0x00280010, 1))));
        Assert.Contains("sampling frequency (003A,001A): expected a number, found 'fast'", Message(File(d.Group([[1]], channel, rate: "fast"))));
        Assert.Contains("sampling rate: expected 0.001–1,000,000 Hz, found 0", Message(File(d.Group([[1]], channel, rate: "0"))));
        Assert.Contains("channel definitions (003A,0200): expected 2, one for each channel, found '1'", Message(File(d.Group([[1], [2]], channel))));
        Assert.Contains("waveform sample interpretation (5400,1006): expected SB or UB of 8, SS or US of 16, SL or UL of 32 bits, found 'MB of 8 bits'",
            Message(File(d.Group([[1]], channel, bits: 8, interpretation: "MB"))));
        Assert.Contains("channel sensitivity (003A,0210): expected with its correction 1e-12–1e12, found '0'", Message(File(d.Group([[1]], [d.Channel("MDC", "2:1", "I", sensitivity: 0)]))));
        Assert.Contains("number of waveform channels (003A,0005): expected 2 or 4 bytes, found '0'", Message(File(d.Text(0x003A0004, "CS", "ORIGINAL"))));
        Assert.Contains("transfer syntax (0002,0010): expected 1.2.840.10008.1.2, …1.2.1 or …1.2.2, which are not compressed, found 'deflated",
            Message(new DicomFixture("1.2.840.10008.1.2.1.99").File()));
        var deep = d.Sequence(0x00081199, []);
        for (int i = 0; i < 40; i++)
            deep = d.Sequence(0x00081199, deep);
        Assert.Contains("sequence (0008,1199): expected at most 16 levels", Message(d.File(deep)));
        var items = d.Sequence(0x00081199, [.. Enumerable.Repeat(Array.Empty<byte>(), 70_000)]);
        Assert.Contains("expected at most 65536 items", Message(d.File(items)));
        var whole = File(d.Group([[1, 2, 3]], channel));
        Assert.Contains("length: expected at most".Replace(":", " (5400,0100):"), Message(whole[..^4]));
    }

    [Fact]
    public void Nothing_identifying_passes_the_import()
    {
        var d = new DicomFixture(DicomFixture.ExplicitLittle);
        var bytes = d.File(d.Text(0x0008002A, "DT", "20011231123456"), d.Text(0x00080050, "SH", "ACC-5"), d.Text(0x00080080, "LO", "St. Mary"), d.Text(0x00080090, "PN", "Smith^John"),
            d.Text(0x00081010, "SH", "Ward 7"), d.Text(0x00081030, "LO", "Hx: 1944"), d.Text(0x00081050, "PN", "Brown"), d.Text(0x00081070, "PN", "Techno"), d.Text(0x00100010, "PN", "Meier^Anna"),
            d.Text(0x00100020, "LO", "MRN-4711"), d.Text(0x00100030, "DA", "19440201"), d.Text(0x00100040, "CS", "F"), d.Text(0x00101010, "AS", "061Y"), d.Text(0x00101040, "LO", "Hauptstr. 5"),
            d.Text(0x00104000, "LT", "dizzy\r\nAge: 12"), d.Text(0x00181000, "LO", "SN-99"), d.Sequence(DicomFixture.WaveformSequence, d.Group([[1]], [d.Channel("99X", "1", "Anna Meier")], label: "Meier")));
        var path = _fixture.File("d.dcm", bytes);
        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        var json = JsonSerializer.Serialize(record.Info);
        string[] secrets = ["2001", "1234", "ACC-5", "Mary", "Smith", "Ward", "1944", "Brown", "Techno", "Meier", "Anna", "4711", "Haupt", "dizzy", "SN-99"];
        Assert.All(secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Age: 61", "Sex: Female"], record.Info.Comments);
        Assert.Matches("^[0-9a-f]{16}$", record.PatientKey);
        var kept = RecordImporter.Import(path, new FileSource { KeepIdentity = true }, "secret", CancellationToken.None).Info;
        Assert.Contains("Patient ID: MRN-4711", kept.Comments);
        Assert.Contains("Patient comments: dizzy Age: 12", kept.Comments);
        Assert.Equal("20011231123456", kept.RecordedAt);
    }

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        int[][] samples = [.. Enumerable.Range(0, 3).Select(l => Enumerable.Range(0, 40).Select(t => (l + 1) * t * 7919 % 401 - 200).ToArray())];
        byte[][] bases = [.. new[] { (DicomFixture.ImplicitLittle, true), (DicomFixture.ExplicitLittle, false), (DicomFixture.ExplicitBig, true) }.Select(s =>
        {
            var d = new DicomFixture(s.Item1, s.Item2);
            byte[][] channels = [.. Enumerable.Range(1, 3).Select(i => d.Channel("MDC", $"2:{i}", "x"))];
            return d.File(d.Text(0x00100020, "LO", "1"), d.Text(0x00101010, "AS", "061Y"), d.Sequence(DicomFixture.WaveformSequence, d.Group(samples, channels, padding: 7), d.Group([[1]], channels[..1])));
        })];
        new RecordFuzz("dicom", output) { BytesPerByte = 100 }.Run(20_000, g => [("d.dcm", Mutations.Break(bases, MutateElements, g))],
            ErrorId.HeaderInvalid, ErrorId.RecordEmpty, ErrorId.ArgumentInvalid);

        // The preamble is a fifth of the file and means nothing.
        static byte[] MutateElements(byte[] bytes, Philox g) => bytes.Length < 128 ? bytes : [.. bytes[..128], .. Mutations.Bytes(bytes[128..], g)];
    }

    public void Dispose() => _fixture.Dispose();

    private RawRecord Read(byte[] bytes)
    {
        var path = _fixture.File("d.dcm", bytes);
        Assert.Equal("dicom", RecordFormats.Find(path, null).Format);
        return new DicomReader().Read(path, new ReadOptions(), CancellationToken.None);
    }

    private string Message(byte[] bytes)
    {
        var e = Assert.Throws<EcgException>(() => Read(bytes));
        Assert.Equal(ErrorId.HeaderInvalid, e.Id);
        Assert.StartsWith("d.dcm: ", e.Message);
        return e.Message;
    }
}
