// From the heart's dipole to the twelve leads: Dower's matrix, varied a little from chest to chest.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// The lead vectors of one body. I, II and V1–V6 are those of Dower, Machado and Osborne ("On deriving the electrocardiogram from
/// vectorcardiographic leads", Clin. Cardiol. 3:87–95, 1980; confirmed by Edenbrandt and Pahlm, J. Electrocardiol. 21:361–367, 1988);
/// III, aVR, aVL and aVF follow from I and II by Einthoven's and Goldberger's laws, exactly.
/// </summary>
internal sealed class LeadField
{
    private static readonly DipoleVector LeadI = new(0.632, -0.235, 0.059);
    private static readonly DipoleVector LeadII = new(0.235, 1.066, -0.132);
    private static readonly DipoleVector[] Chest =
    [
        new(-0.515, 0.157, -0.917),
        new(0.044, 0.164, -1.387),
        new(0.882, 0.098, -1.277),
        new(1.213, 0.127, -0.601),
        new(1.125, 0.127, -0.086),
        new(0.831, 0.076, 0.230),
    ];

    private readonly DipoleVector[] _chest;

    private LeadField(DipoleVector[] chest) => _chest = chest;

    /// <summary>Draws a body: how near the heart lies to the chest wall, to its right or left end, and to each electrode.</summary>
    public static LeadField Draw(Philox random)
    {
        double nearness = random.Uniform(0.84, 1.0), tilt = random.Uniform(-0.03, 0.03);
        return new LeadField([.. Chest.Select((v, i) => nearness * (1 + tilt * (i - 2.5)) * random.Uniform(0.96, 1.04) * v)]);
    }

    /// <summary>The twelve leads in their usual order, in mV, of a dipole given by its x, y and z over time.</summary>
    public double[][] Project(double[][] dipole, CancellationToken cancellation)
    {
        var first = Project(LeadI, dipole, cancellation);
        var second = Project(LeadII, dipole, cancellation);
        return
        [
            first,
            second,
            Combine(first, second, (i, ii) => ii - i),
            Combine(first, second, (i, ii) => -(i + ii) / 2),
            Combine(first, second, (i, ii) => i - ii / 2),
            Combine(first, second, (i, ii) => ii - i / 2),
            .. _chest.Select(v => Project(v, dipole, cancellation)),
        ];
    }

    private static double[] Project(DipoleVector lead, double[][] dipole, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double[] x = dipole[0], y = dipole[1], z = dipole[2];
        var samples = new double[x.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = lead.X * x[i] + lead.Y * y[i] + lead.Z * z[i];
        return samples;
    }

    private static double[] Combine(double[] first, double[] second, Func<double, double, double> law)
    {
        var samples = new double[first.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = law(first[i], second[i]);
        return samples;
    }
}
