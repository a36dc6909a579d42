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
    private static readonly DipoleVector[] NormalChest =
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
        return new LeadField([.. NormalChest.Select((v, i) => nearness * (1 + tilt * (i - 2.5)) * random.Uniform(0.96, 1.04) * v)]);
    }

    /// <summary>A chest lead, 1–6, of a dipole; in mV.</summary>
    public double Chest(int number, DipoleVector dipole)
    {
        var lead = _chest[number - 1];
        return lead.X * dipole.X + lead.Y * dipole.Y + lead.Z * dipole.Z;
    }

    /// <summary>The twelve leads in their usual order, in mV.</summary>
    /// <param name="dipole">Its x, y and z over time.</param>
    /// <param name="near">What I, II and V1–V6 see besides, from near by; null for nothing.</param>
    /// <param name="cancellation">Polled once per lead.</param>
    public double[][] Project(double[][] dipole, double[][]? near, CancellationToken cancellation)
    {
        var first = Project(LeadI, dipole, near?[0], cancellation);
        var second = Project(LeadII, dipole, near?[1], cancellation);
        return
        [
            first,
            second,
            Combine(first, second, (i, ii) => ii - i),
            Combine(first, second, (i, ii) => -(i + ii) / 2),
            Combine(first, second, (i, ii) => i - ii / 2),
            Combine(first, second, (i, ii) => ii - i / 2),
            .. _chest.Select((v, i) => Project(v, dipole, near?[i + 2], cancellation)),
        ];
    }

    private static double[] Project(DipoleVector lead, double[][] dipole, double[]? near, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double[] x = dipole[0], y = dipole[1], z = dipole[2];
        var samples = new double[x.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = lead.X * x[i] + lead.Y * y[i] + lead.Z * z[i];
        for (int i = 0; near is not null && i < samples.Length; i++)
            samples[i] += near[i];
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
