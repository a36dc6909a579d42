// Records in segments: joined in time, sorted by lead, cut by opening only what is needed.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class WfdbSegmentsTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void Segments_of_a_fixed_layout_are_joined()
    {
        var path = Fixed();
        var record = Read(path);
        Assert.Equal(["II", "V5"], record.Leads.Select(l => l.Name));
        Assert.Equal([0.001, 0.002, 0.003, 0.04, 0.05, 0.006], record.Leads[0].Samples);
        Assert.Equal([-0.001, -0.002, -0.003, -0.4, -0.5, double.NaN], record.Leads[1].Samples);
        Assert.Equal((1000, null), (record.Leads[0].UnitsPerMillivolt!.Value, record.Leads[1].UnitsPerMillivolt));
        Assert.Equal(["m.hea", "s1.hea", "s1.dat", "s2.hea", "s2.dat", "s3.hea", "s3.dat"], record.Files.Select(f => Path.GetFileName(f.Path)));
        Assert.Equal(["Age: 50"], record.Comments);
        Assert.Equal("10:00:00 01/02/2003", record.RecordedAt);
        Assert.Empty(record.Warnings);
    }

    [Fact]
    public void A_cut_opens_only_its_segments()
    {
        var path = Fixed();
        var whole = Read(path);
        File.Delete(_fixture.PathOf("s3.hea"));
        for (int first = 0; first < 5; first++)
        {
            for (int count = 1; first + count <= 5; count++)
            {
                var cut = Read(path, first / 100.0, count / 100.0);
                Assert.All(whole.Leads.Zip(cut.Leads), pair => Assert.Equal(pair.First.Samples[first..(first + count)], pair.Second.Samples));
            }
        }
        Assert.Contains("s3.hea, which m.hea names, does not exist", Error(ErrorId.FileNotFound, path));
    }

    [Fact]
    public void A_variable_layout_has_gaps_and_leads_that_come_and_go()
    {
        _fixture.Header("lay", "lay 3 100 0", "~ 0 1000/mV 12 0 0 0 0 II", "~ 0 1000/mV 12 0 0 0 0 V", "~ 0 10/mmHg 12 0 0 0 0 ABP");
        _fixture.File("a.dat", WfdbFixture.Pack16([1, 2, 3]));
        _fixture.Header("a", "a 1 100 3", "a.dat 16 1000/uV 16 0 0 0 0 V");
        _fixture.File("b.dat", WfdbFixture.Pack16([1, 2, 3, 4, 5, 6, 7, 8]));
        _fixture.Header("b", "b 4 100 2", "b.dat 16 100 16 0 0 0 0 V", "b.dat 16 10 16 0 0 0 0 ABP", "b.dat 16 200 16 0 0 0 0 II", "b.dat 16 200 16 0 0 0 0 X");
        var path = _fixture.Header("m", "m/5 3 100 9", "lay 0", "a 3", "~ 2", "b 2", "~ 2", "# sex: F");
        var record = Read(path);
        const double gap = double.NaN;
        Assert.Equal(["II", "V"], record.Leads.Select(l => l.Name));
        Assert.Equal([gap, gap, gap, gap, gap, 0.015, 0.035, gap, gap], record.Leads[0].Samples);
        Assert.Equal([1e-6, 2e-6, 3e-6, gap, gap, 0.01, 0.05, gap, gap], record.Leads[1].Samples);
        Assert.Equal((200.0, null), (record.Leads[0].UnitsPerMillivolt!.Value, record.Leads[1].UnitsPerMillivolt));
        Assert.Equal(["sex: F"], record.Comments);
        Assert.Equal(3, record.Warnings.Count);
        Assert.Contains(record.Warnings, w => w.Contains("m.hea: signal 'ABP' is in mmHg"));
        Assert.Contains(record.Warnings, w => w.Contains("b.hea: signal 'X' is not one of lay.hea"));
        Assert.Contains(record.Warnings, w => w.Contains("b.hea: signal 'ABP' is in mV, not in mmHg"));

        var cut = Read(path, 0.04, 0.02);
        Assert.Equal([gap, 0.015], cut.Leads[0].Samples);
        Assert.DoesNotContain(cut.Files, f => f.Path.EndsWith("a.hea", StringComparison.Ordinal));
        Assert.Equal([gap], Read(path, 0.03, 0.01).Leads[1].Samples);
    }

    [Fact]
    public void Lengths_that_contradict_each_other_are_warnings()
    {
        var path = Fixed(counts: [4, 1, 1], total: 7);
        var record = Read(path);
        Assert.Equal([0.001, 0.002, 0.003, double.NaN, 0.04, 0.006], record.Leads[0].Samples);
        Assert.Equal(3, record.Warnings.Count);
        Assert.Contains("m.hea tells 7 samples, but its segments have 6", record.Warnings[0]);
        Assert.Contains("s1.hea has 3 samples, but m.hea tells 4", record.Warnings[1]);
        Assert.Contains("s2.hea has 2 samples, but m.hea tells 1", record.Warnings[2]);
    }

    [Fact]
    public void Segments_that_do_not_fit_are_named()
    {
        var path = Fixed();
        _fixture.Header("s2", "s2 2 100 2", "s2.dat 16 100 16 0 0 0 0 V5", "s2.dat 16 10 16 0 0 0 0 ii");
        Assert.Equal("s2.hea: signal 0: expected 'II' as in the segments before, found 'V5'.", Error(ErrorId.HeaderInvalid, path));
        _fixture.Header("s2", "s2 1 100 2", "s2.dat 16");
        Assert.Contains("s2.hea: number of signals: expected 2 as m.hea tells, found 1", Error(ErrorId.HeaderInvalid, path));
        _fixture.Header("s2", "s2 2 200 2", "s2.dat 16", "s2.dat 16");
        Assert.Contains("s2.hea: sampling rate: expected 100 Hz as m.hea tells, found 200", Error(ErrorId.HeaderInvalid, path));
        _fixture.Header("s2", "s2/1 2 100 2", "m 2");
        Assert.Contains("s2.hea: expected a record in one segment", Error(ErrorId.HeaderInvalid, path));
        Assert.Contains("expected a record in one segment", Error(ErrorId.HeaderInvalid, _fixture.Header("m", "m/1 2 100 2", "m 2")));
        Assert.Contains("expected each once, found S1 again", Error(ErrorId.HeaderInvalid, _fixture.Header("m", "m/2 2 100 6", "s1 3", "S1 3")));
        Assert.Contains("are more than", Error(ErrorId.RecordTooLarge, _fixture.Header("m", "m/3 2 100", "s1 3", "~ 9223372036854775807", "~ 1")));
        Assert.Contains("over all leads", Error(ErrorId.RecordTooLarge, _fixture.Header("m", "m/2 2 100", "s1 3", "~ 99999999999")));
    }

    [Fact]
    public void Gaps_alone_are_no_leads() =>
        Assert.Empty(Read(_fixture.Header("m", "m/2 2 100 6", "~ 3", "~ 3")).Leads);

    [Fact]
    public void Many_warnings_become_one()
    {
        _fixture.File("s.dat", WfdbFixture.Pack16([1]));
        for (int i = 0; i < 50; i++)
            _fixture.Header($"s{i}", $"s{i} 1 100 1", "s.dat 16");
        var record = Read(_fixture.Header("m", ["m/50 1 100 50", .. Enumerable.Range(0, 50).Select(i => $"s{i} 1")]));
        Assert.Equal(21, record.Warnings.Count);
        Assert.Contains("30 more warnings", record.Warnings[^1]);
        Assert.Equal(Enumerable.Repeat(0.005, 50), record.Leads[0].Samples);
        Assert.Single(record.Files, f => f.Path.EndsWith("s.dat", StringComparison.Ordinal));
    }

    public void Dispose() => _fixture.Dispose();

    // Three segments of formats and gains of their own; the second has other gains.
    private string Fixed(int[]? counts = null, int total = 6)
    {
        counts ??= [3, 2, 1];
        _fixture.File("s1.dat", WfdbFixture.Pack16([1, -1, 2, -2, 3, -3]));
        _fixture.Header("s1", "s1 2 100 3", "s1.dat 16 1000 16 0 0 0 0 II", "s1.dat 16 1000 16 0 0 0 0 V5", "#Age: 50");
        _fixture.File("s2.dat", WfdbFixture.Pack212([40, -40, 50, -50]));
        _fixture.Header("s2", "s2 2 100.00000001 2", "s2.dat 212 1000 16 0 0 0 0 ii", "s2.dat 212 100 16 0 0 0 0 V5");
        _fixture.File("s3.dat", WfdbFixture.Pack16([6, -32768]));
        _fixture.Header("s3", "s3 2 100 1", "s3.dat 16 1000", "s3.dat 16 1000");
        return _fixture.Header("m", [$"m/3 2 100 {total} 10:00:00 01/02/2003", .. counts.Select((c, i) => $"s{i + 1} {c}")]);
    }

    private static RawRecord Read(string path, double start = 0, double duration = double.PositiveInfinity) =>
        new WfdbReader().Read(path, new ReadOptions { Start = start, Duration = duration }, CancellationToken.None);

    private static string Error(ErrorId id, string path)
    {
        var e = Assert.Throws<EcgException>(() => Read(path));
        Assert.Equal(id, e.Id);
        return e.Message;
    }
}
