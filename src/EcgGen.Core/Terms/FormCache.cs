// Forms of words that were met before: most words of a text are a few hundred.
namespace EcgGen.Core.Terms;

internal sealed class FormCache
{
    private const int Size = 4096;

    private readonly ulong[] _keys = new ulong[Size];
    private readonly TokenForm[] _forms = new TokenForm[Size];

    /// <summary>Writes the forms of a sentence's tokens; what the lists say is not yet in them.</summary>
    public void Write(string text, ReadOnlySpan<Token> tokens, Span<TokenForm> forms)
    {
        var before = PartOfSpeech.Mark;
        for (int i = 0; i < tokens.Length; i++)
        {
            // Addresses may be long; their form is that of their beginning.
            var word = tokens[i].In(text);
            word = word[..Math.Min(word.Length, Sentences.MaxWord)];
            ulong key = i == 0 ? 1UL << 32 : 0; // no character has this bit
            foreach (char c in word)
                key = (key ^ c) * 0x9E3779B97F4A7C15;
            key |= 1;
            int slot = (int)(key >> 52);
            if (_keys[slot] != key)
                (_keys[slot], _forms[slot]) = (key, TokenForm.Of(word, first: i == 0));
            forms[i] = _forms[slot];
            if (!forms[i].PartIsListed)
                forms[i].Part = PartOfSpeechTagger.After(before, forms[i].Part);
            before = forms[i].Part;
        }
    }
}
