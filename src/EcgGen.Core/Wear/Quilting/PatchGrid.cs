// Sizes of a quilt: patches in rows and columns that overlap.
namespace EcgGen.Core.Wear.Quilting;

/// <summary>How patches lie; all in samples.</summary>
public readonly record struct PatchGrid
{
    /// <summary>Covers an area.</summary>
    /// <param name="width">The area's width.</param>
    /// <param name="height">The area's height.</param>
    /// <param name="patch">A patch's side.</param>
    /// <param name="overlap">How far neighbours overlap, at most half a patch.</param>
    public PatchGrid(int width, int height, int patch, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 2 * QuiltTexture.Coarse);
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, QuiltTexture.Coarse);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(overlap, patch / 2);
        (Width, Height, Patch, Overlap) = (width, height, patch, overlap);
        Columns = Math.Max(1, (width - overlap + Step - 1) / Step);
        Rows = Math.Max(1, (height - overlap + Step - 1) / Step);
    }

    /// <summary>The area's width.</summary>
    public int Width { get; }

    /// <summary>The area's height.</summary>
    public int Height { get; }

    /// <summary>A patch's side.</summary>
    public int Patch { get; }

    /// <summary>How far neighbours overlap.</summary>
    public int Overlap { get; }

    /// <summary>From one patch to the next.</summary>
    public int Step => Patch - Overlap;

    /// <summary>Patches in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of patches.</summary>
    public int Rows { get; }
}

/// <summary>A place in a texture: the left top sample of a patch.</summary>
/// <param name="X">The column.</param>
/// <param name="Y">The row.</param>
public readonly record struct PatchSource(int X, int Y);
