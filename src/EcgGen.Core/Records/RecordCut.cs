// Which samples of a record a start and a duration in seconds mean: the same for all formats.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>A stretch of a record.</summary>
/// <param name="First">Index of the first sample.</param>
/// <param name="Count">Number of samples.</param>
internal readonly record struct RecordCut(long First, long Count)
{
    /// <summary>The most samples, over all leads, that one record may bring into memory: 1 GiB as doubles.</summary>
    public const long MaxSamples = 1L << 27;

    /// <summary>
    /// Takes seconds for samples: each is times the rate, rounded, halves up. A duration beyond the end gives what is there,
    /// and an empty record is cut to nothing.
    /// </summary>
    /// <param name="name">The record's file, for messages.</param>
    /// <param name="sampleCount">Samples in the record.</param>
    /// <param name="rate">Hz.</param>
    /// <param name="start">Seconds, not negative.</param>
    /// <param name="duration">Seconds, greater than 0; infinity for all the rest.</param>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    public static RecordCut Of(string name, long sampleCount, double rate, double start, double duration)
    {
        if (!(start >= 0) || double.IsInfinity(start))
            throw Invalid(name, $"start: expected 0 s or more, found {start} s");
        if (!(duration > 0))
            throw Invalid(name, $"duration: expected more than 0 s, found {duration} s");
        if (sampleCount == 0)
            return new RecordCut(0, 0);
        double first = Math.Round(start * rate, MidpointRounding.AwayFromZero);
        double count = Math.Round(duration * rate, MidpointRounding.AwayFromZero);
        if (first >= sampleCount)
            throw Invalid(name, $"start: expected less than the record's length of {sampleCount / rate} s, found {start} s");
        if (count < 1)
            throw Invalid(name, $"duration: expected at least one sample at {rate} Hz, found {duration} s");
        long rest = sampleCount - (long)first;
        return new RecordCut((long)first, count >= rest ? rest : (long)count);
    }

    /// <summary>Refuses what would not fit into memory, before anything is allocated.</summary>
    /// <param name="name">The record's file, for messages.</param>
    /// <param name="samples">Samples to read, over all leads.</param>
    /// <exception cref="EcgException">RecordTooLarge.</exception>
    public static void CheckSize(string name, Int128 samples)
    {
        if (samples > MaxSamples)
        {
            throw new EcgException(ErrorId.RecordTooLarge,
                $"{name}: number of samples: {samples} over all leads are more than {MaxSamples}; ask for a shorter duration.");
        }
    }

    private static EcgException Invalid(string name, FormattableString what) =>
        new(ErrorId.ArgumentInvalid, $"{name}: {what.ToString(CultureInfo.InvariantCulture)}.");
}
