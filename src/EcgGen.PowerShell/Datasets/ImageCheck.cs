// Checks the files of one image against the manifest, and its JSON against everything it should fit.
using System.Security.Cryptography;
using System.Text.Json;

namespace EcgGen.Datasets;

/// <summary>What can be wrong with an image.</summary>
internal enum ImageFault
{
    /// <summary>A file is not there.</summary>
    Missing,
    /// <summary>A file has other bytes.</summary>
    Damaged,
    /// <summary>The JSON is not that of the image.</summary>
    Truth,
}

/// <summary>What a check of one image found.</summary>
/// <param name="Faults">What is wrong.</param>
/// <param name="Recipe">The recipe; null if it can't be read.</param>
/// <param name="Record">The record; null if it can't be read.</param>
internal sealed record ImageFindings(IReadOnlyList<(ImageFault Kind, string Message)> Faults, Recipe? Recipe, RecordInfo? Record);

/// <summary>Checks images of a data set.</summary>
/// <param name="info">The data set.</param>
/// <param name="open">Opens a file; null if it is not there.</param>
internal sealed class ImageCheck(DatasetInfo info, Func<ManifestFile, Stream?> open)
{
    /// <summary>Reads all files of an image.</summary>
    public ImageFindings Check(ManifestEntry entry)
    {
        var faults = new List<(ImageFault, string)>();
        byte[]? json = null;
        foreach (var file in entry.Files)
        {
            using var stream = open(file);
            if (stream is null)
                faults.Add((ImageFault.Missing, $"{file.Path}: the file is missing."));
            else if (!IsWhole(stream, file, ref json))
                faults.Add((ImageFault.Damaged, $"{file.Path}: expected {file.Bytes} bytes with sha256 {file.Sha256}; found others."));
        }
        foreach (var kind in info.Files.Except(entry.Files.Select(f => f.Kind)).Where(k => k != DatasetFileKind.Coco || info.Shard is not null))
            faults.Add((ImageFault.Missing, $"{entry.Id}: the manifest lists no file of kind {kind}."));
        var truth = json is null ? null : ReadTruth(entry, json, faults);
        return new ImageFindings(faults, truth?.Recipe, truth?.Record);
    }

    private static bool IsWhole(Stream stream, ManifestFile file, ref byte[]? json)
    {
        try
        {
            if (file.Kind != DatasetFileKind.Json)
                return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            json = content.ToArray();
            return Convert.ToHexStringLower(SHA256.HashData(json)) == file.Sha256;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private EcgGroundTruth? ReadTruth(ManifestEntry entry, byte[] json, List<(ImageFault, string)> faults)
    {
        EcgGroundTruth truth;
        try
        {
            truth = EcgJson.Read(WithoutForeignKeys(json), EcgJson.Default.EcgGroundTruth);
        }
        catch (JsonException e)
        {
            faults.Add((ImageFault.Truth, $"{entry.Id}.json: not the JSON of an image: {e.Message}"));
            return null;
        }
        faults.AddRange(TruthRules.Broken(truth, entry, info.Truth).Select(rule => (ImageFault.Truth, $"{entry.Id}.json: {rule}.")));
        return truth;
    }

    /// <summary>The JSON without the keys that it has for programs for images of ecg-image-kit.</summary>
    private byte[] WithoutForeignKeys(byte[] json)
    {
        if (info.Layout != DatasetLayout.Challenge)
            return json;
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject().Where(p => IsOurs(p.Name, EcgJson.Default.EcgGroundTruth)))
            {
                writer.WritePropertyName(property.Name);
                if (property.Name == "leads")
                    WriteLeads(writer, property.Value);
                else
                    property.Value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteLeads(Utf8JsonWriter writer, JsonElement leads)
    {
        writer.WriteStartArray();
        foreach (var lead in leads.EnumerateArray())
        {
            writer.WriteStartObject();
            foreach (var property in lead.EnumerateObject().Where(p => IsOurs(p.Name, EcgJson.Default.LeadTruth)))
                property.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static bool IsOurs(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo type) => type.Properties.Any(p => p.Name == name);
}
