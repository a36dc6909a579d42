// By what rules -Path and -Format name the file of an item: the same for images and records.
namespace EcgGen.Pipeline;

/// <summary>The formats of a cmdlet that writes files, and the endings of their names.</summary>
/// <param name="formats">All formats with their endings, the usual one first. Of formats with one ending, the first is what a name means.</param>
internal sealed class ExportNames<TFormat>(params (TFormat Format, string[] Endings)[] formats)
    where TFormat : struct, Enum
{
    /// <summary>Decides on a name's pattern and the format.</summary>
    /// <param name="path">What the user gave: a folder, or a file's name, perhaps with placeholders.</param>
    /// <param name="asked">The format the user asked for, or null: by the name.</param>
    /// <param name="stored">The format that an item had before; it counts where neither of them says another one.</param>
    /// <param name="fileName">The name, without folder, of files that the user gives only a folder for.</param>
    /// <param name="isFolder">Whether a path without placeholders is that of a folder that exists.</param>
    /// <exception cref="EcgException">ArgumentInvalid: name and format do not go together.</exception>
    public (string Pattern, TFormat Format) Choose(string path, TFormat? asked, TFormat? stored, string fileName, Func<string, bool> isFolder)
    {
        var last = Path.GetFileName(path);
        // Placeholders are filled before PowerShell sees the path: it would take the colon of {Variant:000} for a drive's.
        bool toFolder = last.Length == 0 || (!last.Contains('{') && OfName(last).Length == 0) || (!path.Contains('{') && isFolder(path));
        var pattern = toFolder ? Path.Combine(path, fileName) : path;
        var named = OfName(pattern);
        var format = asked ?? (stored is { } s && (named.Length == 0 || named.Contains(s)) ? s : named.Length > 0 ? named[0] : formats[0].Format);
        if (named.Contains(format))
            return (pattern, format);
        var ending = Ending(format);
        if (named.Length > 0 && !toFolder)
            throw new EcgException(ErrorId.ArgumentInvalid, $"'{path}': the name says {named[0]}, -Format says {format}, whose files end in {ending}.");
        return (named.Length > 0 ? Path.ChangeExtension(pattern, ending) : pattern + ending, format);
    }

    /// <summary>How names of files of a format end.</summary>
    public string Ending(TFormat format) => formats.First(f => f.Format.Equals(format)).Endings[0];

    /// <summary>The formats that a name's ending can mean.</summary>
    private TFormat[] OfName(string name)
    {
        var ending = Path.GetExtension(name);
        return [.. formats.Where(f => f.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase)).Select(f => f.Format)];
    }
}

internal static class ExportNames
{
    /// <summary>The formats of images.</summary>
    public static ExportNames<ImageFormat> OfImages { get; } = new(
        (ImageFormat.Png, [".png"]), (ImageFormat.Jpeg, [".jpg", ".jpeg"]), (ImageFormat.Webp, [".webp"]), (ImageFormat.WebpLossless, [".webp"]),
        (ImageFormat.Tiff, [".tif", ".tiff"]), (ImageFormat.TiffGray, [".tif", ".tiff"]), (ImageFormat.TiffBilevel, [".tif", ".tiff"]),
        (ImageFormat.Pdf, [".pdf"]), (ImageFormat.Svg, [".svg"]));
}
