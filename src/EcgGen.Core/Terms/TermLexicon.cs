// Finds listed terms in a sentence: the longest that begins at a word, and for each word the kinds of terms that it is part of.
namespace EcgGen.Core.Terms;

internal sealed class TermLexicon
{
    private const int MaxWords = 8;

    // A term of one word with capitals (AS, PE, aVL) is met only so written; everything else in any case, in singular and plural.
    private readonly Dictionary<ulong, int> _phrases = [];
    private readonly Dictionary<uint, byte> _words = [];

    public static TermLexicon Shared => field ??= new TermLexicon(TermList.Known);

    private TermLexicon(IReadOnlyList<ListedTerm> terms)
    {
        var forms = new TokenForm[Sentences.MaxTokens];
        foreach (var (text, kind) in terms)
        {
            var tokens = new Sentences(text).Next();
            for (int i = 0; i < tokens.Length; i++)
            {
                forms[i] = TokenForm.Of(tokens[i].In(text), first: false);
                if (forms[i].Part is PartOfSpeech.Noun or PartOfSpeech.Adjective or PartOfSpeech.Verb or PartOfSpeech.Name)
                    _words[WordKey(forms[i])] = (byte)(_words.GetValueOrDefault(WordKey(forms[i])) | (1 << (int)kind));
            }
            ulong key = 0;
            bool exact = tokens.Length == 1 && text.Any(char.IsUpper);
            for (int i = 0; i < tokens.Length; i++)
            {
                key = Next(key, exact ? forms[i].Exact : forms[i].Stem);
                _phrases.TryAdd(key, -1);
            }
            // The first list that holds a term counts.
            if (_phrases[key] < 0)
                _phrases[key] = (int)kind;
        }
    }

    /// <summary>Fills in each token's place in a listed term, and the kinds of terms that its word is part of.</summary>
    public void Match(Span<TokenForm> forms)
    {
        for (int i = 0; i < forms.Length; i++)
        {
            forms[i].Listed = 0;
            forms[i].Kinds = _words.GetValueOrDefault(WordKey(forms[i]));
        }
        for (int i = 0; i < forms.Length;)
        {
            int length = 0, kind = -1;
            if (_phrases.TryGetValue(Next(0, forms[i].Exact), out int single) && single >= 0)
                (length, kind) = (1, single);
            ulong key = 0;
            for (int j = i; j < forms.Length && j < i + MaxWords; j++)
            {
                key = Next(key, forms[j].Stem);
                if (!_phrases.TryGetValue(key, out int found))
                    break;
                if (found >= 0)
                    (length, kind) = (j - i + 1, found);
            }
            for (int j = i; j < i + length; j++)
                forms[j].Listed = (byte)(j == i ? TermTags.Begin((TermKind)kind) : TermTags.Inside((TermKind)kind));
            i += Math.Max(length, 1);
        }
    }

    private static uint WordKey(in TokenForm form) => form.HasCapitals ? form.Exact : form.Stem;

    private static ulong Next(ulong key, uint word) => (key ^ word) * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019;
}
