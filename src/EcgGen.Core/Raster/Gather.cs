// Look-ups by vectors: an instruction that .NET has no portable name for.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Core.Raster;

/// <summary>Takes lanes from tables.</summary>
internal static unsafe class Gather
{
    /// <summary>The values at eight places of a table.</summary>
    /// <param name="table">The table, pinned.</param>
    /// <param name="places">Indices into it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Floats(float* table, Vector256<int> places) => Avx2.IsSupported ? Avx2.GatherVector256(table, places, sizeof(float))
        : Vector256.Create(table[places[0]], table[places[1]], table[places[2]], table[places[3]], table[places[4]], table[places[5]], table[places[6]], table[places[7]]);

    /// <summary>The values at eight places of a table.</summary>
    /// <param name="table">The table, pinned.</param>
    /// <param name="places">Indices into it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Words(uint* table, Vector256<uint> places) => Avx2.IsSupported ? Avx2.GatherVector256(table, places.AsInt32(), sizeof(uint))
        : Vector256.Create(table[places[0]], table[places[1]], table[places[2]], table[places[3]], table[places[4]], table[places[5]], table[places[6]], table[places[7]]);
}
