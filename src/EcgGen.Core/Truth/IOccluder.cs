// What hides a part of the sheet.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>Something opaque over the sheet, or a hole in it. A stage that lays one there adds it to <see cref="PageScene.Occluders"/>; truth then flags the samples under it, and layers leave out what can't be seen.</summary>
public interface IOccluder
{
    /// <summary>Whether a place of the sheet, in mm, can't be seen.</summary>
    bool Hides(Point2 sheet);

    /// <summary>Draws how much of each pixel of the flat sheet it hides.</summary>
    /// <param name="mask">Takes it, in bounds of its own.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="sheet">The whole sheet in pixels.</param>
    void Draw(CoverageMask mask, double scale, PixelRect sheet);

    /// <summary>How a sample there is flagged: occluded, or lost with the paper.</summary>
    SampleFlagKind Flag => SampleFlagKind.Occluded;
}
