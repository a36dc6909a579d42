// MATLAB files of version 4: matrices one behind the other, each with a header of 20 bytes.
using System.Buffers.Binary;

namespace EcgGen.Core.Records;

/// <summary>Reads version 4 (MAT-File Format, "Level 4 MAT-File Format").</summary>
internal static class Mat4File
{
    /// <summary>Bytes of a matrix's header, before its name.</summary>
    public const int HeaderBytes = 20;

    private const int MaxNameBytes = 64, MaxMatrices = 10_000;

    /// <summary>Whether a file that starts with these bytes may be one.</summary>
    public static bool IsMine(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderBytes || Header.Of(start) is not { } header)
            return false;
        // A name of letters behind the header; a shorter start was cut within it.
        var name = start[HeaderBytes..Math.Min(start.Length, HeaderBytes + header.NameBytes)];
        return name.Length > 0 && char.IsAsciiLetter((char)name[0]);
    }

    /// <summary>Reads all matrices.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="bytes">The file.</param>
    /// <exception cref="EcgException">HeaderInvalid, SignalInvalid.</exception>
    public static List<MatValue> Parse(string file, ReadOnlyMemory<byte> bytes)
    {
        var values = new List<MatValue>();
        for (long at = 0; at < bytes.Length && values.Count < MaxMatrices;)
        {
            var rest = bytes[(int)at..];
            if (rest.Length < HeaderBytes || Header.Of(rest.Span) is not { } header)
            {
                throw new EcgException(ErrorId.HeaderInvalid,
                    $"{file}: matrix {values.Count + 1}: expected a header of MATLAB version 4 at byte {at}.");
            }
            long start = HeaderBytes + header.NameBytes, count = (long)header.Rows * header.Columns;
            Int128 end = start + (Int128)count * header.Kind.Bytes * (header.IsComplex ? 2 : 1);
            if (end > rest.Length)
            {
                throw new EcgException(ErrorId.SignalInvalid, $"{file}: matrix {values.Count + 1} of {header.Rows} × {header.Columns}: " +
                    $"expected {end - start} bytes, found {Math.Max(0, rest.Length - start)}.");
            }
            var name = TextField.Text(rest.Span.Slice(HeaderBytes, header.NameBytes));
            if (header.IsNumeric && !header.IsComplex)
            {
                values.Add(new MatNumbers(name, header.Rows, header.Columns, header.Kind, header.IsBigEndian, header.Kind.IsInteger,
                    rest[(int)start..(int)end]));
            }
            else
            {
                values.Add(new MatGroup(name, [])); // text, sparse and complex matrices are no leads
            }
            at += (long)end;
        }
        return values;
    }

    private readonly record struct Header(NumberKind Kind, bool IsBigEndian, bool IsNumeric, int Rows, int Columns, bool IsComplex, int NameBytes)
    {
        /// <summary>The header at the beginning of these bytes, or null if there is none.</summary>
        public static Header? Of(ReadOnlySpan<byte> bytes)
        {
            // The decimal digits are M (machine), O (always 0), P (precision) and T (type of matrix).
            int little = BinaryPrimitives.ReadInt32LittleEndian(bytes), big = BinaryPrimitives.ReadInt32BigEndian(bytes);
            bool isBig = little is < 0 or > 999;
            int type = isBig ? big - 1000 : little;
            if (type is < 0 or > 999 || type / 100 != 0 || type % 10 > 2)
                return null;
            NumberKind? kind = (type / 10) switch
            {
                0 => NumberKind.Float(8),
                1 => NumberKind.Float(4),
                2 => NumberKind.Signed(4),
                3 => NumberKind.Signed(2),
                4 => NumberKind.Unsigned(2),
                5 => NumberKind.Unsigned(1),
                _ => null,
            };
            int rows = Number(bytes, 4), columns = Number(bytes, 8), complex = Number(bytes, 12), name = Number(bytes, 16);
            return kind is null || rows < 0 || columns < 0 || complex is < 0 or > 1 || name is < 1 or > MaxNameBytes ? null
                : new Header(kind.Value, isBig, type % 10 == 0, rows, columns, complex == 1, name);

            int Number(ReadOnlySpan<byte> b, int at) =>
                isBig ? BinaryPrimitives.ReadInt32BigEndian(b[at..]) : BinaryPrimitives.ReadInt32LittleEndian(b[at..]);
        }
    }
}
