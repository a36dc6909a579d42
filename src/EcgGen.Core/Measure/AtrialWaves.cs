// What the atria do: P before the beats, P that no beat follows, or nothing in step with QRS.
using System.Numerics.Tensors;

namespace EcgGen.Core.Measure;

/// <summary>The atria's part in a record.</summary>
internal sealed record AtrialWaves
{
    // Least correlations of single P waves with their mean: a steady rhythm leaves less doubt than an irregular one.
    private const double AlikeSteady = 0.55, AlikeIrregular = 0.75, AlikeMoved = 0.8, AlikeAlone = 0.8, Irregular = 0.1;

    /// <summary>P in the representative beat; null without.</summary>
    public WaveBounds? P { get; private init; }

    /// <summary>From the onset of P to that of QRS, in samples; null without P.</summary>
    public double? PR { get; private init; }

    /// <summary>Whether P stands before the beats; null where that can't be told.</summary>
    public bool? Present { get; private init; }

    /// <summary>P waves that no QRS follows.</summary>
    public int Blocked { get; private init; }

    /// <summary>Whether PR grows before those.</summary>
    public bool GrowingPR { get; private init; }

    /// <summary>Looks for P before the representative beat, and whether the single beats have it too.</summary>
    /// <param name="signal">The signal, at 0 before every QRS.</param>
    /// <param name="beat">The representative beat.</param>
    /// <param name="all">All beats.</param>
    /// <param name="beats">The representative beats' samples.</param>
    /// <param name="qrs">QRS of the representative beat.</param>
    /// <param name="t">Its T.</param>
    /// <param name="interval">The typical RR interval, in samples.</param>
    /// <param name="irregularity">Standard deviation of RR over its mean.</param>
    public static AtrialWaves Find(
        WorkSignal signal, MedianBeat beat, MeasuredBeat[] all, int[] beats, WaveBounds qrs, WaveBounds? t, double interval, double irregularity)
    {
        double tEnd = (t?.Offset ?? qrs.Offset + beat.At(0.25)) - qrs.Onset;
        int room = (int)Math.Min(beat.At(0.44), Math.Max(beat.At(0.15), interval - tEnd + beat.At(0.02)));
        if (Delineate(beat, (int)qrs.Onset, room) is var (p, bounds))
        {
            var template = new Template(signal, beat, p, (int)bounds.Onset - beat.At(0.04), Math.Min((int)qrs.Onset, (int)bounds.Offset + beat.At(0.03)));
            double alike = template.MeanCorrelation(beats.Select(b => b - beat.Fiducial));
            double floor = 1.6 / Math.Sqrt(beats.Length), least = irregularity > Irregular ? AlikeIrregular : AlikeSteady;
            bool present = alike > Math.Max(least, Math.Min(floor, 0.8)) && p.Height / Math.Sqrt(beat.Leads.Length) > 0.012;
            if (present)
            {
                int blocked = Alone(template, all, beat, qrs, bounds, tEnd);
                return new AtrialWaves { P = bounds, PR = qrs.Onset - bounds.Onset, Present = true, Blocked = blocked };
            }
        }
        if (irregularity > 0.04 && Moving(signal, beat, beats, (int)qrs.Onset, room) is { } moving)
            return moving;
        // In a fast rhythm P may lie on T.
        return new AtrialWaves { Present = interval - tEnd < beat.At(0.19) ? null : false };
    }

    private static (Projection Wave, WaveBounds Bounds)? Delineate(MedianBeat beat, int onset, int room)
    {
        int from = Math.Max(0, onset - room), to = onset - beat.At(0.02);
        return Projection.At(beat, from, to - beat.At(0.02), beat.At(0.01)) is { } p && new Delineator(beat).P(p, from, to) is { } bounds
            && bounds.Offset - bounds.Onset is double width && width > beat.At(0.04) && width < beat.At(0.18) ? (p, bounds) : null;
    }

    /// <summary>
    /// P waves in pauses, behind T and before the P that belongs to the next beat, where they divide the time between conducted ones evenly: other
    /// humps, such as U, do so by chance only, and hardly in a pause.
    /// </summary>
    private static int Alone(Template template, MeasuredBeat[] all, MedianBeat beat, WaveBounds qrs, WaveBounds p, double tEnd)
    {
        const double shortestPause = 1.2, evenness = 0.12;
        int total = 0, length = (int)(p.Offset - p.Onset);
        var found = new List<int>();
        foreach (var (left, right) in all.Zip(all.Skip(1)))
        {
            // A pause behind an ectopic beat has other reasons.
            int pause = right.Sample - left.Sample;
            if (left.Shape != 0 || right.Shape != 0 || pause < beat.At(shortestPause))
                continue;
            int start = left.Sample - beat.Fiducial, end = right.Sample - beat.Fiducial;
            found.Clear();
            double best = 0;
            for (int at = (int)(start + qrs.Onset + tEnd); at < end + p.Onset - 2 * length; at += 2)
            {
                double c = template.Correlation(at - (int)p.Onset, sameHeight: true) ?? 0;
                bool another = found.Count == 0 || at - found[^1] > 2 * length;
                if (c < AlikeAlone || (!another && c <= best))
                    continue;
                best = c;
                if (another)
                    found.Add(at);
                else
                    found[^1] = at;
            }
            // Waves that T hides are missing: all that are seen must stand at multiples of one cycle of 0.4 s or more.
            for (int waves = found.Count + 1; found.Count > 0 && waves <= 5 && pause / waves > beat.At(0.4); waves++)
            {
                double cycle = (double)pause / waves;
                if (!found.TrueForAll(f => Math.Abs((f - start - p.Onset) / cycle - Math.Round((f - start - p.Onset) / cycle)) < evenness))
                    continue;
                total += found.Count;
                break;
            }
        }
        return total;
    }

    /// <summary>P waves that keep no distance to QRS, as in Wenckebach's periods: each beat's own P, if all look alike.</summary>
    private static AtrialWaves? Moving(WorkSignal signal, MedianBeat beat, int[] beats, int onset, int room)
    {
        var places = new List<(int Beat, double PR)>();
        foreach (int b in beats)
        {
            if (MedianBeat.Of(signal, [b]) is { } single && single.Names.Length == beat.Names.Length && Delineate(single, onset, room) is var (_, bounds))
                places.Add((b, onset - bounds.Onset));
        }
        if (places.Count < 4 || places.Count < 0.7 * beats.Length)
            return null;
        // The beats once more, aligned at P.
        int[] aligned = [.. places.Select(p => p.Beat - (int)p.PR)];
        if (MedianBeat.Of(signal, aligned) is not { } atP || Delineate(atP, onset + beat.At(0.15), beat.At(0.25)) is not var (wave, mean))
            return null;
        var template = new Template(signal, atP, wave, (int)mean.Onset - beat.At(0.06), (int)mean.Offset + beat.At(0.02));
        if (template.MeanCorrelation(aligned.Select(a => a - atP.Fiducial)) < AlikeMoved)
            return null;
        double[] pr = [.. places.Select(p => p.PR)];
        int rises = 0, falls = 0;
        for (int i = 1; i < pr.Length; i++)
        {
            rises += pr[i] > pr[i - 1] + beat.At(0.008) ? 1 : 0;
            falls += pr[i] < pr[i - 1] - beat.At(0.04) ? 1 : 0;
        }
        Array.Sort(pr);
        double median = pr[pr.Length / 2];
        bool growing = pr[^1] - pr[0] > beat.At(0.05) && falls > 0 && rises >= falls;
        return new AtrialWaves { P = new WaveBounds(onset - median, 0, onset - median + mean.Offset - mean.Onset), PR = median, Present = true, GrowingPR = growing, Blocked = growing ? falls : 0 };
    }

    /// <summary>A stretch of the representative beat seen along P, to be looked for in the signal.</summary>
    private sealed class Template
    {
        private readonly double[] _trace, _values;
        private readonly int _from;
        private readonly double _square;

        public Template(WorkSignal signal, MedianBeat beat, Projection p, int from, int to)
        {
            _from = from = Math.Max(0, from);
            _trace = new double[signal.Count];
            for (int l = 0; l < p.Weights.Length; l++)
            {
                var lead = signal.Leads[Array.IndexOf(signal.Names, beat.Names[l])];
                if (!TensorPrimitives.IsFiniteAll<double>(lead))
                    lead = Array.ConvertAll(lead, v => double.IsFinite(v) ? v : 0);
                TensorPrimitives.MultiplyAdd(lead, p.Weights[l], _trace, _trace);
            }
            _values = [.. p.Values.AsSpan(from, to - from)];
            TensorPrimitives.Subtract(_values, TensorPrimitives.Average<double>(_values), _values);
            _square = TensorPrimitives.SumOfSquares<double>(_values);
        }

        /// <summary>The mean over beats that start at some samples of the signal; 0 if none is whole.</summary>
        public double MeanCorrelation(IEnumerable<int> starts) =>
            starts.Select(s => Correlation(s, sameHeight: false)).OfType<double>().DefaultIfEmpty(0).Average();

        /// <summary>The correlation with a beat that starts at a sample; null beyond the signal's ends; 0 for another height where the same is asked for.</summary>
        public double? Correlation(int start, bool sameHeight)
        {
            int at = start + _from;
            if (at < 0 || at + _values.Length > _trace.Length)
                return null;
            var z = _trace.AsSpan(at, _values.Length);
            double sum = TensorPrimitives.Sum<double>(z), square = TensorPrimitives.SumOfSquares<double>(z) - sum * sum / z.Length;
            double product = TensorPrimitives.Dot<double>(z, _values); // the values' own mean is 0
            if (!(square > 1e-12) || !(_square > 0))
                return 0;
            return sameHeight && product / _square is < 0.5 or > 1.7 ? 0 : product / Math.Sqrt(square * _square);
        }
    }
}
