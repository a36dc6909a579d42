// The header of a NumPy file: a Python dictionary of three entries, read without Python.
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records;

/// <summary>What an array in a .npy file is (numpy.lib.format, versions 1.0 to 3.0).</summary>
/// <param name="Kind">The kind of its numbers.</param>
/// <param name="IsBigEndian">Their byte order.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest.</param>
/// <param name="Shape">Its lengths.</param>
/// <param name="DataStart">Where the numbers start in the file, in bytes.</param>
internal sealed record NpyHeader(NumberKind Kind, bool IsBigEndian, bool IsFortranOrder, long[] Shape, int DataStart)
{
    private const int MaxHeaderBytes = 1 << 16, MaxDimensions = 32, FixedBytes = 12;

    /// <summary>The bytes that all such files start with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="bytes">The file from its beginning.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static NpyHeader Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic) || bytes.Length < FixedBytes)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: magic: expected a NumPy file.");
        if (bytes[6] is < 1 or > 3)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: version: expected 1.0, 2.0 or 3.0, found {bytes[6]}.{bytes[7]}.");
        int start = bytes[6] == 1 ? 10 : FixedBytes;
        long length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > Math.Min(MaxHeaderBytes, bytes.Length - start))
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: header length: expected at most {Math.Min(MaxHeaderBytes, bytes.Length - start)} bytes, found {length}.");
        var text = new Literal(file, Encoding.UTF8.GetString(bytes.Slice(start, (int)length)));
        string? descr = null;
        bool? fortran = null;
        long[]? shape = null;
        text.Expect('{');
        while (!text.Accept('}'))
        {
            var key = text.Text("key");
            text.Expect(':');
            switch (key)
            {
                case "descr":
                    descr = text.Text("descr");
                    break;
                case "fortran_order":
                    fortran = text.Boolean();
                    break;
                case "shape":
                    shape = text.Tuple();
                    break;
                default:
                    throw text.Invalid("key", "descr, fortran_order or shape", key);
            }
            if (!text.Accept(','))
            {
                text.Expect('}');
                break;
            }
        }
        if (descr is null || fortran is null || shape is null)
            throw text.Invalid("header", "descr, fortran_order and shape", "fewer");
        var (kind, isBigEndian) = KindOf(descr) ?? throw text.Invalid("descr", "integers or floats such as '<f4' or '>i2'", descr);
        return new NpyHeader(kind, isBigEndian, fortran.Value, shape, start + (int)length);
    }

    private static (NumberKind Kind, bool IsBigEndian)? KindOf(string descr)
    {
        if (descr.Length != 3 || descr[0] is not ('<' or '>' or '|' or '=') || descr[2] is not ('1' or '2' or '4' or '8'))
            return null;
        int bytes = descr[2] - '0';
        NumberKind? kind = descr[1] switch
        {
            'i' => NumberKind.Signed(bytes),
            'u' => NumberKind.Unsigned(bytes),
            'f' when bytes > 1 => NumberKind.Float(bytes),
            _ => null,
        };
        return kind is { } known ? (known, descr[0] == '>') : null;
    }

    /// <summary>Reads Python literals from a text, one behind the other.</summary>
    private ref struct Literal(string file, ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public bool Accept(char c)
        {
            _rest = _rest.TrimStart();
            if (!_rest.StartsWith(c))
                return false;
            _rest = _rest[1..];
            return true;
        }

        public void Expect(char c)
        {
            if (!Accept(c))
                throw Invalid("header", $"'{c}'", _rest.ToString());
        }

        public string Text(string field)
        {
            char quote = Accept('\'') ? '\'' : Accept('"') ? '"' : throw Invalid(field, "text in quotes", _rest.ToString());
            int end = _rest.IndexOf(quote);
            if (end < 0)
                throw Invalid(field, "text in quotes", _rest.ToString());
            var found = _rest[..end].ToString();
            _rest = _rest[(end + 1)..];
            return found;
        }

        public bool Boolean()
        {
            _rest = _rest.TrimStart();
            bool value = _rest.StartsWith("True");
            if (!value && !_rest.StartsWith("False"))
                throw Invalid("fortran_order", "True or False", _rest.ToString());
            _rest = _rest[(value ? 4 : 5)..];
            return value;
        }

        public long[] Tuple()
        {
            var lengths = new List<long>();
            Expect('(');
            while (!Accept(')'))
            {
                _rest = _rest.TrimStart();
                int end = _rest.IndexOfAnyExceptInRange('0', '9');
                if (end <= 0 || lengths.Count == MaxDimensions
                    || !long.TryParse(_rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long length))
                    throw Invalid("shape", $"at most {MaxDimensions} whole numbers", _rest.ToString());
                lengths.Add(length);
                _rest = _rest[end..];
                Accept('L'); // Python 2 wrote 12L
                if (!Accept(','))
                {
                    Expect(')');
                    break;
                }
            }
            return [.. lengths];
        }

        public readonly EcgException Invalid(string field, string expected, string found) => TextField.Invalid(file, field, expected, found);
    }
}
