// Samples written out as decimal numbers: long lists of them, read fast.
using System.Globalization;

namespace EcgGen.Core.Records.Xml;

/// <summary>Reads lists of numbers.</summary>
internal static class Numbers
{
    /// <summary>The numbers of a list divided by white space.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="field">What the list is, for messages.</param>
    /// <param name="text">The list.</param>
    /// <param name="cancellation">Polled now and then.</param>
    /// <exception cref="EcgException">SignalInvalid: something is no number, or beyond ±1e15.</exception>
    public static double[] Parse(string file, string field, ReadOnlySpan<char> text, CancellationToken cancellation)
    {
        var values = new List<double>(Math.Min(text.Length / 4, 1 << 16));
        for (int at = 0; at < text.Length;)
        {
            // All white space that XML has, and whatever other control characters there may be, stands before '!'.
            if (text[at] <= ' ')
            {
                at++;
                continue;
            }
            int start = at;
            while (at < text.Length && text[at] > ' ')
                at++;
            if ((values.Count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            var token = text[start..at];
            if (TryInteger(token, out double value))
                values.Add(value);
            else if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= StoredLead.MaxValue)
                values.Add(value);
            else
                throw new EcgException(ErrorId.SignalInvalid, $"{file}: {field}: number {values.Count + 1}: expected a number, found '{Short(token)}'.");
        }
        return [.. values];
    }

    // Nearly every sample is an integer of a few digits, for which the general way takes four times as long.
    private static bool TryInteger(ReadOnlySpan<char> token, out double value)
    {
        int i = token[0] == '-' ? 1 : 0, number = 0;
        value = 0;
        if (token.Length - i is 0 or > 9)
            return false;
        for (int digit; i < token.Length; i++)
        {
            digit = token[i] - '0';
            if (digit is < 0 or > 9)
                return false;
            number = number * 10 + digit;
        }
        value = token[0] == '-' ? -number : number;
        return true;
    }

    private static string Short(ReadOnlySpan<char> token) => token.Length <= 40 ? token.ToString() : $"{token[..40]}…";
}
