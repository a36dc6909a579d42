// Every rhythm's defining criterion, measured in the signal over many people.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

public class RhythmTests
{
    private const int People = 8;

    [Theory]
    [InlineData(EcgRhythm.SinusBradycardia, 35, 59.9)]
    [InlineData(EcgRhythm.SinusTachycardia, 100.1, 155)]
    public void Sinus_bradycardia_and_tachycardia_are_slow_and_fast(EcgRhythm rhythm, double from, double to)
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = rhythm, Duration = 20 });
            Assert.InRange(60 / Intervals(record).Average(), from, to);
            var d = new Delineation(record, 3);
            Assert.InRange(d.PR, 0.1, 0.2);
            Assert.InRange(d.PMean("II"), 0.005, 0.2);
        }
    }

    [Fact]
    public void Atrial_fibrillation_is_irregular_and_without_P()
    {
        double serial = 0;
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.AtrialFibrillation, PAmplitude = 0.3, TAmplitude = 0, Duration = 40 });
            var rr = Intervals(record);
            double mean = rr.Average(), variance = rr.Average(v => (v - mean) * (v - mean));
            Assert.InRange(Math.Sqrt(variance) / mean, 0.10, 0.30);
            Assert.InRange(rr.Min(), 0.25, 2);
            serial += rr.Zip(rr.Skip(1), (a, b) => (a - mean) * (b - mean)).Average() / variance / People;

            // What is in step with QRS and before it would show in the average of many beats: a P of 0.3 times the height has 0.03 mV in II.
            var peaks = Delineation.RPeaks(record).Where(p => p > 200).ToArray();
            for (int before = 50; before < 100; before++)
                Assert.InRange(peaks.Average(p => record.Samples[1][p - before]), -0.015, 0.015);
            Assert.All(record.Info.Beats!, b => Assert.Null(b.P));
        }
        Assert.InRange(serial, -0.12, 0.12); // in sinus rhythm it is above 0.5
    }

    [Fact]
    public void Fibrillatory_waves_are_of_4_to_9_Hz_and_strongest_in_V1()
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(AtriaAlone(new() { Seed = seed, Rhythm = EcgRhythm.AtrialFibrillation, Duration = 20, SamplingRate = 100 }));
            var v1 = record.Samples[6];
            Assert.True(Power(v1, 100, 4, 9) > 0.8 * Power(v1, 100, 0.1, 49));
            double[] sizes = [.. record.Samples.Select(Size)];
            Assert.Equal(sizes.Max(), sizes[6]);
            Assert.InRange(sizes[6], 0.02, 0.12);
            double[] seconds = [.. Enumerable.Range(0, 20).Select(i => Size(v1[(100 * i)..(100 * i + 100)]))];
            Assert.True(seconds.Max() > 1.2 * seconds.Min(), "the amplitude varies");
        }
    }

    [Theory]
    [InlineData(RhythmPattern.TwoToOne, 2)]
    [InlineData(RhythmPattern.ThreeToOne, 3)]
    [InlineData(RhythmPattern.FourToOne, 4)]
    [InlineData(RhythmPattern.Variable, 3)]
    public void Flutter_is_a_saw_tooth_that_drives_the_ventricles(RhythmPattern pattern, int ratio)
    {
        for (int seed = 0; seed < People; seed++)
        {
            var source = new SyntheticSource { Seed = seed, Rhythm = EcgRhythm.AtrialFlutter, Pattern = pattern };
            var record = Make(source);
            var atria = Make(AtriaAlone(source)).Samples;
            double rate = ((SyntheticSource)record.Info.Source).HeartRate!.Value * ratio;
            Assert.InRange(rate, 220, 350);
            // All power is at the flutter rate and its multiples.
            double f = rate / 60;
            Assert.True(Enumerable.Range(1, 4).Sum(k => Power(atria[1], 500, k * f - 0.5, k * f + 0.5)) > 0.9 * Power(atria[1], 500, 0.5, 60));

            foreach (int inferior in new[] { 1, 2, 5 })
            {
                var s = atria[inferior];
                double middle = s.Order().ElementAt(s.Length / 2);
                Assert.True(middle - s.Min() > 1.15 * (s.Max() - middle), $"{record.Info.Leads[inferior]} points down");
                Assert.InRange(s.Max() - s.Min(), 0.15, 0.5);
                Assert.True(s.Zip(s.Skip(1)).Count(p => p.Second < p.First) > 0.6 * s.Length, "falls slowly, rises fast");
            }
            var v1 = atria[6];
            double centre = v1.Order().ElementAt(v1.Length / 2);
            Assert.True(v1.Max() - centre > 2 * (centre - v1.Min()), "V1 points up");

            var waves = record.Info.Beats!.Select(b => b.Qrs?.Peak).OfType<double>().ToArray();
            var ratios = waves.Skip(1).Zip(waves, (b, a) => (b - a) * f).ToArray();
            Assert.All(ratios, r => Assert.Equal(Math.Round(r), r, 0.2));
            int[] expected = pattern == RhythmPattern.Variable ? [2, 3, 4] : [ratio];
            Assert.Equal(expected, ratios.Select(r => (int)Math.Round(r)).Distinct().Order());
        }
    }

    [Fact]
    public void Av_block_1_conducts_every_P_late()
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.AvBlock1, HeartRateVariability = 0.01, Duration = 12 });
            var prs = Measured(record, "N", 0.36).Select(d => d.PR).ToArray();
            Assert.True(prs.Length > 5);
            Assert.All(prs, pr => Assert.InRange(pr, 0.21, 0.35));
            Assert.InRange(prs.Max() - prs.Min(), 0, 0.01);
            Assert.DoesNotContain(record.Info.Beats!, b => b.Type == "x");
        }
    }

    [Fact]
    public void Wenckebach_lengthens_PR_and_shortens_RR_until_a_beat_is_dropped()
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.AvBlock2Mobitz1, HeartRateVariability = 0, Duration = 18 });
            var cycles = Cycles(record);
            Assert.True(cycles.Length >= 2);
            double pp = 60 / ((SyntheticSource)record.Info.Source).HeartRate!.Value;
            foreach (var cycle in cycles)
            {
                Assert.InRange(cycle.Length, 3, 4);
                var prs = cycle.Select(b => Measure(record, b, 0.42).PR).ToArray();
                Assert.All(prs.Zip(prs.Skip(1)), p => Assert.True(p.Second > p.First + 0.012, $"PR {string.Join(", ", prs)}"));
                var rr = cycle.Zip(cycle.Skip(1), (a, b) => b.Qrs!.Peak - a.Qrs!.Peak).ToArray();
                Assert.All(rr.Zip(rr.Skip(1)), r => Assert.True(r.Second < r.First - 0.01));
            }
            Assert.All(cycles.Zip(cycles.Skip(1)), c => Assert.True(c.Second[0].Qrs!.Peak - c.First[^1].Qrs!.Peak < 2 * pp - 0.05, "a pause of less than two"));
        }
    }

    [Theory]
    [InlineData(RhythmPattern.ThreeToTwo, 2, 1)]
    [InlineData(RhythmPattern.FourToThree, 3, 1)]
    [InlineData(RhythmPattern.ThreeToOne, 1, 2)]
    [InlineData(RhythmPattern.FourToOne, 1, 3)]
    public void Mobitz_2_drops_beats_while_PR_is_constant(RhythmPattern pattern, int conducted, int dropped)
    {
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.AvBlock2Mobitz2, Pattern = pattern, HeartRateVariability = 0, TAmplitude = 0, Duration = 14 });
            var prs = Measured(record, "N", 0.2).Select(d => d.PR).ToArray();
            Assert.InRange(prs.Max() - prs.Min(), 0, 0.004);
            Assert.InRange(prs[0], 0.1, 0.2);
            var cycles = Cycles(record);
            Assert.All(cycles, c => Assert.Equal(conducted, c.Length));
            double pp = 60 / ((SyntheticSource)record.Info.Source).HeartRate!.Value;
            Assert.All(cycles.Zip(cycles.Skip(1)), c => Assert.Equal((dropped + 1) * pp, c.Second[0].Qrs!.Peak - c.First[^1].Qrs!.Peak, 0.001));
            // A dropped P is followed by nothing: the signal is flat where its QRS would be.
            foreach (var p in record.Info.Beats!.Where(b => b.Type == "x" && b.P is { Onset: > 0, Peak: < 13 }))
                Assert.InRange(record.Samples.Max(s => Enumerable.Range((int)((p.P!.Offset + 0.02) * 1000), 120).Max(i => Math.Abs(s[i]))), 0, 0.06);
        }
    }

    [Theory]
    [InlineData(RhythmPattern.Ventricular)]
    [InlineData(RhythmPattern.Sequential)]
    public void A_pacemaker_sets_spikes_before_wide_beats(RhythmPattern pattern)
    {
        // Where the ventricle alone is paced, the atria fibrillate; here they are silenced, so that they don't blur the onset of QRS.
        int perBeat = pattern == RhythmPattern.Sequential ? 2 : 1;
        for (int seed = 0; seed < People; seed++)
        {
            var record = Make(new() { Seed = seed, Rhythm = EcgRhythm.Paced, Pattern = pattern, PAmplitude = perBeat - 1, Duration = 8 });
            var spikes = Spikes(record);
            var told = record.Info.Beats!.SelectMany(b => b.Spikes!).ToArray();
            Assert.Equal(told.Length, spikes.Length);
            Assert.All(told.Zip(spikes), s => Assert.Equal(s.First, s.Second, 0.001));
            record = WithoutSpikes(record);
            foreach (var beat in record.Info.Beats!.Where(b => b.Qrs is { Onset: > 0.5, Offset: < 7 }).Take(3))
            {
                Assert.Equal(("/", perBeat), (beat.Type, beat.Spikes!.Count));
                var d = Measure(record, beat, 0.22);
                Assert.InRange(d.Qrs, 0.12, 0.2);
                Assert.InRange(d.QrsOnset - beat.Spikes[^1], 0, 0.02);
                Assert.True(d.QrsMean("V1") < -0.2 && d.QrsMean("I") > 0 && d.QrsMean("II") < 0 && d.QrsMean("III") < 0, "as in LBBB, axis to the left");
                Assert.True(d.T("V1") > 0.05 && d.T("aVL") < 0, "T against QRS");
                Assert.Equal(perBeat == 2, beat.P is not null);
            }
            var rr = record.Info.Beats!.Select(b => b.Qrs?.Peak).OfType<double>().ToArray();
            Assert.All(rr.Skip(1).Zip(rr, (b, a) => b - a), i => Assert.Equal(rr[2] - rr[1], i, 1e-5));
        }
    }

    private static RecordData Make(SyntheticSource source) => EcgSynthesizer.Synthesize(source.SamplingRate == 500 ? source with
    {
        SamplingRate = source.Rhythm
        is EcgRhythm.AtrialFibrillation or EcgRhythm.AtrialFlutter ? 500 : 1000
    } : source, default);

    private static SyntheticSource AtriaAlone(SyntheticSource source) => source with { QrsAmplitude = 0, TAmplitude = 0 };

    /// <summary>The delineation of all beats of a type that lie well within the record.</summary>
    private static Delineation[] Measured(RecordData record, string type, double longestPR) =>
        [.. record.Info.Beats!.Where(b => b.Type == type && b.P is { Onset: > 0.4 } && b.Qrs?.Offset < record.Info.SampleCount / record.Info.SamplingRate - 0.7)
            .Select(b => Measure(record, b, longestPR))];

    private static Delineation Measure(RecordData record, BeatTruth beat, double longestPR) =>
        new(record, (int)Math.Round(beat.Qrs!.Peak * record.Info.SamplingRate), record.Info.SamplingRate, longestPR, 0.5, beat.Spikes is null ? 0.008 : 0.02);

    /// <summary>Runs of conducted beats between dropped ones, whole ones only.</summary>
    private static BeatTruth[][] Cycles(RecordData record)
    {
        List<BeatTruth[]> cycles = [];
        List<BeatTruth>? open = null;
        double end = record.Info.SampleCount / record.Info.SamplingRate - 0.6;
        foreach (var beat in record.Info.Beats!.Where(b => b.P is { Onset: > 0.4 } && b.P.Onset < end))
        {
            if (beat.Type == "x")
            {
                if (open is { Count: > 0 })
                    cycles.Add([.. open]);
                open = [];
            }
            else
            {
                open?.Add(beat);
            }
        }
        return [.. cycles];
    }

    /// <summary>Where single samples stand out of lead II's neighbours, in seconds.</summary>
    private static double[] Spikes(RecordData record)
    {
        var s = record.Samples[1];
        return [.. Enumerable.Range(1, s.Length - 2).Where(i => IsSpike(s, i)).Select(i => i / record.Info.SamplingRate)];
    }

    private static bool IsSpike(double[] s, int i) =>
        Math.Abs(s[i] - (s[i - 1] + s[i + 1]) / 2) > 0.1 && Math.Abs(s[i + 1] - s[i - 1]) < 0.05;

    private static RecordData WithoutSpikes(RecordData record)
    {
        var at = Enumerable.Range(1, record.Info.SampleCount - 2).Where(i => IsSpike(record.Samples[1], i)).ToArray();
        var samples = record.Samples.Select(s => (double[])s.Clone()).ToArray();
        foreach (var s in samples)
            foreach (int i in at)
                s[i] = (s[i - 1] + s[i + 1]) / 2;
        return new RecordData(record.Info, samples);
    }

    private static double[] Intervals(RecordData record)
    {
        var peaks = Delineation.RPeaks(record);
        return [.. peaks.Skip(1).Zip(peaks, (b, a) => (b - a) / record.Info.SamplingRate)];
    }

    private static double Size(double[] values) => Math.Sqrt(values.Average(v => v * v));

    /// <summary>The power of a signal in a band, in Hz.</summary>
    private static double Power(double[] values, double rate, double from, double to)
    {
        double power = 0;
        int n = values.Length;
        for (int k = (int)Math.Ceiling(from * n / rate); k <= to * n / rate; k++)
        {
            // Goertzel's recurrence: one bin in one pass without a sine per sample.
            double c = 2 * Math.Cos(2 * Math.PI * k / n), a = 0, b = 0;
            foreach (double v in values)
                (a, b) = (v + c * a - b, a);
            power += a * a + b * b - c * a * b;
        }
        return power;
    }
}
