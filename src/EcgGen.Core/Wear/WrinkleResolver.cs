// Fills what wrinkles leave open, and checks what they say.
using EcgGen.Core.Random;
using EcgGen.Core.Wear.Quilting;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Wear;

/// <summary>Resolves the stage of wrinkles.</summary>
internal static class WrinkleResolver
{
    private const double LeastPatch = 8, MostPatch = 60, LeastOverlap = 1, LeastTexture = 64, MostTexture = 256;

    /// <summary>Fills and checks the stage; reads the texture's file where its name is a path.</summary>
    /// <exception cref="EcgException">RecipeInvalid; what is wrong with the file.</exception>
    public static WrinkleStage Resolve(WrinkleStage open, Func<string, SeedKey> key)
    {
        if (open is { Texture: not null, TextureFile: not null })
            throw Invalid("texture", "expected a texture's name or a file, found both");
        if (open is { TextureFile: null, TextureSize: not null })
            throw Invalid("textureSize", "expected a texture's file with it; the library's own textures have a size");
        var file = open.TextureFile is { } named ? TextureFiles.Resolve(named) : null;
        double patch = open.PatchSize ?? 18 + key("patchSize").ToGenerator().NextInt(7);
        InRange("patchSize", patch, LeastPatch, MostPatch);
        var stage = open with
        {
            Texture = file is null ? Named(open.Texture) ?? CrumpledTextures.Names[key("texture").ToGenerator().NextInt(CrumpledTextures.Names.Count)] : null,
            TextureFile = file,
            TextureSize = file is null ? null : open.TextureSize ?? MostTexture,
            PatchSize = patch,
            Overlap = open.Overlap ?? Math.Max(LeastOverlap, Math.Round(patch / 5, 1)),
            Tolerance = open.Tolerance ?? 0.1,
            Strength = open.Strength ?? Math.Round(key("strength").ToGenerator().Uniform(0.4, 1), 2),
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        if (stage.TextureSize is { } size)
            InRange("textureSize", size, LeastTexture, MostTexture);
        InRange("overlap", stage.Overlap!.Value, LeastOverlap, patch / 2);
        InRange("tolerance", stage.Tolerance!.Value, 0, 1);
        InRange("strength", stage.Strength!.Value, 0, 1);
        return stage;
    }

    /// <summary>The name of a texture as the library writes it.</summary>
    private static string? Named(string? name) => name is null ? null : CrumpledTextures.Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Invalid("texture", $"expected one of {string.Join(", ", CrumpledTextures.Names)}, found '{name}'");
}
