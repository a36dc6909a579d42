// One person's hand: the network's style, and habits that it keeps from word to word.
using System.Text;
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>Habits drawn from a seed, so that the same style looks like another person's with another seed.</summary>
internal sealed class Hand
{
    private const double MostLean = 0.08, MostStretch = 0.08, RareForm = 0.1, Retouched = 0.006;

    private readonly int _seed;
    private readonly double _lean, _stretch;

    public Hand(int seed)
    {
        _seed = seed;
        var random = new Philox((uint)seed, 0);
        _lean = random.Uniform(-MostLean, MostLean);
        _stretch = 1 + random.Uniform(-MostStretch, MostStretch);
        Space = random.Uniform(0.7, 1.1);
        LinePitch = random.Uniform(2.7, 3.3);
    }

    /// <summary>Between words, in heights of small letters.</summary>
    public double Space { get; }

    /// <summary>From baseline to baseline, in heights of small letters.</summary>
    public double LinePitch { get; }

    /// <summary>A word as the network is asked for it: each character mostly in the letterform that is this hand's.</summary>
    public WordRequest Request(string text, int style, int seed, NetworkContract contract)
    {
        // The first two forms are alternatives, the third is the first one gone over again; a stroke through the word has three of its own.
        int forms = Math.Min(2, contract.Forms);
        var random = new Philox((uint)seed, ulong.MaxValue);
        int Form(Rune character)
        {
            if (character.Value == NetworkContract.Strike)
                return random.NextInt(contract.Forms);
            int usual = new Philox((uint)_seed, (ulong)(uint)character.Value << 8 | 1).NextInt(forms);
            if (contract.Forms > 2 && random.NextDouble() < Retouched)
                return 2;
            return random.NextDouble() < RareForm ? (usual + 1) % forms : usual;
        }
        return new WordRequest(text, style, [.. text.EnumerateRunes().Select(Form)], seed);
    }

    /// <summary>A path as this hand leans and stretches it.</summary>
    public WrittenPath Shape(WrittenPath path) => new(Array.ConvertAll(path.Points, p => p with { X = (p.X + _lean * p.Y) * _stretch }));
}
