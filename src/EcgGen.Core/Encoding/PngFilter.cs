// PNG's row filters, vectorised.
using System.Numerics;
using System.Numerics.Tensors;

namespace EcgGen.Core.Encoders;

/// <summary>The filter types of PNG (ISO/IEC 15948, clause 9), numbered as in the file.</summary>
internal enum PngFilter : byte
{
    /// <summary>The bytes themselves.</summary>
    None,
    /// <summary>Less the pixel to the left.</summary>
    Sub,
    /// <summary>Less the pixel above.</summary>
    Up,
    /// <summary>Less the mean of left and above, rounded down.</summary>
    Average,
    /// <summary>Less that of left, above and above left which is nearest to left + above − above left.</summary>
    Paeth,
}

/// <summary>Computes what a PNG file stores in place of a row of RGB bytes.</summary>
internal static class PngFilters
{
    private const int BytesPerPixel = 3;

    /// <summary>Filters one row.</summary>
    /// <param name="filter">How.</param>
    /// <param name="row">The row, of at least one pixel.</param>
    /// <param name="above">The row above it, of the same length; zeros above the first.</param>
    /// <param name="residual">Takes the differences modulo 256; as long as the row, apart from it in memory.</param>
    public static void Apply(PngFilter filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> residual)
    {
        switch (filter)
        {
            case PngFilter.None:
                row.CopyTo(residual);
                break;
            case PngFilter.Sub:
                row[..BytesPerPixel].CopyTo(residual);
                TensorPrimitives.Subtract(row[BytesPerPixel..], row[..^BytesPerPixel], residual[BytesPerPixel..]);
                break;
            case PngFilter.Up:
                TensorPrimitives.Subtract(row, above, residual);
                break;
            case PngFilter.Average:
                Predict<AveragePredictor>(row, above, residual);
                break;
            case PngFilter.Paeth:
                Predict<PaethPredictor>(row, above, residual);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(filter), filter, "No such PNG filter.");
        }
    }

    private static void Predict<TPredictor>(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> residual)
        where TPredictor : struct, IPredictor
    {
        above = above[..row.Length];
        residual = residual[..row.Length];
        int i = 0;
        for (; i < BytesPerPixel; i++)
            residual[i] = (byte)(row[i] - TPredictor.Predict(0, above[i], 0));
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var prediction = TPredictor.Predict(new Vector<byte>(row[(i - BytesPerPixel)..]), new Vector<byte>(above[i..]),
                new Vector<byte>(above[(i - BytesPerPixel)..]));
            (new Vector<byte>(row[i..]) - prediction).CopyTo(residual[i..]);
        }
        for (; i < row.Length; i++)
            residual[i] = (byte)(row[i] - TPredictor.Predict(row[i - BytesPerPixel], above[i], above[i - BytesPerPixel]));
    }

    private interface IPredictor
    {
        static abstract byte Predict(byte left, byte above, byte aboveLeft);

        static abstract Vector<byte> Predict(Vector<byte> left, Vector<byte> above, Vector<byte> aboveLeft);
    }

    private readonly struct AveragePredictor : IPredictor
    {
        public static byte Predict(byte left, byte above, byte aboveLeft) => (byte)((left + above) >> 1);

        // The carries are what both have; half of what only one has.
        public static Vector<byte> Predict(Vector<byte> left, Vector<byte> above, Vector<byte> aboveLeft)
            => (left & above) + ((left ^ above) >>> 1);
    }

    private readonly struct PaethPredictor : IPredictor
    {
        public static byte Predict(byte left, byte above, byte aboveLeft)
        {
            int toLeft = Math.Abs(above - aboveLeft), toAbove = Math.Abs(left - aboveLeft);
            int toCorner = Math.Abs(left + above - 2 * aboveLeft);
            return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : aboveLeft;
        }

        // In 8 bits: the distance to the corner, |(above − corner) + (left − corner)|, is the sum of the other two where both
        // differences have one sign, so never the smallest (255 stands for it), and else the difference of the other two.
        public static Vector<byte> Predict(Vector<byte> left, Vector<byte> above, Vector<byte> aboveLeft)
        {
            var toLeft = Vector.Max(above, aboveLeft) - Vector.Min(above, aboveLeft);
            var toAbove = Vector.Max(left, aboveLeft) - Vector.Min(left, aboveLeft);
            var apart = Vector.Xor(Vector.GreaterThanOrEqual(above, aboveLeft), Vector.GreaterThanOrEqual(left, aboveLeft));
            var smaller = Vector.Min(toLeft, toAbove);
            var toCorner = (Vector.Max(toLeft, toAbove) - smaller) | ~apart;
            var side = Vector.ConditionalSelect(Vector.Equals(smaller, toLeft), left, above);
            return Vector.ConditionalSelect(Vector.LessThanOrEqual(smaller, toCorner), side, aboveLeft);
        }
    }
}
