// MATLAB files of version 5 to 7: data elements with tags, some of them compressed, arrays within arrays.
using System.Buffers.Binary;
using System.Text;

namespace EcgGen.Core.Records;

/// <summary>Reads versions 5 to 7 (MAT-File Format, "Level 5 MAT-File Format"); 7.3 is HDF5 and refused.</summary>
internal sealed class Mat5File
{
    /// <summary>Bytes of the file's header.</summary>
    public const int HeaderBytes = 128;

    private const int TagBytes = 8, MaxDepth = 8, MaxValues = 10_000, MaxTextBytes = 4096, MaxDimensions = 32;
    private const int Matrix = 14, Compressed = 15; // types of data elements
    private const int CellClass = 1, StructClass = 2, ObjectClass = 3, CharClass = 4, DoubleClass = 6, SingleClass = 7, LastClass = 15;
    private const int ComplexFlag = 8, LogicalFlag = 2;

    private readonly string _file;
    private readonly bool _isBigEndian;
    private int _values;

    private Mat5File(string file, bool isBigEndian) => (_file, _isBigEndian) = (file, isBigEndian);

    /// <summary>Whether a file that starts with these bytes is one.</summary>
    public static bool IsMine(ReadOnlySpan<byte> start) =>
        start.Length >= HeaderBytes && (start.Slice(124, 4) is [0, 1, (byte)'I', (byte)'M'] or [1, 0, (byte)'M', (byte)'I']);

    /// <summary>Whether a file that starts with these bytes is of version 7.3.</summary>
    public static bool IsHdf5(ReadOnlySpan<byte> start) => start.StartsWith("MATLAB 7.3"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x89, .. "HDF"u8]);

    /// <summary>Reads all variables.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="cancellation">Polled for every variable, and every 64 KiB of compressed ones.</param>
    /// <exception cref="EcgException">HeaderInvalid, SignalInvalid, RecordTooLarge.</exception>
    public static List<MatValue> Parse(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var reader = new Mat5File(file, bytes.Span[126] == 'M');
        var inflater = new BoundedInflater(file, bytes.Length);
        var values = new List<MatValue>();
        var rest = bytes[HeaderBytes..];
        while (rest.Length >= TagBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            var (type, data) = reader.Next(ref rest, isPadded: false);
            if (type == Compressed)
            {
                var inflated = inflater.Inflate(data, head => TagBytes + (long)reader.Unsigned(head[4..]), TagBytes, cancellation);
                (type, data) = reader.Next(ref inflated, isPadded: false);
            }
            if (type == Matrix)
                values.Add(reader.Array(data, null, 0));
        }
        return values;
    }

    // The next data element: its type and its bytes. A tag whose upper half is not 0 has up to 4 bytes within itself.
    private (int Type, ReadOnlyMemory<byte> Data) Next(ref ReadOnlyMemory<byte> rest, bool isPadded = true)
    {
        if (rest.Length < TagBytes)
            throw Invalid("data element", $"a tag of {TagBytes} bytes, found {rest.Length}");
        uint first = Unsigned(rest.Span);
        int smallBytes = (int)(first >> 16);
        if (smallBytes != 0)
        {
            if (smallBytes > 4)
                throw Invalid("small data element", $"at most 4 bytes, found {smallBytes}");
            var small = rest.Slice(4, smallBytes);
            rest = rest[TagBytes..];
            return ((int)(first & 0xffff), small);
        }
        long length = Unsigned(rest.Span[4..]);
        if (length > rest.Length - TagBytes)
            throw Invalid("data element", $"{length} bytes, found {rest.Length - TagBytes}");
        var data = rest.Slice(TagBytes, (int)length);
        long end = TagBytes + (isPadded ? (length + 7) / 8 * 8 : length);
        rest = rest[(int)Math.Min(end, rest.Length)..];
        return ((int)first, data);
    }

    private MatValue Array(ReadOnlyMemory<byte> rest, string? name, int depth)
    {
        if (++_values > MaxValues)
            throw new EcgException(ErrorId.RecordTooLarge, $"{_file}: the file holds more than {MaxValues} arrays.");
        if (depth > MaxDepth)
            throw new EcgException(ErrorId.RecordTooLarge, $"{_file}: structs and cells are nested more than {MaxDepth} deep.");
        if (rest.Length == 0)
            return new MatGroup(name ?? "", []); // an empty field or cell
        var (_, flagsData) = Next(ref rest);
        if (flagsData.Length < 8)
            throw Invalid("array flags", $"8 bytes, found {flagsData.Length}");
        uint flags = Unsigned(flagsData.Span);
        int kind = (int)(flags & 0xff), bits = (int)(flags >> 8 & 0xff);
        var (_, dimensions) = Next(ref rest);
        var (_, nameData) = Next(ref rest);
        name ??= TextField.Text(nameData.Span[..Math.Min(nameData.Length, MaxTextBytes)]);
        switch (kind)
        {
            case CellClass:
                return new MatGroup(name, Members(rest, [""], depth));
            case StructClass or ObjectClass:
                if (kind == ObjectClass)
                    Next(ref rest); // the name of its class
                var fields = FieldNames(ref rest);
                return new MatGroup(name, Members(rest, fields, depth));
            case CharClass:
                return Text(rest, name);
            case >= DoubleClass and <= LastClass when (bits & (ComplexFlag | LogicalFlag)) == 0:
                return Numbers(rest, name, dimensions.Span, kind is not (DoubleClass or SingleClass));
            default:
                return new MatGroup(name, []); // sparse, logical and complex arrays, functions: no leads
        }
    }

    private List<MatValue> Members(ReadOnlyMemory<byte> rest, string[] names, int depth)
    {
        var members = new List<MatValue>();
        for (int i = 0; rest.Length >= TagBytes && names.Length > 0; i++)
        {
            var (type, data) = Next(ref rest);
            if (type != Matrix)
                throw Invalid("struct or cell", $"arrays, found a data element of type {type}");
            members.Add(Array(data, names[i % names.Length], depth + 1));
        }
        return members;
    }

    private string[] FieldNames(ref ReadOnlyMemory<byte> rest)
    {
        var (_, lengthData) = Next(ref rest);
        long length = lengthData.Length == 4 ? Unsigned(lengthData.Span) : 0;
        var (_, names) = Next(ref rest);
        if (length is < 1 or > MaxTextBytes || names.Length / length > MaxValues)
            throw Invalid("field names", $"1 to {MaxTextBytes} bytes for each of at most {MaxValues}, found {length}");
        var result = new string[names.Length / length];
        for (int i = 0; i < result.Length; i++)
            result[i] = TextField.Text(names.Span.Slice(i * (int)length, (int)length));
        return result;
    }

    private MatValue Numbers(ReadOnlyMemory<byte> rest, string name, ReadOnlySpan<byte> dimensions, bool isInteger)
    {
        int count = dimensions.Length / 4;
        if (count is < 2 or > MaxDimensions)
            throw Invalid($"{name}: dimensions", $"2 to {MaxDimensions}, found {count}");
        Int128 all = 1;
        var sides = new List<long>();
        for (int i = 0; i < count; i++)
        {
            int side = (int)Unsigned(dimensions[(4 * i)..]);
            if (side < 0)
                throw Invalid($"{name}: dimensions", $"lengths of 0 or more, found {side}");
            all = Int128.Min(all * side, long.MaxValue);
            if (side != 1)
                sides.Add(side);
        }
        var (type, data) = Next(ref rest);
        var stored = KindOf(type) ?? throw Invalid($"{name}: numbers", $"a type of number, found type {type}");
        if (all * stored.Bytes != data.Length)
            throw Invalid($"{name}: numbers", $"{all * stored.Bytes} bytes, found {data.Length}");
        return sides.Count switch
        {
            0 => New(1, 1),
            1 => New(sides[0], 1), // one lead, lying or standing
            2 => New(sides[0], sides[1]),
            _ => new MatGroup(name, []), // a pile of matrices is no record
        };

        MatNumbers New(long rows, long columns) => new(name, rows, columns, stored, _isBigEndian, isInteger, data);
    }

    private MatText Text(ReadOnlyMemory<byte> rest, string name)
    {
        if (rest.Length == 0)
            return new MatText(name, "");
        var (type, data) = Next(ref rest);
        var bytes = data.Span[..Math.Min(data.Length, MaxTextBytes)];
        var encoding = type is 3 or 4 or 17 ? (_isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode) : Encoding.UTF8;
        return new MatText(name, encoding.GetString(bytes));
    }

    private static NumberKind? KindOf(int type) => type switch
    {
        1 => NumberKind.Signed(1),
        2 => NumberKind.Unsigned(1),
        3 => NumberKind.Signed(2),
        4 => NumberKind.Unsigned(2),
        5 => NumberKind.Signed(4),
        6 => NumberKind.Unsigned(4),
        7 => NumberKind.Float(4),
        9 => NumberKind.Float(8),
        12 => NumberKind.Signed(8),
        13 => NumberKind.Unsigned(8),
        _ => null,
    };

    private uint Unsigned(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private EcgException Invalid(string what, string expected) => new(ErrorId.HeaderInvalid, $"{_file}: {what}: expected {expected}.");
}
