// The textures that come with the library: four ways of mistreating a sheet, each seen under three lights.
using System.Collections.Concurrent;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>Textures by name, made when first asked for and kept: 256 mm square, about 3 MB each.</summary>
public static class CrumpledTextures
{
    private const int Size = 1024;

    // Directions that light comes from, degrees from the right over the top, and its height over the sheet.
    private static readonly (string Name, double From, double Height)[] s_lights = [("Left", 155, 41), ("Top", 80, 40), ("Low", 35, 36)];

    // The part of the light that comes from everywhere.
    private const float Ambient = 0.1f;

    private static readonly (string Name, Facets[] Facets, double Undulation)[] s_sheets =
    [
        // A ball, opened again: many ridges of all sizes.
        ("Balled", [new(34, 0.036, 0.8, 0.6), new(15, 0.034, 1.0, 0.75), new(6, 0.012, 1.2, 0.5)], 0.012),
        // Pressed together once: large facets, few ridges.
        ("Crushed", [new(46, 0.044, 1.0, 0.8), new(22, 0.027, 1.0, 0.6), new(7, 0.006, 1.2, 0.4)], 0.016),
        // Carried about and smoothed out: soft, with fine wrinkles.
        ("Handled", [new(40, 0.030, 0.5, 0.3), new(13, 0.022, 0.8, 0.4), new(5, 0.012, 1.2, 0.5)], 0.020),
        // Balled and flattened more than once.
        ("Worn", [new(28, 0.031, 0.8, 0.5), new(11, 0.034, 1.0, 0.7), new(4.5, 0.016, 1.2, 0.6)], 0.010),
    ];

    private static readonly string[] s_names = [.. s_sheets.SelectMany(s => s_lights, (s, l) => s.Name + l.Name)];
    private static readonly ConcurrentDictionary<string, Lazy<QuiltTexture>> s_made = new(StringComparer.Ordinal);

    /// <summary>The names, such as "BalledLeft".</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The texture of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static QuiltTexture Get(string name)
    {
        int index = Array.IndexOf(s_names, name);
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(name));
        return s_made.GetOrAdd(name, _ => new Lazy<QuiltTexture>(() => Make(index))).Value;
    }

    /// <summary>Makes a texture.</summary>
    /// <param name="index">Its place in <see cref="Names"/>; each is a sheet of its own.</param>
    internal static QuiltTexture Make(int index)
    {
        var (_, facets, undulation) = s_sheets[index / s_lights.Length];
        var (_, from, height) = s_lights[index % s_lights.Length];
        var heights = CrumpledSheet.Heights(Size, (ulong)index + 1, facets, undulation);
        double azimuth = from * Math.PI / 180, elevation = height * Math.PI / 180;
        var shift = new TextureShift(Size, Size, heights, azimuth + Math.PI);
        return new QuiltTexture(Size, Size, Shade(heights, (float)(Math.Cos(azimuth) / Math.Tan(elevation)), (float)(-Math.Sin(azimuth) / Math.Tan(elevation))), shift);
    }

    /// <summary>Lambert's law, relative to a flat sheet.</summary>
    /// <param name="heights">Heights in mm.</param>
    /// <param name="lightX">Where the light comes from: to the right, per height.</param>
    /// <param name="lightY">Downwards, per height.</param>
    private static float[] Shade(float[] heights, float lightX, float lightY)
    {
        var factors = new float[Size * Size];
        const float PerStep = QuiltTexture.PerMm / 2f;
        for (int y = 0; y < Size; y++)
        {
            var row = heights.AsSpan(y * Size, Size);
            var above = heights.AsSpan(Math.Max(0, y - 1) * Size, Size);
            var below = heights.AsSpan(Math.Min(Size - 1, y + 1) * Size, Size);
            var to = factors.AsSpan(y * Size, Size);
            for (int x = 0; x < Size; x++)
            {
                float dx = (row[Math.Min(Size - 1, x + 1)] - row[Math.Max(0, x - 1)]) * PerStep, dy = (below[x] - above[x]) * PerStep;
                float lambert = Math.Max(0, 1 - dx * lightX - dy * lightY) / MathF.Sqrt(1 + dx * dx + dy * dy);
                to[x] = Ambient + (1 - Ambient) * lambert;
            }
        }
        return factors;
    }
}
