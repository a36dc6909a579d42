// Synthetic records: resolves what a request leaves open, and makes the twelve leads of a healthy heart in sinus rhythm.
using EcgGen.Core.Random;
using EcgGen.Core.Records.Synthesis;

namespace EcgGen.Core.Records;

/// <summary>
/// Makes 12-lead records with the dynamical model of McSharry, Clifford, Tarassenko and Smith ("A dynamical model for generating
/// synthetic electrocardiogram signals", IEEE Trans. Biomed. Eng. 50:289–294, 2003) in the three-dimensional form of Sameni,
/// Clifford, Jutten and Shamsollahi ("Multichannel ECG and noise modeling", EURASIP J. Adv. Signal Process., 2007). Every pair of
/// seed and index is another healthy person. The signals carry no noise and no baseline wander: between T and P they are at 0 mV.
/// </summary>
public static class EcgSynthesizer
{
    private const double MaxDuration = 24 * 3600;
    private const int MaxTotalSamples = 1 << 27;

    /// <summary>The leads of every synthetic record, in order.</summary>
    public static IReadOnlyList<string> Leads { get; } = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>
    /// Checks a request and draws what it leaves null: a heart rate of 55–95 beats per minute, and a variability of 0.01–0.06 s at
    /// 60 beats per minute or less, in proportion to the RR interval above. Idempotent.
    /// </summary>
    /// <exception cref="EcgException">ArgumentInvalid: a value is out of its range or does not fit the others.</exception>
    public static SyntheticSource Resolve(SyntheticSource request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(request.Index >= 0, "Index", "0 or more", request.Index);
        Require(request.HeartRate is null or (>= 20 and <= 300), "HeartRate", "20 to 300 beats per minute", request.HeartRate);
        Require(request.HeartRateVariability is null or (>= 0 and <= 0.3), "HeartRateVariability", "0 to 0.3 s",
            request.HeartRateVariability);
        Require(request.SamplingRate is >= 50 and <= 10_000, "SamplingRate", "50 to 10,000 Hz", request.SamplingRate);
        Require(request.Duration is > 0 and <= MaxDuration, "Duration", "more than 0 s and at most 24 hours", request.Duration);
        double samples = request.Duration * request.SamplingRate;
        Require(samples >= 0.5, "Duration", "long enough for one sample", request.Duration);
        Require(samples * Leads.Count <= MaxTotalSamples, "Duration",
            Text($"at most {MaxTotalSamples / Leads.Count / request.SamplingRate:0.#} s at this SamplingRate: 2^27 samples in all leads"),
            request.Duration);

        double rate = request.HeartRate ?? Key(request, "heartRate").Uniform(55, 95);
        double meanRR = 60 / rate;
        double variability = request.HeartRateVariability
            ?? Key(request, "heartRateVariability").Uniform(0.01, 0.06) * Math.Min(1, meanRR);
        Require(variability <= meanRR / 3, "HeartRateVariability",
            Text($"at most a third of the mean RR interval, {meanRR / 3:0.###} s at {rate:0.#} beats per minute"), variability);
        return request with { HeartRate = rate, HeartRateVariability = variability };
    }

    /// <summary>Makes the record: 12 leads of round(Duration · SamplingRate) samples in mV.</summary>
    /// <param name="request">What to make; resolved here, and stored resolved as the record's source.</param>
    /// <param name="cancellation">Polled once per beat and per lead.</param>
    /// <exception cref="EcgException">ArgumentInvalid, as in <see cref="Resolve"/>.</exception>
    public static RecordData Synthesize(SyntheticSource request, CancellationToken cancellation)
    {
        var source = Resolve(request);
        int count = (int)Math.Round(source.Duration * source.SamplingRate, MidpointRounding.AwayFromZero);
        var heart = DipoleModel.Draw(Key(source, "heart"));
        var field = LeadField.Draw(Key(source, "leadField"));
        var rhythm = HeartRhythm.Draw(source.HeartRate!.Value, source.HeartRateVariability!.Value, source.Duration, Key(source, "rhythm"));

        var dipole = heart.Simulate(rhythm, source.SamplingRate, count, cancellation);
        var samples = field.Project(dipole, cancellation);
        return new RecordData(new RecordInfo
        {
            Name = Text($"synthetic_{source.Seed}_{source.Index:000}"),
            SamplingRate = source.SamplingRate,
            SampleCount = count,
            Leads = Leads,
            Sha256 = RecordHash.Compute(samples.Select(s => (ReadOnlyMemory<double>)s)),
            Source = source,
        }, samples);
    }

    private static Philox Key(SyntheticSource source, string purpose) =>
        new SeedKey(source.Seed, "", source.Index, "synthetic", 0, purpose).ToGenerator();

    private static void Require(bool holds, string field, string expected, double? given)
    {
        if (!holds)
            throw new EcgException(ErrorId.ArgumentInvalid, Text($"{field} is {given}; expected {expected}."));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
