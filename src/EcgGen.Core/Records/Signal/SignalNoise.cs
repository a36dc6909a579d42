// Noise enters an ECG at the electrodes: made there, it reaches the leads as Einthoven and Wilson combine them.
using System.Globalization;
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Signal;

/// <summary>Adds a <see cref="NoiseStage"/> to a record.</summary>
internal static class SignalNoise
{
    private static readonly string[] s_limb = ["RA", "LA", "LL"];

    /// <summary>Adds noise; returns the record and the stage with all it needs to be replayed.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: an amplitude is out of range, or -Snr has nothing to scale. SourceMismatch: another noise recording.</exception>
    public static (RecordData Record, NoiseStage Stage) Apply(RecordData record, NoiseStage stage, IReadOnlyList<string> noisePaths, CancellationToken cancellation)
    {
        Check(record.Info.Name, stage);
        RecordData? recording = null;
        if (stage.Recorded is not null)
        {
            recording = OpenRecording(record.Info.Name, stage, noisePaths, cancellation);
            stage = stage with { NoiseRecord = recording.Info.Source, NoiseSha256 = recording.Info.Sha256 };
        }
        var sources = new List<(double Amplitude, string Purpose, Action<double[], Philox> Make)>();
        double rate = record.Info.SamplingRate;
        void Add(double? amplitude, string purpose, Action<double[], Philox> make)
        {
            if (amplitude is > 0)
                sources.Add((amplitude.Value, purpose, make));
        }
        Add(stage.BaselineWander, "baselineWander", (n, g) => NoiseSources.BaselineWander(n, rate, g));
        Add(stage.Powerline, "powerline", (n, g) => NoiseSources.Powerline(n, rate, stage.PowerlineFrequency ?? 50, g));
        Add(stage.Muscle, "muscle", (n, g) => NoiseSources.Muscle(n, rate, g));
        Add(stage.Motion, "motion", (n, g) => NoiseSources.Motion(n, rate, g));
        Add(stage.White, "white", NoiseSources.White);
        Add(stage.Autoregressive, "autoregressive", (n, g) => NoiseSources.Autoregressive(n, rate, g));
        if (recording is not null)
            Add(stage.Recorded, "recorded", RecordedNoise(recording, rate));

        var electrodes = new Dictionary<string, double[]>();
        double[] At(string electrode)
        {
            if (electrodes.TryGetValue(electrode, out var sum))
                return sum;
            cancellation.ThrowIfCancellationRequested();
            sum = new double[record.Info.SampleCount];
            var noise = new double[sum.Length];
            foreach (var (amplitude, purpose, make) in sources)
            {
                make(noise, new SeedKey(stage.Seed, record.Info.Sha256, 0, NoiseStage.Kind, 0, $"{purpose} {electrode}").ToGenerator());
                double scale = amplitude / Math.Sqrt(noise.Sum(v => v * v) / noise.Length);
                for (int i = 0; i < sum.Length && double.IsFinite(scale); i++)
                    sum[i] += scale * noise[i];
            }
            return electrodes[electrode] = sum;
        }
        double[][] added = [.. record.Info.Leads.Select(lead => InLead(lead, At))];
        double gain = stage.Snr is { } snr ? GainFor(record, added, snr) : 1;
        double[][] noisy = [.. record.Samples.Zip(added, (s, n) => s.Zip(n, (v, e) => v + gain * e).ToArray())];
        return (record with { Samples = noisy }, stage);
    }

    /// <summary>The noise of a lead from that of its electrodes.</summary>
    private static double[] InLead(string lead, Func<string, double[]> at)
    {
        double[] Form(Func<double, double, double, double> value)
        {
            var (ra, la, ll) = (at(s_limb[0]), at(s_limb[1]), at(s_limb[2]));
            var noise = new double[ra.Length];
            for (int i = 0; i < noise.Length; i++)
                noise[i] = value(ra[i], la[i], ll[i]);
            return noise;
        }
        return lead switch
        {
            "I" => Form((ra, la, _) => la - ra),
            "II" => Form((ra, _, ll) => ll - ra),
            "III" => Form((_, la, ll) => ll - la),
            "aVR" => Form((ra, la, ll) => ra - (la + ll) / 2),
            "aVL" => Form((ra, la, ll) => la - (ra + ll) / 2),
            "aVF" => Form((ra, la, ll) => ll - (ra + la) / 2),
            _ when lead.StartsWith('V') => [.. at(lead).Zip(Form((ra, la, ll) => (ra + la + ll) / 3), (own, terminal) => own - terminal)],
            _ => at(lead),
        };
    }

    /// <summary>What scales the noise to a ratio, over all samples that are there.</summary>
    private static double GainFor(RecordData record, double[][] noise, double snr)
    {
        double signalPower = 0, noisePower = 0;
        for (int k = 0; k < noise.Length; k++)
        {
            var (signal, lead) = (record.Samples[k], noise[k]);
            double mean = signal.Where(double.IsFinite).DefaultIfEmpty(0).Average();
            for (int i = 0; i < lead.Length; i++)
            {
                if (!double.IsFinite(signal[i]))
                    continue;
                signalPower += (signal[i] - mean) * (signal[i] - mean);
                noisePower += lead[i] * lead[i];
            }
        }
        if (noisePower == 0 || signalPower == 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{record.Info.Name}: snr: there is no {(noisePower == 0 ? "noise" : "signal")} to bring into a ratio.");
        return Math.Sqrt(signalPower / noisePower / Math.Pow(10, snr / 10));
    }

    /// <summary>Cuts of a recording, each electrode from a channel and a place of its own.</summary>
    private static Action<double[], Philox> RecordedNoise(RecordData recording, double rate)
    {
        var resampler = new Resampler(recording.Info.SamplingRate, rate);
        double[][] channels = [.. recording.Samples.Select(s => resampler.Resample(Array.ConvertAll(s, v => double.IsFinite(v) ? v : 0)))];
        return (noise, random) =>
        {
            var channel = channels[random.NextInt(channels.Length)];
            int place = random.NextInt(channel.Length);
            for (int i = 0; i < noise.Length; i++)
                noise[i] = channel[(place + i) % channel.Length];
            double mean = noise.Average();
            for (int i = 0; i < noise.Length; i++)
                noise[i] -= mean;
        };
    }

    private static RecordData OpenRecording(string name, NoiseStage stage, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var source = stage.NoiseRecord ?? new FileSource();
        var recording = RecordOpener.Open(new OpenRecordRequest { Source = source, Paths = paths }, cancellation);
        return stage.NoiseSha256 is null || stage.NoiseSha256 == recording.Info.Sha256
            ? recording
            : throw new EcgException(ErrorId.SourceMismatch, $"{name}: noiseRecord: {recording.Info.Name} has other samples than the recipe names.");
    }

    private static void Check(string name, NoiseStage stage)
    {
        (string Field, double? Value)[] amplitudes =
        [
            ("baselineWander", stage.BaselineWander), ("powerline", stage.Powerline), ("muscle", stage.Muscle), ("motion", stage.Motion),
            ("white", stage.White), ("autoregressive", stage.Autoregressive), ("recorded", stage.Recorded),
        ];
        foreach (var (field, value) in amplitudes)
            Require(value is null or (>= 0 and <= 100), field, "0 to 100 mV", value);
        Require(stage.Snr is null or (>= -60 and <= 120), "snr", "−60 to 120 dB", stage.Snr);
        Require(stage.PowerlineFrequency is null or >= 10 and <= 1000, "powerlineFrequency", "10 to 1000 Hz", stage.PowerlineFrequency);

        void Require(bool holds, string field, string expected, double? found)
        {
            if (!holds)
                throw new EcgException(ErrorId.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture, $"{name}: {field}: expected {expected}, found {found}."));
        }
    }
}
