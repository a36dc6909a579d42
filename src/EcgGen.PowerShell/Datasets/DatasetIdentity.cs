// What makes two builds one data set: everything in dataset.json but what came of it.
using System.Text.Json;

namespace EcgGen.Datasets;

internal static class DatasetIdentity
{
    /// <summary>What is built in a folder, among the files of its build.</summary>
    public const string IdentityFile = "build.json";

    private const int LongestValue = 80;

    /// <summary>Notes what is built in a folder, or checks that it is what was begun there.</summary>
    /// <exception cref="EcgException">DatasetMismatch.</exception>
    public static void Claim(DatasetFolder folder, DatasetInfo info)
    {
        var path = DatasetFolder.BuildFile(folder.Path, IdentityFile);
        if (File.Exists(path))
            Require(folder.Path, Read(path), info);
        else
            folder.Write(path, stream => stream.Write(EcgJson.Write(info, EcgJson.Indented.DatasetInfo)));
    }

    /// <summary>What dataset.json of a finished data set says; null where none is finished.</summary>
    /// <exception cref="EcgException">DatasetMismatch: it is another one than the expected.</exception>
    public static DatasetInfo? Finished(string folder, DatasetInfo expected)
    {
        if (!DatasetFolder.IsFinished(folder))
            return null;
        var info = Read(Path.Combine(folder, DatasetFolder.Info));
        Require(folder, info, expected);
        return info;
    }

    /// <summary>Refuses another data set than the expected one.</summary>
    /// <param name="path">Where the one is that was found.</param>
    /// <param name="found">The one.</param>
    /// <param name="expected">The other.</param>
    /// <exception cref="EcgException">DatasetMismatch; the message names the first field that differs.</exception>
    public static void Require(string path, DatasetInfo found, DatasetInfo expected)
    {
        var (one, other) = (Facts(found), Facts(expected));
        foreach (var name in one.Keys.Union(other.Keys))
        {
            var (a, b) = (one.GetValueOrDefault(name, "nothing"), other.GetValueOrDefault(name, "nothing"));
            if (a != b)
                throw new EcgException(ErrorId.DatasetMismatch, $"{path}: {name}: the data set there has {Short(a)}, this one {Short(b)}; use another folder, or remove that one.");
        }
    }

    /// <summary>Reads dataset.json or its like.</summary>
    /// <exception cref="EcgException">FileNotFound, DatasetDamaged.</exception>
    public static DatasetInfo Read(string path)
    {
        try
        {
            return EcgJson.Read(File.ReadAllBytes(path), EcgJson.Default.DatasetInfo);
        }
        catch (JsonException e)
        {
            throw new EcgException(ErrorId.DatasetDamaged, $"{path}: not what says what a data set is: {e.Message}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{path}: no such file; there is no finished data set.", e);
        }
    }

    private static Dictionary<string, string> Facts(DatasetInfo info)
    {
        var json = EcgJson.Write(info with { Records = 0, Images = 0, Errors = 0, Counts = null }, EcgJson.Lines.DatasetInfo);
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetRawText());
    }

    private static string Short(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
