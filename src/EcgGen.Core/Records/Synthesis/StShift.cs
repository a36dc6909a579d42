// ST elevation and depression: a current of injury that points to a territory, or away from it.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// One vector per territory, chosen so that its leads pass the thresholds of the Fourth Universal Definition of Myocardial Infarction (Thygesen et al.,
/// Circulation 138:e618–e651, 2018) in every person drawn; the reciprocal changes follow from it.
/// </summary>
internal static class StShift
{
    /// <summary>In mV, at 1.</summary>
    public static readonly DipoleVector Anterior = new(0.05, -0.02, -0.22), Inferior = new(-0.06, 0.17, 0.04), Lateral = new(0.18, -0.11, 0.08);

    public static BeatShape Elevation(BeatShape normal, DipoleVector territory, Philox random)
    {
        var shift = random.Uniform(1.2, 1.9) * Morphologies.Vary(territory, 3, random);
        // T is tall over the injury, and rises out of ST.
        return normal.WithT(normal.T.At(normal.T.Peak) + random.Uniform(0.7, 1.1) * shift).WithSt(shift);
    }

    public static BeatShape Depression(BeatShape normal, DipoleVector territory, Philox random)
    {
        var shift = random.Uniform(-1.2, -0.8) * Morphologies.Vary(territory, 3, random);
        return normal.WithT(0.55 * normal.T.At(normal.T.Peak) + random.Uniform(0.3, 0.7) * shift).WithSt(shift);
    }
}
