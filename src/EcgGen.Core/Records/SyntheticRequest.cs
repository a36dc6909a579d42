// What may be asked of the synthesizer, and what it chooses where nothing is asked: ranges per rhythm and morphology.
using EcgGen.Core.Random;
using EcgGen.Core.Records.Synthesis;

namespace EcgGen.Core.Records;

/// <summary>Checks requests for synthetic records, and draws what they leave null.</summary>
internal static class SyntheticRequest
{
    private const double MaxDuration = 24 * 3600;
    private const int MaxTotalSamples = 1 << 27;
    private const double LongestRateOfLongQT = 120;

    /// <param name="From">The least that may be asked for.</param>
    /// <param name="To">The most.</param>
    /// <param name="DrawFrom">The least that is drawn.</param>
    /// <param name="DrawTo">The most.</param>
    private readonly record struct Limits(double From, double To, double DrawFrom, double DrawTo);

    private static readonly RhythmPattern[] Ectopy = [RhythmPattern.Isolated, RhythmPattern.Bigeminy, RhythmPattern.Trigeminy, RhythmPattern.Couplets];

    /// <inheritdoc cref="EcgSynthesizer.Resolve"/>
    public static SyntheticSource Resolve(SyntheticSource request)
    {
        RequireValid(request);
        var source = request with { Pattern = Pattern(request) };
        source = source with { HeartRate = HeartRate(source) };
        source = source with { HeartRateVariability = Variability(source) };
        return Intervals(source);
    }

    /// <summary>The generator for one purpose of a source.</summary>
    public static Philox Key(SyntheticSource source, string purpose) =>
        new SeedKey(source.Seed, "", source.Index, "synthetic", 0, purpose).ToGenerator();

    private static void RequireValid(SyntheticSource request)
    {
        Require(request.Index >= 0, "Index", "0 or more", request.Index);
        Require(request.HeartRate is null or (>= 20 and <= 300), "HeartRate", "20 to 300 beats per minute", request.HeartRate);
        Require(request.HeartRateVariability is null or (>= 0 and <= 0.3), "HeartRateVariability", "0 to 0.3 s",
            request.HeartRateVariability);
        Require(request.SamplingRate is >= 50 and <= 10_000, "SamplingRate", "50 to 10,000 Hz", request.SamplingRate);
        Require(request.Duration is > 0 and <= MaxDuration, "Duration", "more than 0 s and at most 24 hours", request.Duration);
        double samples = request.Duration * request.SamplingRate;
        int leads = EcgSynthesizer.Leads.Count;
        Require(samples >= 0.5, "Duration", "long enough for one sample", request.Duration);
        Require(samples * leads <= MaxTotalSamples, "Duration",
            Text($"at most {MaxTotalSamples / leads / request.SamplingRate:0.#} s at this SamplingRate: 2^27 samples in all leads"),
            request.Duration);
        foreach (var (name, factor) in new[] { ("PAmplitude", request.PAmplitude), ("QrsAmplitude", request.QrsAmplitude), ("TAmplitude", request.TAmplitude) })
            Require(factor is >= 0 and <= 5, name, "0 to 5 times the person's own", factor);

        Require(Enum.IsDefined(request.Rhythm), "Rhythm", "one of " + string.Join(", ", Enum.GetNames<EcgRhythm>()), (double)request.Rhythm);
        Require(Enum.IsDefined(request.Morphology), "Morphology", "one of " + string.Join(", ", Enum.GetNames<EcgMorphology>()), (double)request.Morphology);
        var (rhythm, morphology) = (request.Rhythm, request.Morphology);
        Require(rhythm != EcgRhythm.Paced || morphology is EcgMorphology.Normal or EcgMorphology.LongQT, "Morphology",
            "Normal or LongQT with rhythm Paced, in which no beat takes the bundles", $"{morphology}");
        Require(rhythm != EcgRhythm.AtrialFlutter || morphology != EcgMorphology.LongQT, "Morphology",
            "another one with rhythm AtrialFlutter, whose waves hide the end of T", $"{morphology}");
        Require(morphology != EcgMorphology.LeftVentricularHypertrophy || request.QrsAmplitude >= 1, "QrsAmplitude",
            "1 or more with morphology LeftVentricularHypertrophy", request.QrsAmplitude);
        if (rhythm is EcgRhythm.AtrialFibrillation or EcgRhythm.AtrialFlutter || (rhythm == EcgRhythm.Paced && request.Pattern == RhythmPattern.Ventricular))
            Require(request.PRInterval is null, "PRInterval", $"none with rhythm {rhythm}, which has no P waves", request.PRInterval);
    }

    private static RhythmPattern? Pattern(SyntheticSource source)
    {
        RhythmPattern[] possible = source.Rhythm switch
        {
            EcgRhythm.PrematureVentricular or EcgRhythm.PrematureAtrial => Ectopy,
            EcgRhythm.AtrialFlutter => [RhythmPattern.TwoToOne, RhythmPattern.ThreeToOne, RhythmPattern.FourToOne, RhythmPattern.Variable],
            EcgRhythm.AvBlock2Mobitz2 => [RhythmPattern.ThreeToTwo, RhythmPattern.FourToThree, RhythmPattern.ThreeToOne, RhythmPattern.FourToOne],
            EcgRhythm.Paced => [RhythmPattern.Ventricular, RhythmPattern.Sequential],
            _ => [],
        };
        if (source.Pattern is { } given)
        {
            Require(possible.Contains(given), "Pattern",
                possible.Length == 0 ? $"none with rhythm {source.Rhythm}" : $"{string.Join(", ", possible)} with rhythm {source.Rhythm}", $"{given}");
            return given;
        }
        if (source.Rhythm == EcgRhythm.AtrialFlutter && source.HeartRate is not null)
            possible = [.. possible.Where(p => Within(Rate(source with { Pattern = p }), source.HeartRate))];
        if (source.Rhythm == EcgRhythm.Paced && source.PRInterval is not null)
            possible = [RhythmPattern.Sequential];
        // Where no pattern fits the rate, the first one's range is what the error tells.
        return possible.Length == 0
            ? source.Rhythm == EcgRhythm.AtrialFlutter ? RhythmPattern.ThreeToOne : null
            : possible[Key(source, "pattern").NextInt(possible.Length)];
    }

    private static double HeartRate(SyntheticSource source)
    {
        var limits = Rate(source);
        if (source.Morphology == EcgMorphology.LongQT)
        {
            limits = limits with { To = Math.Min(limits.To, LongestRateOfLongQT), DrawTo = Math.Min(limits.DrawTo, LongestRateOfLongQT) };
            Require(source.HeartRate is null || source.HeartRate <= limits.To, "HeartRate",
                Text($"at most {limits.To} beats per minute with morphology LongQT"), source.HeartRate);
        }
        var form = source.Pattern is { } pattern ? $" {pattern}" : "";
        Require(source.HeartRate is null || Within(limits, source.HeartRate), "HeartRate",
            Text($"{limits.From:0.#} to {limits.To:0.#} beats per minute with rhythm {source.Rhythm}{form}"), source.HeartRate);
        return source.HeartRate ?? Key(source, "heartRate").Uniform(limits.DrawFrom, limits.DrawTo);
    }

    private static Limits Rate(SyntheticSource source)
    {
        switch (source.Rhythm)
        {
            case EcgRhythm.SinusBradycardia: return new(20, 59, 40, 56);
            case EcgRhythm.SinusTachycardia: return new(101, 220, 105, 150);
            case EcgRhythm.AtrialFibrillation: return new(40, 180, 65, 125);
            case EcgRhythm.AtrialFlutter:
                double ratio = AtrialFlutter.Ratio(source.Pattern!.Value);
                return new(AtrialFlutter.SlowestRate / ratio, AtrialFlutter.FastestRate / ratio, 270 / ratio, 320 / ratio);
            case EcgRhythm.PrematureVentricular or EcgRhythm.PrematureAtrial: return new(40, 100, 55, 85);
            case EcgRhythm.AvBlock1: return new(30, 110, 50, 85);
            case EcgRhythm.AvBlock2Mobitz1: return new(40, 90, 55, 78);
            case EcgRhythm.AvBlock2Mobitz2:
                return source.Pattern is RhythmPattern.ThreeToOne or RhythmPattern.FourToOne ? new(40, 150, 80, 110) : new(40, 120, 60, 85);
            case EcgRhythm.Paced: return new(40, 120, 58, 82);
            default: return new(20, 300, 55, 95);
        }
    }

    private static double Variability(SyntheticSource source)
    {
        double rate = source.HeartRate!.Value, meanRR = 60 / rate;
        // Fibrillation is irregular by definition; a pacemaker and a circling wave are clocks; Wenckebach's shortening RR must show.
        var limits = source.Rhythm switch
        {
            EcgRhythm.AtrialFibrillation => new(0.12 * meanRR, Math.Min(0.3, meanRR / 3), 0.16 * meanRR, 0.23 * meanRR),
            EcgRhythm.AtrialFlutter => new(0, 0.01, 0.001, 0.003),
            EcgRhythm.Paced => new(0, 0, 0, 0),
            EcgRhythm.AvBlock2Mobitz1 => new(0, 0.015, 0.003, 0.010),
            _ => new Limits(0, meanRR / 3, 0.01 * Math.Min(1, meanRR), 0.06 * Math.Min(1, meanRR)),
        };
        if (source.HeartRateVariability is not { } given)
            return Key(source, "heartRateVariability").Uniform(limits.DrawFrom, limits.DrawTo);
        Require(given <= meanRR / 3, "HeartRateVariability",
            Text($"at most a third of the mean RR interval, {meanRR / 3:0.###} s at {rate:0.#} beats per minute"), given);
        Require(Within(limits, given), "HeartRateVariability", Text($"{limits.From:0.###} to {limits.To:0.###} s with rhythm {source.Rhythm}"), given);
        return given;
    }

    /// <summary>The person's own intervals where rhythm and morphology don't ask for others.</summary>
    private static SyntheticSource Intervals(SyntheticSource source)
    {
        double rr = 60 / source.HeartRate!.Value;
        var person = NormalHeart.Draw(Key(source, "heart"));
        var shape = HeartModel.Conducted(source, person, LeadField.Draw(Key(source, "leadField")), Key(source, "morphology"));

        bool wide = source.Rhythm == EcgRhythm.Paced
            || source.Morphology is EcgMorphology.LeftBundleBranchBlock or EcgMorphology.RightBundleBranchBlock;
        Require(source.QrsDuration is null or (>= 0.05 and <= 0.2), "QrsDuration", "0.05 to 0.2 s", source.QrsDuration);
        Require(!wide || source.QrsDuration is null or >= 0.12, "QrsDuration", "0.12 s or more in bundle branch block and paced beats", source.QrsDuration);
        double qrs = source.QrsDuration ?? (wide ? Key(source, "qrsDuration").Uniform(0.135, 0.165) : shape.QrsDuration);
        shape = shape.WithQrsDuration(qrs);

        Require(source.QTInterval is null || source.QTInterval / Math.Sqrt(rr) is >= 0.28 and <= 0.65, "QTInterval",
            Text($"a QTc of 0.28 to 0.65 s: {0.28 * Math.Sqrt(rr):0.###} to {0.65 * Math.Sqrt(rr):0.###} s at this heart rate"), source.QTInterval);
        bool longQT = source.Morphology == EcgMorphology.LongQT;
        Require(!longQT || source.QTInterval is null || source.QTInterval / Math.Sqrt(rr) is >= 0.48 and < 0.6, "QTInterval",
            Text($"a QTc of 0.48 to 0.6 s with morphology LongQT: {0.48 * Math.Sqrt(rr):0.###} to {0.6 * Math.Sqrt(rr):0.###} s"), source.QTInterval);
        double qt = source.QTInterval ?? (longQT ? Key(source, "qtInterval").Uniform(0.50, 0.57) * Math.Sqrt(rr) : shape.QT(rr));
        Require(qt > qrs + 0.05, "QTInterval", "at least 0.05 s more than QRS", qt);

        return source with { QrsDuration = qrs, QTInterval = qt, PRInterval = shape.P is null ? null : PR(source, shape.PR(rr), rr) };
    }

    private static double PR(SyntheticSource source, double own, double rr)
    {
        var limits = source.Rhythm switch
        {
            EcgRhythm.AvBlock1 => new Limits(0.205, 0.5, 0.23, 0.32),
            EcgRhythm.AvBlock2Mobitz1 => new(0.1, 0.3, 0.16, 0.20),
            EcgRhythm.Paced => new(0.1, 0.3, 0.15, 0.20),
            _ => new(0.06, 0.6, own, own),
        };
        if (source.PRInterval is not { } given)
            return limits.DrawFrom == limits.DrawTo ? own : Key(source, "prInterval").Uniform(limits.DrawFrom, limits.DrawTo);
        Require(Within(limits, given), "PRInterval", Text($"{limits.From} to {limits.To} s with rhythm {source.Rhythm}"), given);
        Require(given <= 0.8 * rr, "PRInterval", Text($"at most {0.8 * rr:0.###} s at this heart rate"), given);
        return given;
    }

    private static bool Within(Limits limits, double? value) => value >= limits.From && value <= limits.To;

    private static void Require(bool holds, string field, string expected, double? given) =>
        Require(holds, field, expected, Text($"{given}"));

    private static void Require(bool holds, string field, string expected, string given)
    {
        if (!holds)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{field} is {given}; expected {expected}.");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
