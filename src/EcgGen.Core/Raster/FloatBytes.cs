// From sums to bytes.
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Raster;

/// <summary>Rounds and clips.</summary>
internal static unsafe class FloatBytes
{
    /// <summary>The nearest bytes, halves upwards.</summary>
    /// <param name="values">Values, of which any may lie outside 0–255.</param>
    /// <param name="bytes">Receives as many bytes.</param>
    public static void Round(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        fixed (float* from = values)
        fixed (byte* to = bytes)
        {
            int i = 0;
            for (; i <= bytes.Length - 16; i += 16)
                Vector128.Narrow(Words(from + i), Words(from + i + 8)).Store(to + i);
            for (; i < bytes.Length; i++)
                to[i] = (byte)(Math.Clamp(from[i], 0, 255) + 0.5f);
        }
    }

    private static Vector128<ushort> Words(float* from) => Vector128.Narrow(Whole(Vector128.Load(from)), Whole(Vector128.Load(from + 4)));

    private static Vector128<uint> Whole(Vector128<float> values) =>
        Vector128.ConvertToInt32Native(Vector128.MinNative(Vector128.MaxNative(values, default), Vector128.Create(255f)) + Vector128.Create(0.5f)).AsUInt32();
}
