// What a cart's measuring program prints: rate, intervals, axes, and the facts that its statements stand on.
namespace EcgGen.Core.Measure;

/// <summary>
/// Measured values of a record; null is what the signal does not show. Intervals are of the representative beat, global over all leads, as
/// recommended for automated analysis (Kligfield et al., Circulation 115:1306–1324, 2007).
/// </summary>
public sealed record EcgMeasurement
{
    /// <summary>Ventricular rate over all beats, in beats per minute.</summary>
    public double? HeartRate { get; init; }

    /// <summary>Mean RR interval over all beats, in seconds: 60 over <see cref="HeartRate"/>.</summary>
    public double? RR => 60 / HeartRate;

    /// <summary>From the onset of P to that of QRS, in seconds.</summary>
    public double? PR { get; init; }

    /// <summary>Duration of P, in seconds.</summary>
    public double? PDuration { get; init; }

    /// <summary>From the onset of QRS to the J point, in seconds.</summary>
    public double? Qrs { get; init; }

    /// <summary>From the onset of QRS to the end of T, in seconds.</summary>
    public double? QT { get; init; }

    /// <summary>QT over the square root of RR in seconds (Bazett, Heart 7:353–370, 1920).</summary>
    public double? QTc => QT / Math.Sqrt(RR ?? double.NaN) is { } value && double.IsFinite(value) ? value : null;

    /// <summary>Frontal axis of P by its net areas, in degrees, −180 (not included) to 180.</summary>
    public double? PAxis { get; init; }

    /// <summary>Frontal axis of QRS by its net areas, in degrees, −180 (not included) to 180.</summary>
    public double? QrsAxis { get; init; }

    /// <summary>Frontal axis of T by its net areas, in degrees, −180 (not included) to 180.</summary>
    public double? TAxis { get; init; }

    /// <summary>Rhythm facts.</summary>
    public RhythmFacts Rhythm { get; init; } = new();

    /// <summary>The waves of the representative beat in each lead; the limb leads that follow from I and II included.</summary>
    public IReadOnlyList<LeadWaves> Leads { get; init; } = [];

    /// <summary>A lead's waves, or null.</summary>
    public LeadWaves? this[string lead]
    {
        get
        {
            foreach (var waves in Leads)
            {
                if (waves.Lead == lead)
                    return waves;
            }
            return null;
        }
    }

    /// <summary>Measures the first ten seconds of a record. Never fails: what can't be measured is null.</summary>
    public static EcgMeasurement Measure(SignalView signal) => Measurer.Measure(signal);
}

/// <summary>What the order of beats shows.</summary>
public sealed record RhythmFacts
{
    /// <summary>QRS complexes found.</summary>
    public int Beats { get; init; }

    /// <summary>Standard deviation of the RR intervals over their mean, premature beats and the pauses behind them left out; null with fewer than three.</summary>
    public double? Irregularity { get; init; }

    /// <summary>Whether the dominant beats follow P waves; null where noise hides the answer.</summary>
    public bool? HasP { get; init; }

    /// <summary>Early beats of another shape.</summary>
    public int VentricularPrematureBeats { get; init; }

    /// <summary>Early beats of the dominant shape.</summary>
    public int SupraventricularPrematureBeats { get; init; }

    /// <summary>P waves that no QRS follows.</summary>
    public int BlockedP { get; init; }

    /// <summary>Whether PR grows from beat to beat before those (Wenckebach).</summary>
    public bool GrowingPR { get; init; }

    /// <summary>Flutter waves per minute, or null.</summary>
    public double? FlutterRate { get; init; }

    /// <summary>Whether spikes of a pacemaker stand before most QRS complexes.</summary>
    public bool Paced { get; init; }

    /// <summary>Whether spikes stand before their P waves too.</summary>
    public bool AtriumPaced { get; init; }
}

/// <summary>The waves of one lead, in mV, relative to the level before QRS. Q, R and S are sizes, 0 or more.</summary>
/// <param name="Lead">Its name.</param>
/// <param name="Q">The depth before R.</param>
/// <param name="QDuration">How long that lasts, in seconds.</param>
/// <param name="R">The height of QRS.</param>
/// <param name="S">The depth after R.</param>
/// <param name="Late">The level of the last third of QRS, with its sign: what bundle branch blocks move.</param>
/// <param name="J">ST at the J point.</param>
/// <param name="St">ST 60 ms behind the J point.</param>
/// <param name="T">The largest deflection of T, with its sign; NaN if there is no T.</param>
public readonly record struct LeadWaves(string Lead, double Q, double QDuration, double R, double S, double Late, double J, double St, double T);
