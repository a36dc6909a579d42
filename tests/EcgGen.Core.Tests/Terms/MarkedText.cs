// The paragraphs of paragraphs.txt: text, and the terms that a person marked in it.
using System.Text;
using System.Text.RegularExpressions;

namespace EcgGen.Core.Tests.Terms;

/// <summary>What part a paragraph had while the recogniser was made: its errors were looked at, were only counted, or it was kept for the end.</summary>
internal enum MarkedPart { Tuning, HeldOut, Fresh }

internal sealed partial record MarkedText(string Text, IReadOnlyList<(int Start, int Length, TermKind Kind)> Terms, MarkedPart Part)
{
    public static IReadOnlyList<MarkedText> All { get; } = [.. Read()];

    public string this[(int Start, int Length, TermKind Kind) term] => Text.Substring(term.Start, term.Length);

    private static IEnumerable<MarkedText> Read()
    {
        var part = MarkedPart.Tuning;
        foreach (var block in File.ReadAllText(Path.Combine(Repository.Folder, "tests/EcgGen.Core.Tests/Terms/paragraphs.txt")).Split("\n\n").Where(b => !b.StartsWith("# ", StringComparison.Ordinal)))
        {
            if (block.StartsWith("## ", StringComparison.Ordinal))
                part = Enum.Parse<MarkedPart>(block[3..].Trim().Replace(" ", ""), ignoreCase: true);
            else
                yield return Parse(block.TrimEnd('\n'), part);
        }
    }

    private static MarkedText Parse(string block, MarkedPart part)
    {
        var text = new StringBuilder();
        var terms = new List<(int, int, TermKind)>();
        int at = 0;
        foreach (Match mark in Mark().Matches(block))
        {
            text.Append(block, at, mark.Index - at);
            terms.Add((text.Length, mark.Groups[1].Length, Enum.Parse<TermKind>(mark.Groups[2].Value, ignoreCase: true)));
            text.Append(mark.Groups[1].Value);
            at = mark.Index + mark.Length;
        }
        text.Append(block, at, block.Length - at);
        return new MarkedText(text.ToString(), terms, part);
    }

    [GeneratedRegex(@"\[\[(.+?)\|(.+?)\]\]")]
    private static partial Regex Mark();
}
