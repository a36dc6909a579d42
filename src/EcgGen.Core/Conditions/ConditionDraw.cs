// Random choices of a condition, each by a key of its own.
using EcgGen.Core.Random;

namespace EcgGen.Core.Conditions;

/// <summary>Draws what a condition leaves open.</summary>
/// <param name="key">Gives the key for a purpose.</param>
internal sealed class ConditionDraw(Func<string, SeedKey> key)
{
    /// <summary>Whether something is there that so many in one have. Independent of a number drawn for the same purpose.</summary>
    public bool Chance(string purpose, double part) => key(purpose + "?").ToGenerator().NextDouble() < part;

    /// <summary>A number, evenly from a range.</summary>
    public double Uniform(string purpose, double from, double to, int digits = 2) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), digits);

    /// <summary>A whole number, each of a range as likely.</summary>
    public int Whole(string purpose, int from, int to) => from + key(purpose).ToGenerator().NextInt(to - from + 1);
}
