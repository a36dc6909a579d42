// A colour as users write it: "#RRGGBB" in sRGB.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>An sRGB colour, 8 bits per channel; written "#RRGGBB".</summary>
[JsonConverter(typeof(RgbJsonConverter))]
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Reads "#RRGGBB" (or without the #).</summary>
    public static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        var hex = text?.TrimStart('#');
        if (hex is not { Length: 6 } || !uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
            return false;
        color = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"#{R:X2}{G:X2}{B:X2}";
}

internal sealed class RgbJsonConverter : JsonConverter<Rgb>
{
    public override Rgb Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Rgb.TryParse(reader.GetString(), out var color)
            ? color
            : throw new JsonException("A colour is written \"#RRGGBB\".");

    public override void Write(Utf8JsonWriter writer, Rgb value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
