// The time column of a table: which it is, and the sampling rate that its steps tell.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>Finds sampling rates in tables.</summary>
internal static class CsvTime
{
    private const double LeastGuess = 10, GreatestGuess = 1e5; // Hz; steps without a unit are in s or ms if that gives such a rate
    private const int LeastRows = 10; // a few samples may well go up one after the other

    /// <summary>The column of times and the one that counts samples, each null if there is none.</summary>
    /// <param name="columns">All columns, at least one.</param>
    /// <param name="hasHeader">Whether they have names.</param>
    public static (CsvColumn? Time, CsvColumn? Index) Find(IReadOnlyList<CsvColumn> columns, bool hasHeader)
    {
        var first = columns[0];
        bool counts = columns.Count > 1 && (!hasHeader || first.IsNamedIndex) && IsIncreasing(first.Values);
        var index = counts && StepsAreOne(first.Values) ? first : null;
        var time = columns.FirstOrDefault(c => c.Numbers > 0 && (c.IsClock || hasHeader && c.IsNamedTime));
        return (time ?? (counts && index is null ? first : null), index);
    }

    /// <summary>The rate of a table.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="time">Its time column, or null.</param>
    /// <param name="options">The user's rate, which a time column doesn't overrule.</param>
    /// <param name="warnings">Receives contradictions and assumptions.</param>
    /// <exception cref="EcgException">SignalInvalid for uneven times; ArgumentInvalid without any rate.</exception>
    public static double Rate(string file, CsvColumn? time, ReadOptions options, List<string> warnings)
    {
        var told = SamplingRates.Told(file, options);
        if (time is null || time.Values.Count < 2)
            return SamplingRates.Required(file, options);
        var (rate, problem) = RateOf(file, time, warnings);
        if (told is null)
        {
            if (problem is not null)
                throw new EcgException(ErrorId.SignalInvalid, $"{file}: time column: {problem}; a sampling rate given for the file takes its place.");
            return SamplingRates.Checked(file, rate, options, warnings);
        }
        if (problem is not null)
            warnings.Add($"{file}: time column: {problem}; the sampling rate given is used.");
        else if (Math.Abs(told.Value - rate) > 1e-3 * rate)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: time column: it tells {rate} Hz, but the {told} Hz given for the file are used."));
        return told.Value;
    }

    private static (double Rate, string? Problem) RateOf(string file, CsvColumn time, List<string> warnings)
    {
        var values = time.Values;
        double span = values[^1] - values[0], step = span / (values.Count - 1), most = 0;
        if (!(step > 0) || !double.IsFinite(step))
            return (0, "expected times that increase");
        for (int i = 0; i < values.Count; i++)
        {
            double off = Math.Abs(values[i] - values[0] - i * step);
            if (!(off <= step))
                return (0, string.Create(CultureInfo.InvariantCulture, $"expected even steps of {step:G6}, found another at row {i + 1}"));
            most = Math.Max(most, off);
        }
        if (time.SecondsPerUnit is not { } seconds)
        {
            bool isSeconds = 1 / step is >= LeastGuess and <= GreatestGuess;
            if (!isSeconds && !(1e3 / step is >= LeastGuess and <= GreatestGuess))
                return (0, string.Create(CultureInfo.InvariantCulture, $"expected a unit, for steps of {step:G6} are in none that makes sense"));
            if (!isSeconds)
                warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: time column: it tells no unit; its steps of {step:G6} are taken for ms."));
            seconds = isSeconds ? 1 : 1e-3;
        }
        // Times are rounded; a whole rate that fits them as well was meant.
        double rate = 1 / (step * seconds), whole = Math.Round(rate);
        return (Math.Abs(rate - whole) <= rate * (2 * most / span + 1e-9) && whole >= 1 ? whole : rate, null);
    }

    private static bool IsIncreasing(List<double> values)
    {
        for (int i = 1; i < values.Count; i++)
        {
            if (!(values[i] > values[i - 1]))
                return false;
        }
        return values.Count >= LeastRows;
    }

    private static bool StepsAreOne(List<double> values)
    {
        for (int i = 1; i < values.Count; i++)
        {
            if (values[i] - values[i - 1] != 1)
                return false;
        }
        return true;
    }
}
