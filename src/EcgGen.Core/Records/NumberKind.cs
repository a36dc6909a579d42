// Numbers as binary arrays store them: integers and floats of 1 to 8 bytes, in either byte order, decoded to doubles.
using System.Buffers.Binary;

namespace EcgGen.Core.Records;

/// <summary>A kind of number: whether it is an integer, whether it has a sign, and how many bytes it takes.</summary>
/// <param name="IsInteger">An integer; else IEEE 754.</param>
/// <param name="IsSigned">Two's complement, for integers; floats always have a sign.</param>
/// <param name="Bytes">1, 2, 4 or 8; 2, 4 or 8 for floats.</param>
internal readonly record struct NumberKind(bool IsInteger, bool IsSigned, int Bytes)
{
    /// <summary>A signed integer of so many bytes.</summary>
    public static NumberKind Signed(int bytes) => new(true, true, bytes);

    /// <summary>An unsigned integer of so many bytes.</summary>
    public static NumberKind Unsigned(int bytes) => new(true, false, bytes);

    /// <summary>A float of so many bytes.</summary>
    public static NumberKind Float(int bytes) => new(false, true, bytes);

    /// <summary>Decodes numbers; integers of 64 bits may lose their last bits.</summary>
    /// <param name="source">At least <see cref="Bytes"/> for each of the numbers.</param>
    /// <param name="bigEndian">Whether the most significant byte comes first.</param>
    /// <param name="target">Receives the numbers.</param>
    public void Decode(ReadOnlySpan<byte> source, bool bigEndian, Span<double> target)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = Decode(source.Slice(i * Bytes, Bytes), bigEndian);
    }

    private double Decode(ReadOnlySpan<byte> s, bool bigEndian) => (IsInteger, IsSigned, Bytes) switch
    {
        (true, true, 1) => (sbyte)s[0],
        (true, false, 1) => s[0],
        (true, true, 2) => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(s) : BinaryPrimitives.ReadInt16LittleEndian(s),
        (true, false, 2) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(s) : BinaryPrimitives.ReadUInt16LittleEndian(s),
        (true, true, 4) => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(s) : BinaryPrimitives.ReadInt32LittleEndian(s),
        (true, false, 4) => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(s) : BinaryPrimitives.ReadUInt32LittleEndian(s),
        (true, true, _) => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(s) : BinaryPrimitives.ReadInt64LittleEndian(s),
        (true, false, _) => bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(s) : BinaryPrimitives.ReadUInt64LittleEndian(s),
        (false, _, 2) => (double)(bigEndian ? BinaryPrimitives.ReadHalfBigEndian(s) : BinaryPrimitives.ReadHalfLittleEndian(s)),
        (false, _, 4) => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(s) : BinaryPrimitives.ReadSingleLittleEndian(s),
        _ => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(s) : BinaryPrimitives.ReadDoubleLittleEndian(s),
    };
}
