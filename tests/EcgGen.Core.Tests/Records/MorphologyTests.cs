// Every morphology's defining criteria, measured in the signal over many people; and what holds for every combination with rhythms.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

public class MorphologyTests
{
    private const int People = 30;

    [Fact]
    public void Left_bundle_branch_block()
    {
        Each(EcgMorphology.LeftBundleBranchBlock, (d, check) =>
        {
            check("QRS", d.Qrs, 0.12, 0.19);
            foreach (var lead in new[] { "I", "V5", "V6" })
            {
                check($"no q in {lead}", d.Q(lead), -1, 0.02);
                check($"no S in {lead}", d.S(lead), -1, 0.1);
                check($"R in {lead}", d.R(lead), 0.3, 2.5);
                check($"R at 90 ms in {lead}", d.AfterOnset(lead, 0.09) / d.R(lead), 0.4, 1);
                check($"T in {lead}", d.T(lead), -0.8, -0.03);
                check($"ST in {lead}", d.AfterJ(lead, 0.04), -0.3, 0);
            }
            check("aVL, mean of QRS", d.QrsMean("aVL"), 0.05, 2);
            foreach (var lead in new[] { "V1", "V2" })
            {
                check($"r in {lead}", d.R(lead), 0, 0.35);
                check($"S in {lead}", d.Depth(lead), 0.7, 3);
                check($"T in {lead}", d.T(lead), 0.1, 1);
                check($"ST in {lead}", d.AfterJ(lead, 0.04), 0.03, 0.4);
            }
        });
    }

    [Fact]
    public void Right_bundle_branch_block()
    {
        Each(EcgMorphology.RightBundleBranchBlock, (d, check) =>
        {
            check("QRS", d.Qrs, 0.12, 0.19);
            double first = Enumerable.Range(10, 35).Max(i => d.AfterOnset("V1", i / 1000.0));
            double between = Enumerable.Range(30, 40).Min(i => d.AfterOnset("V1", i / 1000.0));
            check("r in V1", first, 0.05, 0.6);
            check("s in V1", between, -2, first - 0.1);
            check("R' over r in V1", d.R("V1") / first, 1.2, 12);
            check("R' in V1 after 70 ms", Enumerable.Range(70, 40).Max(i => d.AfterOnset("V1", i / 1000.0)), 0.25, 1.5);
            foreach (var lead in new[] { "I", "V6" })
            {
                check($"S in {lead}", d.S(lead), 0.1, 1);
                check($"S in {lead} still at 90 ms", d.AfterOnset(lead, 0.09), -1, -0.05);
                check($"T in {lead}", d.T(lead), 0.03, 0.8);
            }
            check("T in V1", d.T("V1"), -0.7, -0.03);
        });
    }

    [Fact]
    public void Left_ventricular_hypertrophy()
    {
        Each(EcgMorphology.LeftVentricularHypertrophy, (d, check) =>
        {
            check("Sokolow-Lyon", d.S("V1") + Math.Max(d.R("V5"), d.R("V6")), 3.5, 5.6);
            check("QRS", d.Qrs, 0.065, 0.12);
            foreach (var lead in new[] { "V5", "V6" })
            {
                check($"ST in {lead}", d.AfterJ(lead, 0.06), -0.4, -0.04);
                check($"T in {lead}", d.T(lead), -0.8, -0.1);
            }
            check("T in V1", d.T("V1"), 0.1, 1);
        });
    }

    [Theory]
    [InlineData(EcgMorphology.StElevationAnterior, "V1 V2 V3 V4", "")]
    [InlineData(EcgMorphology.StElevationInferior, "II III aVF", "I aVL")]
    [InlineData(EcgMorphology.StElevationLateral, "I aVL V5 V6", "III aVF")]
    public void St_elevation(EcgMorphology morphology, string raised, string reciprocal)
    {
        Each(morphology, (d, check) =>
        {
            foreach (var lead in raised.Split(' '))
            {
                double threshold = lead is "V2" or "V3" ? 0.2 : 0.1;
                check($"ST in {lead} at J + 20 ms", d.AfterJ(lead, 0.02), threshold, 0.9);
                check($"ST in {lead} at J + 60 ms", d.AfterJ(lead, 0.06), 0.8 * threshold, 0.9);
            }
            foreach (var lead in reciprocal.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                check($"ST in {lead}", d.AfterJ(lead, 0.02), -0.7, -0.05);
            check("QRS", d.Qrs, 0.065, 0.125);
        });
    }

    [Theory]
    [InlineData(EcgMorphology.StDepressionAnterior, "V1 V2 V3 V4")]
    [InlineData(EcgMorphology.StDepressionInferior, "II III aVF")]
    [InlineData(EcgMorphology.StDepressionLateral, "I aVL V5 V6")]
    public void St_depression(EcgMorphology morphology, string lowered)
    {
        Each(morphology, (d, check) =>
        {
            foreach (var lead in lowered.Split(' '))
            {
                check($"ST in {lead} at J + 20 ms", d.AfterJ(lead, 0.02), -0.6, -0.05);
                check($"ST in {lead} at J + 60 ms", d.AfterJ(lead, 0.06), -0.6, -0.04);
            }
        });
    }

    [Fact]
    public void Long_QT()
    {
        Each(EcgMorphology.LongQT, (d, check) =>
        {
            check("QTc", d.QTc, 0.48, 0.6);
            check("QRS", d.Qrs, 0.065, 0.11);
            check("T in V3", d.T("V3"), 0.1, 0.9);
        });
    }

    /// <summary>What doesn't contradict itself gives a record, in which the laws of the leads hold; the source replays it.</summary>
    [Fact]
    public void Every_rhythm_goes_with_every_morphology_but_those_refused()
    {
        List<string> refused = [];
        foreach (var rhythm in Enum.GetValues<EcgRhythm>())
        {
            foreach (var morphology in Enum.GetValues<EcgMorphology>())
            {
                var source = new SyntheticSource { Seed = 11, Rhythm = rhythm, Morphology = morphology, Duration = 4, SamplingRate = 100 };
                try
                {
                    var record = EcgSynthesizer.Synthesize(source, default);
                    Assert.Equal(record.Info.Source, EcgSynthesizer.Resolve((SyntheticSource)record.Info.Source));
                    Assert.Equal(record.Info.Sha256, EcgSynthesizer.Synthesize((SyntheticSource)record.Info.Source, default).Info.Sha256);
                    var s = record.Samples;
                    Assert.True(s.All(lead => lead.All(v => Math.Abs(v) < 6)), $"{rhythm} {morphology}: beyond 6 mV");
                    Assert.Equal(s[0].Zip(s[1], (i, ii) => ii - i), s[2]);
                    Assert.Equal(s[0].Zip(s[1], (i, ii) => -(i + ii) / 2), s[3]);
                    Assert.Equal(s[0].Zip(s[1], (i, ii) => i - ii / 2), s[4]);
                    Assert.Equal(s[0].Zip(s[1], (i, ii) => ii - i / 2), s[5]);
                }
                catch (EcgException e)
                {
                    Assert.Equal(ErrorId.ArgumentInvalid, e.Id);
                    refused.Add($"{rhythm} {morphology}");
                }
            }
        }
        var paced = Enum.GetValues<EcgMorphology>().Where(m => m is not (EcgMorphology.Normal or EcgMorphology.LongQT)).Select(m => $"Paced {m}");
        Assert.Equal(["AtrialFlutter LongQT", .. paced], refused);
    }

    public static TheoryData<string, SyntheticSource> Impossible => new()
    {
        { "Pattern", new() { Pattern = RhythmPattern.Bigeminy } },
        { "Pattern", new() { Rhythm = EcgRhythm.AtrialFlutter, Pattern = RhythmPattern.Couplets } },
        { "Pattern", new() { Rhythm = EcgRhythm.PrematureAtrial, Pattern = RhythmPattern.TwoToOne } },
        { "Morphology", new() { Rhythm = EcgRhythm.Paced, Morphology = EcgMorphology.LeftBundleBranchBlock } },
        { "HeartRate", new() { Rhythm = EcgRhythm.SinusBradycardia, HeartRate = 60 } },
        { "HeartRate", new() { Rhythm = EcgRhythm.SinusTachycardia, HeartRate = 100 } },
        { "HeartRate", new() { Rhythm = EcgRhythm.AtrialFlutter, Pattern = RhythmPattern.TwoToOne, HeartRate = 75 } },
        { "HeartRate", new() { Rhythm = EcgRhythm.AtrialFlutter, HeartRate = 40 } },
        { "HeartRate", new() { Rhythm = EcgRhythm.PrematureVentricular, HeartRate = 150 } },
        { "HeartRate", new() { Morphology = EcgMorphology.LongQT, HeartRate = 130 } },
        { "HeartRateVariability", new() { Rhythm = EcgRhythm.AtrialFibrillation, HeartRate = 80, HeartRateVariability = 0.02 } },
        { "HeartRateVariability", new() { Rhythm = EcgRhythm.Paced, HeartRateVariability = 0.02 } },
        { "PRInterval", new() { Rhythm = EcgRhythm.AtrialFibrillation, PRInterval = 0.16 } },
        { "PRInterval", new() { Rhythm = EcgRhythm.Paced, Pattern = RhythmPattern.Ventricular, PRInterval = 0.16 } },
        { "PRInterval", new() { Rhythm = EcgRhythm.AvBlock1, PRInterval = 0.2 } },
        { "QrsDuration", new() { Morphology = EcgMorphology.RightBundleBranchBlock, QrsDuration = 0.11 } },
        { "QTInterval", new() { Morphology = EcgMorphology.LongQT, HeartRate = 60, QTInterval = 0.45 } },
        { "QrsAmplitude", new() { Morphology = EcgMorphology.LeftVentricularHypertrophy, QrsAmplitude = 0.5 } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_no_heart_has_is_refused_by_name(string field, SyntheticSource request)
    {
        var error = Assert.Throws<EcgException>(() => EcgSynthesizer.Resolve(request));
        Assert.Equal(ErrorId.ArgumentInvalid, error.Id);
        Assert.StartsWith(field + " is ", error.Message);
    }

    private delegate void Check(string what, double value, double from, double to);

    private static void Each(EcgMorphology morphology, Action<Delineation, Check> criteria)
    {
        for (int seed = 0; seed < People; seed++)
        {
            double heartRate = seed % 2 == 0 ? 60 : 80;
            var record = EcgSynthesizer.Synthesize(new() { Seed = seed, Morphology = morphology, HeartRate = heartRate, Duration = 4, SamplingRate = 1000 }, default);
            int r = Delineation.RPeaks(record).First(p => p > 1000);
            var beat = record.Info.Beats!.Single(b => b.Qrs is { } q && q.Onset < r / 1000.0 && q.Offset > r / 1000.0);
            Assert.Equal(morphology switch { EcgMorphology.LeftBundleBranchBlock => "L", EcgMorphology.RightBundleBranchBlock => "R", _ => "N" }, beat.Type);
            bool bundle = beat.Type is "L" or "R";
            var d = new Delineation(record, r, 60_000 / heartRate, 0.2, morphology == EcgMorphology.LongQT ? 0.6 : 0.5, bundle ? 0.02 : 0.008);
            criteria(d, (what, value, from, to) =>
                Assert.True(value >= from && value <= to, $"{morphology}, seed {seed}: {what} is {value:0.000}, expected {from} to {to}"));
        }
    }
}
