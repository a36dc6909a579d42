// Premature beats: their order, their shape, and the pauses after them, measured in the signal.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

public class PrematureBeatTests
{
    private const int People = 8;

    [Theory]
    [InlineData(EcgRhythm.PrematureVentricular, RhythmPattern.Bigeminy, "^N?(VN)+V?$")]
    [InlineData(EcgRhythm.PrematureVentricular, RhythmPattern.Trigeminy, "^N{0,2}(VNN)+V?N?$")]
    [InlineData(EcgRhythm.PrematureVentricular, RhythmPattern.Couplets, "^V{0,2}N{1,6}(VVN{3,6})+(VV?)?N*$")]
    [InlineData(EcgRhythm.PrematureVentricular, RhythmPattern.Isolated, "^N{0,6}(VN{3,6})+V?N*$")]
    [InlineData(EcgRhythm.PrematureAtrial, RhythmPattern.Bigeminy, "^N?(AN)+A?$")]
    [InlineData(EcgRhythm.PrematureAtrial, RhythmPattern.Trigeminy, "^N{0,2}(ANN)+A?N?$")]
    [InlineData(EcgRhythm.PrematureAtrial, RhythmPattern.Couplets, "^A{0,2}N{1,6}(AAN{3,6})+(AA?)?N*$")]
    [InlineData(EcgRhythm.PrematureAtrial, RhythmPattern.Isolated, "^N{0,6}(AN{3,6})+A?N*$")]
    public void They_come_in_the_pattern_asked_for(EcgRhythm rhythm, RhythmPattern pattern, string expected)
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = rhythm, Pattern = pattern, Duration = 20, SamplingRate = 250 });
            Assert.Matches(expected, string.Concat(Conducted(record).Select(b => b.Type)));
            var ten = Make(new() { Seed = seed, Rhythm = rhythm, Pattern = pattern, SamplingRate = 50 });
            Assert.Contains(ten.Info.Beats!, b => b.Type is "V" or "A");
        }
    }

    [Theory]
    [InlineData(RhythmPattern.Isolated)]
    [InlineData(RhythmPattern.Bigeminy)]
    public void Ventricular_ones_are_wide_without_P_and_followed_by_a_compensatory_pause(RhythmPattern pattern)
    {
        for (int seed = 0; seed < People; seed++)
        {
            // Without T, so that the time before the beat can be seen to be empty.
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.PrematureVentricular, Pattern = pattern, HeartRateVariability = 0, TAmplitude = 0, Duration = 12 });
            double rr = 60 / ((SyntheticSource)record.Info.Source).HeartRate!.Value;
            var beats = Conducted(record);
            int count = 0;
            for (int i = 1; i < beats.Length - 1; i++)
            {
                var d = Measure(record, beats[i]);
                if (beats[i].Type == "N")
                {
                    Assert.InRange(d.Qrs, 0.065, 0.11);
                    continue;
                }
                count++;
                Assert.InRange(d.Qrs, 0.12, 0.19);
                Assert.InRange(d.QuietBeforeQrs(0.012), 0.18, 1);
                Assert.Null(beats[i].P);
                Assert.InRange((beats[i].Qrs!.Peak - beats[i - 1].Qrs!.Peak) / rr, 0.45, 0.75);
                Assert.Equal(2 * rr, beats[i + 1].Qrs!.Peak - beats[i - 1].Qrs!.Peak, 0.001);
                foreach (var lead in EcgSynthesizer.Leads.Where(l => Math.Abs(d.QrsMean(l)) > 0.35))
                    Assert.True(d.T(lead) * d.QrsMean(lead) < 0, $"seed {seed}: T is not discordant in {lead}");
            }
            Assert.InRange(count, 1, 20);
        }
    }

    [Fact]
    public void Atrial_ones_have_another_P_a_normal_QRS_and_an_incomplete_pause()
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.PrematureAtrial, Pattern = RhythmPattern.Trigeminy, HeartRateVariability = 0, TAmplitude = 0, Duration = 12 });
            double rr = 60 / ((SyntheticSource)record.Info.Source).HeartRate!.Value;
            var beats = Conducted(record);
            for (int i = 1; i < beats.Length - 1; i++) // without T, on which the early P would stand
            {
                if (beats[i].Type != "A")
                    continue;
                var (early, normal) = (Measure(record, beats[i]), Measure(record, beats[i - 1]));
                Assert.Equal(normal.Qrs, early.Qrs, 0.004);
                Assert.Equal(normal.R("II"), early.R("II"), 0.1);
                Assert.InRange((beats[i].Qrs!.Peak - beats[i - 1].Qrs!.Peak) / rr, 0.55, 0.78);
                Assert.InRange((beats[i + 1].Qrs!.Peak - beats[i].Qrs!.Peak) / rr, 1.01, 1.2);
                Assert.InRange((beats[i + 1].Qrs!.Peak - beats[i - 1].Qrs!.Peak) / rr, 1.5, 1.97);
                double[] Shape(BeatTruth b) => [.. record.Samples.Select(s => s[(int)Math.Round(b.P!.Peak * 1000)])];
                var (a, n) = (Shape(beats[i]), Shape(beats[i - 1]));
                double likeness = a.Zip(n, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * n.Sum(x => x * x));
                Assert.True(likeness < 0.6, $"seed {seed}: P of the same shape, {likeness:0.00}");
            }
        }
    }

    private static RecordData Make(SyntheticSource source) =>
        EcgSynthesizer.Synthesize(source.SamplingRate == 500 ? source with { SamplingRate = 1000 } : source, default);

    private static BeatTruth[] Conducted(RecordData record) =>
        [.. record.Info.Beats!.Where(b => b.Qrs is { Onset: > 0.3 } && b.Qrs.Offset < record.Info.SampleCount / record.Info.SamplingRate - 0.05)];

    private static Delineation Measure(RecordData record, BeatTruth beat) =>
        new(record, (int)Math.Round(beat.Qrs!.Peak * record.Info.SamplingRate), record.Info.SamplingRate * 0.8, 0.2, 0.5);
}
