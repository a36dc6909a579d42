// Points as [[x, y], …] rounded to 0.001 px: a page has tens of thousands, so numbers are written as integers with a point.
using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgGen;

internal sealed class PixelPointsJsonConverter : JsonConverter<PixelPoint[]>
{
    // "-" + 15 digits + "." + 3 digits; coordinates beyond 10^12 px do not occur.
    private const int LongestNumber = 20;
    private const double Limit = 1e12;

    public override PixelPoint[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType, JsonTokenType.StartArray);
        var points = new List<PixelPoint>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType, JsonTokenType.StartArray);
            double x = ReadNumber(ref reader), y = ReadNumber(ref reader);
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.EndArray);
            points.Add(new PixelPoint(x, y));
        }
        return [.. points];
    }

    public override void Write(Utf8JsonWriter writer, PixelPoint[] value, JsonSerializerOptions options)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(value.Length * (2 * LongestNumber + 4) + 2);
        int n = 0;
        buffer[n++] = (byte)'[';
        foreach (var point in value)
        {
            if (n > 1)
                buffer[n++] = (byte)',';
            buffer[n++] = (byte)'[';
            n += WriteNumber(point.X, buffer.AsSpan(n));
            buffer[n++] = (byte)',';
            n += WriteNumber(point.Y, buffer.AsSpan(n));
            buffer[n++] = (byte)']';
        }
        buffer[n++] = (byte)']';
        writer.WriteRawValue(buffer.AsSpan(0, n), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int WriteNumber(double value, Span<byte> to)
    {
        if (double.IsNaN(value))
        {
            "null"u8.CopyTo(to);
            return 4;
        }
        long thousandths = (long)Math.Round(Math.Clamp(value, -Limit, Limit) * 1000);
        int n = 0;
        if (thousandths < 0)
            to[n++] = (byte)'-';
        ulong magnitude = (ulong)Math.Abs(thousandths);
        Utf8Formatter.TryFormat(magnitude / 1000, to[n..], out int digits);
        n += digits;
        uint fraction = (uint)(magnitude % 1000);
        if (fraction == 0)
            return n;
        to[n++] = (byte)'.';
        for (uint unit = 100; fraction > 0; unit /= 10)
        {
            to[n++] = (byte)('0' + fraction / unit);
            fraction %= unit;
        }
        return n;
    }

    private static double ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();
    }

    private static void Expect(JsonTokenType found, JsonTokenType expected)
    {
        if (found != expected)
            throw new JsonException($"Expected {expected} in a list of points, found {found}.");
    }
}
