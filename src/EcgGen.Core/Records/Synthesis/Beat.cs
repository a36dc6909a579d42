// One beat in time: when, of what kind, and what its waves adapt to.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>What a beat looks like.</summary>
internal enum BeatKind
{
    /// <summary>Conducted from the atria; in paced rhythms, paced.</summary>
    Conducted,
    /// <summary>From a focus in a ventricle.</summary>
    Ventricular,
    /// <summary>From a focus in the atria, conducted.</summary>
    Atrial,
    /// <summary>A P wave alone.</summary>
    Blocked,
}

/// <summary>One beat.</summary>
/// <param name="Time">Its R peak, in seconds from the record's first sample; may lie outside of the record.</param>
/// <param name="AdaptedRR">The RR interval that the repolarisation has adapted to, in seconds.</param>
/// <param name="Respiration">Where respiration stands: mean 0, standard deviation 1.</param>
internal readonly record struct Beat(double Time, double AdaptedRR, double Respiration)
{
    public BeatKind Kind { get; init; }

    /// <summary>The atria's interval, that P adapts to, in seconds.</summary>
    public double AdaptedPP { get; init; } = AdaptedRR;

    /// <summary>By how much longer than the person's the way through the AV node takes, in seconds.</summary>
    public double ConductionDelay { get; init; }
}
