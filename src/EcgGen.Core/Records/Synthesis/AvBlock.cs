// Second-degree AV block: which P waves are conducted, and how late.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>Takes the beats of a sinus rhythm and lets the AV node drop some.</summary>
internal static class AvBlock
{
    /// <summary>
    /// Wenckebach: cycles of four or five P waves, the last one dropped. PR grows by ever smaller steps, so that RR shortens before the pause.
    /// </summary>
    public static Beat[] Wenckebach(Beat[] sinus, Philox random)
    {
        double firstStep = random.Uniform(0.070, 0.095);
        double[] delays = [0, firstStep, 1.5 * firstStep, 1.75 * firstStep];
        var beats = new Beat[sinus.Length];
        int length = 4 + random.NextInt(2), place = random.NextInt(length);
        for (int i = 0; i < beats.Length; i++)
        {
            bool dropped = place == length - 1;
            beats[i] = dropped
                ? sinus[i] with { Kind = BeatKind.Blocked }
                : sinus[i] with { Time = sinus[i].Time + delays[place], ConductionDelay = delays[place] };
            if (++place == length)
                (place, length) = (0, 4 + random.NextInt(2));
        }
        return beats;
    }

    /// <summary>Mobitz 2: a constant PR, and dropped beats in a fixed ratio.</summary>
    public static Beat[] Mobitz2(Beat[] sinus, RhythmPattern pattern, Philox random)
    {
        int length = pattern is RhythmPattern.ThreeToTwo or RhythmPattern.ThreeToOne ? 3 : 4;
        int conducted = pattern is RhythmPattern.ThreeToTwo or RhythmPattern.FourToThree ? length - 1 : 1;
        int place = random.NextInt(length);
        // Repolarisation adapts to the ventricle's intervals, P to those of the atria.
        double stretch = (double)length / conducted;
        return Array.ConvertAll(sinus, b => b with
        {
            Kind = place++ % length < conducted ? BeatKind.Conducted : BeatKind.Blocked,
            AdaptedPP = b.AdaptedRR,
            AdaptedRR = b.AdaptedRR * stretch,
        });
    }
}
