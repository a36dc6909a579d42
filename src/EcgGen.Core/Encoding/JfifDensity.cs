// The resolution of a JPEG file: encoders leave it unset.
using System.Buffers.Binary;

namespace EcgGen.Core.Encoders;

/// <summary>
/// Finds the JFIF header (ITU-T T.871, 10.1) among a JPEG's segments (ITU-T T.81, annex B) and sets its density, or puts a
/// header with it behind the start marker.
/// </summary>
internal static class JfifDensity
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, App0 = 0xE0, Temporary = 0x01;
    private const byte FirstRestart = 0xD0, LastRestart = 0xD7;
    private const byte DotsPerInch = 1;
    // Where things are in the segment, from its marker on: the unit of density, one byte, and the densities across and down.
    private const int IdentifierAt = 4, DensityAt = 11, DensityBytes = 5;
    private const int MinLength = 16;

    /// <summary>Writes a JPEG file with another density.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="dotsPerInch">The density in both directions.</param>
    /// <param name="output">Takes the file.</param>
    /// <exception cref="EcgException">This is no JPEG file.</exception>
    public static void Write(ReadOnlySpan<byte> jpeg, ushort dotsPerInch, Stream output)
    {
        Span<byte> density = stackalloc byte[DensityBytes];
        density[0] = DotsPerInch;
        BinaryPrimitives.WriteUInt16BigEndian(density[1..], dotsPerInch);
        BinaryPrimitives.WriteUInt16BigEndian(density[3..], dotsPerInch);
        int header = FindHeader(jpeg);
        if (header >= 0)
        {
            output.Write(jpeg[..(header + DensityAt)]);
            output.Write(density);
            output.Write(jpeg[(header + DensityAt + DensityBytes)..]);
        }
        else
        {
            output.Write(jpeg[..2]);
            output.Write([0xFF, App0, 0, MinLength, .. "JFIF\0"u8, 1, 2, .. density, 0, 0]); // version 1.02, no thumbnail
            output.Write(jpeg[2..]);
        }
    }

    // The offset of the header's marker, or −1 where there is none before the first scan.
    private static int FindHeader(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 2 || jpeg[0] != 0xFF || jpeg[1] != StartOfImage)
            throw NoJpeg(0);
        for (int i = 2; ;)
        {
            if (i + 4 > jpeg.Length || jpeg[i] != 0xFF)
                throw NoJpeg(i);
            byte marker = jpeg[i + 1];
            if (marker is StartOfScan or EndOfImage)
                return -1;
            if (marker == 0xFF)
                i++; // any number of fill bytes may precede a marker
            else if (marker is Temporary or (>= FirstRestart and <= LastRestart))
                i += 2; // these have no length
            else
            {
                int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(i + 2)..]);
                if (length < 2 || i + 2 + length > jpeg.Length)
                    throw NoJpeg(i);
                if (marker == App0 && length >= MinLength && jpeg[(i + IdentifierAt)..].StartsWith("JFIF\0"u8))
                    return i;
                i += 2 + length;
            }
        }
    }

    private static EcgException NoJpeg(int offset)
        => new(ErrorId.Internal, $"The encoder gave no JPEG file: no valid segment at byte {offset}.");
}
