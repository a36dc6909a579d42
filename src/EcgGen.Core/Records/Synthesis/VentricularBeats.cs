// Beats that start in a ventricle, by a focus or by a pacemaker: wide, because they spread through muscle, with T against QRS.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>Shapes of ventricular beats. Durations are nominal; the caller stretches them.</summary>
internal static class VentricularBeats
{
    // The apex of the right ventricle, its outflow tract, and the left ventricle: where QRS points to from there.
    private static readonly DipoleVector Apex = new(0.62, -0.62, 0.78), Outflow = new(0.22, 1.0, 0.72), LeftWall = new(-0.42, -0.5, -0.85);

    // (time, width, share of the amplitude)
    private static readonly (double Time, double Width, double Share)[] Course =
        [(-0.044, 0.0160, 0.5), (-0.006, 0.0185, 1), (0.034, 0.0185, 0.75), (0.060, 0.0140, 0.3)];

    /// <summary>The beat of a focus that the random numbers choose.</summary>
    public static BeatShape Premature(BeatShape normal, Philox random)
    {
        DipoleVector[] foci = [Apex, Outflow, LeftWall];
        var shape = From(foci[random.NextInt(foci.Length)], random.Uniform(1.1, 1.5), normal, random);
        return shape.WithQrsDuration(random.Uniform(0.135, 0.165)) with { P = null };
    }

    /// <summary>The beat of a pacemaker's lead in the apex of the right ventricle.</summary>
    public static BeatShape Paced(BeatShape normal, Philox random) => From(Apex, random.Uniform(0.85, 1.15), normal, random);

    private static BeatShape From(DipoleVector focus, double gain, BeatShape normal, Philox random)
    {
        var axis = Morphologies.Vary(focus, 8, random);
        double turn = random.Uniform(-14, 14);
        var qrs = normal.Qrs.WithWaves(Array.ConvertAll(Course, c => new Wave(
            c.Time, c.Width, gain * c.Share * random.Uniform(0.93, 1.07) * axis.TurnHorizontal(turn * c.Time / 0.04), Wave.QrsRateExponent)));
        double t = random.Uniform(0.40, 0.52);
        return normal.WithQrs(qrs).WithT(-t * gain * axis).WithSt(-0.12 * gain * axis);
    }
}
