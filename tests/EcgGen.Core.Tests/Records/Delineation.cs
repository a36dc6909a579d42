// A simple delineation of clean 12-lead records that knows nothing of how they were made: the yardstick of the synthesizer's tests.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

/// <summary>What a cardiologist would measure in one beat. Times in seconds, amplitudes in mV, S and Q as positive depths.</summary>
public sealed class Delineation
{
    private static readonly string[] Independent = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
    private readonly RecordData _record;
    private readonly double _rate;
    private readonly int _onset, _offset, _pOnset;

    /// <summary>Measures a record's beat number <paramref name="beat"/>.</summary>
    public Delineation(RecordData record, int beat)
    {
        _record = record;
        _rate = record.Info.SamplingRate;
        var peaks = RPeaks(record);
        int r = peaks[beat];
        RR = (r - peaks[beat - 1]) / _rate;

        var slope = Slope(record);
        double low = 0.05 * slope[Math.Max(0, r - At(0.04))..(r + At(0.04))].Max();
        _onset = r - At(0.02);
        while (slope[(_onset - At(0.008)).._onset].Max() > low)
            _onset--;
        _offset = r + At(0.02);
        while (slope[_offset..(_offset + At(0.008))].Max() > low)
            _offset++;

        var size = Rms(record);
        int pFrom = _onset - Math.Min(At(0.2), (int)(0.3 * RR * _rate));
        int pPeak = pFrom + IndexOfMax(size[pFrom.._onset]);
        int valley = Enumerable.Range(pPeak - At(0.12), At(0.12)).MinBy(i => size[i]);
        _pOnset = pPeak;
        while (_pOnset > valley && size[_pOnset] > 0.08 * size[pPeak])
            _pOnset--;
        PLead2 = Lead("II")[pPeak];
        ValleyBeforePLead2 = Lead("II")[(pPeak - At(0.12))..pPeak].Min();

        TEnds = [.. new[] { "II", "V3", "V5" }.Select(TEnd).Order()];
        QT = (TEnds[1] - _onset) / _rate;
    }

    public double RR { get; }
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

    private double TEnd(string lead)
    {
        var s = Lead(lead);
        int from = _offset + At(0.06), to = _onset + (int)(0.45 * Math.Sqrt(RR) * _rate);
        int peak = from + IndexOfMax(s[from..to]);
        int steepest = Enumerable.Range(peak, At(0.1)).MinBy(i => s[i + 1] - s[i]);
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
