// Beat annotations and wave fiducials that are known, not measured: what the synthesizer tells about its records.
namespace EcgGen;

/// <summary>One beat of a record, or a P wave that no QRS follows. All times are in seconds from the record's first sample.</summary>
public sealed record BeatTruth
{
    /// <summary>
    /// The annotation mnemonic of WFDB: N normally conducted, L and R with left or right bundle branch block, V premature
    /// ventricular, A premature atrial, / paced, x a P wave that is not conducted.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The P wave; null where there is none, or none within the record.</summary>
    public WaveTruth? P { get; init; }

    /// <summary>QRS: its peak is the R peak, its offset the J point. Null for a dropped beat, or outside of the record.</summary>
    public WaveTruth? Qrs { get; init; }

    /// <summary>The T wave, or null.</summary>
    public WaveTruth? T { get; init; }

    /// <summary>Where pacing spikes start; null without.</summary>
    public IReadOnlyList<double>? Spikes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Type} {(Qrs ?? P ?? T)?.Peak ?? Spikes?[0]:0.000}");
}

/// <summary>
/// Where a wave starts, peaks and ends, in seconds, to 1 µs. The peak is where the wave's own dipole is largest; onset and offset are where
/// it crosses 8 % (P), 1 % (QRS) or 12 % of that (T, whose slow ends clinicians cut by a tangent), whatever other waves are there.
/// One that the record's edge cuts has times outside of the record.
/// </summary>
/// <param name="Onset">Its beginning.</param>
/// <param name="Peak">Its largest deflection over all leads.</param>
/// <param name="Offset">Its end.</param>
public sealed record WaveTruth(double Onset, double Peak, double Offset)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Onset:0.000}–{Peak:0.000}–{Offset:0.000}");
}
