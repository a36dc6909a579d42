// What hides a part of the sheet.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>Something opaque over the sheet. A stage that lays one there adds it to <see cref="PageScene.Occluders"/>; truth then flags the samples under it.</summary>
public interface IOccluder
{
    /// <summary>Whether a place of the sheet, in mm, can't be seen.</summary>
    bool Hides(Point2 sheet);

    /// <summary>How a sample there is flagged: occluded, or lost with the paper.</summary>
    SampleFlagKind Flag => SampleFlagKind.Occluded;
}
