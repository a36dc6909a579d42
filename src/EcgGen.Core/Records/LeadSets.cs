// The usual sets of leads: what files without lead names hold, and whether limb leads are to be derived.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>Sets of leads.</summary>
internal static class LeadSets
{
    private static readonly string[] s_twelve = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
    private static readonly string[] s_eight = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>Names for leads that a file does not name: twelve, the independent eight, or II alone; others are numbered.</summary>
    public static string[] DefaultNames(int count) => count switch
    {
        12 => s_twelve,
        8 => s_eight,
        1 => ["II"],
        _ => [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"Lead {i}"))],
    };

    /// <summary>Whether this is one of the twelve, in any spelling.</summary>
    public static bool IsOfTwelve(string name) => s_twelve.Contains(LeadNames.Standardise(name));

    /// <summary>Whether these are the eight leads that all twelve follow from, in any order.</summary>
    public static bool AreEight(IEnumerable<string> names) =>
        names.Select(LeadNames.Standardise).Order(StringComparer.Ordinal).SequenceEqual(s_eight.Order(StringComparer.Ordinal));
}
