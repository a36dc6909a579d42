// An image as a gallery shows it: what one chooses it by, and its files.
namespace EcgGen.Gallery;

/// <summary>One image of a gallery.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Record">The record's name.</param>
/// <param name="Split">The part of the data set that it belongs to, or null.</param>
/// <param name="Condition">The imaging condition, or null.</param>
/// <param name="Vendor">The maker's look, or null.</param>
/// <param name="Layout">The layout of the leads.</param>
/// <param name="Stages">The kinds of the stages.</param>
/// <param name="Files">Full paths.</param>
internal sealed record GalleryImage(
    string Id, string Record, string? Split, string? Condition, string? Vendor, string Layout, IReadOnlyList<string> Stages,
    IReadOnlyDictionary<DatasetFileKind, string> Files)
{
    /// <summary>Pixels, where they are known without the image's file.</summary>
    public (int Width, int Height)? Size { get; private init; }

    /// <summary>The image's file.</summary>
    public string File => Files[DatasetFileKind.Image];

    /// <summary>An image of a data set.</summary>
    /// <param name="entry">Its line of the manifest.</param>
    /// <param name="files">Its files.</param>
    public static GalleryImage Of(ManifestEntry entry, IReadOnlyDictionary<DatasetFileKind, string> files) =>
        new(entry.Id, entry.Record.Name, entry.Split, entry.Recipe.Condition?.ToString(), entry.Recipe.Vendor, entry.Recipe.Layout, entry.Recipe.Stages, files) { Size = (entry.Width, entry.Height) };

    /// <summary>An image of a pipeline.</summary>
    /// <param name="image">The image.</param>
    /// <param name="files">Its files.</param>
    public static GalleryImage Of(EcgImage image, ExportFiles files)
    {
        var recipe = image.Recipe;
        var paper = (PaperStage)recipe.Stages[0];
        return new GalleryImage(image.Name, image.Record.Name, null, recipe.Condition?.ToString(), paper.Vendor, paper.Layout!, [.. recipe.Stages.Select(s => s.Name)],
            new Dictionary<DatasetFileKind, string> { [DatasetFileKind.Image] = files.Image, [DatasetFileKind.Json] = files.Json, [DatasetFileKind.Mask] = files.Mask! });
    }
}
