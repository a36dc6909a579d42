// P, QRS or T: a few Gaussians that clinicians see as one wave, with a beginning, a peak and an end.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>Waves that belong together and share their dependence on the rate. Immutable.</summary>
/// <param name="waves">At least one.</param>
/// <param name="edge">The share of the largest dipole at which the group begins and ends.</param>
internal sealed class WaveGroup(Wave[] waves, double edge)
{
    /// <summary>
    /// Where a wave's dipole crosses this share of its largest, it begins and ends. For QRS it is where the eye sees a deflection, about 15 µV
    /// of 1.5 mV; for P a little above the line. For T it is where the tangent to a Gaussian's steepest slope meets the baseline,
    /// 2 widths from its peak: e⁻² or a little less, as the end of T is not quite one Gaussian.
    /// </summary>
    public const double PEdge = 0.08, QrsEdge = 0.01, TEdge = 0.12;

    private const double Step = 0.0005;

    public Wave[] Waves { get; } = waves;

    /// <summary>Seconds from the beat's reference at an RR interval of 1 s.</summary>
    public double Onset => Bounds.Onset;

    /// <inheritdoc cref="Onset"/>
    public double Peak => Bounds.Peak;

    /// <inheritdoc cref="Onset"/>
    public double Offset => Bounds.Offset;

    /// <summary>How times go with an RR interval.</summary>
    public double RateExponent => Waves[0].RateExponent;

    /// <summary>Whether all its amplitudes are 0.</summary>
    public bool IsSilent => Array.TrueForAll(Waves, w => w.Moment == default);

    private (double Onset, double Peak, double Offset) Bounds => field != default ? field : field = Find();

    /// <summary>The same group with other waves.</summary>
    public WaveGroup WithWaves(Wave[] others) => new(others, edge);

    /// <summary>The same group with all waves changed.</summary>
    public WaveGroup Select(Func<Wave, Wave> change) => WithWaves(Array.ConvertAll(Waves, w => change(w)));

    /// <summary>All waves later by some seconds.</summary>
    public WaveGroup Shift(double seconds) => Select(w => w with { Time = w.Time + seconds });

    /// <summary>All times and widths longer by a factor.</summary>
    public WaveGroup Stretch(double factor) => Select(w => w with { Time = w.Time * factor, Width = w.Width * factor });

    /// <summary>The dipole of all the waves, some seconds after the beat's reference.</summary>
    public DipoleVector At(double time)
    {
        DipoleVector sum = default;
        foreach (var w in Waves)
        {
            double d = (time - w.Time) / (time < w.Time ? w.Width : w.Width * w.Fall);
            sum += Math.Exp(-0.5 * d * d) * w.Moment;
        }
        return sum;
    }

    private (double, double, double) Find()
    {
        double from = Waves.Min(w => w.Time - Wave.Reach * w.Width), to = Waves.Max(w => w.Time + Wave.Reach * w.Width * w.Fall);
        double peak = from;
        for (double t = from; t <= to; t += Step)
        {
            if (At(t).Length > At(peak).Length)
                peak = t;
        }
        peak = Largest(peak - Step, peak + Step);
        double level = edge * At(peak).Length, onset = from, offset = to;
        while (At(onset + Step).Length < level)
            onset += Step;
        while (At(offset - Step).Length < level)
            offset -= Step;
        return (Crossing(onset, onset + Step, level), peak, Crossing(offset, offset - Step, level));
    }

    private double Largest(double from, double to)
    {
        while (to - from > 1e-9)
        {
            double third = (to - from) / 3;
            if (At(from + third).Length < At(to - third).Length)
                from += third;
            else
                to -= third;
        }
        return (from + to) / 2;
    }

    private double Crossing(double below, double above, double level)
    {
        while (Math.Abs(above - below) > 1e-9)
        {
            double middle = (below + above) / 2;
            if (At(middle).Length < level)
                below = middle;
            else
                above = middle;
        }
        return (below + above) / 2;
    }
}
