// Wrinkles: a sheet that was crumpled and smoothed out, by quilting a texture over it.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Wrinkles all over the sheet, quilted from a texture. Null values are chosen when the recipe is resolved.</summary>
public sealed record WrinkleStage : WearStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "wrinkle";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this with { OnlyGeometry = true };

    /// <summary>One of the library's own textures; null where <see cref="TextureFile"/> says it.</summary>
    public string? Texture { get; init; }

    /// <summary>A texture from a file; null where <see cref="Texture"/> says it.</summary>
    public TextureFile? TextureFile { get; init; }

    /// <summary>What the longer side of a texture's file stands for in mm, 64–256; null for the library's own.</summary>
    public double? TextureSize { get; init; }

    /// <summary>A patch's side in mm, 8–60.</summary>
    public double? PatchSize { get; init; }

    /// <summary>How far patches overlap in mm, from 1 to half a patch.</summary>
    public double? Overlap { get; init; }

    /// <summary>How much larger than the least error a patch's may be, 0–1: among those the patch is drawn.</summary>
    public double? Tolerance { get; init; }

    /// <summary>
    /// 0–1: 1 is as deep as on measured crumpled pages: facets differ by 3–6 %, lit edges by 9 %, paper shifted by up to half a mm; a texture's
    /// file with the contrast that it has.
    /// </summary>
    public double? Strength { get; init; }

    /// <summary>Seeds the choice of patches.</summary>
    public int? Seed { get; init; }
}

/// <summary>A texture from a file. Where a recipe is not resolved yet the name may be a full path, which is read; stored are its last part and the hash.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Sha256">Of its bytes.</param>
public sealed record TextureFile(string Name, string? Sha256 = null);
