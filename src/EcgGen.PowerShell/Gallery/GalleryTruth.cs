// An image's JSON as a script: a page that has no server may load scripts, and no other data.
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace EcgGen.Gallery;

internal static class GalleryTruth
{
    /// <summary>A longer JSON is refused; that of a large page has some MB.</summary>
    private const long MaxBytes = 64 << 20;

    /// <summary>Writes the script that hands the JSON to the page, as it is, in gzip and Base64.</summary>
    /// <param name="number">The image's number.</param>
    /// <param name="json">The JSON beside the image.</param>
    /// <param name="script">Where to.</param>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, RecordTooLarge.</exception>
    public static void Write(int number, string json, string script)
    {
        var bytes = Read(json);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, FormattableString.Invariant($"ecgTruth({number},\"{Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length)}\");\n"), Encoding.ASCII);
    }

    private static byte[] Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new EcgException(ErrorId.RecordTooLarge, $"{path}: expected at most {MaxBytes >> 20} MB.");
            var bytes = File.ReadAllBytes(path);
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
            }
            return bytes;
        }
        catch (JsonException e)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path}: expected JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path}: the file can't be read: {e.Message}", e);
        }
    }
}
