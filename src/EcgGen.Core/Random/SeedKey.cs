// The one way to randomness: a key says what a random choice is for, and gives a generator of its own.
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace EcgGen.Core.Random;

/// <summary>
/// Names one random choice. Equal keys give equal numbers; any difference gives unrelated ones, so that a stage put into a
/// recipe, another order or another thread never reshuffles the rest.
/// </summary>
/// <param name="Seed">The user's seed.</param>
/// <param name="RecordId">sha256 of the record's samples, or "" where there is no record yet.</param>
/// <param name="Variant">Which image of this record.</param>
/// <param name="StageKind">The stage's discriminator, such as "paper".</param>
/// <param name="Ordinal">Which stage of this kind in the recipe, from 0.</param>
/// <param name="Purpose">What the numbers are for, such as "gridColor".</param>
public readonly record struct SeedKey(int Seed, string RecordId, int Variant, string StageKind, int Ordinal, string Purpose)
{
    /// <summary>The key's own generator, at its beginning.</summary>
    public Philox ToGenerator()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Seed}\n{RecordId}\n{Variant}\n{StageKind}\n{Ordinal}\n{Purpose}");
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(Encoding.UTF8.GetBytes(text), hash);
        return new Philox(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }
}
