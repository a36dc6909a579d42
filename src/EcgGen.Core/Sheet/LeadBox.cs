// One lead instance on the sheet: the samples it shows and the axes that put them there.
namespace EcgGen.Core.Sheet;

/// <summary>A lead's place on the sheet, in mm, and its cut of the record.</summary>
public sealed record LeadBox
{
    /// <summary>Unique on the page, see <see cref="LeadTruth.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The lead and the way it is drawn.</summary>
    public required PageLead Lead { get; init; }

    /// <summary>The lead, as the record names it.</summary>
    public string Name => Lead.Name;

    /// <summary>mm per mV.</summary>
    public required double Gain { get; init; }

    /// <summary>The row, from 0 at the top.</summary>
    public required int Row { get; init; }

    /// <summary>Index of the first sample shown.</summary>
    public required int FirstSample { get; init; }

    /// <summary>How many samples are shown.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Where the first sample is, in mm.</summary>
    public required double X { get; init; }

    /// <summary>Where 0 mV is, in mm.</summary>
    public required double BaselineY { get; init; }

    /// <summary>mm from one sample to the next.</summary>
    public required double SampleStep { get; init; }
}
