// Sentences, words and parts of speech.
using EcgGen.Core.Terms;

namespace EcgGen.Core.Tests.Terms;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("It is late. We go.", "It is late .|We go .")]
    [InlineData("Dr. Adams saw it, e.g. in May. No. 5 was fine.", "Dr . Adams saw it , e . g . in May .|No . 5 was fine .")]
    [InlineData("Given 2.5 mg i.v. at once. Rate 62/min.", "Given 2.5 mg i . v . at once .|Rate 62 / min .")]
    [InlineData("J. Smith came. In lead I. Then II.", "J . Smith came .|In lead I .|Then II .")]
    [InlineData("(It ended.) \"Did it?\" Yes!", "( It ended . )|\" Did it ? \"|Yes !")]
    [InlineData("Sinus rhythm\nLeft axis\n", "Sinus rhythm|Left axis")]
    [InlineData("a line that\nwraps here", "a line that wraps here")]
    [InlineData("One\r\n\r\nTwo", "One|Two")]
    [InlineData("V1–V3, 1,240 beats; Koch's T-wave", "V1 – V3 , 1,240 beats ; Koch's T - wave")]
    [InlineData("see https://a.example/QT/II?x=V1 now", "see https://a.example/QT/II?x=V1 now")]
    [InlineData("Ödem, naïve, µV, 37 °C", "Ödem , naïve , µV , 37 ° C")]
    public void Text_is_split(string text, string expected) => Assert.Equal(expected.Split('|'), Split(text));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Sentences.MaxTokens)]
    [InlineData(Sentences.MaxTokens + 1)]
    public void Long_sentences_are_cut_and_nothing_is_lost(int words)
    {
        var sentences = Split(string.Join(' ', Enumerable.Repeat("word", words)));
        Assert.Equal((words + Sentences.MaxTokens - 1) / Sentences.MaxTokens, sentences.Count);
        Assert.Equal(words, sentences.Sum(s => s.Split(' ').Length));
    }

    [Fact]
    public void Every_character_but_blanks_is_in_one_token()
    {
        var random = new System.Random(1);
        const string Signs = "ab Cd.1,2'’-!?\n\r\té°()/";
        var text = new string([.. Enumerable.Range(0, 20_000).Select(_ => Signs[random.Next(Signs.Length)])]);
        var seen = new bool[text.Length];
        var sentences = new Sentences(text);
        for (var tokens = sentences.Next(); tokens.Length > 0; tokens = sentences.Next())
        {
            foreach (var token in tokens)
            {
                for (int i = token.Start; i < token.End; i++)
                {
                    Assert.False(seen[i]);
                    seen[i] = true;
                }
            }
        }
        Assert.All(Enumerable.Range(0, text.Length), i => Assert.Equal(!char.IsWhiteSpace(text[i]), seen[i]));
    }

    [Theory]
    [InlineData("The old doctor quickly measured a regular pulse .", "Determiner Adjective Noun Adverb Verb Determiner Adjective Noun Mark")]
    [InlineData("She walks to London with 3 dogs", "Pronoun Verb Preposition Name Preposition Number Noun")]
    [InlineData("It was not painful , but the QT is long", "Pronoun Auxiliary Adverb Adjective Mark Conjunction Determiner Name Auxiliary Adjective")]
    [InlineData("The painted walls should remain", "Determiner Adjective Noun Auxiliary Verb")]
    public void Words_have_their_part_of_speech(string text, string expected)
    {
        var words = text.Split(' ');
        var parts = new List<PartOfSpeech>();
        var before = PartOfSpeech.Mark;
        for (int i = 0; i < words.Length; i++)
        {
            var part = PartOfSpeechTagger.Tag(words[i], words[i].ToLowerInvariant(), i == 0, out bool listed);
            before = listed ? part : PartOfSpeechTagger.After(before, part);
            parts.Add(before);
        }
        Assert.Equal(expected, string.Join(' ', parts));
    }

    private static List<string> Split(string text)
    {
        var found = new List<string>();
        var sentences = new Sentences(text);
        for (var tokens = sentences.Next(); tokens.Length > 0; tokens = sentences.Next())
            found.Add(string.Join(' ', tokens.ToArray().Select(t => t.In(text).ToString())));
        return found;
    }
}
