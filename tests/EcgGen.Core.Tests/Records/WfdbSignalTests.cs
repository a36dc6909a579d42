// Samples in, samples out: WFDB records that the tests write come back as they were, whatever their shape.
using System.Security.Cryptography;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class WfdbSignalTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    public static TheoryData<int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int>();
        foreach (int format in WfdbEncoder.All)
        {
            foreach (int signals in new[] { 1, 2, 3, format > 500 ? 8 : 12 })
            {
                // around the widths of vectors, and around the chunks of 16,384 samples in which files are unpacked
                int[] lengths = format is 16 or 212 ? [1, 2, 3, 7, 8, 9, 15, 16, 17, 33, 1365, 1366, 5461, 5462, 16385] : [1, 2, 3, 4, 17, 5461];
                foreach (int length in lengths)
                    data.Add(format, signals, length);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Samples_come_back(int format, int signals, int length)
    {
        var samples = WfdbEncoder.Random(format, signals, length, $"{format} {signals} {length}");
        var path = Write(format, samples);
        var record = Read(path);
        Assert.Equal(signals, record.Leads.Count);
        for (int s = 0; s < signals; s++)
            Assert.Equal(Millivolts(samples[s], format, 1000, 0), record.Leads[s].Samples);
        Assert.Empty(record.Warnings);
    }

    public static TheoryData<int> Formats => [.. WfdbEncoder.All];

    public static TheoryData<int> PlainFormats => [.. WfdbEncoder.Plain];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_cut_is_a_slice_of_the_whole(int format)
    {
        const double rate = 360;
        var samples = WfdbEncoder.Random(format, 3, 7001, "cut");
        var path = Write(format, samples, skew: 2);
        var whole = Read(path);
        var g = new SeedKey(1, "", 0, "cut", format, "where").ToGenerator();
        for (int i = 0; i < 60; i++)
        {
            double start = g.Uniform(0, 7000 / rate), duration = i % 3 == 0 ? g.Uniform(0.5 / rate, 20 / rate) : g.Uniform(0.5 / rate, 25);
            int first = (int)Math.Round(start * rate, MidpointRounding.AwayFromZero);
            int end = first + Math.Min(7001 - first, (int)Math.Round(duration * rate, MidpointRounding.AwayFromZero));
            var cut = Read(path, start, duration);
            for (int s = 0; s < 3; s++)
                Assert.Equal(whole.Leads[s].Samples[first..end], cut.Leads[s].Samples);
            Assert.Equal(whole.Files, cut.Files);
        }
    }

    [Theory]
    [MemberData(nameof(PlainFormats))]
    public void Skew_and_frames_of_several_samples_are_undone(int format)
    {
        // Signal 0 has three samples per frame; signal 1 lags by 5 frames, signal 2 by more than the record is long.
        const int frames = 2001;
        var flat = WfdbEncoder.Random(format, 1, frames * 5, "frames")[0];
        _fixture.File("r.dat", WfdbEncoder.Pack(format, flat));
        var path = _fixture.Header("r", $"r 3 500 {frames}",
            $"r.dat {format}x3 1000", $"r.dat {format}:5 1000", $"r.dat {format}:3000 1000");
        var record = Read(path);
        int missing = WfdbEncoder.Missing(format)!.Value;
        for (int f = 0; f < frames; f++)
        {
            int[] three = flat[(f * 5)..(f * 5 + 3)];
            double mean = three.Contains(missing) ? double.NaN : Math.Truncate(three.Sum(v => (long)v) / 3.0) / 1000;
            Assert.Equal(mean, record.Leads[0].Samples[f]);
            int lagging = f + 5 < frames ? flat[(f + 5) * 5 + 3] : missing;
            Assert.Equal(lagging == missing ? double.NaN : lagging / 1000.0, record.Leads[1].Samples[f]);
            Assert.Equal(double.NaN, record.Leads[2].Samples[f]);
        }
    }

    [Fact]
    public void Signals_of_several_files_and_formats_make_one_record()
    {
        int[][] ecg = WfdbEncoder.Random(16, 2, 101, "ecg");
        int[] vx = WfdbEncoder.Random(212, 1, 101, "vx")[0];
        _fixture.File("r.dat", [.. new byte[24], .. WfdbFixture.Pack16(WfdbFixture.Interleave(ecg))]);
        _fixture.File("r.xyz", WfdbFixture.Pack212(vx));
        var path = _fixture.Header("r", "r 3 250 101", "r.dat 16+24 200/mV 16 0 0 0 0 i",
            "r.dat 16x1+24 751(-4)/mV 16 0 0 0 0 ii", "r.xyz 212 2000 12 3 0 0 0 vx");
        var record = Read(path);
        Assert.Equal(["i", "ii", "vx"], record.Leads.Select(l => l.Name));
        Assert.Equal(Millivolts(ecg[0], 16, 200, 0), record.Leads[0].Samples);
        Assert.Equal(Millivolts(ecg[1], 16, 751, -4), record.Leads[1].Samples);
        Assert.Equal(Millivolts(vx, 212, 2000, 3), record.Leads[2].Samples); // the baseline is the ADC zero
        Assert.Equal(["r.hea", "r.dat", "r.xyz"], record.Files.Select(f => Path.GetFileName(f.Path)));
        Assert.All(record.Files, f => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f.Path))), f.Sha256));
    }

    [Theory]
    [InlineData("", 1000 / 200.0)]
    [InlineData("0", 1000 / 200.0)]
    [InlineData("0/uV", 0.005)]
    [InlineData("100", 10)]
    [InlineData("100/mv", 10)]
    [InlineData("-100/MV", -10)]
    [InlineData("1e2(0)/uV", 0.01)]
    [InlineData("2.5/µV", 0.4)] // the micro sign
    [InlineData("2.5/μV", 0.4)] // the Greek letter
    [InlineData("0.001/nV", 1)]
    [InlineData("1000/V", 1000)]
    [InlineData("100(900)/mV", 1)]
    [InlineData("100(-1000)/mV", 20)]
    public void Gains_units_and_baselines_give_millivolts(string gain, double expected)
    {
        _fixture.File("r.dat", WfdbFixture.Pack16([1000]));
        var record = Read(_fixture.Header("r", "r 1 500 1", $"r.dat 16 {gain}"));
        Assert.Equal([expected], record.Leads[0].Samples);
        Assert.Equal(gain is "" or "0" or "0/uV" ? 1 : 0, record.Warnings.Count);
    }

    [Fact]
    public void Signals_that_are_no_voltage_are_left_out()
    {
        _fixture.File("r.dat", WfdbFixture.Pack16([1, 2, 3, 4]));
        var record = Read(_fixture.Header("r", "r 2 500 2", "r.dat 16 20(-1600)/mmHg 12 0 0 0 0 ABP", "r.dat 16 1000 12 0 0 0 0 II"));
        Assert.Equal(("II", 0.004), (record.Leads.Single().Name, record.Leads.Single().Samples[1]));
        Assert.Contains("ABP", Assert.Single(record.Warnings));
    }

    [Theory]
    [InlineData("600", false)]
    [InlineData("-64936", false)] // 600 − 65,536: writers differ in sign
    [InlineData("66136", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData("601", true)]
    [InlineData("-1", true)]
    public void A_wrong_checksum_is_a_warning(string checksum, bool warns)
    {
        _fixture.File("r.dat", WfdbFixture.Pack16([100, 200, 300]));
        var record = Read(_fixture.Header("r", "r 1 1 3", $"r.dat 16 1000 16 0 100 {checksum} 0 II"));
        Assert.Equal(warns ? 1 : 0, record.Warnings.Count(w => w.Contains("checksum")));
        Assert.Equal([0.1, 0.2, 0.3], record.Leads[0].Samples);
        Assert.Empty(Read(_fixture.PathOf("r.hea"), 1, 1).Warnings); // a part can't be checked
    }

    [Theory]
    [InlineData(16, 0, 0)]
    [InlineData(16, 3, 0)]
    [InlineData(16, 4, 1)]
    [InlineData(16, 41, 10)]
    [InlineData(212, 2, 0)]
    [InlineData(212, 3, 1)]
    [InlineData(212, 14, 4)]
    [InlineData(8, 5, 2)]
    [InlineData(24, 11, 1)]
    [InlineData(32, 16, 2)]
    [InlineData(310, 3, 0)]
    [InlineData(310, 4, 1)]
    [InlineData(310, 6, 2)]
    [InlineData(311, 2, 0)]
    [InlineData(311, 3, 1)]
    [InlineData(311, 6, 2)]
    [InlineData(311, 7, 2)]
    [InlineData(311, 8, 3)]
    public void A_count_that_the_header_leaves_out_comes_from_the_file(int format, int bytes, int expected)
    {
        _fixture.File("r.dat", new byte[24 + bytes]);
        foreach (var count in new[] { "", " 0" })
        {
            var record = Read(_fixture.Header("r", "r 2 500" + count, $"r.dat {format}+24", $"r.dat {format}+24"));
            Assert.All(record.Leads, l => Assert.Equal(expected, l.Samples.Length));
        }
    }

    [Fact]
    public void A_cut_of_a_long_file_takes_memory_for_the_cut_alone()
    {
        const int frames = 12_000_000;
        using (var file = File.Create(_fixture.PathOf("r.dat")))
        {
            file.SetLength(frames * 4L);
            file.Position = frames * 4L - 8;
            file.Write(WfdbFixture.Pack16([1, 2, 3, 4]));
        }
        var path = _fixture.Header("r", $"r 2 100 {frames}", "r.dat 16 1000 16 0 0 77 0 I", "r.dat 16 1000 16 0 0 77 0 II");
        long before = GC.GetAllocatedBytesForCurrentThread();
        var record = Read(path, frames / 100 - 10, 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
        Assert.Equal(1000, record.Leads[0].Samples.Length);
        Assert.Equal([0, 0.002, 0.004], record.Leads[1].Samples[^3..]);
    }

    [Fact]
    public void A_challenge_record_is_read_by_its_header_or_its_matrix()
    {
        int[][] samples = WfdbEncoder.Random(16, 12, 50, "challenge");
        var matrix = _fixture.File("E1.mat",
            [.. WfdbFixture.Matlab4Header(12, 50), .. WfdbFixture.Pack16(WfdbFixture.Interleave(samples))]);
        var header = _fixture.Header("E1", ["E1.mat 12 500 50 05-May-2020 09:49:17\r",
            .. Enumerable.Range(0, 12).Select(i => $"E1.mat 16+24 4880/mV 16 0 {samples[i][0]} {samples[i].Sum()} 0 V{i}\r"),
            "#Age: 87\r", "# Sex: Female"]);
        foreach (var path in new[] { header, matrix })
        {
            var record = Read(path);
            Assert.Equal("E1", record.Name);
            Assert.Equal("05-May-2020 09:49:17", record.RecordedAt);
            Assert.Equal(["Age: 87", "Sex: Female"], record.Comments);
            Assert.Equal("V11", record.Leads[11].Name);
            Assert.Equal(Millivolts(samples[11], 16, 4880, 0), record.Leads[11].Samples);
            Assert.Empty(record.Warnings);
        }
    }

    public void Dispose() => _fixture.Dispose();

    private static RawRecord Read(string path, double start = 0, double duration = double.PositiveInfinity) =>
        new WfdbReader().Read(path, new ReadOptions { Start = start, Duration = duration }, CancellationToken.None);

    private string Write(int format, int[][] samples, int skew = 0)
    {
        _fixture.File("r.dat", WfdbEncoder.Pack(format, samples));
        return _fixture.Header("r", [$"r {samples.Length} 360/360(0) {samples[0].Length} 12:00:00 01/02/2003",
            .. samples.Select((s, i) => $"r.dat {format}:{i * skew} 1000(0)/mV 16 0 0 {(ushort)s.Sum(v => (long)v)} 0 lead {i}")]);
    }

    private static double[] Millivolts(int[] samples, int format, double gain, double baseline) =>
        [.. samples.Select(v => v == WfdbEncoder.Missing(format) ? double.NaN : (v - baseline) / gain)];
}
