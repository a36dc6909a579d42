// A lead as a page asks for it: as the record has it, or upside down.
using EcgGen.Core.Records;

namespace EcgGen.Core.Sheet;

/// <summary>A lead of the record and the way it is drawn.</summary>
/// <param name="Name">The lead, as the record names it.</param>
/// <param name="Inverted">Whether it is drawn upside down.</param>
public readonly record struct PageLead(string Name, bool Inverted)
{
    /// <summary>How recipes and identifiers write it: with a hyphen before an inverted lead.</summary>
    public string Id => Inverted ? "-" + Name : Name;

    /// <summary>How pages print it: with a true minus before an inverted lead.</summary>
    public string Label => Inverted ? "\u2212" + Name : Name;

    /// <summary>
    /// Finds a lead in any spelling; a hyphen or minus before it turns it upside down, unless the record has a lead of that very name.
    /// </summary>
    /// <returns>Null if the record lacks it.</returns>
    public static PageLead? Find(string asked, RecordInfo record)
    {
        if (Named(asked, record) is { } plain)
            return new PageLead(plain, false);
        return asked is ['-' or '\u2212', .. var rest] && Named(rest, record) is { } inverted ? new PageLead(inverted, true) : null;
    }

    /// <summary>The same for a lead that must be there.</summary>
    /// <param name="asked">What a user wrote.</param>
    /// <param name="record">The record.</param>
    /// <param name="field">Where it was written, for the message.</param>
    /// <exception cref="EcgException">LeadNotFound.</exception>
    public static PageLead Require(string asked, RecordInfo record, string field) => Find(asked, record) ?? throw new EcgException(ErrorId.LeadNotFound,
        $"{record.Name}: {field}: the record has no lead '{asked}'; it has {string.Join(", ", record.Leads)}.");

    private static string? Named(string asked, RecordInfo record)
    {
        var standard = LeadNames.Standardise(asked);
        return record.Leads.FirstOrDefault(l => l.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? record.Leads.FirstOrDefault(l => l.Equals(standard, StringComparison.OrdinalIgnoreCase));
    }
}
