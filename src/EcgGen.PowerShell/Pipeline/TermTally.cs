// The terms that matter most in all that was read: occurrences are merged, and ranked by how often and how surely they occur.
namespace EcgGen.Pipeline;

internal sealed class TermTally
{
    private readonly Dictionary<string, (EcgTerm Best, int Count, double Weight, int Order)> _terms = new(StringComparer.OrdinalIgnoreCase);

    public void Add(EcgTerm term)
    {
        var (best, count, weight, order) = _terms.TryGetValue(term.Text, out var known) ? known : (term, 0, 0, _terms.Count);
        _terms[term.Text] = (term.Score > best.Score ? term : best, count + 1, weight + term.Score, order);
    }

    /// <summary>The first so many; each is its surest occurrence, with the count of all.</summary>
    public IEnumerable<EcgTerm> Top(int count) =>
        _terms.Values.OrderByDescending(t => t.Weight).ThenBy(t => t.Order).Take(count).Select(t => t.Best with { Count = t.Count });
}
