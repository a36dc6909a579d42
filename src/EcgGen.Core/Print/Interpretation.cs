// The statements that a header prints: coded diagnoses of the record where there are some, else what the signal says.
using EcgGen.Core.Measure;

namespace EcgGen.Core.Print;

/// <summary>Statements and what they amount to.</summary>
/// <param name="Statements">Rhythm first; empty if nothing could be measured.</param>
internal sealed record Interpretation(IReadOnlyList<EcgStatement> Statements)
{
    /// <summary>"Normal ECG", "Borderline ECG", "Abnormal ECG", or "Unconfirmed" without statements.</summary>
    public string Severity => Statements.Count == 0 ? "Unconfirmed" : $"{Statements.Max(s => StatementTexts.Of(s).Severity)} ECG";

    /// <summary>Interprets a record.</summary>
    /// <param name="record">Its facts; of its comments only codes of diagnoses count.</param>
    /// <param name="measured">The values that are printed beside the statements.</param>
    /// <param name="sex">"Female", "Male" or null if the record doesn't tell.</param>
    public static Interpretation Of(RecordInfo record, EcgMeasurement measured, string? sex)
    {
        var seen = Interpreter.Interpret(measured, sex);
        var coded = Coded(record.Comments).Where(s => Agrees(s, measured)).Distinct().Order().ToList();
        if (coded.Count == 0)
            return new Interpretation(seen);
        // One rhythm: a coded one, or that of the signal.
        var rhythms = coded.Where(IsRhythm).ToList();
        var rhythm = rhythms.Count > 0 ? rhythms.OrderBy(s => s <= EcgStatement.SinusArrhythmia).ThenByDescending(s => s).First()
            : seen.Count > 0 ? seen[0] : (EcgStatement?)null;
        coded.RemoveAll(IsRhythm);
        if (rhythm is { } first)
            coded.Insert(0, first);
        return new Interpretation(coded);
    }

    /// <summary>The lines in one of the styles.</summary>
    public string Text(int style) => string.Join('\n', Statements.Select(s => StatementTexts.Of(s).Wordings[style]));

    private static bool IsRhythm(EcgStatement s) => s <= EcgStatement.UndeterminedRhythm;

    // "Dx: 164889003, 59118001", as challenges of PhysioNet have them.
    private static IEnumerable<EcgStatement> Coded(IReadOnlyList<string> comments) =>
        comments.Where(c => c.StartsWith("Dx:", StringComparison.OrdinalIgnoreCase))
            .SelectMany(c => c[3..].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
            .Select(StatementTexts.FromCode).OfType<EcgStatement>();

    /// <summary>Whether a coded diagnosis can stand beside the printed values.</summary>
    private static bool Agrees(EcgStatement s, EcgMeasurement m)
    {
        double? rate = m.HeartRate is { } value ? Math.Round(value) : null;
        return s switch
        {
            EcgStatement.SinusRhythm => rate is null or (>= 60 and <= 100),
            EcgStatement.SinusBradycardia => rate is null or < 60,
            EcgStatement.SinusTachycardia => rate is null or > 100,
            EcgStatement.AtrialFibrillation or EcgStatement.AtrialFlutter => m.PR is null,
            EcgStatement.FirstDegreeAvBlock => m.PR is null or > 0.2,
            EcgStatement.LeftBundleBranchBlock or EcgStatement.RightBundleBranchBlock or EcgStatement.ConductionDelay => m.Qrs is null or >= 0.11,
            EcgStatement.LeftAxis => m.QrsAxis is null or < -15,
            EcgStatement.RightAxis => m.QrsAxis is null or > 75,
            EcgStatement.ProlongedQT => m.QTc is null or > 0.44,
            _ => true,
        };
    }
}
