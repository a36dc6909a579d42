// The synthesizer: every person's ECG must be normal by a cardiologist's criteria, the rhythm as asked for, the record repeatable.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

public class SynthesizerTests
{
    private const int People = 60;

    [Fact]
    public void Every_person_has_a_normal_ECG_at_60_beats_per_minute()
    {
        for (int seed = 0; seed < People; seed++)
        {
            var d = Delineate(seed, 60);
            void Check(string what, double value, double from, double to) =>
                Assert.True(value >= from && value <= to, $"seed {seed}: {what} is {value:0.000}, expected {from} to {to}");

            Check("QRS", d.Qrs, 0.070, 0.105);
            Check("PR", d.PR, 0.120, 0.200);
            Check("QTc", d.QTc, 0.360, 0.450);
            Check("axis", d.Axis, -10, 90);
            Check("P in II", d.PLead2, 0.05, 0.2);
            foreach (var lead in new[] { "I", "II", "aVF" })
                Check($"P in {lead}", d.PMean(lead), 0.005, 0.15);
            Check("P in aVR", d.PMean("aVR"), -0.15, -0.01);

            Check("R in aVR", d.R("aVR"), 0, 0.2);
            Check("T in aVR", d.T("aVR"), -0.6, -0.1);
            Check("R in II", d.R("II"), 0.5, 1.6);
            Check("R in V5", d.R("V5"), 0.8, 2.5);
            Check("S in V2", d.S("V2"), 0.6, 2.2);
            Check("Sokolow-Lyon", d.S("V1") + Math.Max(d.R("V5"), d.R("V6")), 1, 3.5);

            foreach (var lead in new[] { "I", "V5", "V6" })
                Check($"septal q in {lead}", d.Q(lead), 0.02, 0.25);
            Check("r in V1", d.R("V1"), 0.1, 0.6);
            Check("R/S in V1", d.R("V1") / d.S("V1"), 0.05, 0.5);
            Check("R/S in V2", d.R("V2") / d.S("V2"), 0.1, 1);
            Check("R/S in V4", d.R("V4") / d.S("V4"), 1, 20);
            Check("V1 to V2, growth of R", d.R("V2") - d.R("V1"), 0.01, 1);
            Check("V2 to V3, growth of R", d.R("V3") - d.R("V2"), 0.01, 1.5);
            Check("V3 to V4, growth of R", d.R("V4") - d.R("V3"), 0.01, 1.5);
            foreach (var (lead, next) in new[] { ("V2", "V3"), ("V3", "V4"), ("V4", "V5"), ("V5", "V6") })
                Check($"{lead} to {next}, loss of S", d.S(lead) - d.S(next), 0.01, 1);

            foreach (var lead in new[] { "I", "II", "V4", "V5", "V6" })
                Check($"T in {lead}", d.T(lead), 0.05, 0.9);
            Check("T in V3", d.T("V3"), 0.2, 0.9);
            Check("T in V1", d.T("V1"), -0.2, 0.3);
            Check("rise over fall of T", d.TAsymmetry("V3"), 1.2, 2.5);
            foreach (var lead in EcgSynthesizer.Leads)
            {
                Check($"ST in {lead}", d.St60(lead), -0.1, 0.1);
                Check($"the level before P in {lead}", d.BeforeP(lead), -0.01, 0.01);
            }
        }
    }

    [Theory]
    [InlineData(45, 0.120, 0.2)]
    [InlineData(100, 0.110, 0.2)]
    [InlineData(140, 0.095, 0.25)]
    public void Intervals_adapt_to_the_rate(double heartRate, double shortestPR, double stLimit)
    {
        int fused = 0;
        for (int seed = 0; seed < People; seed++)
        {
            var d = Delineate(seed, heartRate);
            Assert.InRange(d.Qrs, 0.070, 0.105);
            Assert.InRange(d.QTc, 0.350, 0.470);
            Assert.InRange(d.PR, shortestPR, 0.200);
            Assert.InRange(d.Axis, -10, 90);
            Assert.InRange(d.PLead2, 0.05, 0.25);
            Assert.InRange(d.T("II"), 0.08, 0.6);
            Assert.InRange(Math.Abs(d.St60("V3")), 0, stLimit);
            if (d.ValleyBeforePLead2 > 0.6 * d.PLead2)
                fused++;
        }
        Assert.InRange(fused, 0, heartRate < 140 ? 0 : People / 10);
    }

    [Theory]
    [InlineData(60, 0.05)]
    [InlineData(75, 0.02)]
    [InlineData(50, 0.12)]
    [InlineData(120, 0)]
    public void Rate_and_variability_are_those_asked_for(double heartRate, double deviation)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            var rr = Intervals(Make(seed, heartRate, 300, deviation));
            Assert.InRange(60 / rr.Average(), heartRate * 0.99, heartRate * 1.01);
            Assert.InRange(Deviation(rr), deviation * 0.95 - 0.0015, deviation * 1.05 + 0.0015);
        }
    }

    [Fact]
    public void The_rhythm_follows_blood_pressure_and_respiration()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            var rr = Intervals(Make(seed, 75, 600, 0.05));
            double low = Power(rr, 0.06, 0.14), high = Power(rr, 0.17, 0.33), rest = Power(rr, 0.15, 0.16) + Power(rr, 0.35, 0.39);
            Assert.True(low > 20 * rest && high > 20 * rest, $"seed {seed}: low {low:g3}, high {high:g3}, elsewhere {rest:g3}");
            Assert.InRange(low / high, 0.25, 1);
        }
    }

    [Fact]
    public void Einthovens_and_Goldbergers_laws_hold_exactly()
    {
        var s = Make(3, 70, 10).Samples;
        for (int i = 0; i < s[0].Length; i++)
        {
            Assert.Equal(s[1][i] - s[0][i], s[2][i]);
            Assert.Equal(-(s[0][i] + s[1][i]) / 2, s[3][i]);
            Assert.Equal(s[0][i] - s[1][i] / 2, s[4][i]);
            Assert.Equal(s[1][i] - s[0][i] / 2, s[5][i]);
        }
    }

    [Fact]
    public void One_source_is_one_record_and_another_seed_or_index_is_another()
    {
        var source = new SyntheticSource { Seed = 7, HeartRate = 66, HeartRateVariability = 0.03, Duration = 3 };
        var record = EcgSynthesizer.Synthesize(source, default);
        Assert.Equal(record.Info.Sha256, EcgSynthesizer.Synthesize(source, default).Info.Sha256);
        Assert.Equal(record.Info.Sha256, EcgSynthesizer.Synthesize((SyntheticSource)record.Info.Source, default).Info.Sha256);
        RecordData[] all = [record, .. new[] { source with { Seed = 8 }, source with { Index = 1 }, source with { Seed = -7 },
            source with { HeartRate = 67 } }.Select(s => EcgSynthesizer.Synthesize(s, default))];
        Assert.Equal(all.Length, all.Select(r => r.Info.Sha256).Distinct().Count());
        Assert.Equal("synthetic_7_000", record.Info.Name);
        Assert.Equal("synthetic_7_001", all[2].Info.Name);
    }

    [Fact]
    public void A_record_tells_all_about_itself()
    {
        var record = EcgSynthesizer.Synthesize(new() { Seed = 1, Duration = 2, SamplingRate = 250 }, default);
        Assert.Equal(EcgSynthesizer.Leads, record.Info.Leads);
        Assert.Equal((250, 500), (record.Info.SamplingRate, record.Info.SampleCount));
        Assert.Equal(RecordHash.Compute(record.Samples.Select(s => (ReadOnlyMemory<double>)s)), record.Info.Sha256);
        Assert.Equal(EcgSynthesizer.Resolve(new() { Seed = 1, Duration = 2, SamplingRate = 250 }), record.Info.Source);
        Assert.Null(record.Info.Age);
        Assert.Null(record.Info.Sex);
        Assert.Empty(record.Info.Comments);
    }

    [Fact]
    public void Resolve_draws_what_is_null_and_keeps_what_is_given()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var drawn = EcgSynthesizer.Resolve(new() { Seed = seed });
            Assert.InRange(drawn.HeartRate!.Value, 55, 95);
            Assert.InRange(drawn.HeartRateVariability!.Value, 0.006, 0.06);
            Assert.Equal(drawn, EcgSynthesizer.Resolve(drawn));
            Assert.Equal(drawn.HeartRate, EcgSynthesizer.Resolve(new() { Seed = seed, HeartRateVariability = 0 }).HeartRate);
        }
        var given = new SyntheticSource
        {
            Seed = 5,
            Index = 9,
            HeartRate = 111,
            HeartRateVariability = 0.1,
            Duration = 1.5,
            SamplingRate = 333,
            PRInterval = 0.17,
            QrsDuration = 0.09,
            QTInterval = 0.3,
        };
        Assert.Equal(given, EcgSynthesizer.Resolve(given));
    }

    public static TheoryData<string, SyntheticSource> OutOfRange => new()
    {
        { "Index", new() { Index = -1 } },
        { "HeartRate", new() { HeartRate = 19.9 } },
        { "HeartRate", new() { HeartRate = 301 } },
        { "HeartRate", new() { HeartRate = double.NaN } },
        { "HeartRateVariability", new() { HeartRateVariability = -0.01 } },
        { "HeartRateVariability", new() { HeartRateVariability = 0.31 } },
        { "HeartRateVariability", new() { HeartRate = 300, HeartRateVariability = 0.07 } },
        { "SamplingRate", new() { SamplingRate = 49 } },
        { "SamplingRate", new() { SamplingRate = 10_001 } },
        { "Duration", new() { Duration = 0 } },
        { "Duration", new() { Duration = double.NaN } },
        { "Duration", new() { Duration = double.PositiveInfinity } },
        { "Duration", new() { Duration = 24 * 3600 + 1, SamplingRate = 50 } },
        { "Duration", new() { Duration = 24 * 3600, SamplingRate = 500 } },
        { "Duration", new() { Duration = 0.0001 } },
        { "PAmplitude", new() { PAmplitude = -0.1 } },
        { "QrsAmplitude", new() { QrsAmplitude = 5.1 } },
        { "TAmplitude", new() { TAmplitude = double.NaN } },
        { "PRInterval", new() { PRInterval = 0.05 } },
        { "PRInterval", new() { PRInterval = 0.5, HeartRate = 120 } },
        { "QrsDuration", new() { QrsDuration = 0.21 } },
        { "QTInterval", new() { QTInterval = 0.2, HeartRate = 60 } },
        { "QTInterval", new() { QTInterval = 0.5, HeartRate = 120 } },
        { "Rhythm", new() { Rhythm = (EcgRhythm)99 } },
        { "Morphology", new() { Morphology = (EcgMorphology)99 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_named(string field, SyntheticSource request)
    {
        var error = Assert.Throws<EcgException>(() => EcgSynthesizer.Synthesize(request, default));
        Assert.Equal(ErrorId.ArgumentInvalid, error.Id);
        Assert.StartsWith(field + " is ", error.Message);
        Assert.Contains("expected", error.Message);
    }

    [Theory]
    [InlineData(10, 500, 5000)]
    [InlineData(0.002, 500, 1)]
    [InlineData(2.5, 360, 900)]
    [InlineData(1.001, 250, 250)]
    [InlineData(1, 127.5, 128)]
    [InlineData(0.1, 10_000, 1000)]
    public void Duration_times_rate_is_the_number_of_samples(double duration, double samplingRate, int expected)
    {
        var record = EcgSynthesizer.Synthesize(new() { Seed = 2, Duration = duration, SamplingRate = samplingRate }, default);
        Assert.Equal(expected, record.Info.SampleCount);
        Assert.All(record.Samples, s => Assert.Equal(expected, s.Length));
    }

    [Theory]
    [InlineData(20, 0.3)]
    [InlineData(300, 0.06)]
    public void The_extremes_stay_finite_and_bounded(double heartRate, double deviation)
    {
        for (int seed = 0; seed < 10; seed++)
            Assert.All(Make(seed, heartRate, 60, deviation).Samples, s => Assert.All(s, v => Assert.InRange(v, -4, 4)));
    }

    [Fact]
    public void The_signal_does_not_depend_on_the_sampling_rate()
    {
        var source = new SyntheticSource { Seed = 4, Duration = 4, SamplingRate = 250 };
        double[] coarse = EcgSynthesizer.Synthesize(source, default).Samples[7];
        double[] fine = EcgSynthesizer.Synthesize(source with { SamplingRate = 1000 }, default).Samples[7];
        for (int i = 0; i < coarse.Length; i++)
            Assert.Equal(fine[4 * i], coarse[i], 1e-6);
    }

    [Fact]
    public void A_cancelled_token_stops_it() =>
        Assert.Throws<OperationCanceledException>(() => EcgSynthesizer.Synthesize(new(), new CancellationToken(true)));

    private static RecordData Make(int seed, double heartRate, double duration, double? deviation = null, double samplingRate = 500) =>
        EcgSynthesizer.Synthesize(new()
        {
            Seed = seed,
            HeartRate = heartRate,
            HeartRateVariability = deviation,
            Duration = duration,
            SamplingRate = samplingRate,
        }, default);

    private static Delineation Delineate(int seed, double heartRate) =>
        new(Make(seed, heartRate, 5 * 60 / heartRate, samplingRate: 1000), 2);

    private static double[] Intervals(RecordData record)
    {
        var peaks = Delineation.RPeaks(record);
        return [.. peaks.Skip(1).Zip(peaks, (b, a) => (b - a) / record.Info.SamplingRate)];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>The power of an RR series in a band, in Hz, by a periodogram of the intervals under a Hann window.</summary>
    private static double Power(double[] rr, double from, double to)
    {
        double mean = rr.Average(), power = 0;
        int n = rr.Length;
        for (int k = (int)Math.Ceiling(from * n * mean); k <= to * n * mean; k++)
        {
            double re = 0, im = 0;
            for (int i = 0; i < n; i++)
            {
                double v = (rr[i] - mean) * (1 - Math.Cos(2 * Math.PI * i / n)), a = 2 * Math.PI * k * i / n;
                re += v * Math.Cos(a);
                im += v * Math.Sin(a);
            }
            power += re * re + im * im;
        }
        return power;
    }
}
