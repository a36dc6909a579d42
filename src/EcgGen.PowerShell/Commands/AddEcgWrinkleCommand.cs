// Add-EcgWrinkle: a page that was crumpled and smoothed out.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Crumples a page and smooths it out: facets and ridges all over it change the light and shift what is printed.</summary>
/// <remarks>
/// The wrinkles are quilted: patches of a texture, chosen so that they fit their neighbours, joined along the path of least error (Efros and Freeman 2001),
/// so that no two pages have the same wrinkles. Twelve textures come with EcgGen: a sheet that was Balled, Crushed, Handled or Worn, with light from the Left, the Top
/// or Low from the right; these also shift paper, ink and truth by up to half a millimetre. -TexturePath takes a photo or scan of an empty wrinkled sheet:
/// grey, without its large-scale trend of light. Recipes name such a file and its sha256, never its path; Import-EcgRecipe looks for it beside
/// the recipe and in -RecordPath.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgWrinkle | Export-EcgImage crumpled -Truth</code>
/// <para>Crumples a page; texture and strength are drawn by the seed.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgWrinkle -Texture BalledLeft -Strength 1 -PatchSize 20 | Export-EcgImage crumpled</code>
/// <para>As deep as on measured pages, light from the left.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgWrinkle -TexturePath my-sheet.jpg -TextureSize 210 -Strength 0.8 | Export-EcgImage crumpled</code>
/// <para>Wrinkles of a sheet of one's own, of which the image shows 210 mm along its longer side.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgWrinkle", DefaultParameterSetName = NamedSet)]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgWrinkleCommand : StageCommand
{
    private const string NamedSet = "Texture", FileSet = "TexturePath";

    /// <summary>One of EcgGen's own textures. Default: drawn by the seed.</summary>
    [Parameter(Position = 0, ParameterSetName = NamedSet)]
    [ArgumentCompleter(typeof(TextureCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Texture { get; set; }

    /// <summary>The file of a texture: PNG, JPEG or WebP, from 128 pixels on a side.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? TexturePath { get; set; }

    /// <summary>What the longer side of the texture's file stands for, in mm, 64 to 256. Default: 256.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [ValidateRange(64.0, 256.0)]
    public double? TextureSize { get; set; }

    /// <summary>
    /// 0 to 1. 1 is as deep as on measured crumpled pages: facets differ by 3 to 6 per cent in grey, lit edges by 9, paper shifted by up to half a mm; a file's texture with
    /// the contrast that it has. Default: drawn by the seed from 0.4 on.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Strength { get; set; }

    /// <summary>A patch's side in mm, 8 to 60. Small patches make more of the texture, large ones keep its large facets. Default: 18 to 24, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(8.0, 60.0)]
    public double? PatchSize { get; set; }

    /// <summary>How far patches overlap in mm, from 1 to half a patch. Default: a fifth of it.</summary>
    [Parameter]
    [ValidateRange(1.0, 30.0)]
    public double? Overlap { get; set; }

    /// <summary>How much larger than the best patch's error another one's may be, to be drawn as well, 0 to 1. Default: 0.1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Tolerance { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new WrinkleStage
    {
        Texture = Texture,
        TextureFile = TexturePath is null ? null : new TextureFile(ResolveFile(TexturePath)),
        TextureSize = TextureSize,
        PatchSize = PatchSize,
        Overlap = Overlap,
        Tolerance = Tolerance,
        Strength = Strength,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "wrinkles";
}
