// Which part of a data set a patient belongs to: decided by a keyed hash, without knowing any other patient.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EcgGen.Datasets;

/// <summary>Splits groups of records into parts; the same on every machine and in every shard.</summary>
internal sealed class DatasetSplit
{
    private readonly int _seed;
    private readonly (string Name, double End)[] _parts;

    /// <summary>Makes a split.</summary>
    /// <param name="shares">The parts' names with their shares, 0–1, whose sum is 1.</param>
    /// <param name="seed">The data set's seed.</param>
    public DatasetSplit(IReadOnlyDictionary<string, double> shares, int seed)
    {
        _seed = seed;
        double end = 0;
        _parts = [.. shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, end += s.Value))];
    }

    /// <summary>The part that a group belongs to.</summary>
    public string Of(string group)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{_seed}\nsplit\n{group}")));
        // 53 bits: a number below 1.
        double place = (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1L << 53));
        return Array.Find(_parts, p => place < p.End).Name ?? _parts[^1].Name;
    }
}
