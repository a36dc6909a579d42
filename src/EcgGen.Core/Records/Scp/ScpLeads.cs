// The numbers that SCP-ECG gives to leads, which DICOM and the MDC nomenclature use too.
namespace EcgGen.Core.Records.Scp;

/// <summary>Lead names by number.</summary>
internal static class ScpLeads
{
    // EN 1064:2005, 5.6, lead identification; the same as the terms of MDC_ECG_LEAD in ISO/IEEE 11073-10102.
    private static readonly string[] s_from1 =
        ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V2R", "V3R", "V4R", "V5R", "V6R", "V7R", "X", "Y", "Z", "CC5", "CM5",
            "LA", "RA", "LL", "fI", "fE", "fC", "fA", "fM", "fF", "fH"];

    private static readonly string[] s_from61 = ["III", "aVR", "aVL", "aVF", "-aVR", "V8", "V9", "V8R", "V9R", "D", "A", "J"];

    /// <summary>The lead of this number; "Lead" and the number if it is none that records of the heart at rest have.</summary>
    public static string NameOf(int number) =>
        number >= 1 && number <= s_from1.Length ? s_from1[number - 1]
        : number >= 61 && number < 61 + s_from61.Length ? s_from61[number - 61]
        : FormattableString.Invariant($"Lead{number}");
}
