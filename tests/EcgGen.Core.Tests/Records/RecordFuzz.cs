// Broken files by the thousand, for any reader: whatever the bytes are, a record or an EcgException, in bounded memory and time.
using System.Diagnostics;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

internal sealed class RecordFuzz(string format, ITestOutputHelper output)
{
    /// <summary>Tells the random numbers of several runs of a format apart.</summary>
    public string Purpose { get; init; } = "fuzz";

    /// <summary>The most bytes that a case may allocate per byte of its files, beside <see cref="Slack"/>.</summary>
    public int BytesPerByte { get; init; } = 64;

    public long Slack { get; init; } = 400_000;

    /// <summary>What the import is asked for, beside the format, a cut and a lead.</summary>
    public FileSource Request { get; init; } = new();

    /// <summary>Imports what a function makes of its generator, and checks what comes of each.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="make">Makes the files of a case, the one to open first.</param>
    /// <param name="reached">The refusals that some case must end in: the mutations reach every kind.</param>
    public void Run(int cases, Func<Philox, (string Name, byte[] Bytes)[]> make, params ErrorId[] reached)
    {
        using var folder = new RecordFolder();
        var outcomes = new Dictionary<string, int>();
        double worst = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < cases; i++)
        {
            var g = new SeedKey(i, "", 0, format, 0, Purpose).ToGenerator();
            var files = make(g);
            foreach (var (name, bytes) in files)
                folder.File(name, bytes);
            var path = Path.Combine(folder.FullPath, files[0].Name);
            if (g.NextInt(4) == 0)
                _ = RecordFormats.All.Count(r => r.CanRead(path)); // no reader fails to tell whether it can
            var request = Request with
            {
                Format = format,
                Start = g.NextInt(3) == 0 ? g.Uniform(0, 0.3) : null,
                Duration = g.NextInt(3) == 0 ? g.Uniform(0.001, 0.3) : null,
                Lead = g.NextInt(10) == 0 ? ["II"] : null,
            };
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            string outcome = Outcome(i, path, request);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            worst = Math.Max(worst, seconds);
            long bound = BytesPerByte * files.Sum(f => (long)f.Bytes.Length) + Slack;
            Assert.True(allocated <= bound, $"case {i}: {allocated} bytes allocated, {bound} allowed: {outcome}");
            Assert.True(seconds < 2, $"case {i} took {seconds} s: {outcome}");
        }
        output.WriteLine($"{format}, {Purpose}: {cases} cases in {clock.Elapsed.TotalSeconds:F1} s, the slowest {worst * 1000:F1} ms: " +
            string.Join(", ", outcomes.OrderBy(p => p.Key)));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 120);
        // The mutations neither always break a file nor never.
        Assert.InRange(outcomes.GetValueOrDefault("record"), cases / 20, cases * 19 / 20);
        Assert.All(reached, id => Assert.Contains(id.ToString(), outcomes.Keys));
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
            throw new InvalidOperationException($"case {i}: {e.GetType().Name}: {e.Message}", e);
        }
    }
}
