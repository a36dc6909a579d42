// Noise of electrodes, body and mains, added to a record's signal.
namespace EcgGen;

/// <summary>
/// Noise of several kinds at once. Each amplitude is the root mean square at one electrode in mV; with <see cref="Snr"/> the amplitudes are
/// proportions, and their sum is scaled to the ratio.
/// </summary>
public sealed record NoiseStage : SignalStage
{
    /// <summary>The discriminator, which also keys the noise.</summary>
    public const string Kind = "noise";

    /// <summary>The seed.</summary>
    public int Seed { get; init; }

    /// <summary>Baseline wander by respiration and drift, below 0.5 Hz.</summary>
    public double? BaselineWander { get; init; }

    /// <summary>Interference from the mains, with harmonics.</summary>
    public double? Powerline { get; init; }

    /// <summary>The mains' frequency in Hz; null for 50.</summary>
    public double? PowerlineFrequency { get; init; }

    /// <summary>Muscle noise, 20–150 Hz, swelling and fading.</summary>
    public double? Muscle { get; init; }

    /// <summary>Artefacts of single electrodes that move.</summary>
    public double? Motion { get; init; }

    /// <summary>White noise.</summary>
    public double? White { get; init; }

    /// <summary>Time-varying autoregressive noise.</summary>
    public double? Autoregressive { get; init; }

    /// <summary>Noise from a recording.</summary>
    public double? Recorded { get; init; }

    /// <summary>The recording that <see cref="Recorded"/> is taken from.</summary>
    public RecordSource? NoiseRecord { get; init; }

    /// <summary>The noise recording's id.</summary>
    public string? NoiseSha256 { get; init; }

    /// <summary>
    /// Signal to noise in dB, of the whole record: the power of all leads, each without its mean, over the power of all noise. Null
    /// leaves the amplitudes as they are.
    /// </summary>
    public double? Snr { get; init; }
}
