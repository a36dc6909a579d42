// What wear does to a sheet, in three ways that the renderer applies each at its time.
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Wear;

/// <summary>One stage of wear, made ready for one sheet. All coordinates are those of the flat sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
internal abstract class WearEffect(WearStage stage)
{
    /// <summary>The stage, resolved.</summary>
    public WearStage Stage { get; } = stage;

    /// <summary>Adds how the paper shifts.</summary>
    /// <param name="field">The shifts of all wear.</param>
    /// <param name="cancellation">Polled where the work is long.</param>
    public virtual void Bend(Displacement field, CancellationToken cancellation = default)
    {
    }

    /// <summary>Changes the sheet's colours: worn ink, stains.</summary>
    /// <param name="sheet">The drawn sheet.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Polled where the work is long.</param>
    public virtual void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation = default)
    {
    }

    /// <summary>Multiplies the light that falls on the sheet.</summary>
    /// <param name="light">Gives the plane; not asked for, it isn't made.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Polled where the work is long.</param>
    public virtual void Shade(Func<LightPlane> light, double scale, CancellationToken cancellation = default)
    {
    }

    /// <summary>Takes paper away, after all marks are made.</summary>
    /// <param name="sheet">The drawn sheet, whose colours change along tears.</param>
    /// <param name="paper">Gives the plane; not asked for, it isn't made.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Polled where the work is long.</param>
    public virtual void Tear(PixelBuffer sheet, Func<PaperPlane> paper, double scale, CancellationToken cancellation = default)
    {
    }

    /// <summary>What of it hides the sheet, or is a hole in it.</summary>
    public virtual IEnumerable<IOccluder> Occluders => [];
}
