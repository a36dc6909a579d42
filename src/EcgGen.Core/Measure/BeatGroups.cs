// Which beats look alike: the dominant shape is measured, the others are counted as ectopic.
namespace EcgGen.Core.Measure;

/// <summary>One beat.</summary>
/// <param name="Sample">Its QRS, aligned with the others of its shape.</param>
/// <param name="Shape">Which shape it has; 0 is the dominant one.</param>
/// <param name="Premature">Whether it comes early: the interval before it is shorter by a sixth than the typical one or both its neighbours.</param>
internal readonly record struct MeasuredBeat(int Sample, int Shape, bool Premature);

/// <summary>Groups beats by the correlation of their QRS over all leads, and aligns those of a group by the lag at which it is highest.</summary>
internal static class BeatGroups
{
    private const double Reach = 0.1, MaxLag = 0.06, Alike = 0.8, Early = 0.84;

    /// <summary>Groups and aligns; beats too near to the ends to compare are left out.</summary>
    public static MeasuredBeat[] Of(WorkSignal signal, List<int> found)
    {
        int reach = signal.At(Reach), lag = signal.At(MaxLag);
        var inside = found.Where(b => b - reach - lag >= 0 && b + reach + lag < signal.Count).ToList();
        var shapes = new List<Shape>();
        var placed = new (int Sample, int Shape)[inside.Count];
        for (int i = 0; i < inside.Count; i++)
        {
            (double Correlation, int Lag, int Shape) best = (Alike, 0, -1);
            for (int s = 0; s < shapes.Count; s++)
            {
                var (correlation, at) = shapes[s].BestLag(signal, inside[i], lag);
                if (correlation > best.Correlation)
                    best = (correlation, at, s);
            }
            if (best.Shape < 0)
            {
                best = (1, 0, shapes.Count);
                shapes.Add(new Shape(signal, inside[i], reach));
            }
            placed[i] = (inside[i] + best.Lag, best.Shape);
            shapes[best.Shape].Add(signal, placed[i].Sample);
        }
        double typical = Typical(placed);
        bool[] early = [.. Enumerable.Range(0, placed.Length).Select(i => IsEarly(placed, i, typical))];
        int dominant = Dominant(shapes, placed, early);
        return [.. placed.Select((p, i) => new MeasuredBeat(p.Sample, p.Shape == dominant ? 0 : p.Shape < dominant ? p.Shape + 1 : p.Shape, early[i]))];
    }

    // Early against the typical interval, or, as in bigeminy, against both neighbours; a pause alone makes no beat early.
    private static bool IsEarly((int Sample, int Shape)[] beats, int i, double typical)
    {
        if (i == 0)
            return false;
        double before = beats[i].Sample - beats[i - 1].Sample;
        bool betweenLonger = i > 1 && i + 1 < beats.Length
            && before < Early * (beats[i - 1].Sample - beats[i - 2].Sample) && before < Early * (beats[i + 1].Sample - beats[i].Sample);
        return before < Early * typical || betweenLonger;
    }

    private static double Typical((int Sample, int Shape)[] beats)
    {
        double[] intervals = [.. beats.Zip(beats.Skip(1), (a, b) => (double)(b.Sample - a.Sample)).Order()];
        return intervals.Length == 0 ? 0 : intervals[intervals.Length / 2];
    }

    // The most frequent shape; where others are nearly as frequent, as in bigeminy, the one that comes on time and is narrow.
    private static int Dominant(List<Shape> shapes, (int Sample, int Shape)[] beats, bool[] early)
    {
        int best = -1;
        double highest = double.NegativeInfinity;
        for (int s = 0; s < shapes.Count; s++)
        {
            double score = 0;
            for (int i = 0; i < beats.Length; i++)
                score += beats[i].Shape != s ? 0 : early[i] ? 0.4 : 1;
            score /= 1 + 5 * shapes[s].Spread;
            if (score > highest)
                (best, highest) = (s, score);
        }
        return best;
    }

    private sealed class Shape
    {
        private readonly int _reach;
        private readonly double[] _mean;
        private int _members;

        public Shape(WorkSignal signal, int beat, int reach)
        {
            _reach = reach;
            _mean = new double[signal.Leads.Length * (reach + 1)];
            Vector(signal, beat, _mean);
        }

        /// <summary>Standard deviation in time of where the shape's slopes are, in seconds.</summary>
        public double Spread { get; private set; }

        public void Add(WorkSignal signal, int beat)
        {
            Span<double> other = new double[_mean.Length];
            Vector(signal, beat, other);
            _members++;
            for (int i = 0; i < other.Length; i++)
                _mean[i] += (other[i] - _mean[i]) / _members;
            int width = _reach + 1;
            double sum = 0, first = 0, second = 0;
            for (int i = 1; i < _mean.Length; i++)
            {
                if (i % width == 0)
                    continue;
                double e = (_mean[i] - _mean[i - 1]) * (_mean[i] - _mean[i - 1]), t = 2 * (i % width) / signal.Rate;
                (sum, first, second) = (sum + e, first + e * t, second + e * t * t);
            }
            Spread = sum > 0 ? Math.Sqrt(Math.Max(0, second / sum - first / sum * (first / sum))) : 0;
        }

        public (double Correlation, int Lag) BestLag(WorkSignal signal, int beat, int maxLag)
        {
            Span<double> other = new double[_mean.Length];
            (double Correlation, int Lag) best = (-1, 0);
            // Every second lag first, then the neighbours of the best.
            for (int lag = -maxLag; lag <= maxLag; lag += 2)
                Try(lag, other, ref best);
            int centre = best.Lag;
            Try(centre - 1, other, ref best);
            Try(centre + 1, other, ref best);
            return best;

            void Try(int lag, Span<double> values, ref (double Correlation, int Lag) top)
            {
                if (beat + lag - _reach < 0 || beat + lag + _reach >= signal.Count)
                    return;
                Vector(signal, beat + lag, values);
                double c = Correlation(values);
                if (c > top.Correlation)
                    top = (c, lag);
            }
        }

        // Leads that are missing at either beat don't count.
        private double Correlation(ReadOnlySpan<double> other)
        {
            double ab = 0, aa = 0, bb = 0;
            for (int i = 0; i < other.Length; i++)
            {
                double a = _mean[i], b = other[i];
                bool both = a != 0 && b != 0;
                ab += a * b;
                aa += both ? a * a : 0;
                bb += both ? b * b : 0;
            }
            return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
        }

        // Every second sample of every lead around a beat, without its mean; zeros for a lead that is missing there.
        private void Vector(WorkSignal signal, int beat, Span<double> values)
        {
            int width = _reach + 1;
            for (int l = 0; l < signal.Leads.Length; l++)
            {
                var lead = signal.Leads[l];
                var part = values.Slice(l * width, width);
                double mean = 0;
                for (int i = 0; i < width; i++)
                    mean += part[i] = lead[beat - _reach + 2 * i];
                mean /= width;
                for (int i = 0; i < width; i++)
                    part[i] = double.IsFinite(mean) ? part[i] - mean : 0;
            }
        }
    }
}
