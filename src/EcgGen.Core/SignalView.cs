// A record's facts with its samples wherever they live: the caller's memory is borrowed, never copied or kept.
using EcgGen.Core.Records;

namespace EcgGen.Core;

/// <summary>A record as the renderer sees it.</summary>
/// <param name="Info">The facts.</param>
/// <param name="Leads">Samples in mV, one span of memory per lead.</param>
public sealed record SignalView(RecordInfo Info, IReadOnlyList<ReadOnlyMemory<double>> Leads)
{
    /// <summary>The samples of a lead that the record has.</summary>
    public ReadOnlyMemory<double> this[string lead]
    {
        get
        {
            for (int i = 0; i < Info.Leads.Count; i++)
            {
                if (Info.Leads[i] == lead)
                    return Leads[i];
            }
            throw new EcgException(ErrorId.LeadNotFound, $"{Info.Name}: the record has no lead '{lead}'.");
        }
    }

    /// <summary>Makes sure that the samples are those whose hash the facts name, so that no image gets a false origin.</summary>
    /// <exception cref="EcgException">RecordChanged; ArgumentInvalid if facts and samples differ in number.</exception>
    public void Verify()
    {
        if (Leads.Count != Info.Leads.Count || Leads.Any(l => l.Length != Info.SampleCount))
        {
            throw new EcgException(ErrorId.ArgumentInvalid, $"{Info.Name}: samples: expected {Info.Leads.Count} leads of {Info.SampleCount} samples, "
                + $"found {Leads.Count} of {(Leads.Count > 0 ? Leads[0].Length : 0)}.");
        }
        if (RecordHash.Compute(Leads) != Info.Sha256)
            throw new EcgException(ErrorId.RecordChanged, $"{Info.Name}: the samples are not those of {nameof(Info.Sha256)} {Info.Sha256[..Math.Min(12, Info.Sha256.Length)]}…; "
                + "samples changed in memory make a new record: New-EcgRecord -Signal.");
    }
}
