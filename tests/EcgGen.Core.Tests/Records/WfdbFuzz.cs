// Breaks WFDB records by the thousand, headers and signal files, and judges what becomes of them.
using System.Diagnostics;
using System.Text;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

/// <summary>A record to break: its files, the one to open first.</summary>
internal sealed record WfdbFuzzBase(params (string Name, byte[] Bytes)[] Files);

internal static class WfdbFuzz
{
    private static readonly string[] s_numbers =
        ["99999999999", "-1", "0", "NaN", "Infinity", "1e308", "1e-320", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
            "99999999999999999999999", "4096", "4097", "65536", "134217728", "16777216", "3", "1", "0.5", "-0", "", "²", "0x10"];
    private static readonly string[] s_parts =
        ["x", ":", "+", "x99999999999", ":99999999999", "+99999999999", "x100000", ":2000000000", "(", ")", "/", "//", "#", "\n", "\r",
            "\0", "\t", "..", "../", "é",
            "/uV", "/mmHg", "(5)", "~", "-", "r.dat", "q.dat", "r.hea", "16", "212", "80"];

    /// <summary>Breaks records and reads them; each case must end in a record or in an EcgException, in bounded memory and time.</summary>
    /// <param name="purpose">Names the random numbers.</param>
    /// <param name="cases">How many.</param>
    /// <param name="bases">The records.</param>
    /// <param name="slack">Bytes that may be allocated beyond 32 times the files' length.</param>
    /// <param name="output">Gets a line of figures.</param>
    /// <returns>How often each outcome was, by the error's id or "record".</returns>
    public static Dictionary<string, int> Run(string purpose, int cases, WfdbFuzzBase[] bases, long slack, ITestOutputHelper output)
    {
        using var fixture = new WfdbFixture();
        var ids = new Dictionary<string, int>();
        double worst = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < cases; i++)
        {
            var g = new SeedKey(i, "", 0, "wfdb", 0, purpose).ToGenerator();
            var files = bases[g.NextInt(bases.Length)].Files.ToArray();
            for (int n = 1 + g.NextInt(3); n > 0; n--)
            {
                int f = g.NextInt(2) != 0 ? 0 : g.NextInt(files.Length);
                files[f].Bytes = files[f].Name.EndsWith(".hea", StringComparison.Ordinal) ? Mutate(files[f].Bytes, g) : MutateBytes(files[f].Bytes, g);
            }
            foreach (var (name, bytes) in files)
                fixture.File(name, bytes);
            var request = new FileSource
            {
                Start = g.NextInt(3) == 0 ? g.Uniform(0, 0.3) : null,
                Duration = g.NextInt(3) == 0 ? g.Uniform(0.001, 0.3) : null,
                Lead = g.NextInt(10) == 0 ? ["II"] : null,
            };

            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            string outcome = Outcome(i, fixture.PathOf(files[0].Name), request);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            ids[outcome] = ids.GetValueOrDefault(outcome) + 1;
            worst = Math.Max(worst, seconds);
            long bound = 32 * files.Sum(f => f.Bytes.Length) + slack;
            Assert.True(allocated <= bound, $"case {i}: {allocated} bytes allocated, {bound} allowed: {outcome}");
            Assert.True(seconds < 2, $"case {i} took {seconds} s: {outcome}");
        }
        output.WriteLine($"{purpose}: {cases} cases in {clock.Elapsed.TotalSeconds:F1} s, the slowest {worst * 1000:F1} ms: " +
            string.Join(", ", ids.OrderBy(p => p.Key)));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
        return ids;
    }

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
}
