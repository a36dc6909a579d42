// Noise of a sensor in an image; the noise of electrodes in a signal is NoiseStage's.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// Noise of several kinds at once, in grey levels of sRGB bytes. A kind that is null is absent, unless all are: then a realistic mixture is chosen when
/// the recipe is resolved. Sums are rounded once and clipped to 0–255, as in the paper's Eq. 6, so that noise darkens pure white on average.
/// </summary>
public sealed record ImageNoiseStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "imageNoise";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>Standard deviation of normal noise (the paper's Eq. 5), 0–100.</summary>
    public double? Gaussian { get; init; }

    /// <summary>
    /// λ of the paper's Eq. 6, 0–100: a number from a Poisson distribution is added, which brightens by λ on average. It does not depend on the image; that
    /// is what <see cref="Shot"/> does.
    /// </summary>
    public double? Poisson { get; init; }

    /// <summary>
    /// Shot noise of photons, 0–50: its standard deviation at white, before clipping. In linear light the variance is in proportion to the light.
    /// </summary>
    public double? Shot { get; init; }

    /// <summary>The part of pixels that become black or white (the paper's Eq. 7), 0–1.</summary>
    public double? SaltPepper { get; init; }

    /// <summary>Of these, the part that becomes white, 0–1; null for the paper's half.</summary>
    public double? SaltShare { get; init; }

    /// <summary>Standard deviation of what a whole row differs by, 0–50.</summary>
    public double? Row { get; init; }

    /// <summary>Standard deviation of what a whole column differs by, 0–50: the streaks of a scanner's line of sensors.</summary>
    public double? Column { get; init; }

    /// <summary>Photosites that glow, in a million, 0–100000. A glow reaches the neighbours, as a colour sensor's missing colours are filled from them.</summary>
    public double? HotPixel { get; init; }

    /// <summary>The same noise in all three channels, as of a sensor without colours.</summary>
    public bool? Monochrome { get; init; }

    /// <summary>Seeds the noise.</summary>
    public int? Seed { get; init; }
}
