// The two check sums of FLAC frames (RFC 9639, sections 9.1.8 and 9.3).
namespace EcgGen.Core.Records.Flac;

/// <summary>CRC-8 with the polynomial x⁸+x²+x+1 and CRC-16 with x¹⁶+x¹⁵+x²+1, both most significant bit first from 0.</summary>
internal static class FlacChecksums
{
    private static readonly byte[] s_table8 = [.. Enumerable.Range(0, 256).Select(i => (byte)Divide(i, 8, 0x07))];
    private static readonly ushort[] s_table16 = [.. Enumerable.Range(0, 256).Select(i => (ushort)Divide(i << 8, 16, 0x8005))];

    /// <summary>The check sum of a frame's header.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte b in bytes)
            crc = s_table8[crc ^ b];
        return crc;
    }

    /// <summary>The check sum of a frame.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (byte b in bytes)
            crc = (ushort)(crc << 8 ^ s_table16[crc >> 8 ^ b]);
        return crc;
    }

    private static int Divide(int value, int width, int polynomial)
    {
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1 << (width - 1)) != 0 ? value << 1 ^ polynomial : value << 1;
        return value;
    }
}
