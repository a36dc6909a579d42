// The leads that notes speak of.
using System.Globalization;
using System.Text.RegularExpressions;

namespace EcgGen.Core.Handwriting;

/// <summary>Finds names of leads in notes.</summary>
internal static partial class NamedLeads
{
    /// <summary>The leads of a page that notes name, one by one or as a range such as V2-V4 or V1-3.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="leads">The names of the page's leads.</param>
    public static IReadOnlyList<string> In(IEnumerable<string> notes, IReadOnlyCollection<string> leads)
    {
        var named = new HashSet<string>();
        foreach (var note in notes)
        {
            foreach (Match word in Words().Matches(note))
                named.Add(word.Value);
            foreach (Match range in Ranges().Matches(note))
            {
                int first = Number(range.Groups["first"]), last = Number(range.Groups["last"]);
                for (int i = first; i <= last; i++)
                    named.Add(range.Groups["letter"].Value + i.ToString(CultureInfo.InvariantCulture));
            }
        }
        return [.. leads.Where(named.Contains)];

        static int Number(Group digit) => int.Parse(digit.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?<letter>V)(?<first>[1-9])\s?[-–]\s?V?(?<last>[1-9])\b")]
    private static partial Regex Ranges();
}
