// Broken records by the thousand: whatever the bytes are, a record or an EcgException, in bounded memory and time.
using System.Text;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class WfdbFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Cases = 20_000, CasesPerFormat = 10_000, Slack = 300_000;
    private static readonly string[] s_twelve = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
    private readonly WfdbFixture _fixture = new();

    public static TheoryData<int> Formats => [.. WfdbEncoder.All];

    [Fact]
    public void Broken_records_end_in_a_record_or_an_EcgException()
    {
        Run("fuzz", Cases, Bases(), Slack,
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.FileNotFound, ErrorId.RecordEmpty, ErrorId.ArgumentInvalid);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Broken_records_of_each_format_end_in_a_record_or_an_EcgException(int format)
    {
        var samples = WfdbEncoder.Random(format, 2, 101, "fuzz");
        // A FLAC stream may promise a block of 65,535 samples in each nine bytes.
        long slack = format > 500 ? 80_000_000 : Slack;
        Run($"format {format}", CasesPerFormat,
        [
            [("r.hea", Lines("r 2 360 101", $"r.dat {format} 200(-5)/mV 12 0 0 0 0 II", $"r.dat {format}:1 200/uV 12 0 0 0 0 V5")),
                ("r.dat", WfdbEncoder.Pack(format, samples))],
            [("r.hea", Lines("r 2 360", $"r.dat {format}x3+1 200(-5)/mV 12 0 0 0 0 II", $"r.dat {format}x3+1 200/uV 12 0 0 0 0 V5")),
                ("r.dat", WfdbEncoder.Pack(format, samples))],
        ], slack, ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.FileNotFound);
    }

    [Fact]
    public void Broken_segments_end_in_a_record_or_an_EcgException()
    {
        var ecg = WfdbFixture.Pack16(Enumerable.Range(0, 200));
        (string, byte[])[] segments =
        [
            ("a.hea", Lines("a 2 100 20", "a.dat 16 1000/mV 16 0 0 0 0 II", "a.dat 16 1000/mV 16 0 0 0 0 V", "# x")), ("a.dat", ecg[..80]),
            ("b.hea", Lines("b 2 100 10", "b.dat 212 1000/mV 16 0 0 0 0 II", "b.dat 212 1000/mV 16 0 0 0 0 V")), ("b.dat", ecg[..30]),
            ("lay.hea", Lines("lay 2 100 0", "~ 0 1000/mV 16 0 0 0 0 II", "~ 0 10/mmHg 16 0 0 0 0 ABP")),
        ];
        // Gaps cost memory and nothing in the files: two million samples in each of the two leads, and some times what is stored.
        Run("segments", CasesPerFormat,
        [
            [("m.hea", Lines("m/2 2 100 30 10:0:0 1/1/2001", "a 20", "b 10", "# sex: F")), .. segments],
            [("m.hea", Lines("m/5 2 100 45", "lay 0", "~ 5", "b 10", "~ 10", "a 20")), .. segments],
        ], 2 * (2L << 20) * 8 * 2 + Slack, ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.FileNotFound, ErrorId.ArgumentInvalid);
    }

    [Theory]
    [InlineData("r 4096 500 134217728", 4096, "r.dat 16")]
    [InlineData("r 1 500 134217728", 1, "r.dat 16")]
    [InlineData("r 1 500 134217728", 1, "r.dat 212:2000000000")]
    [InlineData("r 4096 500 1", 4096, "r.dat 16x100000")]
    [InlineData("r 4096 500", 4096, "r.dat 212x100000:2147483647+9223372036854775807")]
    [InlineData("r 2 500 99999999999999", 2, "r.dat 16x1")]
    public void A_header_that_promises_much_gets_no_memory(string line, int signals, string signal)
    {
        _fixture.File("r.dat", new byte[1000]);
        var path = _fixture.Header("r", [line, .. Enumerable.Repeat(signal, signals)]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<EcgException>(() => new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None));
        // The lines themselves, 4096 at most, and not the GiB and more that they promise.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000 + signals * 2000);
    }

    public void Dispose() => _fixture.Dispose();

    // The files of a base are broken in turn, the header most often.
    private void Run(string purpose, int cases, (string Name, byte[] Bytes)[][] bases, long slack, params ErrorId[] reached) =>
        new RecordFuzz("wfdb", output) { Purpose = purpose, BytesPerByte = 32, Slack = slack }.Run(cases, g =>
        {
            var files = bases[g.NextInt(bases.Length)].ToArray();
            for (int n = 1 + g.NextInt(3); n > 0; n--)
            {
                ref var file = ref files[g.NextInt(2) != 0 ? 0 : g.NextInt(files.Length)];
                file.Bytes = file.Name.EndsWith(".hea", StringComparison.Ordinal) ? Mutations.Header(file.Bytes, g) : Mutations.Bytes(file.Bytes, g);
            }
            return files;
        }, reached);

    private static (string Name, byte[] Bytes)[][] Bases()
    {
        var samples = WfdbFixture.Pack16(Enumerable.Range(0, 12 * 50).Select(i => i * 7919 % 4001 - 2000));
        return
        [
            [("r.hea", Lines(["r 12 500 50 26-Mar-2021 15:14:37", .. s_twelve.Select(n => $"r.dat 16+24 1000/mV 16 0 -34 -215 0 {n}"),
                    "#Age: 59", "#Sex: Female", "#Dx: 164889003,59118001", "#Rx: Unknown"])),
                ("r.dat", [.. WfdbFixture.Matlab4Header(12, 50), .. samples])],
            [("r.hea", Lines("r 2 360 101 0:0:0 1/1/1990",
                    "r.dat 212 200 11 1024 995 -22131 0 MLII", "r.dat 212 200 11 1024 1011 20052 0 V5", "# 69 M 1085 1629 x1")),
                ("r.dat", samples[..303])],
            [("r.hea", Lines("r 4 125/62.5(3) 20", "r.dat 16x4:1 2000(-5)/mV 16 0 0 0 0 i", "r.dat 16:2 751(-4)/uV 16 0 0 0 0 ii",
                    "q.dat 212x2 20/mmHg 12 0 0 0 0 ABP",
                    "q.dat 212 0 12 3 0 0 0 avr", "# <age>: 95  <sex>: M  <diagnoses>: (none)", "# patient: 17")),
                ("r.dat", samples[..200]), ("q.dat", samples[..90])],
            [("r.hea", Lines("r 1", "r.dat 16")), ("r.dat", samples[..101])],
        ];
    }

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\n", lines) + "\n");
}
