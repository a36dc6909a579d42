// Philips XML: two real files, invented ones of every encoding, compressed here by the documented way, broken files.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Xml;
using static EcgGen.Core.Tests.Records.SierraFixture;

namespace EcgGen.Core.Tests.Records;

public sealed class SierraXmlReaderTests(ITestOutputHelper output) : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Theory]
    [InlineData("129DYPRG.XML", 50.0, "Male")]
    [InlineData("3191723_ZZDEMOPTONLY_1-04_orig.xml", 60.0, "Male")]
    public void Real_files_have_the_reference_values(string name, double age, string sex)
    {
        var path = SharedData.PathOf("formats", "philips_xml", "sixlettervariables+sierra-ecg-tools", name);
        var raw = new SierraXmlReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.All(raw.Leads, l => Assert.Equal(200, l.UnitsPerMillivolt));
        Assert.All(raw.Leads, l => ReferenceValues.Stored(l));
        new ReferenceValues(path).Check(raw.SamplingRate, [.. raw.Leads.Select(l => l.Name)], [.. raw.Leads.Select(l => l.Samples)], 200);
        Assert.Contains("the last 0.4 s are a calibration pulse in all leads; a duration of 10.6 s leaves it out", Assert.Single(raw.Warnings));
        var info = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None).Info;
        Assert.Equal((age, sex, "philips"), (info.Age, info.Sex, ((FileSource)info.Source).Format));
    }

    [Fact]
    public void Another_type_of_document_is_refused()
    {
        var path = SharedData.PathOf("formats", "philips_xml", "sixlettervariables+sierra-ecg-tools", "invalid-doc-type.xml");
        var e = Assert.Throws<EcgException>(() => new SierraXmlReader().Read(path, new ReadOptions(), CancellationToken.None));
        Assert.Equal((ErrorId.HeaderInvalid, true), (e.Id, e.Message.Contains("documenttype: expected SierraECG or PhilipsECG, found 'MortaraECG'")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(500)]
    [InlineData(5500)]
    public void What_is_compressed_comes_back_exactly(int samples)
    {
        var g = new SeedKey(samples, "", 0, "test", 0, "xli").ToGenerator();
        var leads = Enumerable.Range(0, 12).Select(l => Enumerable.Range(0, samples)
            .Select(t => (int)(300 * Math.Sin(0.02 * t * (l + 1)) + 8 * g.NextNormal())).ToArray()).ToArray();
        leads[0][^1] = -30_000; // beyond 16 bits in its differences
        leads[6][0] = 32_767;
        // What no cardiograph writes comes back too: limb leads that are not the sum of others.
        var raw = Read(Document104("Base64", "XLI", Convert.ToBase64String(Compress(leads)), samples));
        Assert.Equal(Twelve, raw.Leads.Select(l => l.Name));
        for (int i = 0; i < 12; i++)
            Assert.Equal(leads[i], ReferenceValues.Stored(raw.Leads[i]));
        Assert.Empty(raw.Warnings);
        raw = Read(Document103(Convert.ToBase64String(Compress(leads)), samples));
        Assert.Equal(leads[11], ReferenceValues.Stored(raw.Leads[11]));
        Assert.Equal(Twelve, raw.Leads.Select(l => l.Name));
    }

    [Fact]
    public void Data_as_text_or_base64_hold_all_leads_as_they_are()
    {
        int[][] leads = [.. Enumerable.Range(0, 12).Select(l => new[] { l, -l, 100 * l, 7 })];
        var plain = Read(Document104("Plain", null, string.Join(" ", leads.SelectMany(l => l)), 4));
        var base64 = Read(Document104("Base64", null, Convert.ToBase64String(WfdbFixture.Pack16(leads.SelectMany(l => l))), 4));
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(leads[i], ReferenceValues.Stored(plain.Leads[i]));
            Assert.Equal(leads[i], ReferenceValues.Stored(base64.Leads[i]));
        }
        var unsigned = Document104("Base64", null, Convert.ToBase64String(WfdbFixture.Pack16(Enumerable.Repeat(40_000, 12))), 1);
        unsigned = unsigned.Replace("signalsigned=\"True\"", "signalsigned=\"False\"").Replace("signaloffset=\"0\"", "signaloffset=\"39000\"");
        Assert.Equal(1000 * 5 / 1000.0, Read(unsigned).Leads[0].Samples[0], 1e-9);
    }

    [Fact]
    public void A_length_that_contradicts_the_data_is_told()
    {
        int[][] leads = [.. Enumerable.Range(0, 12).Select(_ => new int[10])];
        var raw = Read(Document104("Base64", "XLI", Convert.ToBase64String(Compress(leads)), 12));
        Assert.Equal(10, raw.Leads[0].Samples.Length);
        Assert.Equal("p.xml: lead I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6: durationperchannel tells 12 samples, but 10 are there.", Assert.Single(raw.Warnings));
        raw = Read(Document104("Base64", "XLI", Convert.ToBase64String(Compress(leads)), 10).Replace("<samplingrate>500<", "<samplingrate>250<"));
        Assert.Equal("p.xml: samplespersecond is 500, but samplingrate is 250; the first is taken.", Assert.Single(raw.Warnings));
    }

    [Theory]
    [InlineData("restingecgdata", "other", "root element: expected restingecgdata, found other", ErrorId.HeaderInvalid)]
    [InlineData("<documentversion>1.04<", "<documentversion>2.0<", "documentversion: expected 1.03, 1.04, 1.04.01 or 1.04.02, found '2.0'", ErrorId.HeaderInvalid)]
    [InlineData("signalcharacteristics>", "other>", "dataacquisition/signalcharacteristics: expected the element, found nothing", ErrorId.HeaderInvalid)]
    [InlineData("parsedwaveforms", "other", "waveforms/parsedwaveforms: expected the element", ErrorId.HeaderInvalid)]
    [InlineData("samplespersecond=\"500\"", "samplespersecond=\"x\"", "samplespersecond: expected a number, found 'x'", ErrorId.HeaderInvalid)]
    [InlineData("resolution=\"5\"", "resolution=\"0\"", "resolution: expected 1e-12–1e12 µV, found '0'", ErrorId.HeaderInvalid)]
    [InlineData("numberofleads=\"12\"", "numberofleads=\"13\"", "leadlabels: expected 13 labels", ErrorId.HeaderInvalid)]
    [InlineData("numberofleads=\"12\"", "numberofleads=\"0\"", "expected 1–32 channels, found '0'", ErrorId.HeaderInvalid)]
    [InlineData("bitspersample=\"16\"", "bitspersample=\"12\"", "bitspersample: expected 16, found '12'", ErrorId.HeaderInvalid)]
    [InlineData("compression=\"XLI\"", "compression=\"Zip\"", "compression: expected XLI or none, found 'Zip'", ErrorId.HeaderInvalid)]
    [InlineData("dataencoding=\"Base64\"", "dataencoding=\"Hex\"", "dataencoding: expected Base64", ErrorId.HeaderInvalid)]
    [InlineData("durationperchannel=\"20\"", "durationperchannel=\"1e12\"", "durationperchannel: expected milliseconds for 1–1048576 samples", ErrorId.HeaderInvalid)]
    [InlineData(" compression=\"XLI\"", "", "expected 10 samples of each of 12 leads, found", ErrorId.SignalInvalid)]
    [InlineData("</parsedwaveforms>", "*</parsedwaveforms>", "text: expected base64", ErrorId.SignalInvalid)]
    public void What_cannot_be_read_is_named(string old, string with, string message, ErrorId id)
    {
        int[][] leads = [.. Enumerable.Range(0, 12).Select(_ => new int[10])];
        var e = Assert.Throws<EcgException>(() => Read(Document104("Base64", "XLI", Convert.ToBase64String(Compress(leads)[..^3]), 10).Replace(old, with)));
        Assert.Equal(id, e.Id);
        Assert.Contains(message, e.Message);
        Assert.StartsWith("p.xml: ", e.Message);
    }

    [Fact]
    public void A_chunk_that_is_cut_or_wrong_is_refused_and_a_bomb_gets_no_memory()
    {
        byte[] whole = Compress([new int[600]]);
        for (int length = 0; length < whole.Length - 2; length++) // the last bytes may be padding
        {
            ReadOnlySpan<byte> cut = whole.AsSpan(0, length);
            Assert.Null(XliData.Unpack(ref cut));
        }
        // A dictionary's longest string, again and again: 600 bytes for each byte and a quarter.
        var codes = new List<int> { 0 };
        for (int next = 256; next < 1023; next++)
            codes.Add(next);
        codes.AddRange(Enumerable.Repeat(1022, 100_000));
        var bomb = Chunk(0, PackCodes(codes));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadOnlySpan<byte> data = bomb;
        Assert.Null(XliData.Unpack(ref data));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * XliData.MaxSamples);
        data = Chunk(0, PackCodes([0, 300])); // a string that was never learned
        Assert.Null(XliData.Unpack(ref data));
    }

    [Fact]
    public void Nothing_identifying_passes_the_import()
    {
        const string patient = """
            <patient><generalpatientdata><patientid>MRN-4711</patientid><MRN>0815</MRN><name><lastname>Meier</lastname><firstname>Anna</firstname><middlename>Age: 12</middlename></name>
            <age><dateofbirth>1944-02-01</dateofbirth></age><sex>Female</sex><race>Martian</race></generalpatientdata></patient>
            """;
        var xml = Document104("Plain", null, string.Join(" ", Enumerable.Repeat(1, 12)), 1).Replace("<waveforms>", patient + "<waveforms>")
            .Replace("V6\"", "Anna\"");
        var path = _fixture.File("p.xml", Encoding.UTF8.GetBytes(xml));
        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        var json = JsonSerializer.Serialize(record.Info);
        string[] secrets = ["4711", "0815", "Meier", "1944", "Martian", "2001", "07:27", "SN-99", "Mary", "Ward", "Smith", "Techno"];
        Assert.All(secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Age: 56", "Sex: Female"], record.Info.Comments);
        Assert.Matches("^[0-9a-f]{16}$", record.PatientKey);
        var kept = RecordImporter.Import(path, new FileSource { KeepIdentity = true }, "secret", CancellationToken.None).Info;
        Assert.Contains("Name: Anna Age: 12 Meier", kept.Comments);
        Assert.Contains("Institution: St. Mary", kept.Comments);
        Assert.Equal("2001-01-31 07:27:34", kept.RecordedAt);
    }

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        int[][] leads = [.. Enumerable.Range(0, 12).Select(l => Enumerable.Range(0, 40).Select(t => (l * t * 7919 % 401) - 200).ToArray())];
        byte[] compressed = Compress(leads);
        new RecordFuzz("philips", output) { BytesPerByte = 2000 }.Run(12_000, g =>
        {
            // A third each: the compressed bytes, the text around them, both.
            int what = g.NextInt(3);
            var data = compressed;
            for (int n = what == 1 ? 0 : 1 + g.NextInt(3); n > 0; n--)
                data = Mutations.Bytes(data, g);
            var text = Convert.ToBase64String(data, Base64FormattingOptions.InsertLineBreaks);
            var bytes = Encoding.UTF8.GetBytes(g.NextInt(2) == 0 ? Document103(text, 40) : Document104("Base64", g.NextInt(4) == 0 ? null : "XLI", text, 40));
            for (int n = what == 0 ? 0 : 1 + g.NextInt(3); n > 0; n--)
                bytes = Mutations.Xml(bytes, g);
            return [("p.xml", bytes)];
        }, ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.ArgumentInvalid);
    }

    public void Dispose() => _fixture.Dispose();

    private RawRecord Read(string xml) =>
        new SierraXmlReader().Read(_fixture.File("p.xml", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(xml.Replace("utf-8", "utf-16"))).ToArray()), new ReadOptions(), CancellationToken.None);
}
