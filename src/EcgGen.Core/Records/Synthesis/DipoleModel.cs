// One person's heart as a moving dipole: P, QRS and T as Gaussians, drawn around a normal heart, and their sum over the beats.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// The dipole of Sameni et al. 2007, integrated: in every beat a sum of Gaussians of the cardiac phase θ. A Gaussian at
/// θᵢ of width bᵢ, in a beat of angular velocity ω, is one in time at θᵢ/ω after the R peak, of width bᵢ/ω. It is evaluated in that
/// closed form, and beats overlap and add, so that the trace is smooth through any change of ω and nothing need be integrated or
/// wrapped; an ODE solver would only approach the same sum. As in McSharry et al. 2003, phases scale with the rate so that the
/// T wave's time goes with √RR (Bazett); that of P hardly changes, that of QRS not at all.
/// Each Gaussian has one moment vector for the three components. The moments were fitted so that Dower's leads look normal: the
/// sets published for single patients give too tall a P and T in V2 and V3 with them.
/// </summary>
internal sealed class DipoleModel
{
    private const double QrsRateExponent = 0, PRateExponent = 0.2, TRateExponent = 0.5;

    /// <summary>Beyond this many widths a Gaussian is below 2·10⁻⁸ of its peak.</summary>
    private const double Reach = 6;

    /// <param name="Time">Of the peak after the R peak, in seconds, at an RR interval of 1 s.</param>
    /// <param name="Width">Standard deviation, in seconds, at an RR interval of 1 s.</param>
    /// <param name="Moment">In mV of Frank's leads.</param>
    /// <param name="RateExponent">Time and width go with RR to this power.</param>
    private readonly record struct Wave(double Time, double Width, DipoleVector Moment, double RateExponent);

    private static readonly Wave[] NormalP =
    [
        new(-0.156, 0.017, new(0.060, 0.083, -0.035), PRateExponent), // right atrium
        new(-0.128, 0.018, new(0.115, 0.062, 0.030), PRateExponent),  // left atrium
    ];

    private static readonly Wave[] NormalQrs =
    [
        new(-0.025, 0.0065, new(-0.16, -0.05, -0.13), QrsRateExponent), // septum
        new(-0.011, 0.0065, new(0.30, 0.25, -0.42), QrsRateExponent),   // apex and anterior wall
        new(0, 0.0075, new(1.15, 0.72, 0.25), QrsRateExponent),         // free wall of the left ventricle
        new(0.014, 0.0075, new(0.28, 0.10, 0.99), QrsRateExponent),     // posterior wall
        new(0.027, 0.0065, new(-0.14, 0.02, 0.16), QrsRateExponent),    // base
    ];

    // Three Gaussians, ever narrower, make the slow rise and the faster fall.
    private static readonly Wave[] NormalT =
    [
        new(0.215, 0.051, new(0.100, 0.055, -0.055), TRateExponent),
        new(0.264, 0.036, new(0.170, 0.095, -0.085), TRateExponent),
        new(0.293, 0.0255, new(0.165, 0.100, -0.085), TRateExponent),
    ];

    private readonly Wave[] _waves;
    private readonly double _gainPerBreath;
    private readonly double _degreesPerBreath;

    private DipoleModel(Wave[] waves, double gainPerBreath, double degreesPerBreath) =>
        (_waves, _gainPerBreath, _degreesPerBreath) = (waves, gainPerBreath, degreesPerBreath);

    /// <summary>
    /// Draws a person. All ranges are bounded, and narrow enough that every draw is within normal limits at rest: QRS 70–105 ms,
    /// axis −10…90°, PR 120–200 ms, QTc 360–450 ms, and the amplitudes that the tests list.
    /// </summary>
    public static DipoleModel Draw(Philox random)
    {
        // The heart's position turns all waves, the earlier and later ones less than QRS.
        double frontal = random.Uniform(-18, 12), horizontal = random.Uniform(-8, 8), sagittal = random.Uniform(-6, 6);
        double gain = random.Uniform(0.89, 1.07);

        double duration = random.Uniform(0.95, 1.17);
        var qrs = NormalQrs.Select(w => w with
        {
            Time = w.Time * duration + random.Uniform(-0.001, 0.001),
            Width = w.Width * duration * random.Uniform(0.93, 1.07),
            Moment = gain * random.Uniform(0.94, 1.06)
                * w.Moment.TurnFrontal(random.Uniform(-4, 4)).TurnHorizontal(random.Uniform(-4, 4)).TurnSagittal(random.Uniform(-4, 4))
                    .TurnSagittal(sagittal).TurnHorizontal(horizontal).TurnFrontal(frontal),
        });

        double tTime = random.Uniform(0.995, 1.09), tGain = random.Uniform(0.85, 1.3) * Math.Sqrt(gain);
        double tFrontal = 0.4 * frontal + random.Uniform(-8, 8), tHorizontal = 0.5 * horizontal + random.Uniform(-10, 10);
        var t = NormalT.Select(w => w with
        {
            Time = w.Time * tTime,
            Width = w.Width * tTime * random.Uniform(0.95, 1.05),
            Moment = tGain * random.Uniform(0.9, 1.1) * w.Moment.TurnHorizontal(tHorizontal).TurnFrontal(tFrontal),
        });

        double pTime = random.Uniform(-0.020, 0.008), pGain = random.Uniform(0.65, 1.05);
        double pFrontal = 0.2 * frontal + random.Uniform(-8, 8), pHorizontal = random.Uniform(-10, 10);
        var p = NormalP.Select(w => w with
        {
            Time = w.Time + pTime + random.Uniform(-0.003, 0.003),
            Width = w.Width * random.Uniform(0.9, 1.1),
            Moment = pGain * random.Uniform(0.9, 1.1) * w.Moment.TurnHorizontal(pHorizontal).TurnFrontal(pFrontal),
        });

        return new DipoleModel([.. qrs, .. t, .. p], random.Uniform(0.005, 0.02), random.Uniform(0.3, 1.2));
    }

    /// <summary>The dipole's x, y and z over time, in mV of Frank's leads.</summary>
    /// <param name="beats">All beats that reach into the record, in order.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="count">Samples.</param>
    /// <param name="cancellation">Polled once per beat.</param>
    public double[][] Simulate(Beat[] beats, double samplingRate, int count, CancellationToken cancellation)
    {
        double[] x = new double[count], y = new double[count], z = new double[count];
        foreach (var beat in beats)
        {
            cancellation.ThrowIfCancellationRequested();
            // Breathing in lowers the heart: its axis turns towards the feet, and the air around it dampens all leads.
            double gain = 1 - _gainPerBreath * beat.Respiration, turn = _degreesPerBreath * beat.Respiration;
            foreach (var wave in _waves)
            {
                double scale = Math.Pow(beat.AdaptedRR, wave.RateExponent);
                double centre = (beat.Time + wave.Time * scale) * samplingRate, width = wave.Width * scale * samplingRate;
                var moment = gain * wave.Moment.TurnFrontal(turn);
                int from = (int)Math.Max(0, Math.Ceiling(centre - Reach * width));
                int to = (int)Math.Min(count - 1, Math.Floor(centre + Reach * width));
                for (int i = from; i <= to; i++)
                {
                    double d = (i - centre) / width;
                    double g = Math.Exp(-0.5 * d * d);
                    x[i] += moment.X * g;
                    y[i] += moment.Y * g;
                    z[i] += moment.Z * g;
                }
            }
        }
        return [x, y, z];
    }
}
