// Counts what is in a data set.
namespace EcgGen.Datasets;

/// <summary>Counts over images.</summary>
internal sealed class DatasetStatistics
{
    private const double White = 255;

    private readonly SortedDictionary<string, int> _splits = New(), _stages = New(), _conditions = New(), _layouts = New(), _vendors = New(), _classes = New();
    private readonly Tally _signal = new(), _image = new();

    /// <summary>Images in each part.</summary>
    public IReadOnlyDictionary<string, int> Splits => _splits;

    /// <summary>Images with a stage of each kind.</summary>
    public IReadOnlyDictionary<string, int> Stages => _stages;

    /// <summary>Images of each condition.</summary>
    public IReadOnlyDictionary<string, int> Conditions => _conditions;

    /// <summary>Images of each layout.</summary>
    public IReadOnlyDictionary<string, int> Layouts => _layouts;

    /// <summary>Images in each maker's look.</summary>
    public IReadOnlyDictionary<string, int> Vendors => _vendors;

    /// <summary>Images with each coded diagnosis.</summary>
    public IReadOnlyDictionary<string, int> Classes => _classes;

    /// <summary>Signal to noise of signals in dB.</summary>
    public EcgStatistic? SignalSnr => _signal.Result;

    /// <summary>Peak signal to noise of images in dB.</summary>
    public EcgStatistic? ImageSnr => _image.Result;

    /// <summary>Counts one image.</summary>
    public void Add(ManifestEntry entry, ImageFindings findings)
    {
        Count(_splits, entry.Split);
        foreach (var stage in entry.Recipe.Stages.Distinct())
            Count(_stages, stage);
        if (entry.Recipe.Condition is { } condition)
            Count(_conditions, $"{condition}");
        Count(_layouts, entry.Recipe.Layout);
        if (entry.Recipe.Vendor is { } vendor)
            Count(_vendors, vendor);
        foreach (var code in Diagnoses(findings.Record))
            Count(_classes, code);
        foreach (var noise in findings.Recipe?.Signal.OfType<NoiseStage>().Where(n => n.Snr is not null) ?? [])
            _signal.Add(noise.Snr!.Value);
        double variance = findings.Recipe?.Stages.OfType<ImageNoiseStage>().Sum(Variance) ?? 0;
        if (variance > 0)
            _image.Add(20 * Math.Log10(White / Math.Sqrt(variance)));
    }

    /// <summary>The coded diagnoses that a record's comments tell, as "Dx: 426783006, 59118001".</summary>
    private static IEnumerable<string> Diagnoses(RecordInfo? record) => (record?.Comments ?? [])
        .Where(c => c.StartsWith("Dx:", StringComparison.OrdinalIgnoreCase))
        .SelectMany(c => c["Dx:".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct();

    /// <summary>The variance at white of the noise whose spread the stage tells.</summary>
    private static double Variance(ImageNoiseStage noise) =>
        Square(noise.Gaussian) + (noise.Poisson ?? 0) + Square(noise.Shot) + Square(noise.Row) + Square(noise.Column);

    private static double Square(double? value) => (value ?? 0) * (value ?? 0);

    private static SortedDictionary<string, int> New() => new(StringComparer.Ordinal);

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private sealed class Tally
    {
        private int _count;
        private double _sum, _minimum = double.PositiveInfinity, _maximum = double.NegativeInfinity;

        public EcgStatistic? Result => _count == 0 ? null : new EcgStatistic(_count, _minimum, _sum / _count, _maximum);

        public void Add(double value)
        {
            _count++;
            _sum += value;
            (_minimum, _maximum) = (Math.Min(_minimum, value), Math.Max(_maximum, value));
        }
    }
}
