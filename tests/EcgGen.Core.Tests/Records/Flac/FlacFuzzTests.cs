// Broken FLAC streams by the thousand, with their check sums made right again, so that the damage reaches what lies behind them.
using System.Diagnostics;
using EcgGen.Core.Random;
using EcgGen.Core.Records.Flac;

namespace EcgGen.Core.Tests.Records.Flac;

public class FlacFuzzTests(ITestOutputHelper output)
{
    private const int Cases = 20_000, MetadataBytes = 42;

    [Fact]
    public void Broken_streams_end_in_samples_or_an_EcgException()
    {
        var bases = Bases();
        var outcomes = new Dictionary<string, int>();
        var clock = Stopwatch.StartNew();
        double worst = 0;
        for (int i = 0; i < Cases; i++)
        {
            var g = new SeedKey(i, "", 0, "flac", 0, "fuzz").ToGenerator();
            var stream = bases[g.NextInt(bases.Length)].ToArray();
            for (int n = 1 + g.NextInt(6); n > 0; n--)
            {
                // Mostly in the frames, and there mostly near their beginning, where the structure is.
                int at = g.NextInt(8) == 0 ? g.NextInt(MetadataBytes)
                    : g.NextInt(2) == 0 ? MetadataBytes + g.NextInt(20) : MetadataBytes + g.NextInt(stream.Length - MetadataBytes);
                stream[at] = g.NextInt(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)(stream[at] ^ 1 << g.NextInt(8)) };
            }
            if (g.NextInt(6) == 0)
                stream = stream[..g.NextInt(stream.Length)];
            Repair(stream);
            long before = GC.GetAllocatedBytesForCurrentThread(), started = Stopwatch.GetTimestamp();
            var outcome = Outcome(i, stream);
            worst = Math.Max(worst, Stopwatch.GetElapsedTime(started).TotalSeconds);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            // A buffer for a block of the greatest size there is in each channel, and one for hashing it, and messages.
            Assert.True(allocated < 8 * 65536 * 7 + 20_000, $"case {i}: {allocated} bytes allocated: {outcome}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
        output.WriteLine($"{Cases} cases in {clock.Elapsed.TotalSeconds:F1} s, the slowest {worst * 1000:F1} ms: " +
            string.Join(", ", outcomes.OrderBy(p => p.Key)));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
        Assert.InRange(outcomes["samples"], Cases / 50, Cases * 19 / 20);
        string[] reached = ["the data end", "reserved type", "partitions in a block", "coded in a reserved way", "precision or shift",
            "a predictor of order", "wastes", "expected a frame", "number", "too large"];
        Assert.All(reached, text => Assert.Contains(outcomes.Keys, k => k.Contains(text)));
    }

    private static string Outcome(int i, byte[] stream)
    {
        try
        {
            using var decoder = new FlacDecoder("x", stream, verify: true);
            long samples = 0;
            while (decoder.NextFrame())
                samples += decoder.BlockSize;
            Assert.True(samples == decoder.Decoded, $"case {i}");
            return decoder.IsDamaged() ? "damaged" : "samples";
        }
        catch (EcgException e) when (e.Id == ErrorId.SignalInvalid)
        {
            return string.Concat(e.Message[e.Message.LastIndexOf(": ", StringComparison.Ordinal)..].Where(c => !char.IsDigit(c)));
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"case {i}: {e.GetType().Name}", e);
        }
    }

    // The stream's first frame gets the right check sum in its header; that of the whole frame is tried at its end.
    private static void Repair(byte[] stream)
    {
        if (stream.Length < MetadataBytes + 8)
            return;
        var frame = stream.AsSpan(MetadataBytes);
        int number = frame[4] < 0x80 ? 1 : Math.Max(1, (int)byte.LeadingZeroCount((byte)~frame[4]));
        int length = 4 + number + ((frame[2] >> 4) switch { 6 => 1, 7 => 2, _ => 0 }) + ((frame[2] & 15) switch { 12 => 1, 13 or 14 => 2, _ => 0 });
        if (length < frame.Length)
            frame[length] = FlacChecksums.Crc8(frame[..length]);
        ushort crc = FlacChecksums.Crc16(frame[..^2]);
        (frame[^2], frame[^1]) = ((byte)(crc >> 8), (byte)crc);
    }

    // One frame each, so that repairs reach all of it.
    private static byte[][] Bases() =>
    [
        .. from predictor in new[] { "constant", "verbatim", "fixed", "lpc" }
           from stereo in new[] { 0, 8, 9, 10 }
           from rice2 in new[] { false, true }
           select FlacEncoder.Encode(FlacDecoderTests.Signals(2, 60, 16), 16, new FlacCoding
           {
               Predictor = predictor, Order = predictor == "fixed" ? 4 : 10, Stereo = stereo, Rice2 = rice2, Escape = rice2, PartitionOrder = 2,
               WithTotal = stereo > 8,
           }),
        FlacEncoder.Encode([[.. Enumerable.Range(0, 40).Select(i => i * 32)]], 24, new FlacCoding { Wasted = 4, Predictor = "fixed" }),
    ];
}
