// Statements from measured values: few rules, each a published criterion, in an order that lets none contradict another.
namespace EcgGen.Core.Measure;

/// <summary>
/// Criteria: AHA/ACCF/HRS recommendations for the standardization and interpretation of the electrocardiogram, parts III to V (Circulation 119:e235–e261, 2009),
/// and for ST elevation the Fourth Universal Definition of Myocardial Infarction (Thygesen et al., Circulation 138:e618–e651, 2018).
/// </summary>
internal static class Interpreter
{
    private const double Wide = 0.12, Irregular = 0.1, LongPR = 0.2005, LongQTc = 0.47;

    /// <summary>The statements, rhythm first; none if there is no rate.</summary>
    /// <param name="m">The measured values.</param>
    /// <param name="sex">"Female", "Male" or null: Cornell's criterion asks for it.</param>
    public static List<EcgStatement> Interpret(EcgMeasurement m, string? sex)
    {
        var said = new List<EcgStatement>();
        if (m.HeartRate is null)
            return said;
        bool paced = Rhythm(m, said);
        if (paced)
            return said;
        Ectopy(m, said);
        if (m.Qrs is not { } qrs)
            return said;
        if (said[0] is <= EcgStatement.SinusArrhythmia)
            Conduction(m, said);
        bool wide = Math.Round(qrs, 3) >= Wide, flutter = said[0] == EcgStatement.AtrialFlutter;
        EcgStatement? branch = wide ? BundleBranch(m) : null;
        // What comes late in right bundle branch block points to the right by itself; flutter waves widen QRS to the eye.
        if (branch != EcgStatement.RightBundleBranchBlock)
            Axis(m, said);
        if (branch is { } block)
        {
            if (block != EcgStatement.ConductionDelay || !flutter)
                said.Add(block);
            return said;
        }
        bool strain = Hypertrophy(m, sex, said);
        if (!strain && !flutter && !Injury(m, said))
            TWaves(m, said);
        if (m.QTc > LongQTc && m.HeartRate is > 35 and < 115 && said[0] is <= EcgStatement.SinusArrhythmia)
            said.Add(EcgStatement.ProlongedQT);
        return said;
    }

    /// <summary>Says the rhythm; true if a pacemaker makes it.</summary>
    private static bool Rhythm(EcgMeasurement m, List<EcgStatement> said)
    {
        var r = m.Rhythm;
        double rate = Math.Round(m.HeartRate!.Value);
        bool irregular = r.Irregularity > Irregular && r.Beats >= 5, ectopic = r.VentricularPrematureBeats + r.SupraventricularPrematureBeats > 0;
        bool ofPauses = r.GrowingPR || r.BlockedP > 0;
        if (r.Paced)
        {
            said.Add(r.AtriumPaced ? EcgStatement.AvSequentialPacing : EcgStatement.VentricularPacing);
            return true;
        }
        said.Add((r.FlutterRate, r.HasP) switch
        {
            (not null, _) => EcgStatement.AtrialFlutter,
            (_, true) when irregular && !ofPauses && !ectopic && rate is >= 60 and <= 100 => EcgStatement.SinusArrhythmia,
            // In second-degree block the sinus node goes on while beats are dropped: it is faster than the pulse.
            (_, true) => Sinus(ofPauses ? Math.Max(rate, 60) : rate),
            (_, not true) when irregular && r.VentricularPrematureBeats < 0.3 * r.Beats => rate > 110 ? EcgStatement.AtrialFibrillationRapid : rate < 60 ? EcgStatement.AtrialFibrillationSlow : EcgStatement.AtrialFibrillation,
            (_, false) when m.Qrs < Wide && rate > 140 => EcgStatement.SupraventricularTachycardia,
            // P may hide in T, or in noise: a regular rhythm of a usual rate is a sinus rhythm until the contrary is seen.
            (_, null) when !irregular && rate is >= 50 and <= 150 => Sinus(rate),
            _ => EcgStatement.UndeterminedRhythm,
        });
        return false;
    }

    private static EcgStatement Sinus(double rate) =>
        rate < 60 ? EcgStatement.SinusBradycardia : rate > 100 ? EcgStatement.SinusTachycardia : EcgStatement.SinusRhythm;

    private static void Ectopy(EcgMeasurement m, List<EcgStatement> said)
    {
        var r = m.Rhythm;
        if (r.VentricularPrematureBeats > 0)
            said.Add(r.VentricularPrematureBeats >= 3 && r.VentricularPrematureBeats >= 0.42 * r.Beats ? EcgStatement.VentricularBigeminy : EcgStatement.VentricularPremature);
        if (r.SupraventricularPrematureBeats > 0 && r is { HasP: true, GrowingPR: false, BlockedP: 0, VentricularPrematureBeats: 0 })
            said.Add(EcgStatement.AtrialPremature);
    }

    private static void Conduction(EcgMeasurement m, List<EcgStatement> said)
    {
        if (m.Rhythm.GrowingPR)
            said.Add(EcgStatement.SecondDegreeMobitz1);
        else if (m.Rhythm.BlockedP > 0)
            said.Add(EcgStatement.SecondDegreeMobitz2);
        else if (m.PR > LongPR)
            said.Add(EcgStatement.FirstDegreeAvBlock);
    }

    private static void Axis(EcgMeasurement m, List<EcgStatement> said)
    {
        if (m.QrsAxis is not { } degrees)
            return;
        if (degrees is < -90 or > 180)
            said.Add(EcgStatement.SuperiorAxis);
        else if (degrees < -30)
            said.Add(EcgStatement.LeftAxis);
        else if (degrees > 100)
            said.Add(EcgStatement.RightAxis);
    }

    private static EcgStatement BundleBranch(EcgMeasurement m)
    {
        var lateral = m["V6"] ?? m["I"] ?? m["V5"];
        if (m["V1"] is { } v1 && lateral is { } left)
        {
            if (v1.Late > 0.05 && left.Late < 0.02)
                return EcgStatement.RightBundleBranchBlock;
            if (v1.Late < -0.05 && v1.R < 0.5 && left.Late > 0.05 && left.Q < 0.05)
                return EcgStatement.LeftBundleBranchBlock;
        }
        return EcgStatement.ConductionDelay;
    }

    /// <summary>Says hypertrophy by voltage, or low voltage; true if ST and T follow from it.</summary>
    private static bool Hypertrophy(EcgMeasurement m, string? sex, List<EcgStatement> said)
    {
        LeadWaves? v1 = m["V1"], v5 = m["V5"], v6 = m["V6"];
        double sokolow = (v1?.S ?? 0) + Math.Max(v5?.R ?? 0, v6?.R ?? 0), cornell = (m["aVL"]?.R ?? 0) + (m["V3"]?.S ?? 0);
        if (sokolow >= 3.5 || cornell > (sex == "Female" ? 2.0 : 2.8))
        {
            bool strain = (v5?.T < 0 || v6?.T < 0) && Math.Min(v5?.St ?? 0, v6?.St ?? 0) < -0.03;
            said.Add(strain ? EcgStatement.LeftVentricularHypertrophyStrain : EcgStatement.LeftVentricularHypertrophy);
            return strain;
        }
        bool Low(double limit, params string[] leads) =>
            leads.All(l => m[l] is not null) && leads.All(l => m[l] is { } w && w.R + Math.Max(w.Q, w.S) < limit);
        if (Low(0.5, "I", "II", "III", "aVR", "aVL", "aVF") || Low(1, "V1", "V2", "V3", "V4", "V5", "V6"))
            said.Add(EcgStatement.LowVoltage);
        return false;
    }

    /// <summary>Says ST elevation by territory, or else depression; true if there is any.</summary>
    private static bool Injury(EcgMeasurement m, List<EcgStatement> said)
    {
        (EcgStatement Up, EcgStatement Down, string[] Leads)[] territories =
        [
            (EcgStatement.StElevationAnterior, EcgStatement.StDepressionAnterior, ["V1", "V2", "V3", "V4"]),
            (EcgStatement.StElevationInferior, EcgStatement.StDepressionInferior, ["II", "III", "aVF"]),
            (EcgStatement.StElevationLateral, EcgStatement.StDepressionLateral, ["I", "aVL", "V5", "V6"]),
        ];
        bool Raised(string lead) => m[lead] is { } w && Math.Min(w.J, w.St / 0.8) is var st && st >= (lead is "V2" or "V3" ? 0.2 : 0.1);
        bool Lowered(string lead) => m[lead] is { } w && w.J <= -0.05 && w.St <= -0.04;
        double Mean(string[] leads) => leads.Select(l => m[l]?.J).OfType<double>().DefaultIfEmpty(0).Average();
        int before = said.Count;
        double highest = 0;
        foreach (var (up, _, leads) in territories)
        {
            if (leads.Count(Raised) < 2)
                continue;
            said.Add(up);
            highest = Math.Max(highest, Mean(leads));
        }
        foreach (var (_, down, leads) in territories)
        {
            // Depression smaller than the elevation elsewhere is reciprocal.
            if (leads.Count(Lowered) >= 2 && -Mean(leads) >= 0.8 * highest)
                said.Add(down);
        }
        return said.Count > before;
    }

    private static void TWaves(EcgMeasurement m, List<EcgStatement> said)
    {
        // Upright by rights in these; flat is less than a twentieth of R.
        string[] upright = ["I", "II", "V4", "V5", "V6"];
        if (upright.Count(l => m[l] is { } w && w.R > 0.3 && w.T < 0.05 * w.R) >= 2)
            said.Add(EcgStatement.NonspecificT);
    }
}
