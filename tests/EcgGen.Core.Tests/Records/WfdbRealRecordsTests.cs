// Real records against what wfdb-python 4.3.1 reads from them: every sample, by hash.
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
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
            Assert.True(DigitalHash(reference, record.Samples, [.. record.Samples.Select(_ => -32768)]) == Text(reference, "digital_sha256_int32le_lead_major"), header);
            Assert.True(PhysicalHash(record.Samples) == Text(reference, "physical_sha256"), header);
            // Only where the reference saw it too is a checksum complained of; a sum of 0 is none.
            var sums = reference.GetProperty("checksum_ok").EnumerateArray().Zip(reference.GetProperty("checksum_header").EnumerateArray());
            int wrong = sums.Count(s => s.First.ValueKind == JsonValueKind.False && s.Second.GetInt64() != 0);
            // One header's gain of 2,000,000 per mV is a thousand times too large.
            int implausible = record.Warnings.Count(w => w.Contains("implausible")), flat = record.Warnings.Count(w => w.Contains("is flat"));
            var ranges = reference.GetProperty("physical").EnumerateArray().Select(p => (p.GetProperty("min"), p.GetProperty("max")));
            Assert.True(flat == ranges.Count(r => r.Item1.ValueKind == JsonValueKind.Number && r.Item1.GetDouble() == r.Item2.GetDouble()), header);
            Assert.True(implausible == (header.EndsWith("S0001.hea", StringComparison.Ordinal) ? 1 : 0), header);
            Assert.True(record.Warnings.Count == wrong + implausible + flat, header + ": " + string.Join(" ", record.Warnings));
            Assert.True(reference.GetProperty("comments").GetArrayLength() == 0 || record.Info.Sex is not null, header);
        }
        Assert.Equal(expected, headers.Count);
    }

    // Signals that are no voltages are read too here: the headers are copied with mV as the only unit.
    [Theory]
    [InlineData("310derive_2", 0)]
    [InlineData("311derive", 0)]
    [InlineData("311derive_2", 0)]
    [InlineData("311derive_3", 0)]
    [InlineData("binformats", 0)]
    [InlineData("flacformats", 0)]
    [InlineData("test01_00s", 0)]
    [InlineData("test01_00s_skew", 0)]
    [InlineData("test01_00s_skewframe", 0)]
    [InlineData("mixedsignals", 0)]
    [InlineData("multi-segment/s25047/s25047-2704-05-04-10-44", 0)]
    [InlineData("multi-segment/s25047/s25047-2704-05-04-10-44n", 0)]
    public void Records_of_every_format_have_the_reference_values(string name, int warnings)
    {
        var header = SharedData.PathOf("wfdb_formats", "MIT-LCP+wfdb-python", name + ".hea");
        var reference = Reference(header);
        var record = ReadInMillivolts(header);
        Assert.Equal(Names(reference), record.Leads.Select(l => l.Name));
        Assert.Equal(Text(reference, "physical_sha256"), PhysicalHash(record.Leads.Select(l => l.Samples)));
        // Digital values are told of all samples in a frame: see the tests below for those that have several.
        if (!reference.TryGetProperty("expanded", out _) && reference.TryGetProperty("digital_sha256_int32le_lead_major", out _))
            AssertDigital(reference, [.. record.Leads.Select(l => l.Samples)]);
        Assert.True(record.Warnings.Count == warnings, string.Join(" ", record.Warnings));
    }

    [Fact]
    public void Segments_of_a_record_have_the_reference_values()
    {
        var headers = SharedData.Headers(Path.Combine("wfdb_formats", "MIT-LCP+wfdb-python", "multi-segment", "s25047"))
            .Where(h => Path.GetFileName(h).StartsWith("3234460_00", StringComparison.Ordinal)).ToList();
        Assert.Equal(18, headers.Count);
        foreach (var header in headers)
        {
            var reference = Reference(header);
            var record = ReadInMillivolts(header);
            Assert.True(Text(reference, "physical_sha256") == PhysicalHash(record.Leads.Select(l => l.Samples)), header);
            AssertDigital(reference, [.. record.Leads.Select(l => l.Samples)]);
            Assert.Empty(record.Warnings);
        }
    }

    [Fact] // a gain of 0
    public void The_noise_record_has_the_reference_values()
    {
        var path = SharedData.PathOf("noise_nstdb", "weirdghos+ECG", "bw.hea");
        var record = new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Equal(Text(Reference(path), "physical_sha256"), PhysicalHash(record.Leads.Select(l => l.Samples)));
        AssertDigital(Reference(path), [.. record.Leads.Select(l => l.Samples)]);
        Assert.Equal(2, record.Warnings.Count(w => w.Contains("no gain; 200 per mV")));
        Assert.Equal(2, record.Warnings.Count);
    }

    // Every sample of frames of several, where wfdb-python's means take missing ones for numbers: four signals with a sample
    // each per frame lie in a file as one with four does.
    [Theory]
    [InlineData("multi-segment/041s/041s")]
    [InlineData("multi-segment/041s/041s01")]
    [InlineData("multi-segment/041s/041s02")]
    [InlineData("test01_00s_skewframe")]
    public void Frames_of_several_samples_have_the_reference_values(string name)
    {
        var header = SharedData.PathOf("wfdb_formats", "MIT-LCP+wfdb-python", name + ".hea");
        var leads = ReadInMillivolts(header, splitFrames: true).Leads.GroupBy(l => l.Name).ToList();
        var reference = Reference(header);
        var expanded = reference.GetProperty("expanded").EnumerateArray().ToList();
        var all = new List<double[]>();
        Assert.Equal(expanded.Select(e => Text(e, "name")), leads.Select(l => l.Key));
        foreach (var (expected, parts) in expanded.Zip(leads))
        {
            double[][] samples = [.. parts.Select(p => p.Samples)];
            double[] joined = [.. Enumerable.Range(0, samples[0].Length).SelectMany(t => samples.Select(s => s[t]))];
            Assert.True(Text(expected, "sha256") == PhysicalHash([joined]), parts.Key);
            all.Add(joined);
        }
        if (reference.TryGetProperty("digital_sha256_int32le_lead_major", out _))
            AssertDigital(reference, all);
    }

    [Fact] // the same with FLAC streams, which can be read at their own rates
    public void Streams_at_their_own_rate_have_the_reference_values()
    {
        var header = SharedData.PathOf("wfdb_formats", "MIT-LCP+wfdb-python", "mixedsignals.hea");
        var lines = File.ReadAllLines(header)[1..];
        using var fixture = new WfdbFixture();
        var leads = new List<double[]>();
        foreach (var (file, perFrame) in new[] { ("mixedsignals_e.dat", 4), ("mixedsignals_p.dat", 2), ("mixedsignals_r.dat", 1) })
        {
            File.Copy(Path.Combine(Path.GetDirectoryName(header)!, file), fixture.PathOf(file));
            string[] signals = [.. lines.Where(l => l.StartsWith(file, StringComparison.Ordinal)).Select(InMillivolts)];
            var path = fixture.Header("r", [$"r {signals.Length} {62.4725 * perFrame} {14400 * perFrame}", .. signals.Select(l => l.Replace($"516x{perFrame}", "516"))]);
            var record = new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None);
            leads.AddRange(record.Leads.Select(l => l.Samples));
            Assert.Empty(record.Warnings);
        }
        var reference = Reference(header);
        Assert.Equal(reference.GetProperty("expanded").EnumerateArray().Select(e => Text(e, "sha256")), leads.Select(l => PhysicalHash([l])));
        AssertDigital(reference, leads);
    }

    [Fact]
    public void A_header_alone_names_the_file_it_lacks()
    {
        var header = SharedData.PathOf("wfdb_headers_only", "IncartDev+wfdb_wrapper", "I22.hea");
        var e = Assert.Throws<EcgException>(() => new WfdbReader().Read(header, new ReadOptions(), CancellationToken.None));
        Assert.Equal((ErrorId.FileNotFound, "I22.dat, which I22.hea names, does not exist."), (e.Id, e.Message));
        using var fixture = new WfdbFixture();
        File.Copy(header, fixture.PathOf("I22.hea"));
        using (var data = File.Create(fixture.PathOf("I22.dat")))
            data.SetLength(462600 * 24);
        var record = new WfdbReader().Read(fixture.PathOf("I22.hea"), new ReadOptions { Start = 1700 }, CancellationToken.None);
        Assert.Equal((257, 462600 - 1700 * 257), (record.SamplingRate, record.Leads[11].Samples.Length));
        Assert.Equal("I II III AVR AVL AVF V1 V2 V3 V4 V5 V6", string.Join(' ', record.Leads.Select(l => l.Name)));
    }

    // Reads a copy of a record in which every signal is in mV, so that none is left out.
    private static RawRecord ReadInMillivolts(string header, bool splitFrames = false)
    {
        using var fixture = new WfdbFixture();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(header)!).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)))
        {
            var copy = fixture.PathOf(Path.GetFileName(file));
            if (Path.GetExtension(file) != ".hea")
                File.Copy(file, copy);
            else
                File.WriteAllLines(copy, SplitFrames([.. File.ReadAllLines(file).Select(InMillivolts)], splitFrames));
        }
        return new WfdbReader().Read(fixture.PathOf(Path.GetFileName(header)), new ReadOptions(), CancellationToken.None);
    }

    private static string InMillivolts(string line) => Regex.Replace(line, "/(mmHg|NU|Ohm|bpm|pm|%)", "/mV");

    // One signal with n samples per frame becomes n signals, without the sum of all of them.
    private static IEnumerable<string> SplitFrames(string[] lines, bool split)
    {
        if (!split)
            return lines;
        int added = 0;
        var result = new List<string>();
        foreach (var line in lines)
        {
            var match = Regex.Match(line, "^\\S+ \\d+x(\\d+)");
            int count = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 1;
            added += count - 1;
            result.AddRange(Enumerable.Repeat(Regex.Replace(Regex.Replace(line, "^(\\S+ \\d+)x\\d+", "$1"), "(mV|\\d) (\\d+ 0 -?\\d+) -?\\d+ 0", "$1 $2 0 0"), count));
        }
        // The record line's number of signals; that of a record in segments is the sum of theirs.
        int more = added > 0 ? added : lines[0].Contains("/2 ") ? 9 : 0;
        result[0] = Regex.Replace(result[0], "^(\\S+) (\\d+)", m => $"{m.Groups[1]} {int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture) + more}");
        return result;
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

    private static void AssertDigital(JsonElement reference, IReadOnlyList<double[]> leads)
    {
        var formats = reference.GetProperty("fmt").EnumerateArray().Select(f => int.Parse(f.GetString()!, CultureInfo.InvariantCulture));
        int[] missing = [.. formats.Select(f => WfdbEncoder.Missing(f) ?? 0)];
        Assert.Equal(Text(reference, "digital_sha256_int32le_lead_major"), DigitalHash(reference, leads, missing));
    }

    private static string DigitalHash(JsonElement reference, IReadOnlyList<double[]> leads, int[] missing)
    {
        var gains = reference.GetProperty("adc_gain").EnumerateArray().Select(g => g.GetDouble()).ToArray();
        var baselines = reference.GetProperty("baseline").EnumerateArray().Select(b => b.GetInt32()).ToArray();
        return Hash(leads.SelectMany((lead, i) => lead.SelectMany(v => BitConverter.GetBytes(
            double.IsNaN(v) ? missing[i] : (int)Math.Round(v * gains[i] + baselines[i])))));
    }

    private static string Hash(IEnumerable<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
}
