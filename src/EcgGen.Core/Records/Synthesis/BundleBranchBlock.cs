// Bundle branch block: one ventricle is excited late, through muscle, from the other.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// The criteria are those of the AHA/ACCF/HRS recommendations, part III (Surawicz et al., Circulation 119:e235–e240, 2009). Durations here are
/// nominal; the record's QrsDuration stretches them.
/// </summary>
internal static class BundleBranchBlock
{
    // The septum from right to left: no q in lateral leads. Then two humps of the free wall, and a slow end.
    private static readonly Wave[] LeftBlocked =
    [
        new(-0.044, 0.0125, new(0.20, 0.07, -0.05), Wave.QrsRateExponent),
        new(-0.016, 0.0145, new(0.68, 0.34, 0.52), Wave.QrsRateExponent),
        new(0.015, 0.0155, new(0.62, 0.18, 0.90), Wave.QrsRateExponent),
        new(0.045, 0.0150, new(0.72, 0.13, 0.68), Wave.QrsRateExponent),
        new(0.066, 0.0120, new(0.18, 0.02, 0.16), Wave.QrsRateExponent),
    ];

    // The right ventricle at last: to the right and forwards, slowly.
    private static readonly Wave[] RightLate =
    [
        new(0.042, 0.0130, new(-0.28, 0.02, -0.34), Wave.QrsRateExponent),
        new(0.064, 0.0140, new(-0.34, 0.04, -0.42), Wave.QrsRateExponent),
        new(0.086, 0.0110, new(-0.14, 0.02, -0.16), Wave.QrsRateExponent),
    ];

    private static readonly DipoleVector LeftT = new(-0.26, -0.08, -0.34), LeftSt = new(-0.05, -0.01, -0.11);
    private static readonly DipoleVector RightT = new(0.32, 0.18, 0.16), RightSt = new(0.01, 0, 0.03);

    public static BeatShape Left(BeatShape normal, Philox random)
    {
        double gain = random.Uniform(0.9, 1.25);
        var qrs = normal.Qrs.WithWaves(Array.ConvertAll(LeftBlocked, w => w with
        {
            Width = w.Width * random.Uniform(0.95, 1.05),
            Moment = gain * random.Uniform(0.94, 1.06) * Morphologies.Vary(w.Moment, 5, random),
        }));
        return normal.WithQrs(qrs).WithT(gain * Morphologies.Vary(LeftT, 8, random)).WithSt(gain * LeftSt);
    }

    public static BeatShape Right(BeatShape normal, Philox random)
    {
        double gain = random.Uniform(0.9, 1.2);
        // What the left ventricle does behind the septum no longer stands alone: the right one already pulls forwards.
        var left = Array.ConvertAll(normal.Qrs.Waves, w => w with { Moment = w.Moment with { Z = w.Moment.Z * (w.Moment.Z > 0 ? 0.6 : 1) } });
        var late = Array.ConvertAll(RightLate, w => w with
        {
            Moment = gain * random.Uniform(0.95, 1.05) * Morphologies.Vary(w.Moment, 5, random),
        });
        return normal.WithQrs(normal.Qrs.WithWaves([.. left, .. late])).WithT(random.Uniform(0.85, 1.15) * Morphologies.Vary(RightT, 6, random)).WithSt(RightSt);
    }
}
