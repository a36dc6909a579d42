// SCP-ECG: two real files, written ones of every coding, every contradiction, invented patients, broken files.
using System.Text.Json;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Scp;
using EcgGen.Core.Records.Xml;

namespace EcgGen.Core.Tests.Records;

public sealed class ScpReaderTests(ITestOutputHelper output) : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void A_real_file_has_the_reference_values_and_those_of_its_aecg_twin()
    {
        var path = SharedData.PathOf("formats", "scp", "RigacciOrg+ecg-contec", "Example.scp");
        var raw = new ScpReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Empty(raw.Warnings);
        new ReferenceValues(path).Check(raw.SamplingRate, [.. raw.Leads.Select(l => l.Name)], [.. raw.Leads.Select(l => l.Samples)], 1000);
        var twin = new AnnotatedEcgReader().Read(SharedData.PathOf("formats", "aecg", "Refactoring+ECGToolkit", "Example.xml"), new ReadOptions(), CancellationToken.None);
        foreach (var (mine, other) in raw.Leads.Zip(twin.Leads))
            Assert.Equal(ReferenceValues.Stored(other), ReferenceValues.Stored(mine));
        Assert.Contains("Last name: Clark", raw.Comments);
        Assert.Equal("2002-11-22 09:10:00", raw.RecordedAt);
        var info = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None).Info;
        Assert.Equal((49.0, "Male", "scp"), (info.Age, info.Sex, ((FileSource)info.Source).Format));
    }

    [Fact] // its leads are longer than the 65,535 bytes that the format has room for; other readers go on into the next lead
    public void A_file_whose_leads_are_cut_off_has_the_values_of_its_csv_twin_as_far_as_it_goes()
    {
        var path = SharedData.PathOf("formats", "scp", "RigacciOrg+ecg-contec", "0000050.ECG.scp");
        var raw = new ScpReader().Read(path, new ReadOptions(), CancellationToken.None);
        Assert.Equal(800, raw.SamplingRate);
        Assert.Equal(["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"], raw.Leads.Select(l => l.Name));
        Assert.All(raw.Leads, l => Assert.Equal(32_767, l.Samples.Length));
        Assert.Equal("0000050.ECG.scp: lead I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6: section 3 tells 37855 samples, but section 6 has 32767.",
            Assert.Single(raw.Warnings));
        var rows = File.ReadLines(SharedData.PathOf("formats", "csv", "RigacciOrg+ecg-contec", "0000050.ECG.csv")).Take(32_767).Select(l => l.Split(',')).ToList();
        for (int lead = 0; lead < 6; lead++)
            Assert.Equal(rows.Select(r => int.Parse(r[lead])), ReferenceValues.Stored(raw.Leads[lead]));
        Assert.All(raw.Leads, l => Assert.Equal(200, l.UnitsPerMillivolt));
    }

    public static TheoryData<int, string> Codings()
    {
        var data = new TheoryData<int, string>();
        foreach (int order in new[] { 0, 1, 2 })
        {
            foreach (var coding in new[] { "raw", "default", "stored", "two" })
                data.Add(order, coding);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void Every_coding_gives_the_same_samples(int order, string coding)
    {
        var g = new SeedKey(order, "", 0, "test", 0, "scp").ToGenerator();
        int[][] leads = [.. Enumerable.Range(0, 8).Select(l => Enumerable.Range(0, 700)
            .Select(t => (int)(200 * Math.Sin(0.03 * t * (l + 1)) + 6 * g.NextNormal())).ToArray())];
        leads[0][5] = 32_767;
        leads[1][^1] = -32_768;
        var raw = Read(new ScpFixture { Samples = leads, Order = order, Tables = TablesOf(coding) });
        Assert.Equal((500.0, true), (raw.SamplingRate, raw.DeriveLimbLeads));
        Assert.Equal(["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"], raw.Leads.Select(l => l.Name));
        for (int i = 0; i < 8; i++)
            Assert.Equal(leads[i], ReferenceValues.Stored(raw.Leads[i]));
        Assert.Empty(raw.Warnings);
    }

    [Theory]
    [InlineData(1, 2000, 500)]
    [InlineData(1000, 1000, 1000)]
    [InlineData(4880, 1250, 800)]
    [InlineData(65535, 8000, 125)]
    public void Steps_and_intervals_are_told(int nanovolts, int microseconds, double rate)
    {
        var raw = Read(new ScpFixture { Samples = [[100, -7]], Nanovolts = nanovolts, Microseconds = microseconds });
        Assert.Equal(rate, raw.SamplingRate);
        Assert.Equal([100e-6 * nanovolts, -7e-6 * nanovolts], raw.Leads[0].Samples, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1e6 / nanovolts, raw.Leads[0].UnitsPerMillivolt!.Value, 1e-9);
    }

    [Fact]
    public void A_reference_beat_is_added_where_it_was_subtracted()
    {
        // 20 samples of a beat, its fiducial point the 8th; subtracted from samples 11–25 and 41–60 around 15 and 48, and not from an extra beat.
        int[] beat = [.. Enumerable.Range(0, 20).Select(i => 10 * i + 3)];
        int[] rhythm = [.. Enumerable.Range(0, 80).Select(i => i % 7)];
        var residual = rhythm.ToArray();
        for (int s = 11; s <= 25; s++)
            residual[s - 1] -= beat[s - 15 + 7];
        for (int s = 41; s <= 60; s++)
            residual[s - 1] -= beat[s - 48 + 7];
        var section4 = ScpFixture.Beats(40, 8, [(0, 11, 15, 25), (1, 28, 30, 35), (0, 41, 48, 60)], (12, 20), (29, 33), (44, 52));
        var fixture = new ScpFixture { Samples = [residual, residual], Beat = [beat, beat], Section4 = section4, IsSubtracted = true, Tables = [], Order = 2 };
        var raw = Read(fixture);
        Assert.Equal(rhythm, ReferenceValues.Stored(raw.Leads[0]));
        Assert.Equal(rhythm, ReferenceValues.Stored(raw.Leads[1]));
        Assert.Empty(raw.Warnings);
    }

    [Fact]
    public void A_lower_rate_between_the_beats_is_brought_up_to_the_full_one()
    {
        // Samples 1–10, 11–20 protected, 21–33, 34–37 protected, 38–40; each value outside stands for four samples, and the rest as it is.
        int[] stored = [100, 140, 7, 8, .. Enumerable.Range(200, 10), 40, 80, 60, 9, 1, 2, 3, 4, 5, 6, 7];
        var section4 = ScpFixture.Beats(40, 8, [(0, 0, 0, 0), (0, 0, 0, 0)], (11, 20), (34, 37));
        var raw = Read(new ScpFixture { Samples = [stored], ToldSamples = 40, Beat = [new int[20]], Section4 = section4, Microseconds = 8000, IsBimodal = true });
        Assert.Equal(500, raw.SamplingRate);
        double[] expected =
        [
            100, 100, 100, 110, 120, 130, 140, 140, 7, 8,
            200, 201, 202, 203, 204, 205, 206, 207, 208, 209,
            40, 40, 40, 50, 60, 70, 80, 75, 70, 65, 60, 60, 9,
            1, 2, 3, 4,
            5, 6, 7,
        ];
        Assert.Equal(expected.Select(v => v * 0.005), raw.Leads[0].Samples, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Contains("means over several samples", Assert.Single(raw.Warnings));
    }

    [Fact]
    public void Leads_start_where_section_3_tells()
    {
        var raw = Read(new ScpFixture { Samples = [[1, 2, 3], [4, 5]], Starts = [1, 2] });
        Assert.True(double.IsNaN(raw.Leads[1].Samples[0]));
        Assert.Equal([0.02, 0.025], raw.Leads[1].Samples[1..]);
        Assert.Contains("starting sample: expected at most", Throws(new ScpFixture { Samples = [[1, 2, 3], [4, 5]], Starts = [1, 2_000_000_000] }, ErrorId.HeaderInvalid));
    }

    [Fact]
    public void Checksums_and_lengths_that_do_not_match_are_told()
    {
        var bytes = new ScpFixture { Samples = [[1, 2, 3]], Tags = [(2, ScpFixture.Text("4711"))] }.Write();
        bytes[^1] ^= 1;
        var warnings = Read(bytes).Warnings;
        Assert.Equal(2, warnings.Count);
        Assert.Contains("s.scp: record: the checksum should be", warnings[0]);
        Assert.Contains("s.scp: section 6: the checksum should be", warnings[1]);
        Assert.Contains("should have", Assert.Single(Read([.. new ScpFixture { Samples = [[1, 2, 3]] }.Write(), 0, 0]).Warnings));
    }

    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        Assert.Equal(0x29B1, ScpFile.Checksum("123456789"u8)); // the check value of CRC-16/IBM-3740 in the catalogue of CRCs
        var g = new SeedKey(1, "", 0, "test", 0, "crc").ToGenerator();
        foreach (int length in new[] { 0, 1, 2, 7, 1000 })
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(_ => (byte)g.NextUInt32())];
            Assert.Equal(ScpFixture.Crc(bytes), ScpFile.Checksum(bytes));
        }
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        int[][] two = [[1, 2, 3], [4, 5, 6]];
        Assert.Equal("s.scp: section 6: amplitude value multiplier: expected 1–65535 nV, found 0.", Throws(new ScpFixture { Samples = two, Nanovolts = 0 }, ErrorId.HeaderInvalid));
        Assert.Contains("section 6: sample time interval: expected 1–65535 µs, found 0", Throws(new ScpFixture { Samples = two, Microseconds = 0 }, ErrorId.HeaderInvalid));
        Assert.Contains("section 6: difference data: expected 0–2, found 3", Throws(new ScpFixture { Samples = [[]], ToldSamples = 1, Order = 3 }, ErrorId.HeaderInvalid));
        Assert.Contains("section 4: expected the beats", Throws(new ScpFixture { Samples = two, IsSubtracted = true }, ErrorId.HeaderInvalid));
        var beats = ScpFixture.Beats(6, 1, []);
        Assert.Contains("section 5: expected the reference beat", Throws(new ScpFixture { Samples = two, IsSubtracted = true, Section4 = beats }, ErrorId.HeaderInvalid));
        Assert.Contains("section 6: sample time interval: expected 1–4 times the 3000 µs of section 5, found 2000",
            Throws(new ScpFixture { Samples = two, IsBimodal = true, Section4 = beats, Beat = two, BeatMicroseconds = 3000 }, ErrorId.HeaderInvalid));
        Assert.Contains("section 6: sample time interval: expected the 1000 µs of section 5, found 2000",
            Throws(new ScpFixture { Samples = two, IsSubtracted = true, Section4 = beats, Beat = two, BeatMicroseconds = 1000 }, ErrorId.HeaderInvalid));
        Assert.Contains("section 4: protected area 2", Throws(new ScpFixture
        {
            Samples = two,
            IsBimodal = true,
            Beat = two,
            Section4 = ScpFixture.Beats(6, 1, [(0, 1, 1, 1), (0, 1, 1, 1)], (1, 3), (2, 3)),
        }, ErrorId.HeaderInvalid));
        Assert.Contains("section 2: table 1: code 1: next table: expected 1–1, found 2", Throws(new ScpFixture { Samples = [[]], ToldSamples = 1, Tables = [[(1, 1, 0, 2, 0)]] }, ErrorId.HeaderInvalid));
        Assert.Contains("section 2: table 1: code 1: bits", Throws(new ScpFixture { Samples = [[]], ToldSamples = 1, Tables = [[(0, 0, 1, 2, 0)]] }, ErrorId.HeaderInvalid));
        Assert.Contains("section 6: lead 1: expected codes of the Huffman table", Throws(new ScpFixture
        {
            Samples = [[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
            Tables = [[(1, 1, 1, 0, 0), (2, 2, 1, 1, 1)], [(1, 1, 1, 0, 0)]],
        }, ErrorId.SignalInvalid, b => b[^2] |= 0xC0));
        Assert.Contains("record header: expected at least 22 bytes, found 5", Message(new byte[5], ErrorId.HeaderInvalid));
        var bytes = new ScpFixture { Samples = two }.Write();
        Assert.Contains("section 6: pointer: expected a place within", Message(bytes[..^2], ErrorId.HeaderInvalid));
    }

    [Fact]
    public void Nothing_identifying_passes_the_import()
    {
        var bytes = new ScpFixture
        {
            Samples = [[1, 2]],
            LeadNumbers = [200],
            Tags =
            [
                (0, ScpFixture.Text("Meier")), (1, ScpFixture.Text("Anna\r\nAge: 12")), (2, ScpFixture.Text("MRN-4711")), (3, ScpFixture.Text("Huber")),
                (4, [61, 0, 1]), (5, [0x98, 0x07, 2, 1]), (8, [2]), (13, ScpFixture.Text("seen by Smith")), (16, ScpFixture.Text("St. Mary")),
                (18, ScpFixture.Text("Ward 7")), (20, ScpFixture.Text("Smith")), (21, ScpFixture.Text("Brown")), (22, ScpFixture.Text("Techno")),
                (23, ScpFixture.Text("Room 9")), (25, [0xD1, 0x07, 12, 31]), (26, [12, 34, 56]), (30, ScpFixture.Text("dizzy")), (31, ScpFixture.Text("SEQ-5")),
                (35, ScpFixture.Text("Hx: 1944")), (200, ScpFixture.Text("Patient: Anna")),
            ],
        }.Write();
        var path = _fixture.File("s.scp", bytes);
        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        var json = JsonSerializer.Serialize(record.Info);
        string[] secrets = ["Meier", "Anna", "4711", "Huber", "1944", "Smith", "Mary", "Ward", "Brown", "Techno", "Room", "2001", "12:34", "dizzy", "SEQ"];
        Assert.All(secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Age: 61", "Sex: Female"], record.Info.Comments);
        Assert.Matches("^[0-9a-f]{16}$", record.PatientKey);
        var kept = RecordImporter.Import(path, new FileSource { KeepIdentity = true }, "secret", CancellationToken.None).Info;
        Assert.Contains("First name: Anna Age: 12", kept.Comments);
        Assert.Contains("Patient ID: MRN-4711", kept.Comments);
        Assert.Equal("2001-12-31 12:34:56", kept.RecordedAt);
    }

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        int[][] leads = [.. Enumerable.Range(0, 3).Select(l => Enumerable.Range(0, 60).Select(t => (l + 1) * t * 7919 % 41 - 20).ToArray())];
        var section4 = ScpFixture.Beats(40, 8, [(0, 11, 15, 25), (0, 31, 38, 50)], (12, 20), (34, 42));
        List<(int, byte[])> tags = [(0, ScpFixture.Text("Meier")), (2, ScpFixture.Text("1")), (4, [61, 0, 1]), (8, [1])];
        byte[][] bases =
        [
            new ScpFixture { Samples = leads, Tags = tags }.Write(),
            new ScpFixture { Samples = leads, Tags = tags, Tables = [], Order = 2 }.Write(),
            new ScpFixture { Samples = leads, Tables = TablesOf("two"), Order = 1 }.Write(),
            new ScpFixture { Samples = leads, Tables = [], Order = 2, Section4 = section4, Beat = leads, IsSubtracted = true }.Write(),
            new ScpFixture { Samples = leads, Tables = TablesOf("stored"), ToldSamples = 150, Section4 = section4, Beat = leads, IsSubtracted = true, IsBimodal = true, Microseconds = 8000 }.Write(),
        ];
        new RecordFuzz("scp", output) { BytesPerByte = 600 }.Run(20_000, g => [("s.scp", Mutations.Break(bases, MutateHeads, g))],
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.ArgumentInvalid);
    }

    public void Dispose() => _fixture.Dispose();

    private static List<(int, int, int, int, uint)[]>? TablesOf(string coding) => coding switch
    {
        "raw" => null,
        "default" => [],
        "stored" => [ScpFixture.DefaultTable],
        // Two tables that switch to each other before every value: one with a base value beside its bits, one of plain 16 bits.
        _ => [[(1, 1, 0, 2, 0), (2, 18, 1, 0, 1)], [(2, 2, 0, 1, 3), (2, 10, 1, 50, 1), (1, 17, 1, 0, 0)]],
    };

    // Turns the bytes that matter most: lengths, counts and flags at the front of the file and of each section.
    private static byte[] MutateHeads(byte[] bytes, Philox g)
    {
        var result = bytes.ToArray();
        int section = g.NextInt(7);
        int at = section == 0 ? g.NextInt(Math.Min(142, result.Length)) : 0;
        if (section > 0 && result.Length >= 142)
        {
            int start = BitConverter.ToInt32(result, 22 + 10 * section + 6) - 1;
            at = start < 0 || start >= result.Length ? 0 : Math.Min(start + g.NextInt(40), result.Length - 1);
        }
        if (result.Length > 0)
            result[at] = (byte)(g.NextInt(3) == 0 ? g.NextInt(256) : g.NextInt(4));
        return result;
    }

    private RawRecord Read(ScpFixture fixture) => Read(fixture.Write());

    private RawRecord Read(byte[] bytes)
    {
        var path = _fixture.File("s.scp", bytes);
        Assert.Equal("scp", RecordFormats.Find(path, null).Format);
        Assert.True(bytes.Length < 22 || new ScpReader().CanRead(_fixture.File("s.x", bytes)));
        return new ScpReader().Read(path, new ReadOptions(), CancellationToken.None);
    }

    private string Throws(ScpFixture fixture, ErrorId id, Action<byte[]>? change = null)
    {
        var bytes = fixture.Write();
        change?.Invoke(bytes);
        return Message(bytes, id);
    }

    private string Message(byte[] bytes, ErrorId id)
    {
        var e = Assert.Throws<EcgException>(() => Read(bytes));
        Assert.Equal(id, e.Id);
        Assert.StartsWith("s.scp: ", e.Message);
        return e.Message;
    }
}
