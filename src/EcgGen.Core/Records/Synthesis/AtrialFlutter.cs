// Typical atrial flutter: the saw-tooth of a wave that circles in the right atrium, and the beats that it lets through.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// Counter-clockwise flutter around the tricuspid valve: in II, III and aVF a slow fall, a sharp negative wave and a fast rise, without an isoelectric
/// line; in V1 a positive wave. QRS is locked to the wave that is conducted.
/// </summary>
internal static class AtrialFlutter
{
    /// <summary>Flutter waves per minute.</summary>
    public const double SlowestRate = 220, FastestRate = 350;

    private static readonly double[] Inferior = [0.06, 1, 0, 0, 0, 0.03, 0.05, 0.08];
    private static readonly double[] Right = [0.05, -0.05, 1, 0.45, 0.15, 0, -0.08, -0.12];

    // The saw-tooth in II and the wave in V1, as (phase, level) of a cycle; cosines lead from point to point.
    private static readonly (double Phase, double Level)[] Saw = [(0, 0.42), (0.52, 0.02), (0.76, -0.58), (1, 0.42)];
    private static readonly (double Phase, double Level)[] Hump = [(0, -0.12), (0.45, -0.18), (0.78, 0.82), (1, -0.12)];

    /// <summary>Waves per conducted beat: the one number, or of variable conduction the mean.</summary>
    public static double Ratio(RhythmPattern pattern) => pattern switch
    {
        RhythmPattern.TwoToOne => 2,
        RhythmPattern.FourToOne => 4,
        _ => 3,
    };

    /// <summary>Makes a regular series of beats one of flutter. The cumulative numbers of waves at the beats come with it.</summary>
    public static (Beat[] Beats, double[] WaveNumbers) Conduct(IntervalSeries regular, RhythmPattern pattern, Philox random)
    {
        int count = regular.Intervals.Length;
        double ratio = Ratio(pattern), wave = random.NextDouble();
        var intervals = new double[count];
        var numbers = new double[count];
        int[] deck = [2, 3, 4];
        for (int i = 0; i < count; i++)
        {
            double waves = ratio;
            if (pattern == RhythmPattern.Variable)
            {
                if (i % deck.Length == 0)
                    Shuffle(deck, random);
                waves = deck[i % deck.Length];
            }
            numbers[i] = wave;
            intervals[i] = regular.Intervals[i] * waves / ratio;
            wave += waves;
        }
        return ((regular with { Intervals = intervals }).ToBeats(), numbers);
    }

    /// <summary>The flutter waves in I, II and V1–V6, in mV.</summary>
    /// <param name="beats">The beats, of which two or more are not later than any sample, and one later than all.</param>
    /// <param name="waveNumbers">How many waves have passed at each.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="count">Samples.</param>
    /// <param name="amplitude">From valley to peak in II, in mV.</param>
    /// <param name="random">A generator of its own.</param>
    /// <param name="cancellation">Polled twice.</param>
    public static double[][] Waves(
        Beat[] beats, double[] waveNumbers, double samplingRate, int count, double amplitude, Philox random, CancellationToken cancellation)
    {
        double hump = amplitude * random.Uniform(0.45, 0.75), onset = random.Uniform(0.05, 0.2);
        var saw = new double[count];
        var wave = new double[count];
        int b = 0;
        for (int i = 0; i < count; i++)
        {
            double t = i / samplingRate;
            while (b < beats.Length - 2 && beats[b + 1].Time <= t)
                b++;
            double waves = waveNumbers[b] - waveNumbers[0]
                + (waveNumbers[b + 1] - waveNumbers[b]) * (t - beats[b].Time) / (beats[b + 1].Time - beats[b].Time);
            double phase = waves + onset - Math.Floor(waves + onset);
            saw[i] = amplitude * Level(Saw, phase);
            wave[i] = hump * Level(Hump, phase);
        }
        var leads = AtrialLeads.Silent(count);
        AtrialLeads.Add(leads, Inferior, saw, cancellation);
        AtrialLeads.Add(leads, Right, wave, cancellation);
        return leads;
    }

    private static double Level((double Phase, double Level)[] course, double phase)
    {
        int i = 1;
        while (i < course.Length - 1 && course[i].Phase < phase)
            i++;
        var (from, to) = (course[i - 1], course[i]);
        double share = (phase - from.Phase) / (to.Phase - from.Phase);
        return from.Level + (to.Level - from.Level) * (1 - Math.Cos(Math.PI * share)) / 2;
    }

    private static void Shuffle(int[] deck, Philox random)
    {
        for (int i = deck.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (deck[i], deck[j]) = (deck[j], deck[i]);
        }
    }
}
