// The one JSON of EcgGen: camelCase, nulls left out, the same on both sides of the native boundary.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EcgGen;

/// <summary>Source-generated JSON of everything that crosses the boundary or goes to a file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(PixelPointsJsonConverter)])]
[JsonSerializable(typeof(RecordInfo))]
[JsonSerializable(typeof(Recipe))]
[JsonSerializable(typeof(EcgGroundTruth))]
[JsonSerializable(typeof(ErrorInfo))]
[JsonSerializable(typeof(OpenRecordRequest))]
[JsonSerializable(typeof(OpenRecordReply))]
[JsonSerializable(typeof(ApplySignalRequest))]
[JsonSerializable(typeof(ArraySource))]
[JsonSerializable(typeof(IReadOnlyList<FormatInfo>))]
[JsonSerializable(typeof(LookNames))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ImageRequest))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(FileNameRequest))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(ThumbnailRequest))]
[JsonSerializable(typeof(ThumbnailReport))]
[JsonSerializable(typeof(ExportRecordRequest))]
[JsonSerializable(typeof(ExportRecordReport))]
[JsonSerializable(typeof(RecipeFile))]
[JsonSerializable(typeof(VendorLook))]
[JsonSerializable(typeof(ProfileRequest))]
[JsonSerializable(typeof(DrawRequest))]
[JsonSerializable(typeof(IReadOnlyList<EcgTerm>))]
[JsonSerializable(typeof(DatasetInfo))]
[JsonSerializable(typeof(ManifestEntry))]
[JsonSerializable(typeof(DatasetError))]
[JsonSerializable(typeof(DatasetTiming))]
[JsonSerializable(typeof(JournalLine))]
public sealed partial class EcgJson : JsonSerializerContext
{
    /// <summary>The same, with line breaks, for files that people open.</summary>
    public static EcgJson Indented => field ??= ForFiles(indented: true);

    /// <summary>The same on one line, for files with an object on each line.</summary>
    public static EcgJson Lines => field ??= ForFiles(indented: false);

    private static EcgJson ForFiles(bool indented) => new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        WriteIndented = indented,
        NewLine = "\n",
        // People read these files, and no browser takes them for a page: "3x4+1" stays as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a value as UTF-8.</summary>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">The text does not fit the type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(utf8, type) ?? throw new JsonException("Expected an object, found null.");
}
