// Broken files by the thousand, for any reader: whatever the bytes are, a record or an EcgException, in bounded memory and time.
using System.Diagnostics;
using System.Text;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

internal sealed class RecordFuzz(ITestOutputHelper output, string format, string fileName) : IDisposable
{
    private static readonly string[] s_numbers =
        ["99999999999", "-1", "0", "NaN", "Infinity", "1e308", "1e-320", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
            "65536", "134217728", "3", "1", "0.5", "-0", "", "²", "0x10", "1,5", "x"];
    private static readonly string[] s_markup =
        ["<a>", "</a>", "<a/>", "&x;", "&#0;", "&lt;", "<![CDATA[7]]>", "<!-- -->", "<?x?>", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "]]>", "\"", "\0",
            "é", string.Concat(Enumerable.Repeat("<a>", 80)), "<a " + string.Concat(Enumerable.Range(0, 300).Select(i => $"b{i}='' ")) + "/>"];
    private readonly WfdbFixture _fixture = new();

    /// <summary>Imports the files that a function makes of its generator, and checks what comes of each.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="make">Makes the bytes of a case.</param>
    /// <param name="bytesPerByte">The most bytes to allocate per byte of the file, beside 400,000.</param>
    public void Run(int cases, Func<Philox, byte[]> make, int bytesPerByte)
    {
        var ids = new Dictionary<string, int>();
        double worst = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < cases; i++)
        {
            var g = new SeedKey(i, "", 0, format, 0, "fuzz").ToGenerator();
            var bytes = make(g);
            var path = _fixture.File(fileName, bytes);
            var request = new FileSource
            {
                Format = format,
                Start = g.NextInt(4) == 0 ? g.Uniform(0, 0.1) : null,
                Duration = g.NextInt(4) == 0 ? g.Uniform(0.001, 0.3) : null,
            };
            _ = RecordFormats.All.Count(r => r.CanRead(path));
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            string outcome = Outcome(i, path, request);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            ids[outcome] = ids.GetValueOrDefault(outcome) + 1;
            worst = Math.Max(worst, seconds);
            Assert.True(allocated <= (long)bytesPerByte * bytes.Length + 400_000, $"case {i}: {allocated} bytes allocated for {bytes.Length}: {outcome}");
            Assert.True(seconds < 2, $"case {i} took {seconds} s: {outcome}");
        }
        output.WriteLine($"{cases} cases in {clock.Elapsed.TotalSeconds:F1} s, the slowest {worst * 1000:F1} ms: {string.Join(", ", ids.OrderBy(p => p.Key))}");
        // The mutations neither always break a file nor never.
        Assert.InRange(ids.GetValueOrDefault("record"), cases / 20, cases * 19 / 20);
        Assert.True(ids.Count >= 4, string.Join(", ", ids.Keys));
    }

    /// <summary>Changes bytes: cut short, made longer, bits turned, a stretch copied over another, a byte made extreme.</summary>
    public static byte[] MutateBytes(byte[] bytes, Philox g)
    {
        var result = bytes.ToArray();
        switch (g.NextInt(8))
        {
            case 0:
                return result[..g.NextInt(result.Length + 1)];
            case 1:
                return [.. result, .. new byte[g.NextInt(50)]];
            case 2 when result.Length > 0:
                int length = 1 + g.NextInt(Math.Min(32, result.Length));
                Array.Copy(bytes, g.NextInt(result.Length - length + 1), result, g.NextInt(result.Length - length + 1), length);
                return result;
            case 3 or 4 when result.Length > 0:
                result[g.NextInt(result.Length)] = (byte)(g.NextInt(2) == 0 ? 0xFF : g.NextInt(3) == 0 ? 0x80 : 0);
                return result;
            default:
                for (int n = 1 + g.NextInt(4); n > 0 && result.Length > 0; n--)
                    result[g.NextInt(result.Length)] ^= (byte)(1 << g.NextInt(8));
                return result;
        }
    }

    /// <summary>Changes XML: elements lost, doubled, moved; numbers and attributes replaced; markup put in; or bytes.</summary>
    public static byte[] MutateXml(byte[] bytes, Philox g)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n').ToList();
        int l = g.NextInt(lines.Count), other = g.NextInt(lines.Count);
        switch (g.NextInt(8))
        {
            case 0:
                lines.RemoveAt(l);
                break;
            case 1:
                lines.Insert(l, lines[other]);
                break;
            case 2:
                (lines[l], lines[other]) = (lines[other], lines[l]);
                break;
            case 3 or 4 or 5:
                lines[l] = ReplaceValue(lines[l], g);
                break;
            case 6:
                lines[l] = lines[l].Insert(g.NextInt(lines[l].Length + 1), s_markup[g.NextInt(s_markup.Length)]);
                break;
            default:
                return MutateBytes(bytes, g);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    public void Dispose() => _fixture.Dispose();

    // Puts a number in the place of one text or one attribute's value of a line.
    private static string ReplaceValue(string line, Philox g)
    {
        var starts = Enumerable.Range(0, line.Length).Where(i => line[i] == '>' || (line[i] == '"' && i > 0 && line[i - 1] == '=')).ToList();
        if (starts.Count == 0)
            return line;
        int start = starts[g.NextInt(starts.Count)] + 1;
        int end = line.IndexOfAny(['<', '"'], start);
        return line[..start] + s_numbers[g.NextInt(s_numbers.Length)] + (end < 0 ? "" : line[end..]);
    }

    // The record is consistent, or the exception is ours; anything else fails the test with the number of the case.
    private static string Outcome(int i, string path, FileSource request)
    {
        try
        {
            var record = RecordImporter.Import(path, request, "secret", CancellationToken.None);
            var info = record.Info;
            Assert.True(info.SampleCount > 0 && info.Leads.Count == record.Samples.Count, $"case {i}");
            Assert.True(record.Samples.All(s => s.Length == info.SampleCount && !s.Any(double.IsInfinity)), $"case {i}");
            Assert.True(info.Leads.Distinct(StringComparer.OrdinalIgnoreCase).Count() == info.Leads.Count, $"case {i}");
            Assert.True(info.Leads.All(n => n.Length > 0) && info.SamplingRate is >= 1e-3 and <= 1e6, $"case {i}");
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
}
