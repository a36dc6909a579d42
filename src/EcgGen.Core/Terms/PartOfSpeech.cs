// Parts of speech by closed lists, endings and the word before: as much grammar as tells a term from its surroundings.
using System.Collections.Frozen;

namespace EcgGen.Core.Terms;

/// <summary>What a word does in its sentence.</summary>
public enum PartOfSpeech : byte
{
    /// <summary>Nouns, and words of which nothing else is known.</summary>
    Noun,
    /// <summary>Names, abbreviations and other words with capitals inside a sentence.</summary>
    Name,
    /// <summary>Adjectives.</summary>
    Adjective,
    /// <summary>Verbs but auxiliaries.</summary>
    Verb,
    /// <summary>Forms of be, have and do, and modal verbs.</summary>
    Auxiliary,
    /// <summary>Adverbs, negations included.</summary>
    Adverb,
    /// <summary>Articles, demonstratives, possessives and quantifiers.</summary>
    Determiner,
    /// <summary>Pronouns.</summary>
    Pronoun,
    /// <summary>Prepositions, and "to".</summary>
    Preposition,
    /// <summary>Conjunctions.</summary>
    Conjunction,
    /// <summary>Numbers in digits or words.</summary>
    Number,
    /// <summary>Punctuation and other signs.</summary>
    Mark,
}

/// <summary>Tags words with their part of speech.</summary>
public static class PartOfSpeechTagger
{
    private static readonly FrozenDictionary<string, PartOfSpeech>.AlternateLookup<ReadOnlySpan<char>> s_closed = Closed();

    private static readonly (string Ending, PartOfSpeech Part)[] s_endings =
    [
        ("ly", PartOfSpeech.Adverb), ("tion", PartOfSpeech.Noun), ("sion", PartOfSpeech.Noun), ("ment", PartOfSpeech.Noun), ("ness", PartOfSpeech.Noun), ("ity", PartOfSpeech.Noun), ("ism", PartOfSpeech.Noun), ("ing", PartOfSpeech.Verb), ("ed", PartOfSpeech.Verb),
        ("ous", PartOfSpeech.Adjective), ("ical", PartOfSpeech.Adjective), ("ic", PartOfSpeech.Adjective), ("al", PartOfSpeech.Adjective), ("ar", PartOfSpeech.Adjective), ("ary", PartOfSpeech.Adjective), ("ive", PartOfSpeech.Adjective),
        ("ful", PartOfSpeech.Adjective), ("less", PartOfSpeech.Adjective), ("able", PartOfSpeech.Adjective), ("ible", PartOfSpeech.Adjective), ("ant", PartOfSpeech.Adjective), ("ent", PartOfSpeech.Adjective), ("ior", PartOfSpeech.Adjective), ("ise", PartOfSpeech.Verb), ("ize", PartOfSpeech.Verb), ("ify", PartOfSpeech.Verb),
    ];

    /// <summary>Tags one word by itself.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="lower">The same in small letters.</param>
    /// <param name="first">Whether it is the first of its sentence, where a capital tells nothing.</param>
    /// <param name="listed">Whether a list tells so, and not the form alone.</param>
    public static PartOfSpeech Tag(ReadOnlySpan<char> word, ReadOnlySpan<char> lower, bool first, out bool listed)
    {
        listed = false;
        if (char.IsAsciiDigit(word[0]))
            return PartOfSpeech.Number;
        if (!char.IsLetter(word[0]))
            return PartOfSpeech.Mark;
        bool capitals = word.Length > 1 && (char.IsUpper(word[^1]) || char.IsAsciiDigit(word[^1]) || word[1..].IndexOfAnyInRange('A', 'Z') >= 0);
        if (!capitals && s_closed.TryGetValue(lower, out var closed))
        {
            listed = true;
            return closed;
        }
        if (capitals || (char.IsUpper(word[0]) && !first))
            return PartOfSpeech.Name;
        foreach (var (ending, part) in s_endings)
        {
            if (lower.Length > ending.Length + 2 && lower.EndsWith(ending, StringComparison.Ordinal))
                return part;
        }
        return PartOfSpeech.Noun;
    }

    /// <summary>Corrects what the form tells by the word before: no verb follows an article, and a verb follows a pronoun.</summary>
    /// <param name="part">What the form tells.</param>
    /// <param name="before">The part of speech of the word before; <see cref="PartOfSpeech.Mark"/> at the start of a sentence.</param>
    public static PartOfSpeech After(PartOfSpeech before, PartOfSpeech part) => (before, part) switch
    {
        (PartOfSpeech.Determiner or PartOfSpeech.Adjective, PartOfSpeech.Verb) => PartOfSpeech.Adjective,
        (PartOfSpeech.Pronoun, PartOfSpeech.Noun) => PartOfSpeech.Verb,
        _ => part,
    };

    private static FrozenDictionary<string, PartOfSpeech>.AlternateLookup<ReadOnlySpan<char>> Closed()
    {
        var words = new Dictionary<string, PartOfSpeech>();
        Add(PartOfSpeech.Determiner, "the a an this that these those each every some any no all both either neither another such my your his her its our their many much few several most more less what which whose");
        Add(PartOfSpeech.Pronoun, "i you he she it we they me him us them who whom nobody somebody anybody everybody nothing something anything everything none one there itself himself herself themselves");
        Add(PartOfSpeech.Preposition, "of in on at by for with from to into onto over under above below between among through during before after since until against without within across along around behind beside besides beyond near off out up down upon via per despite toward towards like unlike about as than");
        Add(PartOfSpeech.Conjunction, "and or but nor so yet if because although though while whereas when where whenever unless once whether hence therefore thus however");
        Add(PartOfSpeech.Auxiliary, "is are was were be been being am has have had having do does did can could may might must shall should will would cannot");
        Add(PartOfSpeech.Adverb, "not never often usually always sometimes also too very only even still again here now then just almost quite rather soon well twice perhaps maybe together already hence further later early");
        Add(PartOfSpeech.Number, "zero two three four five six seven eight nine ten eleven twelve first second third fourth hundred thousand half");
        Add(PartOfSpeech.Verb, "show shows shown take takes took taken give gives given gave make makes made cause causes mean means meant see seen saw find finds found need needs keep keeps kept become becomes became occur occurs follow follows lie lies suggest suggests help helps treat run runs ran begin begins began start starts remain remains reach reaches go goes went come comes came say says said tell tells told know known think stop stops lead leads led consider check repeat look looks exclude put get gets got lower lowers raise raises happen happens report reports appear appears spread spreads rise rises fall falls fell grow grows grew call calls use uses include includes");
        Add(PartOfSpeech.Adjective, "new old normal high low small large big wide narrow short long deep tall mild severe left right early late good bad poor free typical common rare safe same other own whole upper lower slow fast irregular regular broad flat sharp acute chronic");
        return words.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(PartOfSpeech part, string list)
        {
            foreach (var word in list.Split(' '))
                words.TryAdd(word, part);
        }
    }
}
