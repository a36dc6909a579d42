// Which files of a folder are records: the same for importing them and for building data sets of them.
using EcgGen.Binding;

namespace EcgGen.Pipeline;

internal static class RecordFiles
{
    /// <summary>Whether a file's name is that of a record of a format, or of any.</summary>
    public static bool IsRecord(string file, string? format = null) => EcgCore.Formats
        .Where(f => format is null || f.Name.Equals(format, StringComparison.OrdinalIgnoreCase))
        .Any(f => f.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));

    /// <summary>The file to open for a record of which a listing holds any file: its header, its data or its only one.</summary>
    public static string OwnerOf(string file)
    {
        var owner = EcgCore.Formats.FirstOrDefault(f => f.CompanionExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
        var header = owner is null ? file : Path.ChangeExtension(file, owner.Extensions[0]);
        return File.Exists(header) ? header : file;
    }

    /// <summary>The files of a folder that belong to records, in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recurse">Whether to search its subfolders too.</param>
    /// <param name="format">The records' format, or null for any.</param>
    /// <param name="stopping">Ends the search.</param>
    public static List<string> Below(string folder, bool recurse, string? format, Func<bool> stopping)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = recurse, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden };
        return [.. Directory.EnumerateFiles(folder, "*", options).TakeWhile(_ => !stopping()).Where(f => IsRecord(f, format)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a search that found nothing says.</summary>
    public static string NothingFound(string folder, bool recurse) =>
        $"{folder}: no record in this folder{(recurse ? " or below" : "")}: expected files named *{string.Join(", *", EcgCore.Formats.SelectMany(f => f.Extensions).Distinct())}.";
}
