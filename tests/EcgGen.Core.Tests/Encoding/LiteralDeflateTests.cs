// Deflate without matches: zlib reads it back, and it is as small as zlib's own.
using System.IO.Compression;
using EcgGen.Core.Encoders;
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests;

public class LiteralDeflateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(255)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(32_769)]
    [InlineData(200_003)]
    public void What_was_written_is_read_back(int length)
    {
        var random = new Philox(1, (ulong)length);
        var even = new byte[length];
        var bell = new byte[length];
        for (int i = 0; i < length; i++)
        {
            even[i] = (byte)random.NextInt(256);
            bell[i] = (byte)(int)Math.Round(5 * random.NextNormal());
        }
        foreach (byte[] data in new[] { even, bell, new byte[length] })
        {
            foreach (int piece in new[] { 1, 7, 6601, 40_000, int.MaxValue })
                Assert.Equal(data, Inflated(Deflated(data, piece)));
        }
    }

    [Fact]
    public void Frequencies_that_grow_as_steeply_as_can_be_have_codes_of_bounded_length()
    {
        // Fibonacci numbers make the longest codes.
        var data = new List<byte>();
        int a = 1, b = 1;
        for (int symbol = 0; symbol < 24; symbol++, (a, b) = (b, a + b))
            data.AddRange(Enumerable.Repeat((byte)(37 * symbol), a));
        Assert.Equal(data, Inflated(Deflated([.. data], int.MaxValue)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(20)]
    public void It_is_as_small_as_zlibs_huffman_codes(double sigma)
    {
        var random = new Philox(2, 3);
        var data = new byte[300_000];
        foreach (ref byte value in data.AsSpan())
            value = (byte)(int)Math.Round(sigma * random.NextNormal());
        using var reference = new MemoryStream();
        using (var zlib = new ZLibStream(reference, new ZLibCompressionOptions { CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.HuffmanOnly }, leaveOpen: true))
            zlib.Write(data);
        Assert.InRange(Deflated(data, 64 << 10).Length, 1, reference.Length * 1.02);
    }

    [Fact]
    public void A_wrong_byte_is_noticed()
    {
        var data = new byte[1000];
        var file = Deflated(data, int.MaxValue);
        file[^1] ^= 1;
        Assert.Throws<InvalidDataException>(() => Inflated(file));
    }

    [Fact]
    public void Code_lengths_are_huffmans()
    {
        var lengths = new byte[6];
        HuffmanCode.Lengths([45, 13, 12, 16, 9, 5], 15, lengths); // Cormen et al., Introduction to Algorithms, 16.3
        Assert.Equal([1, 3, 3, 3, 4, 4], lengths);
        HuffmanCode.Lengths([1, 0, 1, 2, 4, 8], 3, lengths);
        Assert.Equal(0, lengths[1]);
        Assert.Equal(1, lengths.Where(l => l > 0).Sum(l => Math.Pow(2, -l)));
        Assert.True(lengths.Max() <= 3);
    }

    [Fact]
    public void Codes_are_canonical()
    {
        // The example of RFC 1951, 3.2.2.
        var codes = new uint[8];
        HuffmanCode.Codes([3, 3, 3, 3, 3, 2, 4, 4], codes);
        uint[] expected = [0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111];
        byte[] lengths = [3, 3, 3, 3, 3, 2, 4, 4];
        Assert.Equal(expected.Select((c, i) => HuffmanCode.Reversed(c, lengths[i]) | (uint)lengths[i] << 16), codes);
    }

    [Fact]
    public void Adler_is_what_its_definition_says()
    {
        var check = new Adler32();
        check.Add("Wikipedia"u8);
        Assert.Equal(0x11E60398u, check.Value);
        var random = new Philox(5, 5);
        var data = new byte[300_001];
        foreach (ref byte value in data.AsSpan())
            value = (byte)(255 - random.NextInt(3));
        check = new Adler32();
        check.Add(data.AsSpan(0, 100_003));
        check.Add(data.AsSpan(100_003));
        uint sum = 1, sums = 0;
        foreach (byte value in data)
        {
            sum = (sum + value) % 65521;
            sums = (sums + sum) % 65521;
        }
        Assert.Equal(sums << 16 | sum, check.Value);
    }

    private static byte[] Deflated(byte[] data, int piece)
    {
        using var output = new MemoryStream();
        using (var deflate = new LiteralDeflate(output))
        {
            for (int i = 0; i < data.Length; i += Math.Min(piece, data.Length - i))
                deflate.Write(data.AsSpan(i, Math.Min(piece, data.Length - i)));
        }
        return output.ToArray();
    }

    private static byte[] Inflated(byte[] file)
    {
        using var zlib = new ZLibStream(new MemoryStream(file), CompressionMode.Decompress);
        using var data = new MemoryStream();
        zlib.CopyTo(data);
        return data.ToArray();
    }
}
