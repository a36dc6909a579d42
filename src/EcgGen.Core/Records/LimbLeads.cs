// The four limb leads that carry no information of their own, computed from I and II.
namespace EcgGen.Core.Records;

/// <summary>Einthoven's and Goldberger's leads, for formats that store only eight.</summary>
public static class LimbLeads
{
    // III = II − I, aVR = −(I + II) / 2, aVL = I − II / 2, aVF = II − I / 2
    private static readonly (string Name, double OfI, double OfII)[] s_rules =
        [("III", -1, 1), ("aVR", -0.5, -0.5), ("aVL", 1, -0.5), ("aVF", -0.5, 1)];

    /// <summary>The derived leads in their standard order, behind II.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_rules.Select(r => r.Name)];

    /// <summary>Adds to a record the limb leads it lacks, behind II; does nothing unless I and II are there.</summary>
    /// <param name="leads">Leads by standard names.</param>
    /// <returns>The names of what was added.</returns>
    public static List<string> Derive(List<RawLead> leads)
    {
        int first = leads.FindIndex(l => l.Name == "I"), second = leads.FindIndex(l => l.Name == "II");
        var added = new List<string>();
        if (first < 0 || second < 0)
            return added;
        double[] one = leads[first].Samples, two = leads[second].Samples;
        int at = Math.Max(first, second) + 1;
        foreach (var (name, ofI, ofII) in s_rules)
        {
            if (leads.Exists(l => l.Name == name))
                continue;
            var samples = new double[one.Length];
            for (int i = 0; i < samples.Length; i++)
                samples[i] = ofI * one[i] + ofII * two[i];
            leads.Insert(at++, new RawLead(name, samples, leads[first].UnitsPerMillivolt));
            added.Add(name);
        }
        return added;
    }
}
