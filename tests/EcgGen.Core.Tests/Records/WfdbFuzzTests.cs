// Broken records by the thousand: whatever the bytes are, a record or an EcgException, in bounded memory and time.
using System.Diagnostics;
using System.Text;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class WfdbFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Cases = 20_000;
    private static readonly string[] s_numbers =
        ["99999999999", "-1", "0", "NaN", "Infinity", "1e308", "1e-320", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
            "99999999999999999999999", "4096", "4097", "65536", "134217728", "16777216", "3", "1", "0.5", "-0", "", "²", "0x10"];
    private static readonly string[] s_parts =
        ["x", ":", "+", "x99999999999", ":99999999999", "+99999999999", "x100000", ":2000000000", "(", ")", "/", "//", "#", "\n", "\r",
            "\0", "\t", "..", "../", "é",
            "/uV", "/mmHg", "(5)", "~", "-", "r.dat", "q.dat", "r.hea", "16", "212", "80"];
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void Broken_records_end_in_a_record_or_an_EcgException()
    {
        var bases = Bases();
        var ids = new Dictionary<string, int>();
        double worst = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < Cases; i++)
        {
            var g = new SeedKey(i, "", 0, "wfdb", 0, "fuzz").ToGenerator();
            var (header, first, second) = bases[g.NextInt(bases.Length)];
            for (int n = 1 + g.NextInt(3); n > 0; n--)
            {
                if (g.NextInt(4) == 0)
                    first = MutateBytes(first, g);
                else if (g.NextInt(8) == 0)
                    second = MutateBytes(second, g);
                else
                    header = Mutate(header, g);
            }
            var path = _fixture.File("r.hea", header);
            _fixture.File("r.dat", first);
            _fixture.File("q.dat", second);
            var request = new FileSource
            {
                Start = g.NextInt(3) == 0 ? g.Uniform(0, 0.3) : null,
                Duration = g.NextInt(3) == 0 ? g.Uniform(0.001, 0.3) : null,
                Lead = g.NextInt(10) == 0 ? ["II"] : null,
            };

            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            string outcome = Outcome(i, path, request);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            ids[outcome] = ids.GetValueOrDefault(outcome) + 1;
            worst = Math.Max(worst, seconds);
            long bound = 32 * (header.Length + first.Length + second.Length) + 300_000;
            Assert.True(allocated <= bound, $"case {i}: {allocated} bytes allocated, {bound} allowed: {outcome}");
            Assert.True(seconds < 2, $"case {i} took {seconds} s: {outcome}");
        }
        output.WriteLine($"{Cases} cases in {clock.Elapsed.TotalSeconds:F1} s, the slowest {worst * 1000:F1} ms: " +
            string.Join(", ", ids.OrderBy(p => p.Key)));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
        Assert.InRange(ids["record"], Cases / 20, Cases * 19 / 20);
        // The mutations reach every kind of refusal that bytes can cause.
        ErrorId[] reached = [ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.FileNotFound,
            ErrorId.RecordEmpty, ErrorId.ArgumentInvalid];
        Assert.All(reached, id => Assert.Contains(id.ToString(), ids.Keys));
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

    // The record is consistent, or the exception is ours; anything else fails the test with the number of the case.
    private static string Outcome(int i, string path, FileSource request)
    {
        try
        {
            var record = RecordImporter.Import(path, request, "secret", CancellationToken.None);
            var info = record.Info;
            Assert.True(info.SampleCount > 0 && info.Leads.Count == record.Samples.Count, $"case {i}");
            Assert.True(record.Samples.All(s => s.Length == info.SampleCount), $"case {i}");
            Assert.True(info.Leads.Distinct(StringComparer.OrdinalIgnoreCase).Count() == info.Leads.Count, $"case {i}");
            Assert.True(info.Leads.All(n => n.Length > 0), $"case {i}");
            Assert.True(info.SamplingRate is >= 1e-3 and <= 1e6 && !record.Samples.Any(s => s.Any(double.IsInfinity)), $"case {i}");
            Assert.True(info.Age is null or (>= 0 and <= 90) && info.Sha256.Length == 64, $"case {i}");
            return "record";
        }
        catch (EcgException e) when (e.Id != ErrorId.Internal && e.Message.Length is > 10 and < 2000)
        {
            return e.Id.ToString();
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"case {i}: {e.GetType().Name}", e);
        }
    }

    private static byte[] Mutate(byte[] header, Philox g)
    {
        var text = Encoding.UTF8.GetString(header);
        var lines = text.Split('\n').ToList();
        int l = g.NextInt(lines.Count);
        switch (g.NextInt(7))
        {
            case 0:
                lines.RemoveAt(l);
                break;
            case 1:
                lines.Insert(l, lines[g.NextInt(lines.Count)]);
                break;
            case 2 or 3:
                lines[l] = MutateTokens(lines[l], g);
                break;
            case 4:
                lines[l] = lines[l].Insert(g.NextInt(lines[l].Length + 1), s_parts[g.NextInt(s_parts.Length)]);
                break;
            case 5:
                lines[l] = InflateNumber(lines[l], g);
                break;
            default:
                return MutateBytes(header, g);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string MutateTokens(string line, Philox g)
    {
        var tokens = line.Split(' ');
        int a = g.NextInt(tokens.Length), b = g.NextInt(tokens.Length);
        if (g.NextInt(2) == 0)
            (tokens[a], tokens[b]) = (tokens[b], tokens[a]);
        else
            tokens[a] = s_numbers[g.NextInt(s_numbers.Length)];
        return string.Join(' ', tokens);
    }

    // Puts another number in the place of one run of digits, wherever it stands in a token.
    private static string InflateNumber(string line, Philox g)
    {
        if (line.Length == 0)
            return line;
        int start = g.NextInt(line.Length);
        while (start < line.Length && !char.IsAsciiDigit(line[start]))
            start++;
        int end = start;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
            end++;
        return line[..start] + s_numbers[g.NextInt(s_numbers.Length)] + line[end..];
    }

    private static byte[] MutateBytes(byte[] bytes, Philox g)
    {
        var result = bytes.ToArray();
        switch (g.NextInt(4))
        {
            case 0:
                return result[..g.NextInt(result.Length + 1)];
            case 1:
                return [.. result, .. new byte[g.NextInt(50)]];
            default:
                for (int n = 1 + g.NextInt(8); n > 0 && result.Length > 0; n--)
                    result[g.NextInt(result.Length)] ^= (byte)(1 << g.NextInt(8));
                return result;
        }
    }

    private static (byte[] Header, byte[] First, byte[] Second)[] Bases()
    {
        string[] names = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
        var samples = WfdbFixture.Pack16(Enumerable.Range(0, 12 * 50).Select(i => i * 7919 % 4001 - 2000));
        return
        [
            (Lines(["r 12 500 50 26-Mar-2021 15:14:37", .. names.Select(n => $"r.dat 16+24 1000/mV 16 0 -34 -215 0 {n}"),
                "#Age: 59", "#Sex: Female", "#Dx: 164889003,59118001", "#Rx: Unknown"]),
                [.. WfdbFixture.Matlab4Header(12, 50), .. samples], []),
            (Lines("r 2 360 101 0:0:0 1/1/1990",
                "r.dat 212 200 11 1024 995 -22131 0 MLII", "r.dat 212 200 11 1024 1011 20052 0 V5", "# 69 M 1085 1629 x1"),
                samples[..303], []),
            (Lines("r 4 125/62.5(3) 20", "r.dat 16x4:1 2000(-5)/mV 16 0 0 0 0 i", "r.dat 16:2 751(-4)/uV 16 0 0 0 0 ii",
                "q.dat 212x2 20/mmHg 12 0 0 0 0 ABP",
                "q.dat 212 0 12 3 0 0 0 avr", "# <age>: 95  <sex>: M  <diagnoses>: (none)", "# patient: 17"),
                samples[..200], samples[..90]),
            (Lines("r 1", "r.dat 16"), samples[..101], []),
        ];
    }

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\n", lines) + "\n");
}
