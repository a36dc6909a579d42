// Broken files by the thousand for any reader: whatever the bytes are, a record or an EcgException, in bounded memory and time.
using System.Diagnostics;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

internal sealed class ReaderFuzz(string format, string extension)
{
    /// <summary>A mutation of the format's own, such as another number in a field: three in four; else bytes change anywhere.</summary>
    public required Func<byte[], Philox, byte[]> Mutate { get; init; }

    /// <summary>What a file of so many bytes may make its reader allocate.</summary>
    public Func<long, long> AllowedBytes { get; init; } = length => 64 * length + 400_000;

    /// <summary>What the import is asked for, beside a cut.</summary>
    public FileSource Request { get; init; } = new();

    /// <summary>Runs so many cases and gives the number of each outcome: "record" or an <see cref="ErrorId"/>.</summary>
    public Dictionary<string, int> Run(int cases, IReadOnlyList<byte[]> bases, ITestOutputHelper output)
    {
        using var folder = new RecordFolder();
        var outcomes = new Dictionary<string, int>();
        double worst = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < cases; i++)
        {
            var g = new SeedKey(i, "", 0, format, 0, "fuzz").ToGenerator();
            var bytes = bases[g.NextInt(bases.Count)];
            for (int n = 1 + g.NextInt(3); n > 0; n--)
                bytes = g.NextInt(4) == 0 ? MutateBytes(bytes, g) : Mutate(bytes, g);
            var request = Request with
            {
                Start = g.NextInt(3) == 0 ? g.Uniform(0, 0.3) : null,
                Duration = g.NextInt(3) == 0 ? g.Uniform(0.001, 0.3) : null,
                Format = format,
            };
            var path = folder.File("r" + extension, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            var outcome = Outcome(i, path, request);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            worst = Math.Max(worst, seconds);
            Assert.True(allocated <= AllowedBytes(bytes.Length), $"case {i}: {allocated} bytes allocated for {bytes.Length}: {outcome}");
            Assert.True(seconds < 2, $"case {i} took {seconds} s: {outcome}");
            RecordFormats.All.First(r => r.Format == format).CanRead(path);
        }
        output.WriteLine($"{cases} cases in {clock.Elapsed.TotalSeconds:F1} s, the slowest {worst * 1000:F1} ms: " +
            string.Join(", ", outcomes.OrderBy(p => p.Key)));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
        Assert.InRange(outcomes["record"], cases / 20, cases * 19 / 20);
        return outcomes;
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
            Assert.True(info.SamplingRate is >= 1e-3 and <= 1e6 && info.Age is null or (>= 0 and <= 90), $"case {i}");
            return "record";
        }
        catch (EcgException e) when (e.Id != ErrorId.Internal && e.Message.Length is > 10 and < 2000)
        {
            return e.Id.ToString();
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"case {i}: {e.GetType().Name}: {e.Message}", e);
        }
    }

    /// <summary>Cuts, lengthens or changes bytes, wherever they stand.</summary>
    public static byte[] MutateBytes(byte[] bytes, Philox g)
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

    /// <summary>Puts bytes over others, as far as the file goes.</summary>
    public static byte[] Overwrite(byte[] bytes, int at, ReadOnlySpan<byte> with)
    {
        var result = bytes.ToArray();
        if (at >= 0 && at < result.Length)
            with[..Math.Min(with.Length, result.Length - at)].CopyTo(result.AsSpan(at));
        return result;
    }
}
