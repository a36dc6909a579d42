// The header of a FLAC frame.
namespace EcgGen.Core.Records.Flac;

/// <summary>A frame's header (RFC 9639, section 9.1).</summary>
/// <param name="BlockSize">Samples per channel in the frame, 1–65535.</param>
/// <param name="ChannelCode">Below 8 the number of channels less 1; above, one of the stereo codes.</param>
/// <param name="IsVariable">Whether blocks vary in size, so that <paramref name="Number"/> counts samples, not frames.</param>
/// <param name="Number">The frame's number, or that of its first sample.</param>
internal readonly record struct FlacFrameHeader(int BlockSize, int ChannelCode, bool IsVariable, long Number)
{
    /// <summary>Channel 1 is the difference of the left and the right one.</summary>
    public const int LeftSide = 8;

    /// <summary>Channel 0 is the difference of the left and the right one, channel 1 the right one.</summary>
    public const int SideRight = 9;

    /// <summary>Channel 0 is half the sum of the left and the right one, channel 1 their difference.</summary>
    public const int MidSide = 10;

    private static readonly int[] s_bits = [0, 8, 12, -1, 16, 20, 24, 32];

    /// <summary>Reads a header.</summary>
    /// <param name="frame">The stream from the frame's first byte on.</param>
    /// <param name="bits">Reads that span from its beginning; stands behind the header afterwards.</param>
    /// <param name="info">The stream's facts, which the frame must share.</param>
    /// <exception cref="FlacException">This is no header, or one that does not fit into the stream.</exception>
    public static FlacFrameHeader Parse(ReadOnlySpan<byte> frame, ref FlacBits bits, FlacStreamInfo info)
    {
        if (bits.Unsigned(15) != 0x3FFE << 1)
            throw new FlacException("expected a frame");
        bool isVariable = bits.Unsigned(1) != 0;
        int sizeCode = (int)bits.Unsigned(4), rateCode = (int)bits.Unsigned(4), channelCode = (int)bits.Unsigned(4);
        int sampleBits = s_bits[bits.Unsigned(3)];
        if (bits.Unsigned(1) != 0 || sizeCode == 0 || rateCode == 15 || channelCode > MidSide || sampleBits < 0)
            throw new FlacException("a frame's header has a reserved value");
        long number = ReadNumber(ref bits);
        int size = sizeCode switch
        {
            1 => 192,
            <= 5 => 144 << sizeCode,
            6 => (int)bits.Unsigned(8) + 1,
            7 => (int)bits.Unsigned(16) + 1,
            _ => 1 << sizeCode,
        };
        bits.Unsigned(rateCode switch { 12 => 8, 13 or 14 => 16, _ => 0 }); // the rate: WFDB's header tells it
        int length = bits.Position;
        if (bits.Unsigned(8) != FlacChecksums.Crc8(frame[..length]))
            throw new FlacException("a frame's header has a wrong check sum");
        if (size > info.MaxBlock)
            throw new FlacException($"expected frames of at most {info.MaxBlock} samples, found {size}");
        int channels = channelCode < LeftSide ? channelCode + 1 : 2;
        if (channels != info.Channels || (sampleBits != 0 && sampleBits != info.Bits))
        {
            throw new FlacException($"expected {info.Channels} channels of {info.Bits} bits in each frame, " +
                $"found {channels} of {(sampleBits == 0 ? info.Bits : sampleBits)}");
        }
        return new FlacFrameHeader(size, channelCode, isVariable, number);
    }

    // Coded as UTF-8 codes characters, in up to seven bytes for up to 36 bits.
    private static long ReadNumber(ref FlacBits bits)
    {
        uint first = bits.Unsigned(8);
        int ones = byte.LeadingZeroCount((byte)~first);
        if (ones is 1 or > 7)
            throw new FlacException("a frame's number is malformed");
        long number = ones == 0 ? first : first & 0x7Fu >> ones;
        for (int i = 1; i < ones; i++)
        {
            uint next = bits.Unsigned(8);
            if (next >> 6 != 2)
                throw new FlacException("a frame's number is malformed");
            number = number << 6 | next & 0x3F;
        }
        return number;
    }
}
