// Beats and fiducials that come with synthetic records: they must agree with what an independent delineation finds in the signal.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

public class BeatTruthTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    public void Fiducials_are_where_clinicians_would_put_them(double heartRate)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var record = Make(new() { Seed = seed, HeartRate = heartRate, Duration = 4, SamplingRate = 1000 });
            int r = Delineation.RPeaks(record)[2];
            var d = new Delineation(record, 2);
            var truth = record.Info.Beats!.Single(b => Math.Abs((b.Qrs?.Peak ?? -1) - r / 1000.0) < 0.1);
            Assert.Equal(d.POnset, truth.P!.Onset, 0.005);
            Assert.Equal(d.QrsOnset, truth.Qrs!.Onset, 0.005);
            Assert.Equal(r / 1000.0, truth.Qrs.Peak, 0.005);
            Assert.Equal(d.QrsOffset, truth.Qrs.Offset, 0.005);
            Assert.Equal(d.TEnd, truth.T!.Offset, 0.005);
        }
    }

    [Fact]
    public void Intervals_are_those_asked_for()
    {
        var record = Make(new() { HeartRate = 60, HeartRateVariability = 0, PRInterval = 0.2, QrsDuration = 0.11, QTInterval = 0.44 });
        foreach (var beat in record.Info.Beats!.Where(b => b.Qrs is { Onset: > 0.3 } && b.T is not null))
        {
            Assert.Equal(0.2, beat.Qrs!.Onset - beat.P!.Onset, 1e-5);
            Assert.Equal(0.11, beat.Qrs.Offset - beat.Qrs.Onset, 1e-5);
            Assert.Equal(0.44, beat.T!.Offset - beat.Qrs.Onset, 1e-5);
        }
        var d = new Delineation(Make(new() { HeartRate = 60, HeartRateVariability = 0, PRInterval = 0.2, QrsDuration = 0.11, QTInterval = 0.44, SamplingRate = 1000 }), 2);
        Assert.Equal(0.2, d.PR, 0.008);
        Assert.Equal(0.11, d.Qrs, 0.008);
        Assert.Equal(0.44, d.QT, 0.008);
    }

    [Theory]
    [InlineData(2.5, 1, 1)]
    [InlineData(1, 1.8, 1)]
    [InlineData(1, 1, 0.4)]
    [InlineData(0, 0, 0)]
    public void Amplitudes_scale_their_wave_and_no_other(double p, double qrs, double t)
    {
        var source = new SyntheticSource { Seed = 6, HeartRate = 60, Duration = 4 };
        RecordData own = Make(source), record = Make(source with { PAmplitude = p, QrsAmplitude = qrs, TAmplitude = t });
        var beat = own.Info.Beats!.First(b => b.P is { Onset: > 0.5 });
        foreach (var (wave, factor) in new[] { (beat.P!, p), (beat.Qrs!, qrs), (beat.T!, t) })
        {
            int i = (int)Math.Round(wave.Peak * 500);
            Assert.Equal(factor * own.Samples[1][i], record.Samples[1][i], 0.02);
        }
        if (p == 0)
            Assert.Empty(record.Info.Beats!);
        else
            Assert.Equal(own.Info.Beats!.Select(b => b.ToString()), record.Info.Beats!.Select(b => b.ToString()));
    }

    [Fact]
    public void Beats_are_in_order_and_their_waves_too()
    {
        foreach (var rhythm in Enum.GetValues<EcgRhythm>())
        {
            var beats = Make(new() { Seed = 2, Rhythm = rhythm, Duration = 20, SamplingRate = 100 }).Info.Beats!;
            Assert.NotEmpty(beats);
            double[] times = [.. beats.Select(b => (b.Qrs ?? b.P ?? b.T)?.Peak ?? b.Spikes![0])];
            Assert.Equal(times.Order(), times);
            foreach (var beat in beats)
            {
                WaveTruth[] waves = [.. new[] { beat.P, beat.Qrs, beat.T }.OfType<WaveTruth>()];
                Assert.All(waves, w => Assert.True(w.Onset < w.Peak && w.Peak < w.Offset && w.Offset > 0 && w.Onset < 20, $"{rhythm}: {w}"));
                Assert.All(waves.Zip(waves.Skip(1)), w => Assert.True(w.First.Peak < w.Second.Onset && w.First.Onset < w.Second.Onset, $"{rhythm}: {beat}"));
                Assert.All(beat.Spikes ?? [], s => Assert.InRange(s, 0, 20));
            }
        }
    }

    [Fact]
    public void Beats_cross_the_boundary_as_JSON()
    {
        var info = Make(new() { Rhythm = EcgRhythm.Paced, Pattern = RhythmPattern.Sequential, Duration = 3 }).Info;
        var back = EcgJson.Read(EcgJson.Write(info, EcgJson.Default.RecordInfo), EcgJson.Default.RecordInfo);
        Assert.Equal(info.Source, back.Source);
        Assert.Equal(info.Beats!.Select(b => b with { Spikes = null }), back.Beats!.Select(b => b with { Spikes = null }));
        Assert.Equal(info.Beats!.SelectMany(b => b.Spikes!), back.Beats!.SelectMany(b => b.Spikes!));
    }

    private static RecordData Make(SyntheticSource source) => EcgSynthesizer.Synthesize(source, default);
}
