// Lead names: one spelling for each lead that has a standard name, whatever the file's spelling was.
namespace EcgGen.Core.Records;

/// <summary>Standard spellings of lead names, and names that tell all leads of a record apart.</summary>
public static class LeadNames
{
    private static readonly Dictionary<string, string> s_standard = new[]
    {
        "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V2R", "V3R", "V4R", "V5R", "V6R", "V7R", "V8R", "V9R",
    }.ToDictionary(n => n, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The standard spelling of a lead's name: "avr", "AVR", "ECG aVR", "lead_aVR" and "MDC_ECG_LEAD_AVR" are "aVR". A name that is
    /// not known stays as it is, trimmed and without the prefix of ISO/IEEE 11073-10101; a lead without a name is called "Lead".
    /// </summary>
    public static string Standardise(string name)
    {
        name = WithoutNomenclature(name.Trim());
        if (s_standard.TryGetValue(name, out var standard) || s_standard.TryGetValue(WithoutPrefix(name), out standard))
            return standard;
        return name.Length == 0 ? "Lead" : name;
    }

    /// <summary>Whether a lead is taken from the chest, by its standard name: V1 to V9, V2R to V9R.</summary>
    public static bool IsPrecordial(string name) => name is ['V', >= '1' and <= '9'] or ['V', >= '1' and <= '9', 'R'];

    /// <summary>The standard names of a record's leads, made unique in any case: a second "II" becomes "II_2".</summary>
    public static string[] StandardiseAll(IEnumerable<string> names)
    {
        var standard = names.Select(Standardise).ToArray();
        var taken = new HashSet<string>(standard, StringComparer.OrdinalIgnoreCase);
        var last = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase); // the last suffix given to a name
        for (int i = 0; i < standard.Length; i++)
        {
            var name = standard[i];
            if (last.TryAdd(name, 1))
                continue;
            int suffix = last[name];
            do
                standard[i] = $"{name}_{++suffix}";
            while (!taken.Add(standard[i]));
            last[name] = suffix;
        }
        return standard;
    }

    /// <summary>Finds leads that the user asks for, in the user's order.</summary>
    /// <param name="wanted">Names in any spelling.</param>
    /// <param name="names">The record's leads.</param>
    /// <param name="record">The record or its file, for messages.</param>
    /// <returns>Indices into the record's leads.</returns>
    /// <exception cref="EcgException">LeadNotFound; ArgumentInvalid if none is asked for, or one twice.</exception>
    public static int[] Choose(IReadOnlyList<string> wanted, IReadOnlyList<string> names, string record)
    {
        if (wanted.Count == 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{record}: lead: expected at least one name, found none.");
        var chosen = new int[wanted.Count];
        for (int i = 0; i < chosen.Length; i++)
        {
            var name = Standardise(wanted[i]);
            int index = names.ToList().FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                throw new EcgException(ErrorId.LeadNotFound,
                    $"{record}: lead '{wanted[i]}' is not in the record, which has {string.Join(", ", names)}.");
            }
            if (chosen.AsSpan(0, i).Contains(index))
                throw new EcgException(ErrorId.ArgumentInvalid, $"{record}: lead: expected each name once, found '{wanted[i]}' again.");
            chosen[i] = index;
        }
        return chosen;
    }

    // What ISO/IEEE 11073-10101 calls leads, and HL7 and others after it: MDC_ECG_LEAD_V1, in later editions MDC_ECG_ELEC_POTL_V1.
    private static string WithoutNomenclature(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["MDC_ECG_LEAD_", "MDC_ECG_ELEC_POTL_"])
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return name[prefix.Length..];
        }
        return name;
    }

    private static string WithoutPrefix(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["ECG", "Lead"])
        {
            bool starts = name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && name.Length > prefix.Length;
            if (starts && name[prefix.Length] is ' ' or '_' or '-')
                return name[(prefix.Length + 1)..].Trim();
        }
        return name;
    }
}
