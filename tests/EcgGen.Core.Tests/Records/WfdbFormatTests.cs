// What is particular to the WFDB formats that store differences or FLAC streams.
using EcgGen.Core.Records;
using EcgGen.Core.Tests.Records.Flac;

namespace EcgGen.Core.Tests.Records;

public sealed class WfdbFormatTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void Differences_start_from_the_initial_value()
    {
        // Two samples per frame of signal 0, one of signal 1.
        _fixture.File("r.dat", [1, 2, 0xFF, 3, 4, 0x80]);
        var path = _fixture.Header("r", "r 2 100 2", "r.dat 8x2 1000 8 0 100 414 0 a", "r.dat 8 1000 8 -7 0 -130 0 b");
        var record = Read(path);
        Assert.Equal([0.102, 0.108], record.Leads[0].Samples); // 101, 103 and 106, 110, of which the mean is cut to a step
        Assert.Equal([0.006, -0.122], record.Leads[1].Samples); // -1, -129 above a baseline that is the ADC zero
        Assert.Contains("'a'", Assert.Single(record.Warnings)); // 101 + 103 + 106 + 110 are 420
        Assert.Equal([-0.122], Read(path, start: 0.01).Leads[1].Samples);
    }

    [Fact]
    public void The_initial_value_may_be_the_ADC_zero()
    {
        _fixture.File("r.dat", [1, 1]);
        var record = Read(_fixture.Header("r", "r 1 100 2", "r.dat 8 1000(0) 8 50"));
        Assert.Equal([0.051, 0.052], record.Leads[0].Samples);
    }

    [Fact]
    public void A_stream_may_have_several_samples_per_frame_and_begin_later()
    {
        var channels = WfdbEncoder.Random(16, 2, 305, "frames");
        _fixture.File("r.dat", FlacEncoder.Encode(channels, 16, new FlacCoding { BlockSize = 16, Variable = true, Order = 1 }));
        var path = _fixture.Header("r", "r 2 100 100", "r.dat 516x3+4 1000", "r.dat 516x3:1+4 1000");
        var record = Read(path);
        for (int f = 0; f < 100; f++)
        {
            for (int s = 0; s < 2; s++)
            {
                int[] three = f + s < 100 ? channels[s][(4 + (f + s) * 3)..(7 + (f + s) * 3)] : [-32768];
                double expected = three.Contains(-32768) ? double.NaN : Math.Truncate(three.Sum() / 3.0) / 1000;
                Assert.Equal(expected, record.Leads[s].Samples[f]);
            }
        }
        Assert.Equal(record.Leads[1].Samples[50..60], Read(path, 0.5, 0.1).Leads[1].Samples);
    }

    [Fact]
    public void A_stream_tells_its_length_itself()
    {
        var channels = WfdbEncoder.Random(508, 1, 250, "length");
        foreach (bool withTotal in new[] { true, false })
        {
            _fixture.File("r.dat", FlacEncoder.Encode(channels, 8, new FlacCoding { WithTotal = withTotal, WithMd5 = withTotal }));
            Assert.Equal(250, Read(_fixture.Header("r", "r 1 100", "r.dat 508 1000")).Leads[0].Samples.Length);
            Assert.Equal(80, Read(_fixture.Header("r", "r 1 100", "r.dat 508x3+10 1000")).Leads[0].Samples.Length);
        }
    }

    [Fact]
    public void A_stream_of_fewer_bits_has_its_formats_missing_value()
    {
        _fixture.File("r.dat", FlacEncoder.Encode([[-128, -5]], 8, new FlacCoding { Predictor = "verbatim" }));
        Assert.Equal([-0.128, -0.005], Read(_fixture.Header("r", "r 1 100 2", "r.dat 516 1000")).Leads[0].Samples);
        Assert.Equal([double.NaN, -0.005], Read(_fixture.Header("r", "r 1 100 2", "r.dat 508 1000")).Leads[0].Samples);
    }

    [Fact]
    public void Another_MD5_is_a_warning()
    {
        var stream = FlacEncoder.Encode(WfdbEncoder.Random(516, 1, 100, "md5"), 16, new FlacCoding());
        stream[30] ^= 1;
        _fixture.File("r.dat", stream);
        var path = _fixture.Header("r", "r 1 100 100", "r.dat 516 1000");
        Assert.Contains("MD5", Assert.Single(Read(path).Warnings));
        Assert.Empty(Read(path, 0, 0.5).Warnings); // a part can't be checked
    }

    [Theory]
    [InlineData("expected a FLAC stream of 2 channels of at most 16 bits as r.hea tells, found 1 of 24", "r 2 100 5", "r.dat 516", "r.dat 516")]
    [InlineData("expected a FLAC stream of 1 channels of at most 16 bits as r.hea tells, found 1 of 24", "r 1 100 5", "r.dat 516")]
    [InlineData("expected a FLAC stream of 101 samples as r.hea tells, found one of at most 100", "r 1 100 101", "r.dat 524")]
    [InlineData("expected a FLAC stream of 101 samples", "r 1 100 100", "r.dat 524+1")]
    public void A_stream_that_is_not_the_headers_is_named(string message, params string[] lines)
    {
        _fixture.File("r.dat", FlacEncoder.Encode(WfdbEncoder.Random(524, 1, 100, "other"), 24, new FlacCoding()));
        var e = Assert.Throws<EcgException>(() => Read(_fixture.Header("r", lines)));
        Assert.Equal(ErrorId.SignalInvalid, e.Id);
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void A_stream_that_ends_early_is_named()
    {
        _fixture.File("r.dat", FlacEncoder.Encode(WfdbEncoder.Random(516, 1, 100, "early"), 16, new FlacCoding { WithTotal = false }));
        var e = Assert.Throws<EcgException>(() => Read(_fixture.Header("r", "r 1 100 120", "r.dat 516")));
        Assert.Equal("r.dat: the FLAC stream ends after 100 samples.", e.Message);
    }

    [Fact]
    public void A_stream_that_promises_much_gets_no_memory()
    {
        // STREAMINFO tells 65 million samples in one frame of a few bytes, and the header believes it.
        var stream = FlacEncoder.Encode([new int[16]], 16, new FlacCoding { Predictor = "constant", WithMd5 = false });
        (stream[22], stream[23]) = (0x03, 0xE0);
        _fixture.File("r.dat", stream);
        var path = _fixture.Header("r", "r 1 100 65000000", "r.dat 516 1000");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<EcgException>(() => Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Signals_without_a_file_are_left_out()
    {
        _fixture.File("r.dat", WfdbFixture.Pack16([1, 2]));
        var record = Read(_fixture.Header("r", "r 3 100 2", "~ 0 1000/mV 12 0 0 0 0 I", "r.dat 16 1000 16 0 0 0 0 II", "~ 0 1000/mV 12 0 0 0 0 III"));
        Assert.Equal([0.001, 0.002], record.Leads.Single().Samples);
        Assert.Equal(2, record.Warnings.Count(w => w.Contains("has no samples")));
    }

    [Fact]
    public void A_missing_file_is_forgone_where_twelve_leads_are_left()
    {
        string[] names = ["i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6"];
        _fixture.File("r.dat", WfdbFixture.Pack16(Enumerable.Range(0, 24)));
        string[] twelve = [.. names.Select(n => $"r.dat 16 2000 16 0 0 0 0 {n}")];
        string[] frank = ["r.xyz 16 2000 16 0 0 0 0 vx", "r.xyz 16 2000 16 0 0 0 0 vy"];
        foreach (var count in new[] { " 2", "" })
        {
            var record = Read(_fixture.Header("r", ["r 14 1000" + count, .. twelve, .. frank]));
            Assert.Equal(names, record.Leads.Select(l => l.Name));
            Assert.Equal("r.xyz, which r.hea names, does not exist; the record is read without it.", Assert.Single(record.Warnings));
        }
        var e = Assert.Throws<EcgException>(() => Read(_fixture.Header("r", ["r 13 1000 2", .. twelve[..11], .. frank])));
        Assert.Equal((ErrorId.FileNotFound, "r.xyz, which r.hea names, does not exist."), (e.Id, e.Message));
    }

    [Fact]
    public void The_user_tells_what_the_header_does_not()
    {
        _fixture.File("r.dat", WfdbFixture.Pack16([1, 2]));
        var options = new ReadOptions { SamplingRate = 400, Unit = "uV" };
        var record = new WfdbReader().Read(_fixture.Header("r", "r 1", "r.dat 16 2"), options, CancellationToken.None);
        Assert.Equal((400, 0.001), (record.SamplingRate, record.Leads[0].Samples[1]));
        Assert.Empty(record.Warnings);
        record = new WfdbReader().Read(_fixture.Header("r", "r 1 500", "r.dat 16 2/mV"), options, CancellationToken.None);
        Assert.Equal((500, 1), (record.SamplingRate, record.Leads[0].Samples[1]));
    }

    public void Dispose() => _fixture.Dispose();

    private static RawRecord Read(string path, double start = 0, double duration = double.PositiveInfinity) =>
        new WfdbReader().Read(path, new ReadOptions { Start = start, Duration = duration }, CancellationToken.None);
}
