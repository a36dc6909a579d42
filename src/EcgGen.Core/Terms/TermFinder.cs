// Terms of a text: sentence by sentence through the tagger.
namespace EcgGen.Core.Terms;

/// <summary>Finds terms of electrocardiography and cardiology.</summary>
public static class TermFinder
{
    /// <summary>What is less sure is not given; docs/terms.md tells what that costs and spares.</summary>
    public const double LeastScore = 0.7;

    /// <summary>The terms of a text, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<EcgTerm> Find(string text, CancellationToken cancellation = default)
    {
        var tagger = new TermTagger(TermModel.Shared, TermLexicon.Shared);
        var sentences = new Sentences(text);
        var found = new List<EcgTerm>();
        for (var tokens = sentences.Next(); tokens.Length > 0; tokens = sentences.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var term in tagger.Find(text, tokens))
            {
                if (term.Score < LeastScore)
                    continue;
                int start = tokens[term.First].Start, end = tokens[term.First + term.Count - 1].End;
                found.Add(new EcgTerm(text[start..end], term.Kind, Math.Round(term.Score, 3), start, end - start));
            }
        }
        return found;
    }
}
