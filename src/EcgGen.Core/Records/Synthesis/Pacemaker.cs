// A pacemaker's spikes: where they are in a beat, and what the leads see of them.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>Spikes of one pacemaker. A spike lasts 1 ms, or one sample where samples are farther apart.</summary>
/// <param name="Ventricle">The spike's dipole in mV.</param>
/// <param name="Atrium">That of the atrial spike; null if only the ventricle is paced.</param>
internal sealed record Pacemaker(DipoleVector Ventricle, DipoleVector? Atrium)
{
    private const double Width = 0.001;

    /// <summary>The tissue answers after these times, in seconds.</summary>
    private const double VentricularLatency = 0.010, AtrialLatency = 0.020;

    public static Pacemaker Draw(bool sequential, Philox random)
    {
        // The lead comes from above: its tip is in the apex of the right ventricle, or in the right atrium's appendage.
        double polarity = random.NextInt(2) == 0 ? 1 : -1, height = random.Uniform(0.5, 1.2);
        DipoleVector apex = new(0.35, 0.80, -0.35), appendage = new(0.25, 0.65, -0.15);
        return new(polarity * height * apex, sequential ? polarity * height * 0.7 * appendage : null);
    }

    /// <summary>When a beat's spikes start, in order.</summary>
    public double[] Spikes(Beat beat, BeatShape shape)
    {
        double ventricle = beat.Time + shape.Qrs.Onset - VentricularLatency;
        return Atrium is null ? [ventricle] : [BeatTimes.Of(shape.P!, beat).Onset - AtrialLatency, ventricle];
    }

    /// <summary>Adds a beat's spikes to the dipole.</summary>
    public void Add(double[][] dipole, Beat beat, BeatShape shape, double samplingRate)
    {
        var spikes = Spikes(beat, shape);
        int samples = Math.Max(1, (int)Math.Round(Width * samplingRate));
        for (int s = 0; s < spikes.Length; s++)
        {
            var moment = s == spikes.Length - 1 ? Ventricle : Atrium!.Value;
            double first = Math.Round(spikes[s] * samplingRate);
            for (double i = Math.Max(0, first); i < Math.Min(first + samples, dipole[0].Length); i++)
            {
                dipole[0][(int)i] += moment.X;
                dipole[1][(int)i] += moment.Y;
                dipole[2][(int)i] += moment.Z;
            }
        }
    }
}
