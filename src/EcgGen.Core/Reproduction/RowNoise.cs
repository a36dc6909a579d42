// White noise by the row, from a table: each row starts at a place of its own.
using EcgGen.Core.Random;

namespace EcgGen.Core.Reproduction;

/// <summary>Normal noise; a row's depends on the seed, the stream and the row alone.</summary>
internal sealed class RowNoise
{
    private const int Starts = 1 << 16;
    private static float[] s_table = [];

    private readonly int _width;
    private readonly uint _seed;
    private readonly ulong _stream;
    private readonly short[] _values;

    /// <summary>Prepares noise.</summary>
    /// <param name="width">Values in a row.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">What the noise is for.</param>
    /// <param name="deviation">Its standard deviation.</param>
    public RowNoise(int width, uint seed, ulong stream, double deviation)
    {
        (_width, _seed, _stream) = (width, seed, stream);
        _values = new short[width + Starts];
        var table = Table(_values.Length);
        for (int i = 0; i < _values.Length; i++)
            _values[i] = (short)Math.Clamp(table[i] * deviation, short.MinValue, short.MaxValue);
    }

    /// <summary>One row's noise.</summary>
    public ReadOnlySpan<short> Row(int y) => _values.AsSpan((int)((ulong)Philox.Block(_seed, (ulong)y, _stream) % Starts), _width);

    private static float[] Table(int length)
    {
        var table = s_table;
        if (table.Length >= length)
            return table;
        // A longer table begins as a shorter one does.
        var random = new Philox(0x546F6E6572, 0);
        table = new float[length];
        for (int i = 0; i < table.Length; i++)
            table[i] = (float)random.NextNormal();
        return s_table = table;
    }
}
