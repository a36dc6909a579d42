// The object in the pipeline: a record and a recipe, a few hundred bytes; pixels exist only when asked for.
using EcgGen.Binding;
using EcgGen.Profiles;

namespace EcgGen;

/// <summary>An ECG image to be: a record, and how it will be drawn. Immutable; every Add- cmdlet gives a new one.</summary>
public sealed class EcgImage
{
    private readonly byte[] _recipe;

    internal EcgImage(EcgRecord record, Recipe recipe, string? fileName = null, ImageFormat? fileFormat = null, string? vendorFile = null)
    {
        Record = record;
        _recipe = EcgCore.Resolve(recipe, record);
        (FileName, FileFormat, VendorFile) = (fileName, fileFormat, vendorFile);
        (Seed, Variant) = (recipe.Seed, recipe.Variant);
    }

    /// <summary>The record's name, and the variant's number unless it is 0: the default file name.</summary>
    public string Name => Variant == 0 ? Record.Name : FormattableString.Invariant($"{Record.Name}_{Variant:000}");

    /// <summary>The record that is drawn.</summary>
    public EcgRecord Record { get; }

    /// <summary>The resolved recipe: nothing in it is open. A copy, for PowerShell lets scripts set what C# calls init-only.</summary>
    public Recipe Recipe => EcgJson.Read(_recipe, EcgJson.Default.Recipe);

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>Which image of this record.</summary>
    public int Variant { get; }

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<Stage> Stages => Recipe.Stages;

    /// <summary>Pixels per inch.</summary>
    public int Dpi => ((PaperStage)Recipe.Stages[0]).Dpi!.Value;

    /// <summary>The name that the image's file had when its recipe was stored; null for new images.</summary>
    public string? FileName { get; }

    /// <summary>The full path of the file that the paper's look came from, whose text is then the default; null for bundled looks. Recipes never hold it.</summary>
    internal string? VendorFile { get; }

    /// <summary>The format that the image's file had when its recipe was stored; null for new images.</summary>
    public ImageFormat? FileFormat { get; }

    /// <summary>An image drawn from a profile.</summary>
    /// <exception cref="EcgException">What the profile drew does not fit the record.</exception>
    internal static EcgImage Draw(ProfileFile profile, EcgRecord record, int seed, int variant)
    {
        var recipe = EcgCore.Draw(profile, record, seed, variant);
        return new EcgImage(record, recipe, vendorFile: VendorFileOf(recipe));
    }

    /// <summary>The full path of the file that a recipe, which is not resolved yet, takes its paper's look from; else null.</summary>
    internal static string? VendorFileOf(Recipe recipe) => recipe.Stages[0] is PaperStage { Vendor: { } vendor } && Path.IsPathFullyQualified(vendor) ? vendor : null;

    /// <summary>The same image with one more stage, resolved.</summary>
    /// <param name="stage">The stage; its null values are chosen by the seed.</param>
    /// <exception cref="EcgException">RecipeInvalid: the stage is wrong, or cannot follow those before it.</exception>
    internal EcgImage With(Stage stage)
    {
        var recipe = Recipe;
        return new EcgImage(Record, recipe with { Stages = [.. recipe.Stages, stage] }, FileName, FileFormat, VendorFile);
    }

    /// <summary>Draws the image.</summary>
    public EcgRaster Render() => EcgCore.Render(this);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A drawn image in memory.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Pixels">Rows from the top, three bytes (R, G, B in sRGB) per pixel.</param>
/// <param name="Truth">Where everything is.</param>
public sealed record EcgRaster(int Width, int Height, byte[] Pixels, EcgGroundTruth Truth)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Width} x {Height} px";
}
