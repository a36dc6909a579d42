// Import-EcgRecipe: a stored recipe back to the image it was stored for.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Reads recipes and finds their records, so that the same images can be made again.</summary>
/// <remarks>
/// Takes the JSON that Export-EcgImage writes beside every image, or a recipe alone. The record's file, that of a noise recording, of
/// a texture and of a handwriting network are looked for beside the recipe or in -RecordPath, then below, and must have the sha256 that the recipe names. With the same build of EcgGen on the same platform the
/// exported files are the same to the byte.
/// </remarks>
/// <example>
/// <code>Import-EcgRecipe pages/00001_hr.json -RecordPath records500/00000 | Export-EcgImage again -Truth</code>
/// <para>Makes an image again from its recipe and the folder of its record.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecipe noisy/*.json -RecordPath records500, nstdb | Export-EcgImage again</code>
/// <para>Makes images again whose records stand in one folder and the noise that was added to them in another.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecipe pages/*.json | Export-EcgImage jpeg -Format Jpeg</code>
/// <para>Makes all images of a folder again, as JPEG; their records are synthetic, or stand beside them.</para>
/// </example>
[Cmdlet(VerbsData.Import, "EcgRecipe", DefaultParameterSetName = PathSet)]
[OutputType(typeof(EcgImage))]
public sealed class ImportEcgRecipeCommand : PathCommand
{
    private const string RecipeExtension = ".json";

    /// <summary>The files of the record and of its noise, or the folders they are in. Default: the recipe's folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RecordPath { get; set; } = [];

    /// <inheritdoc/>
    protected override bool ProcessPath(string path, bool chosen)
    {
        if (Directory.Exists(path))
        {
            var files = chosen || ParameterSetName == LiteralPathSet ? Directory.GetFiles(path, "*" + RecipeExtension) : [];
            foreach (var file in files.Where(f => !IsAnnotation(f)).Order(StringComparer.Ordinal))
                ForItem(file, () => Import(file));
            return files.Length > 0;
        }
        if (!chosen && (!System.IO.Path.GetExtension(path).Equals(RecipeExtension, StringComparison.OrdinalIgnoreCase) || IsAnnotation(path)))
            return false;
        Import(path);
        return true;
    }

    /// <summary>Whether a file is one that Export-EcgImage -Annotation Coco writes beside images.</summary>
    private static bool IsAnnotation(string path) => path.EndsWith(ExportFiles.CocoEnding, StringComparison.OrdinalIgnoreCase);

    private void Import(string path)
    {
        var (recipe, file, format) = EcgCore.ReadRecipe(path);
        string[] recordPaths = RecordPath.Length == 0 ? [System.IO.Path.GetDirectoryName(path)!] : Array.ConvertAll(RecordPath, ResolveFile);
        var (record, warnings) = OpenRecord(recipe, recordPaths);
        foreach (var warning in warnings)
            WriteWarning(warning);
        if (record.Sha256 != recipe.RecordSha256)
            throw new EcgException(ErrorId.SourceMismatch, $"{path}: recordSha256: the record's samples are not those of the recipe ({recipe.RecordSha256}).");
        recipe = recipe with { Stages = [.. recipe.Stages.Select(s => WithFiles(s, recordPaths))] };
        var image = new EcgImage(record, recipe, file, format);
        if (recipe.Build is not null && recipe.Build != image.Recipe.Build)
            WriteWarning($"{path}: the recipe is of {recipe.Build}; this is {image.Recipe.Build}, and pixels may differ.");
        WriteObject(image);
    }

    /// <summary>A stage with the full paths of the files that it names.</summary>
    private static Stage WithFiles(Stage stage, string[] paths) => stage switch
    {
        WrinkleStage { TextureFile: { } texture } wrinkle => wrinkle with { TextureFile = texture with { Name = FindFile(texture.Name, paths) } },
        HandwritingStage { Model: { } network } hand => hand with { Model = network with { Name = FindFile(network.Name, paths) } },
        _ => stage,
    };

    /// <summary>The file of a name: one of the paths, or beside or below one.</summary>
    private static string FindFile(string name, string[] paths)
    {
        // A recipe from elsewhere names no folders.
        name = System.IO.Path.GetFileName(name);
        return paths.FirstOrDefault(p => File.Exists(p) && System.IO.Path.GetFileName(p) == name)
            ?? paths.Where(Directory.Exists).SelectMany(p => Directory.EnumerateFiles(p, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal)).FirstOrDefault()
            ?? throw new EcgException(ErrorId.FileNotFound, $"{name}: the file that the recipe names is neither beside the recipe nor in -RecordPath.");
    }

    private (EcgRecord Record, IReadOnlyList<string> Warnings) OpenRecord(Recipe recipe, string[] recordPaths)
    {
        try
        {
            return EcgCore.OpenRecord(recipe.Record, recipe.Signal, recordPaths, Cancel);
        }
        catch (EcgException e) when (e.Id == ErrorId.FileNotFound && RecordPath.Length == 0)
        {
            throw new EcgException(e.Id, e.Message + " The record's file is looked for beside the recipe; -RecordPath names another place.", e);
        }
    }
}
