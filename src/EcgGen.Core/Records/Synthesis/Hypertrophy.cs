// Left ventricular hypertrophy: more muscle to the left and the back, and repolarisation against it.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>Voltage by the index of Sokolow and Lyon (Am. Heart J. 37:161–186, 1949), with the strain pattern.</summary>
internal static class Hypertrophy
{
    private static readonly DipoleVector StrainT = new(-0.26, -0.06, -0.24), StrainSt = new(-0.12, -0.01, -0.09);

    public static BeatShape Left(BeatShape normal, LeadField field, Philox random)
    {
        double target = random.Uniform(3.9, 5.0), low = 1, high = 10;
        // Septum and apex, which pull forwards, stay as they are: R does not grow in V1–V3.
        WaveGroup Grown(double factor) => normal.Qrs.Select(w => w.Moment.Z < 0 ? w : w with
        {
            Moment = new(factor * w.Moment.X, Math.Sqrt(factor) * w.Moment.Y, factor * w.Moment.Z),
        });
        while (high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            if (SokolowLyon(Grown(middle), field) < target)
                low = middle;
            else
                high = middle;
        }
        double strain = random.Uniform(0.9, 1.3);
        return normal.WithQrs(Grown(high).Stretch(random.Uniform(1, 1.06)))
            .WithT(strain * Morphologies.Vary(StrainT, 6, random)).WithSt(strain * StrainSt);
    }

    /// <summary>S in V1 plus the taller R of V5 and V6, in mV.</summary>
    private static double SokolowLyon(WaveGroup qrs, LeadField field)
    {
        double s = 0, r = 0;
        for (double t = qrs.Onset; t < qrs.Offset; t += 0.001)
        {
            var dipole = qrs.At(t);
            s = Math.Max(s, -field.Chest(1, dipole));
            r = Math.Max(r, Math.Max(field.Chest(5, dipole), field.Chest(6, dipole)));
        }
        return s + r;
    }
}
