// Words that were just written: a page is resolved first and drawn later, and both need the same strokes.
namespace EcgGen.Core.Handwriting;

/// <summary>Remembers a bounded number of paths; which are remembered changes nothing but time.</summary>
/// <param name="network">The network that writes them.</param>
internal sealed class WrittenWords(StrokeNetwork network)
{
    // Some hundred KB.
    private const int MostKept = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Text, int Style, int Seed, string Forms, double Bias), WrittenPath> _kept = [];

    /// <summary>The paths of words: those remembered, and the others written together.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: the network does not manage a word.</exception>
    public WrittenPath[] Get(IReadOnlyList<WordRequest> words, double bias, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var paths = new WrittenPath?[words.Count];
        lock (_lock)
        {
            for (int i = 0; i < paths.Length; i++)
                paths[i] = _kept.GetValueOrDefault(Key(words[i], bias));
        }
        int[] missing = [.. Enumerable.Range(0, paths.Length).Where(i => paths[i] is null)];
        if (missing.Length == 0)
            return paths!;
        var written = new HandWriter(network).Write([.. missing.Select(i => words[i])], bias, cancellation);
        lock (_lock)
        {
            if (_kept.Count + missing.Length > MostKept)
                _kept.Clear();
            for (int i = 0; i < missing.Length; i++)
            {
                paths[missing[i]] = written[i];
                if (_kept.Count < MostKept)
                    _kept[Key(words[missing[i]], bias)] = written[i];
            }
        }
        return paths!;
    }

    private static (string, int, int, string, double) Key(WordRequest word, double bias) => (word.Text, word.Style, word.Seed, string.Join(',', word.Forms), bias);
}
