// Mixed-up electrodes, computed as the amplifier would see them: potentials change places, leads are formed anew.
namespace EcgGen.Core.Records.Signal;

/// <summary>
/// The classical misplacements. Potentials are taken against Wilson's central terminal, where the three limb electrodes sum to
/// zero, so RA = −(I + II) / 3, LA = I + RA and LL = II + RA. The right leg's electrode, which no lead measures, is taken
/// to be at the left leg's potential, for the legs carry no heart's field of their own.
/// </summary>
internal static class ElectrodeSwap
{
    private static readonly string[] s_precordial = ["V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>The electrodes that can be swapped.</summary>
    public static IReadOnlyList<string> Electrodes { get; } = ["RA", "LA", "LL", "RL", .. s_precordial];

    /// <summary>Swaps two electrodes.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: unknown or equal electrodes; LeadNotFound: the record lacks the leads that tell their potentials.</exception>
    public static RecordData Apply(RecordData record, SwapElectrodeStage stage)
    {
        string first = Known(record, stage.First), second = Known(record, stage.Second);
        if (first == second)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{record.Info.Name}: electrodes: expected two different ones, found {stage}.");
        int count = record.Info.SampleCount;
        double[] one = Lead(record, "I", stage), two = Lead(record, "II", stage);
        var potentials = new Dictionary<string, double[]> { ["RA"] = new double[count], ["LA"] = new double[count], ["LL"] = new double[count] };
        for (int i = 0; i < count; i++)
        {
            double ra = -(one[i] + two[i]) / 3;
            (potentials["RA"][i], potentials["LA"][i], potentials["LL"][i]) = (ra, one[i] + ra, two[i] + ra);
        }
        potentials["RL"] = potentials["LL"];
        foreach (var name in s_precordial.Where(record.Info.Leads.Contains))
            potentials[name] = Lead(record, name, stage);
        foreach (var electrode in new[] { first, second })
        {
            if (!potentials.ContainsKey(electrode))
                throw new EcgException(ErrorId.LeadNotFound, $"{record.Info.Name}: electrodes {stage}: the record has no lead '{electrode}'.");
        }
        (potentials[first], potentials[second]) = (potentials[second], potentials[first]);

        var (right, left, leg) = (potentials["RA"], potentials["LA"], potentials["LL"]);
        Func<int, double> Terminal() => i => (right[i] + left[i] + leg[i]) / 3;
        var terminal = Terminal();
        double[] Form(Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];
        var samples = new double[record.Samples.Count][];
        for (int k = 0; k < samples.Length; k++)
        {
            var name = record.Info.Leads[k];
            samples[k] = name switch
            {
                "I" => Form(i => left[i] - right[i]),
                "II" => Form(i => leg[i] - right[i]),
                "III" => Form(i => leg[i] - left[i]),
                "aVR" => Form(i => right[i] - (left[i] + leg[i]) / 2),
                "aVL" => Form(i => left[i] - (right[i] + leg[i]) / 2),
                "aVF" => Form(i => leg[i] - (right[i] + left[i]) / 2),
                _ when potentials.TryGetValue(name, out var potential) => Form(i => potential[i] - terminal(i)),
                _ when name.StartsWith('V') => Form(i => record.Samples[k][i] - terminal(i)),
                _ => record.Samples[k],
            };
        }
        return record with { Samples = samples };
    }

    private static string Known(RecordData record, string electrode) =>
        Electrodes.FirstOrDefault(e => e.Equals(electrode, StringComparison.OrdinalIgnoreCase))
        ?? throw new EcgException(ErrorId.ArgumentInvalid, $"{record.Info.Name}: electrodes: '{electrode}' is unknown; there are {string.Join(", ", Electrodes)}.");

    private static double[] Lead(RecordData record, string name, SwapElectrodeStage stage)
    {
        for (int i = 0; i < record.Info.Leads.Count; i++)
        {
            if (record.Info.Leads[i] == name)
                return record.Samples[i];
        }
        throw new EcgException(ErrorId.LeadNotFound, $"{record.Info.Name}: electrodes {stage}: the record has no lead '{name}', which tells the limbs' potentials.");
    }
}
