// The order of the measurement: beats, the representative beat, its waves, and what they say together.
using System.Numerics.Tensors;

namespace EcgGen.Core.Measure;

/// <summary>Measures a record.</summary>
internal static class Measurer
{
    private static readonly string[] s_limb = ["I", "II", "III", "aVR", "aVL", "aVF"];

    /// <inheritdoc cref="EcgMeasurement.Measure"/>
    public static EcgMeasurement Measure(SignalView signal)
    {
        if (WorkSignal.From(signal) is not { } raw)
            return new EcgMeasurement();
        var beats = BeatGroups.Of(raw, BeatDetector.Find(raw));
        var dominant = Representative(beats);
        if (dominant.Length == 0 || MedianBeat.Of(raw, dominant) is not { } rough)
            return new EcgMeasurement();
        if (new Delineator(rough).Qrs() is not { } roughQrs)
            return new EcgMeasurement();
        var level = MedianBeat.Level(raw, [.. beats.Where(b => b.Shape == 0).Select(b => b.Sample)], (int)roughQrs.Onset - rough.Fiducial);
        if (MedianBeat.Of(level, dominant) is not { } beat || new Delineator(beat) is not { } delineator || delineator.Qrs() is not { } qrs)
            return new EcgMeasurement();

        double? rr = MeanInterval(beats);
        double typical = TypicalInterval(beats) ?? rr ?? raw.Rate;
        int onset = (int)qrs.Onset, offset = (int)qrs.Offset;
        double seconds = typical / raw.Rate;
        int lastOfT = onset + beat.At(Math.Min(0.6 * Math.Sqrt(seconds) + 0.04, Math.Max(0.24, seconds - 0.12)));
        var t = delineator.T(offset + beat.At(0.06), lastOfT);
        double irregularity = Deviation([.. Normal(beats)]) ?? 0;
        var line = FlutterWaves.Strongest(raw, beats, onset - beat.Fiducial, offset - beat.Fiducial);
        double? flutter = line.Share > 0.62 ? line.Frequency * 60 : null;
        var atria = flutter is null ? AtrialWaves.Find(level, beat, beats, dominant, qrs, t, typical, irregularity) : new AtrialWaves();
        var rhythm = Rhythm(raw, beats, onset - beat.Fiducial, atria) with { FlutterRate = flutter };

        return new EcgMeasurement
        {
            HeartRate = rr is { } mean ? 60 * raw.Rate / mean : null,
            PR = atria.PR / beat.Rate,
            PDuration = atria.P is { } width ? (width.Offset - width.Onset) / beat.Rate : null,
            Qrs = Plausible((qrs.Offset - qrs.Onset) / beat.Rate, 0.045, 0.26),
            QT = t is { } end ? Plausible((end.Offset - qrs.Onset) / beat.Rate, 0.16, Math.Min(0.75, 0.68 * Math.Sqrt(seconds))) : null,
            PAxis = atria.P is { } pWave ? Axis(beat, pWave.Onset, pWave.Offset, slope: true) : null,
            QrsAxis = Axis(beat, qrs.Onset, qrs.Offset, slope: false),
            TAxis = t is { } wave ? Axis(beat, offset + (wave.Peak - offset) / 2, wave.Offset, slope: false) : null,
            Rhythm = rhythm,
            Leads = [.. s_limb.Concat(beat.Names).Distinct().Select(n => Waves(n, beat, onset, offset, t)).OfType<LeadWaves>()],
        };
    }

    /// <summary>Samples of the beats that are measured: those of the dominant shape that come on time, if there are some.</summary>
    private static int[] Representative(MeasuredBeat[] beats)
    {
        var onTime = beats.Where(b => b is { Shape: 0, Premature: false }).Select(b => b.Sample).ToArray();
        return onTime.Length >= 2 ? onTime : [.. beats.Where(b => b.Shape == 0).Select(b => b.Sample)];
    }

    private static double? MeanInterval(MeasuredBeat[] beats) =>
        beats.Length > 1 ? (double)(beats[^1].Sample - beats[0].Sample) / (beats.Length - 1) : null;

    /// <summary>The median interval between neighbours of the dominant shape of which neither is premature.</summary>
    private static double? TypicalInterval(MeasuredBeat[] beats)
    {
        List<double> intervals = [.. Normal(beats).Order()];
        return intervals.Count > 0 ? intervals[intervals.Count / 2] : null;
    }

    private static IEnumerable<double> Normal(MeasuredBeat[] beats) =>
        beats.Zip(beats.Skip(1)).Where(p => p is { First: { Shape: 0, Premature: false }, Second: { Shape: 0, Premature: false } })
            .Select(p => (double)(p.Second.Sample - p.First.Sample));

    private static RhythmFacts Rhythm(WorkSignal signal, MeasuredBeat[] beats, int onset, AtrialWaves atria)
    {
        double[] all = [.. beats.Zip(beats.Skip(1), (a, b) => (double)(b.Sample - a.Sample))];
        int Spiked(double from, double to) =>
            beats.Count(b => signal.Spikes.Any(s => s - b.Sample - onset >= signal.At(from) && s - b.Sample - onset <= signal.At(to)));
        return new RhythmFacts
        {
            Beats = beats.Length,
            // Where no P leads them, no beat is premature: all are irregular.
            Irregularity = atria.Present == true ? Deviation([.. Normal(beats)]) ?? Deviation(all) : Deviation(all),
            HasP = atria.Present,
            VentricularPrematureBeats = beats.Count(b => b is { Shape: > 0, Premature: true }),
            SupraventricularPrematureBeats = beats.Count(b => b is { Shape: 0, Premature: true }),
            BlockedP = atria.Blocked,
            GrowingPR = atria.GrowingPR,
            Paced = Spiked(-0.05, 0.03) > 0.6 * beats.Length,
            AtriumPaced = Spiked(-0.35, -0.08) > 0.6 * beats.Length,
        };
    }

    private static double? Plausible(double value, double from, double to) => value >= from && value <= to ? value : null;

    private static double? Deviation(double[] intervals) =>
        intervals.Length >= 3 ? (double)TensorPrimitives.StdDev<double>(intervals) / TensorPrimitives.Average<double>(intervals) : null;

    private static double? Axis(MedianBeat beat, double from, double to, bool slope)
    {
        int first = Math.Max(0, (int)Math.Round(from)), last = Math.Min(beat.Count - 1, (int)Math.Round(to));
        if (last <= first)
            return null;
        var areas = s_limb.Select(n => (Name: n, Lead: beat[n])).Where(l => l.Lead is not null).Select(l =>
        {
            double area = TensorPrimitives.Sum<double>(l.Lead.AsSpan(first, last - first));
            return (l.Name, area - (slope ? (l.Lead![first] + l.Lead[last]) / 2 * (last - first) : 0));
        });
        // Less than 3 µV on average points nowhere.
        return LeadAngles.Axis(areas, 0.003 * (last - first));
    }

    private static LeadWaves? Waves(string name, MedianBeat beat, int onset, int offset, WaveBounds? t)
    {
        if (beat[name] is not { } lead)
            return null;
        var qrs = lead.AsSpan(onset, offset - onset + 1);
        int r = TensorPrimitives.IndexOfMax<double>(qrs), third = qrs.Length / 3;
        double q = r > 0 ? Math.Max(0, -TensorPrimitives.Min<double>(qrs[..r])) : 0;
        // Without an R worth the name all is one QS, which counts as S.
        bool qs = qrs[r] < 0.03;
        int negative = 0;
        for (int i = 0; i < r && q > 0.02; i++)
            negative += qrs[i] < -0.01 ? 1 : 0;
        double deepest = Math.Max(0, -TensorPrimitives.Min<double>(qs ? qrs : qrs[r..]));
        double tWave = double.NaN;
        if (t is { } wave)
        {
            int from = offset + (int)(wave.Peak - offset) / 2, to = Math.Clamp((int)wave.Offset, from + 1, lead.Length - 1);
            foreach (double v in lead.AsSpan(from, to - from))
                tWave = Math.Abs(v) > Math.Abs(tWave) || double.IsNaN(tWave) ? v : tWave;
        }
        return new LeadWaves(name, qs ? 0 : q, qs ? 0 : negative / beat.Rate, Math.Max(0, qrs[r]), deepest, TensorPrimitives.Average<double>(qrs[^third..]),
            lead[offset], lead[Math.Min(lead.Length - 1, offset + beat.At(0.06))], tWave);
    }
}
