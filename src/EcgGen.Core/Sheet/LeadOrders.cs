// The orders in which leads fill a page.
namespace EcgGen.Core.Sheet;

/// <summary>The twelve leads in their orders, and the leads that make good rhythm strips.</summary>
internal static class LeadOrders
{
    private static readonly string[] CabreraLimbs = ["aVL", "I", "-aVR", "II", "aVF", "III"];
    private static readonly string[] RhythmPreference = ["II", "V1", "V5", "I", "V2"];

    /// <summary>The standard leads.</summary>
    public static IReadOnlyList<string> Standard { get; } = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>The standard leads in an order.</summary>
    public static IEnumerable<string> Of(LeadOrder order) => order == LeadOrder.Cabrera ? [.. CabreraLimbs, .. Standard.Skip(6)] : Standard;

    /// <summary>
    /// Puts limb leads into Cabrera's order, in the places that limb leads have, and turns aVR upside down; other leads stay
    /// where they are. Doing it twice changes nothing.
    /// </summary>
    public static List<string> Cabrera(IReadOnlyList<string> leads)
    {
        var limbs = new Queue<string>(leads.Select(Inverted).Where(CabreraLimbs.Contains).OrderBy(l => Array.IndexOf(CabreraLimbs, l)));
        return [.. leads.Select(l => CabreraLimbs.Contains(Inverted(l)) ? limbs.Dequeue() : l)];
    }

    /// <summary>A record's leads for rhythm strips, best first.</summary>
    public static IEnumerable<string> ForRhythm(RecordInfo record) =>
        RhythmPreference.Where(record.Leads.Contains).Concat(record.Leads.Except(RhythmPreference));

    private static string Inverted(string lead) => lead == "aVR" ? "-aVR" : lead;
}
