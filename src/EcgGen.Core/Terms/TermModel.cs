// The trained weights: one row of bytes per feature, found by the feature's hash. training/terms makes the file.
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Terms;

internal sealed class TermModel
{
    // "ECGTERM1"
    private const ulong Magic = 0x314D524554474345;

    // One slot is a key and its weights in one half of a cache line.
    private const int SlotSize = 32;
    private const int KeySize = sizeof(uint);

    private readonly byte[] _slots;
    private readonly int _shift;
    private readonly float _step;

    /// <summary>The scores of one tag after another: [before * TermTags.Count + tag]; impossible ones are negative infinity.</summary>
    public float[] Transitions { get; }

    public static TermModel Shared => field ??= Load();

    private TermModel(float[] transitions, float step, ReadOnlySpan<byte> rows)
    {
        Transitions = transitions;
        _step = step;
        int rowSize = KeySize + TermTags.Count, bits = 4;
        while (1 << bits < 3 * (rows.Length / rowSize) / 2)
            bits++;
        _shift = 32 - bits;
        _slots = new byte[SlotSize << bits];
        for (; rows.Length >= rowSize; rows = rows[rowSize..])
        {
            int slot = First(BinaryPrimitives.ReadUInt32LittleEndian(rows));
            while (KeyAt(slot) != 0)
                slot = Next(slot);
            rows[..rowSize].CopyTo(_slots.AsSpan(slot));
        }
    }

    /// <summary>Adds up the scores of all tags for a token.</summary>
    /// <param name="features">The token's features.</param>
    /// <param name="scores">Room for <see cref="TermTags.Count"/> scores.</param>
    public void Score(ReadOnlySpan<uint> features, Span<float> scores)
    {
        var sum = Vector256<short>.Zero;
        int last = 0;
        foreach (uint key in features)
        {
            if (key == 0)
                continue;
            int slot = First(key);
            while (KeyAt(slot) != key && KeyAt(slot) != 0)
                slot = Next(slot);
            if (KeyAt(slot) != key)
                continue;
            var (low, high) = Vector128.Widen(Vector128.Create(MemoryMarshal.Cast<byte, sbyte>(_slots.AsSpan(slot + KeySize, 16))));
            sum += Vector256.Create(low, high);
            last += (sbyte)_slots[slot + KeySize + 16];
        }
        for (int t = 0; t < 16; t++)
            scores[t] = sum[t] * _step;
        scores[16] = last * _step;
    }

    /// <summary>Writes rows as bytes of one common step.</summary>
    public static void Save(Stream to, float[] transitions, IReadOnlyList<(uint Key, float[] Weights)> rows)
    {
        float step = rows.SelectMany(r => r.Weights).Max(Math.Abs) / 127;
        using var writer = new BinaryWriter(to);
        writer.Write(Magic);
        writer.Write(rows.Count);
        writer.Write(step);
        foreach (float transition in transitions)
            writer.Write(transition);
        foreach (var (key, weights) in rows)
        {
            writer.Write(key);
            foreach (float weight in weights)
                writer.Write((sbyte)MathF.Round(weight / step));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static TermModel Read(ReadOnlySpan<byte> file)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(file) != Magic)
            throw new InvalidOperationException("The weights of the term recogniser are not of this version.");
        int count = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        float step = BinaryPrimitives.ReadSingleLittleEndian(file[12..]);
        file = file[16..];
        var transitions = new float[TermTags.Count * TermTags.Count];
        for (int i = 0; i < transitions.Length; i++, file = file[4..])
            transitions[i] = BinaryPrimitives.ReadSingleLittleEndian(file);
        return new TermModel(transitions, step, file[..(count * (KeySize + TermTags.Count))]);
    }

    private static TermModel Load()
    {
        using var stream = typeof(TermModel).Assembly.GetManifestResourceStream("terms/tagger.bin")
            ?? throw new InvalidOperationException("The weights of the term recogniser are not in the library.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return Read(file);
    }

    private int First(uint key) => (int)((key * 0x9E3779B1) >> _shift) * SlotSize;

    private int Next(int slot) => (slot + SlotSize) & (_slots.Length - 1);

    private uint KeyAt(int slot) => BinaryPrimitives.ReadUInt32LittleEndian(_slots.AsSpan(slot));
}
