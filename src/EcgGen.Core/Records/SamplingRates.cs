// Which sampling rates EcgGen takes, and what a user may tell of a file that does not tell its own.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>Checks sampling rates.</summary>
internal static class SamplingRates
{
    /// <summary>The least and the greatest rate, in Hz.</summary>
    public const double Min = 1e-3, Max = 1e6;

    private const double SameRate = 1e-6;

    /// <summary>The rate of a file that does not tell it: the user's.</summary>
    /// <exception cref="EcgException">ArgumentInvalid, also if the user told none.</exception>
    public static double Required(string file, ReadOptions options) => Told(file, options)
        ?? throw new EcgException(ErrorId.ArgumentInvalid, $"{file}: samplingRate: the file does not tell it; give it with -SamplingRate, in Hz.");

    /// <summary>The user's rate, or null.</summary>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    public static double? Told(string file, ReadOptions options) => options.SamplingRate is null or (>= Min and <= Max)
        ? options.SamplingRate
        : throw new EcgException(ErrorId.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture,
            $"{file}: samplingRate: expected {Min}–{Max} Hz, found {options.SamplingRate}."));

    /// <summary>Checks a rate that a file tells, and warns of a user who tells another.</summary>
    /// <returns>The file's rate.</returns>
    /// <exception cref="EcgException">HeaderInvalid; ArgumentInvalid.</exception>
    public static double Checked(string file, double rate, ReadOptions options, List<string> warnings)
    {
        if (!(rate is >= Min and <= Max))
        {
            throw new EcgException(ErrorId.HeaderInvalid, string.Create(CultureInfo.InvariantCulture,
                $"{file}: sampling rate: expected {Min}–{Max} Hz, found {rate}."));
        }
        if (Told(file, options) is { } told && Math.Abs(told - rate) > SameRate * rate)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{file}: the sampling rate is {rate} Hz by the file; the {told} Hz given for it are not used."));
        }
        return rate;
    }
}
