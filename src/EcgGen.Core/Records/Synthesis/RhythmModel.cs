// The beats of every rhythm, and the atrial waves that come with some.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>What a rhythm puts into a record.</summary>
/// <param name="Beats">All beats that reach into it, in order of their P waves or, without, of their QRS.</param>
/// <param name="AtrialWaves">What I, II and V1–V6 see of atria that do not beat, in mV; null where they beat.</param>
internal sealed record RhythmModel(Beat[] Beats, double[][]? AtrialWaves = null)
{
    /// <summary>Draws the rhythm of a resolved source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="count">Samples in the record.</param>
    /// <param name="key">A generator for each purpose.</param>
    /// <param name="cancellation">Polled a few times.</param>
    public static RhythmModel Draw(SyntheticSource source, int count, Func<string, Philox> key, CancellationToken cancellation)
    {
        double deviation = source.HeartRateVariability!.Value;
        var sinus = SinusNode.Draw(source.HeartRate!.Value, deviation, source.Duration, key("rhythm"));
        Philox Conduction() => key("conduction");
        double[][] Fibrillation(double from, double to)
        {
            var random = key("atrialWaves");
            return AtrialFibrillation.Waves(source.PAmplitude * random.Uniform(from, to), source.SamplingRate, count, random, cancellation);
        }

        switch (source.Rhythm)
        {
            case EcgRhythm.AtrialFibrillation:
                return new(AtrialFibrillation.Beats(sinus, deviation, Conduction()), Fibrillation(0.06, 0.13));
            case EcgRhythm.AtrialFlutter:
                var (beats, waveNumbers) = AtrialFlutter.Conduct(sinus, source.Pattern!.Value, Conduction());
                var atria = key("atrialWaves");
                double amplitude = source.PAmplitude * atria.Uniform(0.25, 0.38);
                return new(beats, AtrialFlutter.Waves(beats, waveNumbers, source.SamplingRate, count, amplitude, atria, cancellation));
            case EcgRhythm.PrematureVentricular:
                return new(PrematureBeats.Insert(sinus, BeatKind.Ventricular, source.Pattern!.Value, source.Duration, Conduction()));
            case EcgRhythm.PrematureAtrial:
                return new(PrematureBeats.Insert(sinus, BeatKind.Atrial, source.Pattern!.Value, source.Duration, Conduction()));
            case EcgRhythm.AvBlock2Mobitz1:
                return new(AvBlock.Wenckebach(sinus.ToBeats(), Conduction()));
            case EcgRhythm.AvBlock2Mobitz2:
                return new(AvBlock.Mobitz2(sinus.ToBeats(), source.Pattern!.Value, Conduction()));
            case EcgRhythm.Paced when source.Pattern == RhythmPattern.Ventricular:
                return new(sinus.ToBeats(), Fibrillation(0.02, 0.04));
            default:
                return new(sinus.ToBeats());
        }
    }
}
