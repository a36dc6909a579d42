// Where the data records of a discontinuous EDF+ or BDF+ file stand in time: the first annotation of each tells.
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records;

/// <summary>Reads the time-keeping annotations (edfplus.info/specs/edfplus.html, 2.2.4).</summary>
internal static class EdfTimeline
{
    private const byte EndOfOnset = 20, EndOfOnsetBeforeDuration = 21;
    private const int LongestOnset = 32;
    private const double MaxSeconds = 1e9;

    /// <summary>The sample at which each data record starts, counted from the start of the first.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="header">Its header, with an annotations signal.</param>
    /// <param name="bytes">The data records.</param>
    /// <param name="count">How many.</param>
    /// <param name="perRecord">Samples of a lead in a data record.</param>
    /// <param name="rate">Hz.</param>
    /// <exception cref="EcgException">SignalInvalid: a record without a time, or one that starts before the one ahead of it ends.</exception>
    public static long[] Starts(string file, EdfHeader header, ReadOnlySpan<byte> bytes, int count, int perRecord, double rate)
    {
        var annotations = header.Signals.First(s => s.IsAnnotations);
        int recordBytes = (int)header.RecordSamples * header.SampleBytes;
        var starts = new long[count];
        double zero = 0;
        for (int r = 0; r < count; r++)
        {
            var text = bytes.Slice(r * recordBytes + (int)annotations.Offset * header.SampleBytes, annotations.SamplesPerRecord * header.SampleBytes);
            double onset = Onset(text) ?? throw new EcgException(ErrorId.SignalInvalid,
                $"{file}: data record {r + 1}: time-keeping annotation: expected '+SECONDS', found none.");
            if (r == 0)
                zero = onset;
            double start = Math.Round((onset - zero) * rate, MidpointRounding.AwayFromZero);
            long earliest = r == 0 ? 0 : starts[r - 1] + perRecord;
            // Onsets are rounded too: one sample of overlap is none.
            if (start < earliest - 1)
            {
                throw new EcgException(ErrorId.SignalInvalid, string.Create(CultureInfo.InvariantCulture,
                    $"{file}: data record {r + 1}: expected a start behind the end of the record ahead of it, found {onset} s."));
            }
            starts[r] = Math.Max((long)start, earliest);
        }
        return starts;
    }

    private static double? Onset(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny(EndOfOnset, EndOfOnsetBeforeDuration);
        if (end is < 2 or > LongestOnset || text[0] is not ((byte)'+' or (byte)'-'))
            return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(Encoding.Latin1.GetString(text[..end]), style, CultureInfo.InvariantCulture, out double value)
            && Math.Abs(value) <= MaxSeconds ? value : null;
    }
}
