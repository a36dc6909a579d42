// From what a PowerShell data file holds to JSON.
using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace EcgGen.Profiles;

/// <summary>Writes tables, lists and plain values; anything else is refused with its place.</summary>
internal static class ProfileJson
{
    private const int Deepest = 32;

    /// <summary>A profile as JSON.</summary>
    /// <param name="table">The table of the file.</param>
    /// <param name="name">The profile's name, if the file does not say one.</param>
    /// <exception cref="EcgException">ProfileInvalid.</exception>
    public static JsonElement Write(object table, string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var entries = (Hashtable)table;
            if (entries["name"] is null)
                entries["name"] = name;
            Write(writer, entries, "", 0);
        }
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? value, string path, int depth)
    {
        if (depth > Deepest)
            throw Invalid(path, $"expected at most {Deepest} tables and lists one within another");
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case IDictionary entries:
                writer.WriteStartObject();
                // In one order, however the table hashes its keys.
                foreach (var (key, entry) in entries.Cast<DictionaryEntry>().Select(e => (Key: Convert.ToString(e.Key, CultureInfo.InvariantCulture)!, e.Value)).OrderBy(e => e.Key, StringComparer.OrdinalIgnoreCase))
                {
                    writer.WritePropertyName(key);
                    Write(writer, entry, path.Length == 0 ? Camel(key) : $"{path}.{Camel(key)}", depth + 1);
                }
                writer.WriteEndObject();
                break;
            case object[] list:
                writer.WriteStartArray();
                for (int i = 0; i < list.Length; i++)
                    Write(writer, list[i], $"{path}[{i}]", depth + 1);
                writer.WriteEndArray();
                break;
            case var other:
                throw Invalid(path, $"expected text, a number, $true, $false, a list or a table, found {other}");
        }
    }

    private static string Camel(string key) => JsonNamingPolicy.CamelCase.ConvertName(key);

    private static EcgException Invalid(string path, string what) => new(ErrorId.ProfileInvalid, $"{path}: {what}.");
}
