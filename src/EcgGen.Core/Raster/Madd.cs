// One instruction that .NET has no portable name for.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Core.Raster;

/// <summary>Products of 16-bit lanes.</summary>
internal static class Madd
{
    /// <summary>a₀b₀ + a₁b₁, a₂b₂ + a₃b₃, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Pairs(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyAddAdjacent(a, b);
        // The upper and the lower halves of 32-bit lanes.
        Vector256<int> x = a.AsInt32(), y = b.AsInt32();
        return (x << 16 >> 16) * (y << 16 >> 16) + (x >> 16) * (y >> 16);
    }
}
