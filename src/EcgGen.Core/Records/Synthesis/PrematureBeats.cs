// Premature beats from a focus in the atria or in a ventricle: how often, how early, and the pause after them.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// A single ventricular beat leaves the sinus node alone: its next P finds the AV node refractory, the one after that is conducted, so that the
/// intervals before and after make two normal ones (a full compensatory pause). An atrial beat resets the node, and the
/// pause is a little longer than one interval. So it is after couplets, where the second beat goes back into the atria.
/// </summary>
internal static class PrematureBeats
{
    public static Beat[] Insert(IntervalSeries sinus, BeatKind kind, RhythmPattern pattern, double duration, Philox random)
    {
        // A focus fires at its own coupling interval, almost a constant share of RR.
        double coupling = kind == BeatKind.Ventricular ? random.Uniform(0.56, 0.66) : random.Uniform(0.62, 0.72);
        double secondCoupling = random.Uniform(0.52, 0.60), resetPause = random.Uniform(1.05, 1.15);
        var beats = new List<Beat>();
        double time = sinus.First, adapted = sinus.Mean;
        int normal = random.NextInt(2), wait = Wait(pattern, random);
        for (int i = 0; i < sinus.Intervals.Length - 1 && time < duration + 2 * sinus.Mean; i++)
        {
            double rr = sinus.Intervals[i];
            beats.Add(new Beat(time, adapted, sinus.Respiration[i]));
            adapted += IntervalSeries.Adaptation * (rr - adapted);
            if (++normal < wait)
            {
                time += rr;
                continue;
            }
            normal = 0;
            wait = Wait(pattern, random);
            double early = time + rr * (coupling + random.Uniform(-0.01, 0.01));
            beats.Add(new Beat(early, adapted, sinus.Respiration[i]) { Kind = kind });
            if (pattern == RhythmPattern.Couplets)
            {
                early += rr * (secondCoupling + random.Uniform(-0.01, 0.01));
                beats.Add(new Beat(early, adapted, sinus.Respiration[i]) { Kind = kind });
                time = early + rr * resetPause;
            }
            else if (kind == BeatKind.Ventricular)
            {
                beats.Add(new Beat(time + rr, adapted, sinus.Respiration[i]) { Kind = BeatKind.Blocked });
                time += rr + sinus.Intervals[++i];
            }
            else
            {
                time = early + rr * resetPause;
            }
        }
        return [.. beats];
    }

    /// <summary>How many normal beats come before the next premature one.</summary>
    private static int Wait(RhythmPattern pattern, Philox random) => pattern switch
    {
        RhythmPattern.Bigeminy => 1,
        RhythmPattern.Trigeminy => 2,
        _ => 3 + random.NextInt(4),
    };
}
