// FLAC: what any encoder writes comes back sample by sample, and a stream that was touched is noticed.
using EcgGen.Core.Random;
using EcgGen.Core.Records.Flac;

namespace EcgGen.Core.Tests.Records.Flac;

public class FlacDecoderTests
{
    public static TheoryData<string, int> Predictors()
    {
        var data = new TheoryData<string, int> { { "constant", 0 }, { "verbatim", 0 } };
        for (int order = 0; order <= 4; order++)
            data.Add("fixed", order);
        foreach (int order in new[] { 1, 2, 3, 8, 12, 31, 32 })
            data.Add("lpc", order);
        return data;
    }

    [Theory]
    [MemberData(nameof(Predictors))]
    public void Samples_come_back_from_every_predictor(string predictor, int order)
    {
        foreach (int bits in new[] { 4, 8, 12, 16, 17, 20, 24 })
        {
            foreach (int length in new[] { 1, 2, 3, 15, 16, 17, 63, 64, 65, 300 })
            {
                var channels = Signals(1 + length % 8, length, bits);
                foreach (bool rice2 in new[] { false, true })
                {
                    var coding = new FlacCoding { Predictor = predictor, Order = order, Rice2 = rice2, Escape = length % 2 == 0, PartitionOrder = length % 5 };
                    AssertRoundTrip(channels, bits, coding);
                    AssertRoundTrip(channels, bits, coding with { Variable = true });
                }
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Stereo_is_taken_apart(int stereo)
    {
        foreach (int bits in new[] { 8, 16, 24 })
        {
            int high = (1 << (bits - 1)) - 1, low = -high - 1;
            var channels = Signals(2, 500, bits);
            (channels[0][0], channels[1][0], channels[0][1], channels[1][1], channels[0][2], channels[1][2]) = (low, high, high, low, low, low);
            foreach (var predictor in new[] { "verbatim", "fixed", "lpc" })
                AssertRoundTrip(channels, bits, new FlacCoding { Stereo = stereo, Predictor = predictor, Rice2 = true });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    public void Wasted_bits_come_back(int wasted)
    {
        int[][] channels = [[.. Signals(1, 200, 16 - wasted)[0].Select(s => s << wasted)], new int[200]];
        foreach (var predictor in new[] { "constant", "verbatim", "fixed", "lpc" })
            AssertRoundTrip(channels, 16, new FlacCoding { Wasted = wasted, Predictor = predictor });
    }

    [Theory]
    [InlineData(192)]
    [InlineData(256)]
    [InlineData(576)]
    [InlineData(4096)]
    [InlineData(4608)]
    [InlineData(65535)]
    public void Blocks_of_every_coding_of_their_size_come_back(int size) =>
        AssertRoundTrip(Signals(2, size * 2 + 100, 16), 16, new FlacCoding { BlockSize = size, PartitionOrder = 6 });

    [Fact]
    public void Numbers_of_frames_of_several_bytes_are_read()
    {
        AssertRoundTrip(Signals(1, 70_000, 8), 8, new FlacCoding { BlockSize = 1, Predictor = "verbatim" });
        AssertRoundTrip(Signals(1, 200_000, 4), 4, new FlacCoding { BlockSize = 60_000, Variable = true, Predictor = "verbatim" });
    }

    [Fact]
    public void Metadata_are_skipped_and_a_stream_may_tell_little()
    {
        var channels = Signals(3, 100, 16);
        AssertRoundTrip(channels, 16, new FlacCoding { Metadata = [new byte[40], [], new byte[70_000]] });
        AssertRoundTrip(channels, 16, new FlacCoding { WithTotal = false, WithMd5 = false });
    }

    [Fact]
    public void Damage_is_found()
    {
        var stream = FlacEncoder.Encode(Signals(2, 200, 16), 16, new FlacCoding());
        int found = 0, start = 4 + 4 + 34;
        for (int i = 0; i < stream.Length * 8; i++)
        {
            var damaged = stream.ToArray();
            damaged[i / 8] ^= (byte)(1 << i % 8);
            try
            {
                using var decoder = new FlacDecoder("x", damaged, verify: true);
                while (decoder.NextFrame())
                {
                }
                Assert.True(i / 8 < start, $"bit {i} of a frame");
                found += decoder.IsDamaged() ? 1 : 0;
            }
            catch (EcgException e) when (e.Id == ErrorId.SignalInvalid)
            {
                found++;
            }
        }
        // What nobody reads: sizes of frames, rate, the lower block size, a higher upper one.
        Assert.InRange(found, stream.Length * 8 - 130, stream.Length * 8 - 1);
    }

    [Fact]
    public void Samples_of_another_MD5_are_damaged()
    {
        var stream = FlacEncoder.Encode(Signals(2, 200, 16), 16, new FlacCoding());
        stream[26] ^= 1;
        Assert.True(Decode(stream).IsDamaged);
        stream.AsSpan(26, 16).Clear();
        Assert.False(Decode(stream).IsDamaged);
    }

    [Theory]
    [InlineData(0, 0x67, "'fLaC'")]
    [InlineData(4, 0x01, "STREAMINFO")]
    [InlineData(4, 0x00, "the metadata end early")]
    [InlineData(7, 0x21, "STREAMINFO")]
    [InlineData(9, 0x00, "blocks of 16–65535 samples")]
    [InlineData(20, 0x03, "at most 24 bits per sample, found 32")]
    [InlineData(42, 0x00, "expected a frame")]
    [InlineData(43, 0xFA, "expected a frame")] // the reserved bit
    [InlineData(44, 0x00, "reserved value")]
    [InlineData(44, 0x6F, "reserved value")]
    [InlineData(45, 0x1B, "reserved value")]
    [InlineData(46, 0x80, "number is malformed")]
    [InlineData(46, 0xFF, "number is malformed")]
    [InlineData(46, 0x05, "check sum")]
    public void A_broken_stream_is_named(int at, byte value, string message)
    {
        var stream = FlacEncoder.Encode(Signals(2, 200, 16), 16, new FlacCoding());
        stream[at] = value;
        var e = Assert.Throws<EcgException>(() => Decode(stream));
        Assert.Equal(ErrorId.SignalInvalid, e.Id);
        Assert.StartsWith("x: FLAC stream, byte ", e.Message);
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void A_stream_ends_where_a_frame_does()
    {
        var channels = Signals(1, 200, 16);
        var stream = FlacEncoder.Encode(channels, 16, new FlacCoding { WithTotal = false });
        for (int length = 0; length < stream.Length; length++)
        {
            try
            {
                var decoded = Decode(stream[..length]);
                Assert.Equal(channels[0][..decoded.Channels[0].Count], decoded.Channels[0]);
                Assert.Equal(0, decoded.Channels[0].Count % 64);
            }
            catch (EcgException e)
            {
                Assert.Equal(ErrorId.SignalInvalid, e.Id);
            }
        }
        // Behind the samples that STREAMINFO tells there may be anything.
        Assert.Equal(channels[0], Decode([.. FlacEncoder.Encode(channels, 16, new FlacCoding()), .. "TAG"u8]).Channels[0]);
    }

    [Fact]
    public void A_frame_that_is_lost_is_noticed()
    {
        var channels = Signals(1, 192, 16);
        foreach (bool variable in new[] { false, true })
        {
            var coding = new FlacCoding { Variable = variable };
            var whole = FlacEncoder.Encode(channels, 16, coding);
            var first = FlacEncoder.Encode([channels[0][..64]], 16, coding);
            var e = Assert.Throws<EcgException>(() => Decode([.. whole[..42], .. whole[first.Length..]]));
            Assert.Contains("expected the frame with number 0, found", e.Message);
        }
    }

    internal static int[][] Signals(int count, int length, int bits)
    {
        var g = new SeedKey(1, "", 0, "flac", bits, $"{count} {length}").ToGenerator();
        int top = 1 << (bits - 1);
        return [.. Enumerable.Range(0, count).Select(c =>
        {
            int level = 0;
            return Enumerable.Range(0, length).Select(t => g.NextInt(40) switch
            {
                0 => -top,
                1 => top - 1,
                _ => level = c == 3 ? 7 : Math.Clamp(level + (g.NextInt(top / 4 + 2) - top / 8), -top, top - 1),
            }).ToArray();
        })];
    }

    private static void AssertRoundTrip(int[][] channels, int bits, FlacCoding coding)
    {
        var decoded = Decode(FlacEncoder.Encode(channels, bits, coding));
        Assert.Equal(channels.Length, decoded.Channels.Length);
        for (int c = 0; c < channels.Length; c++)
            Assert.Equal(channels[c], decoded.Channels[c]);
        Assert.False(decoded.IsDamaged);
    }

    private static (List<int>[] Channels, bool IsDamaged) Decode(byte[] stream)
    {
        using var decoder = new FlacDecoder("x", stream, verify: true);
        List<int>[] channels = [.. Enumerable.Range(0, decoder.Info.Channels).Select(_ => new List<int>())];
        while (decoder.NextFrame())
        {
            for (int c = 0; c < channels.Length; c++)
                channels[c].AddRange(decoder.Channel(c));
        }
        return (channels, decoder.IsDamaged());
    }
}
