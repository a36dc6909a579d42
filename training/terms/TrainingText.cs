// The text that the recogniser learns from: frames filled with listed and invented terms, and sentences without any.
namespace EcgGen.TermTraining;

/// <summary>A term of a training sentence. What is hidden is shown to the recogniser as if no list held it, or as if no word of it had been seen before.</summary>
public readonly record struct MarkedTerm(int Start, int Length, TermKind Kind, Hiding Hiding);

public enum Hiding { None, FromLists, Whole }

/// <summary>A sentence, or a few, with all terms marked. Of other words, this share is shown as never seen.</summary>
public sealed record TrainingSentence(string Text, IReadOnlyList<MarkedTerm> Terms, double HiddenShare);

public static class TrainingText
{
    public const int Rounds = 10;
    private const int SentencesPerRound = 28000;
    private const double PlainShare = 0.4;
    private const double ProseShare = 0.3;

    private static readonly string[] s_frames = [.. Resource.Lines("frames.txt")];
    private static readonly string[] s_never = [.. Resource.Lines("never.txt")];
    private static readonly string[] s_plain = [.. Resource.Lines("plain.txt")];
    private static readonly string[] s_prose = [.. Resource.Lines("prose.txt")];

    /// <summary>The step of learning in a round.</summary>
    public static float Rate(int round) => 0.15f * (1 - round / (float)(Rounds + 1));

    /// <summary>A round's sentences; every round has other ones, and always the same.</summary>
    public static IEnumerable<TrainingSentence> Round(int round)
    {
        var random = new Random(1000 + round);
        for (int i = 0; i < SentencesPerRound; i++)
        {
            double draw = random.NextDouble();
            bool plain = draw < PlainShare;
            var writer = new FrameWriter(random);
            writer.Write(random.Pick(plain ? s_plain : draw < PlainShare + ProseShare ? s_prose : s_frames));
            var sentence = writer.Finish(plain && random.Chance(0.35) ? 0.5 : 0.15);
            if (!s_never.Any(term => sentence.Text.Contains(term, StringComparison.OrdinalIgnoreCase)))
                yield return sentence;
        }
    }
}
