// Real records against what wfdb-python 4.3.1 reads from them: every sample, by hash.
using System.Security.Cryptography;
using System.Text.Json;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public class WfdbRealRecordsTests
{
    [Theory]
    [InlineData(105, "wfdb12")]
    [InlineData(6, "wfdb12_header_variants")]
    [InlineData(2, "wfdb12_nan_masked_gt")]
    public void Twelve_lead_records_have_the_reference_values(int expected, string folder)
    {
        var headers = SharedData.Headers(folder);
        foreach (var header in headers)
        {
            var reference = Reference(header);
            var record = RecordImporter.Import(header, new FileSource(), "secret", CancellationToken.None);
            Assert.True(record.Info.SamplingRate == reference.GetProperty("fs").GetDouble(), header);
            Assert.True(Names(reference).SequenceEqual(record.Info.Leads, StringComparer.OrdinalIgnoreCase), header);
            Assert.True(DigitalHash(reference, record.Samples, -32768) == Text(reference, "digital_sha256_int32le_lead_major"), header);
            Assert.True(PhysicalHash(record.Samples) == Text(reference, "physical_sha256"), header);
            // Only where the reference saw it too is a checksum complained of; a sum of 0 is none.
            var sums = reference.GetProperty("checksum_ok").EnumerateArray().Zip(reference.GetProperty("checksum_header").EnumerateArray());
            int wrong = sums.Count(s => s.First.ValueKind == JsonValueKind.False && s.Second.GetInt64() != 0);
            Assert.True(record.Warnings.Count == wrong, header + ": " + string.Join(" ", record.Warnings));
            Assert.True(reference.GetProperty("comments").GetArrayLength() == 0 || record.Info.Sex is not null, header);
        }
        Assert.Equal(expected, headers.Count);
    }

    [Fact] // skew, two samples per frame, format 212, a gain of 0
    public void Other_records_have_the_reference_values()
    {
        var python = Path.Combine("wfdb_formats", "MIT-LCP+wfdb-python");
        string[] paths = [SharedData.PathOf(python, "test01_00s.hea"), SharedData.PathOf(python, "test01_00s_skew.hea"),
            SharedData.PathOf(python, "test01_00s_skewframe.hea"), SharedData.PathOf("noise_nstdb", "weirdghos+ECG", "bw.hea")];
        foreach (var path in paths)
        {
            var record = new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None);
            Assert.True(PhysicalHash(record.Leads.Select(l => l.Samples)) == Text(Reference(path), "physical_sha256"), path);
        }
    }

    [Theory] // format 212 with four samples per frame, and pressures that are left out
    [InlineData("041s01")]
    [InlineData("041s02")]
    public void Frames_of_several_samples_have_the_reference_means(string name)
    {
        var path = SharedData.PathOf("wfdb_formats", "MIT-LCP+wfdb-python", "multi-segment", "041s", name + ".hea");
        var record = new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Equal(["III", "I", "V", "PLETH", "RESP"], record.Leads.Select(l => l.Name));
        Assert.Equal(2, record.Warnings.Count(w => w.Contains("mmHg")));
        var expected = Reference(path).GetProperty("physical").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        // wfdb-python takes the value that stands for a missing sample into the mean; we call such a frame missing.
        var complete = record.Leads.Where(l => !l.Samples.Any(double.IsNaN)).ToList();
        Assert.InRange(record.Leads.Count - complete.Count, 0, 1);
        foreach (var (lead, samples, _) in complete)
        {
            var first5 = expected[lead].GetProperty("first5").EnumerateArray().Select(v => v.GetDouble());
            Assert.Equal(first5, samples[..5], (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.Equal(expected[lead].GetProperty("mean").GetDouble(), samples.Average(), 1e-12);
            Assert.Equal(expected[lead].GetProperty("min").GetDouble(), samples.Min(), 1e-12);
            Assert.Equal(expected[lead].GetProperty("max").GetDouble(), samples.Max(), 1e-12);
        }
    }

    [Fact]
    public void Records_that_cannot_be_read_yet_say_so()
    {
        var folder = SharedData.PathOf("wfdb_formats", "MIT-LCP+wfdb-python");
        foreach (var (name, what) in new[] { ("multi-segment/041s/041s", "segment"), ("flacformats", "format"), ("binformats", "format") })
        {
            var path = Path.Combine(folder, name + ".hea");
            var e = Assert.Throws<EcgException>(() => new WfdbReader().Read(path, new ReadOptions { Duration = 1 }, CancellationToken.None));
            Assert.Equal(ErrorId.HeaderInvalid, e.Id);
            Assert.Contains(what, e.Message);
        }
    }

    private static JsonElement Reference(string header) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(header, ".ref.json"))).RootElement;

    private static string? Text(JsonElement reference, string name) => reference.GetProperty(name).GetString();

    private static IEnumerable<string> Names(JsonElement reference) =>
        reference.GetProperty("leads").EnumerateArray().Select(l => l.GetString()!);

    // See README.md of the shared data.
    private static string PhysicalHash(IEnumerable<double[]> leads) =>
        Hash(leads.SelectMany(l => l).SelectMany(v => BitConverter.GetBytes(
            double.IsNaN(v) ? 0x7ff8000000000000 : BitConverter.DoubleToInt64Bits(Math.Round(v * 1e6) / 1e6 + 0.0))));

    private static string DigitalHash(JsonElement reference, IReadOnlyList<double[]> leads, int missing)
    {
        var gains = reference.GetProperty("adc_gain").EnumerateArray().Select(g => g.GetDouble()).ToArray();
        var baselines = reference.GetProperty("baseline").EnumerateArray().Select(b => b.GetInt32()).ToArray();
        return Hash(leads.SelectMany((lead, i) => lead.SelectMany(v => BitConverter.GetBytes(
            double.IsNaN(v) ? missing : (int)Math.Round(v * gains[i] + baselines[i])))));
    }

    private static string Hash(IEnumerable<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
}
