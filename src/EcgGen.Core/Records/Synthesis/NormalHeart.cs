// A healthy person's heart: P, QRS and T as Gaussians of the dipole, drawn around typical ones.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// The dipole of Sameni et al. 2007 with one moment vector for the three components of each Gaussian. The moments were fitted so that
/// Dower's leads look normal: the sets published for single patients give too tall a P and T in V2 and V3 with them.
/// </summary>
/// <param name="Beat">The waves of a conducted beat.</param>
/// <param name="GainPerBreath">By which share a breath of one standard deviation dampens the dipole.</param>
/// <param name="DegreesPerBreath">By how much it turns it in the frontal plane.</param>
internal sealed record NormalHeart(BeatShape Beat, double GainPerBreath, double DegreesPerBreath)
{
    private static readonly Wave[] NormalP =
    [
        new(-0.156, 0.017, new(0.060, 0.083, -0.035), Wave.PRateExponent), // right atrium
        new(-0.128, 0.018, new(0.115, 0.062, 0.030), Wave.PRateExponent),  // left atrium
    ];

    private static readonly Wave[] NormalQrs =
    [
        new(-0.025, 0.0065, new(-0.16, -0.05, -0.13), Wave.QrsRateExponent), // septum
        new(-0.011, 0.0065, new(0.30, 0.25, -0.42), Wave.QrsRateExponent),   // apex and anterior wall
        new(0, 0.0075, new(1.15, 0.72, 0.25), Wave.QrsRateExponent),         // free wall of the left ventricle
        new(0.014, 0.0075, new(0.28, 0.10, 0.99), Wave.QrsRateExponent),     // posterior wall
        new(0.027, 0.0065, new(-0.14, 0.02, 0.16), Wave.QrsRateExponent),    // base
    ];

    // Three Gaussians, ever narrower, make the slow rise and the faster fall.
    private static readonly Wave[] NormalT =
    [
        new(0.215, 0.051, new(0.100, 0.055, -0.055), Wave.TRateExponent),
        new(0.264, 0.036, new(0.170, 0.095, -0.085), Wave.TRateExponent),
        new(0.293, 0.0255, new(0.165, 0.100, -0.085), Wave.TRateExponent),
    ];

    /// <summary>
    /// Draws a person. All ranges are bounded, and narrow enough that every draw is within normal limits at rest: QRS 70–105 ms,
    /// axis −10…90°, PR 120–200 ms, QTc 360–450 ms, and the amplitudes that the tests list.
    /// </summary>
    public static NormalHeart Draw(Philox random)
    {
        // The heart's position turns all waves, the earlier and later ones less than QRS.
        double frontal = random.Uniform(-18, 12), horizontal = random.Uniform(-8, 8), sagittal = random.Uniform(-6, 6);
        double gain = random.Uniform(0.89, 1.07);
        double duration = random.Uniform(0.95, 1.17);

        double tTime = random.Uniform(0.995, 1.09), tGain = random.Uniform(0.85, 1.3) * Math.Sqrt(gain);
        double tFrontal = 0.4 * frontal + random.Uniform(-8, 8), tHorizontal = 0.5 * horizontal + random.Uniform(-10, 10);

        double pTime = random.Uniform(-0.020, 0.008), pGain = random.Uniform(0.65, 1.05);
        double pFrontal = 0.2 * frontal + random.Uniform(-8, 8), pHorizontal = random.Uniform(-10, 10);

        Wave[] qrs = Array.ConvertAll(NormalQrs, w => w with
        {
            Time = w.Time * duration + random.Uniform(-0.001, 0.001),
            Width = w.Width * duration * random.Uniform(0.93, 1.07),
            Moment = gain * random.Uniform(0.94, 1.06)
                * w.Moment.TurnFrontal(random.Uniform(-4, 4)).TurnHorizontal(random.Uniform(-4, 4)).TurnSagittal(random.Uniform(-4, 4))
                    .TurnSagittal(sagittal).TurnHorizontal(horizontal).TurnFrontal(frontal),
        });
        Wave[] t = Array.ConvertAll(NormalT, w => w with
        {
            Time = w.Time * tTime,
            Width = w.Width * tTime * random.Uniform(0.95, 1.05),
            Moment = tGain * random.Uniform(0.9, 1.1) * w.Moment.TurnHorizontal(tHorizontal).TurnFrontal(tFrontal),
        });
        Wave[] p = Array.ConvertAll(NormalP, w => w with
        {
            Time = w.Time + pTime + random.Uniform(-0.003, 0.003),
            Width = w.Width * random.Uniform(0.9, 1.1),
            Moment = pGain * random.Uniform(0.9, 1.1) * w.Moment.TurnHorizontal(pHorizontal).TurnFrontal(pFrontal),
        });
        var beat = new BeatShape(new(p, WaveGroup.PEdge), new(qrs, WaveGroup.QrsEdge), new(t, WaveGroup.TEdge));
        return new NormalHeart(beat, random.Uniform(0.005, 0.02), random.Uniform(0.3, 1.2));
    }
}
