// What the recipe's stages take, as their JSON says it: so no parameter needs code of its own.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EcgGen.Core.Profiles;

/// <summary>Kinds of stages, their parameters, and the types of those.</summary>
internal static class ProfileTypes
{
    /// <summary>The JSON of all stages.</summary>
    public static JsonTypeInfo Stage { get; } = EcgJson.Default.Stage;

    /// <summary>The JSON of a type, without a question mark.</summary>
    public static JsonTypeInfo Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return EcgJson.Default.GetTypeInfo(plain) ?? throw new NotSupportedException($"{plain} has no JSON.");
    }

    /// <summary>A table's members by name in any case.</summary>
    public static Dictionary<string, JsonPropertyInfo> Members(JsonTypeInfo table) =>
        table.Properties.Where(p => p.Get is not null).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The kinds that a table comes in, by discriminator in any case; null if there is one kind alone.</summary>
    public static Dictionary<string, JsonTypeInfo>? Kinds(JsonTypeInfo table) =>
        table.PolymorphismOptions?.DerivedTypes.ToDictionary(d => (string)d.TypeDiscriminator!, d => Of(d.DerivedType), StringComparer.OrdinalIgnoreCase);

    /// <summary>A value as the type writes it.</summary>
    /// <exception cref="EcgException">ProfileInvalid: the type does not take it.</exception>
    public static JsonNode Fit(JsonNode value, JsonTypeInfo type, string path)
    {
        var kind = value.GetValueKind();
        // As PowerShell does: a hand's number is as good as its name.
        if (type.Type == typeof(string) && kind == JsonValueKind.Number)
            return JsonValue.Create(ProfileValue.Text(value))!;
        try
        {
            if (type.Type.IsEnum)
            {
                var name = kind == JsonValueKind.String ? value.GetValue<string>() : "";
                if (Array.Find(Enum.GetNames(type.Type), n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
                    return JsonSerializer.SerializeToNode(Enum.Parse(type.Type, known), type)!;
            }
            else if (value.Deserialize(type) is { } taken)
            {
                return JsonSerializer.SerializeToNode(taken, type)!;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            // Said below in the words of profiles.
        }
        throw ProfileError.At(path, $"expected {Describe(type)}, found {Show(value)}");
    }

    /// <summary>What a type takes, in words.</summary>
    public static string Describe(JsonTypeInfo type) =>
        type.Type == typeof(int) ? "a whole number"
        : type.Type == typeof(double) ? "a number"
        : type.Type == typeof(bool) ? "$true or $false"
        : type.Type == typeof(string) ? "text"
        : type.Type == typeof(Rgb) ? "a colour \"#RRGGBB\""
        : type.Type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type.Type))}"
        : type.Kind == JsonTypeInfoKind.Enumerable ? $"a list, each {Describe(Of(type.ElementType!))}"
        : "a table @{ ... }";

    /// <summary>A value for messages, not too long.</summary>
    public static string Show(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonObject => "a table",
        JsonArray list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Count}"),
        _ when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text => $"'{(text.Length > 40 ? text[..40] + "..." : text)}'",
        _ => value.ToJsonString(),
    };
}
