// Synthetic records: the twelve leads of a heart that does not exist, and the truth about every beat.
using EcgGen.Core.Random;
using EcgGen.Core.Records.Synthesis;

namespace EcgGen.Core.Records;

/// <summary>
/// Makes 12-lead records with the dynamical model of McSharry, Clifford, Tarassenko and Smith ("A dynamical model for generating
/// synthetic electrocardiogram signals", IEEE Trans. Biomed. Eng. 50:289–294, 2003) in the three-dimensional form of Sameni,
/// Clifford, Jutten and Shamsollahi ("Multichannel ECG and noise modeling", EURASIP J. Adv. Signal Process., 2007). Every pair of
/// seed and index is another person, healthy unless a rhythm or a morphology is asked for. The signals carry no noise and no
/// baseline wander: between T and P they are at 0 mV.
/// </summary>
public static class EcgSynthesizer
{
    /// <summary>The leads of every synthetic record, in order.</summary>
    public static IReadOnlyList<string> Leads { get; } = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>
    /// Checks a request and draws what it leaves null, within what rhythm and morphology allow: in sinus rhythm a heart rate of 55–95 beats
    /// per minute, a variability of 0.01–0.06 s at 60 beats per minute or less, in proportion to the RR interval above, and the person's
    /// own PR, QRS and QT. Idempotent.
    /// </summary>
    /// <exception cref="EcgException">ArgumentInvalid: a value is out of its range or does not fit the others.</exception>
    public static SyntheticSource Resolve(SyntheticSource request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SyntheticRequest.Resolve(request);
    }

    /// <summary>Makes the record: 12 leads of round(Duration · SamplingRate) samples in mV.</summary>
    /// <param name="request">What to make; resolved here, and stored resolved as the record's source.</param>
    /// <param name="cancellation">Polled once per beat and per lead.</param>
    /// <exception cref="EcgException">ArgumentInvalid, as in <see cref="Resolve"/>.</exception>
    public static RecordData Synthesize(SyntheticSource request, CancellationToken cancellation)
    {
        var source = Resolve(request);
        Philox Key(string purpose) => SyntheticRequest.Key(source, purpose);
        int count = (int)Math.Round(source.Duration * source.SamplingRate, MidpointRounding.AwayFromZero);
        var field = LeadField.Draw(Key("leadField"));
        var heart = HeartModel.Create(source, field, Key);
        var rhythm = RhythmModel.Draw(source, count, Key, cancellation);

        var dipole = heart.Simulate(rhythm.Beats, source.SamplingRate, count, cancellation);
        var samples = field.Project(dipole, rhythm.AtrialWaves, cancellation);
        return new RecordData(new RecordInfo
        {
            Name = FormattableString.Invariant($"synthetic_{source.Seed}_{source.Index:000}"),
            SamplingRate = source.SamplingRate,
            SampleCount = count,
            Leads = Leads,
            Sha256 = RecordHash.Compute(samples.Select(s => (ReadOnlyMemory<double>)s)),
            Beats = BeatTimes.Describe(heart, rhythm.Beats, count / source.SamplingRate),
            Source = source,
        }, samples);
    }
}
