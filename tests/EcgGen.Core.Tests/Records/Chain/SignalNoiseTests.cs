// Noise: the ratio asked for, the spectrum that the kind has, consistent leads, and the same again for the same key.
using EcgGen.Core.Records;
using EcgGen.Core.Records.Signal;

namespace EcgGen.Core.Tests.Records.Chain;

public class SignalNoiseTests
{
    private static readonly SignalView s_clean = Page.Synthetic(5, 20);

    private static readonly NoiseStage s_allKinds = new() { BaselineWander = 0.2, Powerline = 0.05, Muscle = 0.03, Motion = 0.1, White = 0.02, Autoregressive = 0.1 };

    public static TheoryData<string> Kinds => ["baselineWander", "powerline", "muscle", "motion", "white", "autoregressive"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_reaches_the_ratio_asked_for(string kind)
    {
        foreach (double snr in new[] { -5.0, 12, 30 })
            Assert.Equal(snr, Snr(Apply(s_clean, Stage(kind) with { Snr = snr })), 0.1);
    }

    [Fact]
    public void A_mixture_reaches_the_ratio_asked_for()
    {
        foreach (double snr in new[] { -5.0, 12, 30 })
            Assert.Equal(snr, Snr(Apply(s_clean, s_allKinds with { Snr = snr })), 0.1);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    public void The_mains_have_odd_harmonics(double frequency)
    {
        var noise = Noise(Apply(s_clean, Stage("powerline") with { PowerlineFrequency = frequency }), 7);
        double Around(double hertz) => BandPower(noise, 500, hertz - 1, hertz + 1);
        double all = BandPower(noise, 500, 0, 250);
        Assert.InRange(Around(frequency) / all, 0.9, 0.9999);
        Assert.True(Around(3 * frequency) > 100 * Around(2 * frequency));
        Assert.InRange(Around(frequency == 50 ? 60 : 50) / all, 0, 1e-3);
    }

    [Fact]
    public void Autoregressive_noise_changes_with_time_and_white_noise_does_not()
    {
        double autoregressive = Wandering("autoregressive"), white = Wandering("white");
        Assert.True(autoregressive > 3 * white, $"{autoregressive} {white}");

        // By how much the share of the power that lies below 4 Hz differs among stretches of eight seconds.
        static double Wandering(string kind)
        {
            var record = Page.Synthetic(5, 64);
            var noise = Apply(record, Stage(kind))["V3"].ToArray().Zip(record["V3"].ToArray(), (n, c) => n - c).ToArray();
            double[] parts = [.. Enumerable.Range(0, 8).Select(i => noise[(4000 * i)..(4000 * (i + 1))]).Select(part => Math.Log(BandPower(part, 500, 0.5, 4) / BandPower(part, 500, 4, 60)))];
            double mean = parts.Average();
            return Math.Sqrt(parts.Average(p => (p - mean) * (p - mean)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Amplitude_is_the_rms_at_one_electrode(string kind)
    {
        // A precordial lead holds its own electrode's noise and a third of three limb electrodes': 1.15 times one of them.
        var noisy = Apply(s_clean, Stage(kind, 0.2));
        Assert.InRange(Enumerable.Range(6, 6).Average(k => Rms(Noise(noisy, k))), 0.2 * 0.9, 0.2 * 1.4);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Limb_leads_stay_consistent_and_keys_decide(string kind)
    {
        var noisy = Apply(s_clean, Stage(kind));
        var (one, two, three, avr) = (noisy["I"].ToArray(), noisy["II"].ToArray(), noisy["III"].ToArray(), noisy["aVR"].ToArray());
        for (int i = 0; i < one.Length; i++)
        {
            Assert.Equal(two[i] - one[i], three[i], 1e-12);
            Assert.Equal(-(one[i] + two[i]) / 2, avr[i], 1e-12);
        }
        Assert.Equal(noisy.Info.Sha256, Apply(s_clean, Stage(kind)).Info.Sha256);
        Assert.NotEqual(noisy.Info.Sha256, Apply(s_clean, Stage(kind) with { Seed = 1 }).Info.Sha256);
    }

    [Theory]
    [InlineData("baselineWander", 0, 0.85, 0.99)]
    [InlineData("powerline", 49, 51, 0.9)]
    [InlineData("muscle", 15, 160, 0.9)]
    [InlineData("motion", 0, 15, 0.85)]
    [InlineData("autoregressive", 0, 80, 0.9)]
    public void Power_is_where_the_kind_has_it(string kind, double from, double to, double part)
    {
        var noise = Noise(Apply(s_clean, Stage(kind)), 7);
        double inside = BandPower(noise, 500, from, to), all = BandPower(noise, 500, 0, 250);
        Assert.True(inside / all > part, $"{inside / all:0.000}");
    }

    [Fact]
    public void White_noise_is_white_and_normal()
    {
        var noise = Noise(Apply(s_clean, Stage("white")), 8);
        double rms = Rms(noise);
        Assert.InRange(noise.Count(v => Math.Abs(v) < rms) / (double)noise.Length, 0.66, 0.705);
        Assert.InRange(BandPower(noise, 500, 0, 125) / BandPower(noise, 500, 0, 250), 0.45, 0.55);
    }

    [Fact]
    public void Missing_samples_stay_missing()
    {
        var gap = Page.FromArrays(100, ("II", [.. Enumerable.Range(0, 500).Select(i => i < 50 ? double.NaN : Math.Sin(i))]));
        var noisy = Apply(gap, Stage("white") with { Snr = 10 });
        Assert.All(noisy["II"].ToArray()[..50], v => Assert.True(double.IsNaN(v)));
        Assert.DoesNotContain(double.NaN, noisy["II"].ToArray()[50..]);
    }

    [Fact]
    public void A_recording_gives_its_noise_and_recipes_find_it_again()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var source = new short[2 * 360 * 30];
        for (int i = 0; i < source.Length; i++)
            source[i] = (short)(200 * Math.Sin(i * 0.01 + i % 2));
        File.WriteAllText(Path.Combine(folder, "em.hea"), $"em 2 360 {source.Length / 2}\nem.dat 16 200 16 0 0 0 0 noise1\nem.dat 16 200 16 0 0 0 0 noise2\n");
        File.WriteAllBytes(Path.Combine(folder, "em.dat"), System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(source).ToArray());

        var noisy = SignalChain.Apply(s_clean.Info, s_clean.Leads, [new NoiseStage { Recorded = 0.1, Snr = 6 }], [Path.Combine(folder, "em.hea")], default);
        var stage = Assert.IsType<NoiseStage>(Assert.Single(noisy.Info.Signal));
        Assert.NotNull(stage.NoiseSha256);
        Assert.Equal(6, Snr(noisy.Samples), 0.1);
        // The sine of the recording, 1.15 Hz at its own rate, is one of 1.15 Hz here too, from a place that the seed draws.
        var noise = Noise(Page.View(noisy), 8);
        Assert.InRange(BandPower(noise, 500, 0.9, 1.4) / BandPower(noise, 500, 0.1, 250), 0.95, 1);
        var other = SignalChain.Apply(s_clean.Info, s_clean.Leads, [new NoiseStage { Recorded = 0.1, Snr = 6, Seed = 1 }], [Path.Combine(folder, "em.hea")], default);
        Assert.NotEqual(noisy.Info.Sha256, other.Info.Sha256);
        Assert.Equal("em.hea", Assert.IsType<FileSource>(stage.NoiseRecord).Files[0].Name);
        var replayed = RecordOpener.Open(new OpenRecordRequest { Source = s_clean.Info.Source, Signal = noisy.Info.Signal, Paths = [folder] }, default);
        Assert.Equal(noisy.Info.Sha256, replayed.Info.Sha256);

        File.AppendAllText(Path.Combine(folder, "em.dat"), "xx");
        Assert.Equal(ErrorId.SourceMismatch, Assert.Throws<EcgException>(() => RecordOpener.Open(new OpenRecordRequest { Source = s_clean.Info.Source, Signal = noisy.Info.Signal, Paths = [folder] }, default)).Id);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        ErrorId Refused(NoiseStage stage) => Assert.Throws<EcgException>(() => Apply(s_clean, stage)).Id;
        Assert.Equal(ErrorId.ArgumentInvalid, Refused(new NoiseStage { White = -1 }));
        Assert.Equal(ErrorId.ArgumentInvalid, Refused(new NoiseStage { White = double.NaN }));
        Assert.Equal(ErrorId.ArgumentInvalid, Refused(new NoiseStage { Snr = 10 }));
        Assert.Equal(ErrorId.ArgumentInvalid, Refused(new NoiseStage { White = 1, Snr = 1000 }));
    }

    private static NoiseStage Stage(string kind, double amplitude = 0.1) => kind switch
    {
        "baselineWander" => new NoiseStage { BaselineWander = amplitude },
        "powerline" => new NoiseStage { Powerline = amplitude },
        "muscle" => new NoiseStage { Muscle = amplitude },
        "motion" => new NoiseStage { Motion = amplitude },
        "white" => new NoiseStage { White = amplitude },
        _ => new NoiseStage { Autoregressive = amplitude },
    };

    private static SignalView Apply(SignalView record, NoiseStage stage) => Page.View(SignalChain.Apply(record.Info, record.Leads, [stage], [], default));

    private static double[] Noise(SignalView noisy, int lead) => [.. noisy.Leads[lead].ToArray().Zip(s_clean.Leads[lead].ToArray(), (n, c) => n - c)];

    private static double Snr(SignalView noisy) => Snr([.. noisy.Leads.Select(l => l.ToArray())]);

    private static double Snr(IReadOnlyList<double[]> noisy)
    {
        double signal = 0, noise = 0;
        for (int k = 0; k < 12; k++)
        {
            double[] clean = s_clean.Leads[k].ToArray();
            double mean = clean.Average();
            signal += clean.Sum(v => (v - mean) * (v - mean));
            noise += clean.Zip(noisy[k], (c, n) => (n - c) * (n - c)).Sum();
        }
        return 10 * Math.Log10(signal / noise);
    }

    private static double Rms(double[] values) => Math.Sqrt(values.Average(v => v * v));

    /// <summary>The power of a signal within a band, by a plain Fourier sum over its first eight seconds.</summary>
    private static double BandPower(double[] signal, double rate, double from, double to)
    {
        int n = (int)(8 * rate);
        double mean = signal.Take(n).Average(), sum = 0;
        for (int bin = (int)Math.Ceiling(from * n / rate); bin <= to * n / rate && bin <= n / 2; bin++)
        {
            double re = 0, im = 0;
            for (int i = 0; i < n; i++)
            {
                double window = 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / n), value = (signal[i] - mean) * window;
                (double sin, double cos) = Math.SinCos(2 * Math.PI * bin * i / n);
                re += value * cos;
                im += value * sin;
            }
            sum += re * re + im * im;
        }
        return sum;
    }
}
