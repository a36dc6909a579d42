// The wordings of statements, their severity, and the codes that mean them.
using EcgGen.Core.Measure;

namespace EcgGen.Core.Print;

/// <summary>How much a statement matters.</summary>
internal enum Severity
{
    /// <summary>Nothing.</summary>
    Normal,
    /// <summary>A variant, or of little weight alone.</summary>
    Borderline,
    /// <summary>A finding.</summary>
    Abnormal,
}

/// <summary>One statement's line of the table.</summary>
internal sealed record StatementText(EcgStatement Statement, Severity Severity, string[] Codes, string[] Wordings);

/// <summary>The table of assets/print/statements.txt.</summary>
internal static class StatementTexts
{
    private static readonly Lazy<Dictionary<EcgStatement, StatementText>> Table = new(() =>
        WordLists.Lines("statements").Select(Parse).ToDictionary(s => s.Statement));

    private static readonly Lazy<Dictionary<string, EcgStatement>> Codes = new(() =>
        Table.Value.Values.SelectMany(s => s.Codes.Select(c => (c, s.Statement))).ToDictionary(p => p.c, p => p.Statement));

    /// <summary>How many styles of wording there are.</summary>
    public const int Styles = 3;

    /// <summary>A statement's line.</summary>
    public static StatementText Of(EcgStatement statement) => Table.Value[statement];

    /// <summary>What a SNOMED CT code means, if it is known.</summary>
    public static EcgStatement? FromCode(string code) => Codes.Value.TryGetValue(code, out var statement) ? statement : null;

    private static StatementText Parse(string line)
    {
        string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
        return new StatementText(
            Enum.Parse<EcgStatement>(parts[0]), Enum.Parse<Severity>(parts[1]), parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), parts[3..(3 + Styles)]);
    }
}
