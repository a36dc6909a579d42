// The part of the paper stage that says whose look the page has, and how lead names are set.
using System.Text.Json.Serialization;

namespace EcgGen;

public sealed partial record PaperStage
{
    /// <summary>
    /// Whose look the page has: a bundled one by name, "Any" for one drawn by the seed, or the full path of a file. It fills what is open here. A
    /// resolved stage keeps the name alone.
    /// </summary>
    public string? Vendor { get; init; }

    /// <summary>The font of lead names.</summary>
    public string? LeadNameFont { get; init; }

    /// <summary>Font size (em) of lead names in mm, 1–10; on pages whose rows are less than 20 mm apart 14/17 of it.</summary>
    public double? LeadNameSize { get; init; }

    /// <summary>Whether lead names are bold, in fonts that have a bold face.</summary>
    public bool? LeadNameBold { get; init; }

    /// <summary>Whether lead names are in capitals: AVR for aVR.</summary>
    public bool? LeadNameUpperCase { get; init; }

    /// <summary>Where lead names stand.</summary>
    public LeadNamePlace? LeadNamePlace { get; init; }
}

/// <summary>Places of a lead's name, all at the beginning of its trace.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeadNamePlace>))]
public enum LeadNamePlace
{
    /// <summary>Well above the baseline.</summary>
    Above,
    /// <summary>Just above the baseline, often touched by the trace.</summary>
    Near,
    /// <summary>Below the baseline.</summary>
    Below,
}
