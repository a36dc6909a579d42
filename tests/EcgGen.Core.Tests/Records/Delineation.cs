// A simple delineation of clean 12-lead records that knows nothing of how they were made: the yardstick of the synthesizer's tests.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

/// <summary>What a cardiologist would measure in one beat. Times in seconds, amplitudes in mV, S and Q as positive depths.</summary>
public sealed class Delineation
{
    private static readonly string[] Independent = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
    private readonly RecordData _record;
    private readonly double _rate, _longestQTc;
    private readonly int _first, _onset, _offset, _pOnset;

    /// <summary>Measures a record's beat number <paramref name="beat"/>.</summary>
    public Delineation(RecordData record, int beat) : this(record, RPeaks(record)[beat], RPeaks(record)[beat] - RPeaks(record)[beat - 1])
    {
    }

    /// <summary>Measures the beat around a sample.</summary>
    /// <param name="record">The record.</param>
    /// <param name="r">The sample of its R peak, or one near by within QRS.</param>
    /// <param name="rr">Samples since the beat before.</param>
    /// <param name="longestPR">How far before QRS its P may begin, in seconds.</param>
    /// <param name="longestQTc">How far after its onset T may peak, in seconds at an RR of 1 s.</param>
    /// <param name="quiet">For how long nothing moves before and after QRS, in seconds: more than QRS itself may pause at its peaks.</param>
    public Delineation(RecordData record, int r, double rr, double longestPR = 0.2, double longestQTc = 0.45, double quiet = 0.008)
    {
        _rate = record.Info.SamplingRate;
        _longestQTc = longestQTc;
        // One beat needs no more of the record than this.
        int first = Math.Max(0, r - At(0.9)), last = Math.Min(record.Info.SampleCount, r + At(1.1));
        record = _record = new(record.Info, [.. record.Samples.Select(s => s[first..last])]);
        (r, _first) = (r - first, first);
        RR = rr / _rate;

        var slope = Slope(record);
        double low = 0.05 * slope[Math.Max(0, r - At(0.04))..(r + At(0.04))].Max();
        _onset = r - At(0.02);
        while (slope[(_onset - At(quiet)).._onset].Max() > low)
            _onset--;
        _offset = r + At(0.02);
        while (slope[_offset..(_offset + At(quiet))].Max() > low)
            _offset++;

        var size = Rms(record);
        int pFrom = _onset - Math.Min(At(longestPR), (int)(1.5 * longestPR * RR * _rate));
        int pPeak = pFrom + IndexOfMax(size[pFrom.._onset]);
        int valley = Enumerable.Range(pPeak - At(0.12), At(0.12)).MinBy(i => size[i]);
        _pOnset = pPeak;
        while (_pOnset > valley && size[_pOnset] > 0.08 * size[pPeak])
            _pOnset--;
        PLead2 = Lead("II")[pPeak];
        ValleyBeforePLead2 = Lead("II")[(pPeak - At(0.12))..pPeak].Min();

        TEnds = [.. new[] { "II", "V3", "V5" }.Select(EndOfT).Order()];
        QT = (TEnds[1] - _onset) / _rate;
    }

    public double RR { get; }

    /// <summary>Seconds from the record's first sample.</summary>
    public double QrsOnset => (_first + _onset) / _rate;

    /// <inheritdoc cref="QrsOnset"/>
    public double QrsOffset => (_first + _offset) / _rate;

    /// <inheritdoc cref="QrsOnset"/>
    public double POnset => (_first + _pOnset) / _rate;

    /// <inheritdoc cref="QrsOnset"/>
    public double TEnd => (_first + TEnds[1]) / _rate;

    public double Qrs => (_offset - _onset) / _rate;
    public double PR => (_onset - _pOnset) / _rate;
    public double QT { get; }
    public double QTc => QT / Math.Sqrt(RR);
    public double PLead2 { get; }

    /// <summary>The lowest point of lead II in the 120 ms before the peak of P: near 0 where P stands clear of T.</summary>
    public double ValleyBeforePLead2 { get; }

    /// <summary>The last sample of T by the tangent to its steepest descent, in lead II, V3 and V5, ascending.</summary>
    private double[] TEnds { get; }

    /// <summary>The electrical axis by the areas of QRS in I and aVF, in degrees.</summary>
    public double Axis => Math.Atan2(QrsOf("aVF").Sum() * 2 / Math.Sqrt(3), QrsOf("I").Sum()) * 180 / Math.PI;

    public double R(string lead) => QrsOf(lead).Max();

    /// <summary>The depth of Q, S or QS, whichever is deepest.</summary>
    public double Depth(string lead) => -QrsOf(lead).Min();

    public double S(string lead)
    {
        var qrs = QrsOf(lead);
        return -qrs[IndexOfMax(qrs)..].Min();
    }

    public double Q(string lead)
    {
        var qrs = QrsOf(lead);
        return -qrs[..(IndexOfMax(qrs) + 1)].Min();
    }

    /// <summary>The level some seconds after the onset of QRS.</summary>
    public double AfterOnset(string lead, double seconds) => Lead(lead)[_onset + At(seconds)];

    /// <summary>The level some seconds after the J point.</summary>
    public double AfterJ(string lead, double seconds) => Lead(lead)[_offset + At(seconds)];

    /// <summary>The mean of QRS, of which the sign tells where it points.</summary>
    public double QrsMean(string lead) => QrsOf(lead).Average();

    /// <summary>How long the leads together stay below a level before QRS, in seconds.</summary>
    public double QuietBeforeQrs(double level)
    {
        var size = Rms(_record);
        int i = _onset - At(0.012);
        while (i > 0 && size[i] < level)
            i--;
        return (_onset - i) / _rate;
    }

    /// <summary>The mean of P, of which the sign tells upright from inverted.</summary>
    public double PMean(string lead) => Lead(lead)[_pOnset..(_onset - At(0.03))].Average();

    /// <summary>The largest deflection of T, with its sign.</summary>
    public double T(string lead) => Lead(lead)[(_offset + At(0.06))..(int)TEnds[2]].MaxBy(Math.Abs);

    /// <summary>The segment between S and T, 60 ms after the J point.</summary>
    public double St60(string lead) => Lead(lead)[_offset + At(0.06)];

    /// <summary>The level between T and P: 40 ms before P.</summary>
    public double BeforeP(string lead) => Lead(lead)[_pOnset - At(0.04)];

    /// <summary>How long T takes from its half to its peak, over how long from its peak to its half.</summary>
    public double TAsymmetry(string lead)
    {
        var s = Lead(lead);
        int from = _offset + At(0.06), peak = from + IndexOfMax(s[from..(int)TEnds[2]]), left = peak, right = peak;
        while (s[left] > s[peak] / 2)
            left--;
        while (s[right] > s[peak] / 2)
            right++;
        return (double)(peak - left) / (right - peak);
    }

    /// <summary>Samples of the R peaks: where the leads together are largest within 0.08 s, beside one of the steepest slopes.</summary>
    public static int[] RPeaks(RecordData record)
    {
        double[] size = Rms(record), slope = Slope(record);
        int reach = (int)(0.08 * record.Info.SamplingRate);
        double steep = slope.Max() / 2;
        return [.. Enumerable.Range(reach, size.Length - 2 * reach - 1)
            .Where(i => size[i] > size[i - 1] && size[i] >= size[i + 1])
            .Where(i => slope[(i - reach)..(i + reach)].Max() > steep && size[i] >= size[(i - reach)..(i + reach)].Max())];
    }

    private double EndOfT(string lead)
    {
        var s = Lead(lead);
        int from = _offset + At(0.06), to = _onset + (int)(_longestQTc * Math.Sqrt(RR) * _rate);
        int peak = Enumerable.Range(from, to - from).MaxBy(i => Math.Abs(s[i])), sign = Math.Sign(s[peak]);
        int steepest = Enumerable.Range(peak, At(0.1)).MinBy(i => sign * (s[i + 1] - s[i]));
        return steepest - s[steepest] / (s[steepest + 1] - s[steepest]);
    }

    private int At(double seconds) => (int)(seconds * _rate);

    private double[] QrsOf(string lead) => Lead(lead)[_onset.._offset];

    private double[] Lead(string name) => Lead(_record, name);

    private static double[] Lead(RecordData record, string name) => record.Samples[record.Info.Leads.ToList().IndexOf(name)];

    private static double[] Rms(RecordData record) => Rms(Independent.Select(n => Lead(record, n)));

    private static double[] Slope(RecordData record) =>
        Rms(Independent.Select(n => Lead(record, n)).Select(s => s.Skip(1).Zip(s, (b, a) => b - a).ToArray()));

    private static double[] Rms(IEnumerable<double[]> leads)
    {
        var sum = new double[leads.First().Length];
        foreach (var lead in leads)
            for (int i = 0; i < sum.Length; i++)
                sum[i] += lead[i] * lead[i];
        return [.. sum.Select(v => Math.Sqrt(v / Independent.Length))];
    }

    private static int IndexOfMax(double[] values) => Array.IndexOf(values, values.Max());
}
