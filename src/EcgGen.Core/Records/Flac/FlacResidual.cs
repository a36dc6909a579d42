// What a FLAC predictor leaves: Rice codes in partitions.
namespace EcgGen.Core.Records.Flac;

/// <summary>Decodes residuals (RFC 9639, section 9.2.7).</summary>
internal static class FlacResidual
{
    /// <summary>Decodes the residual of a subframe.</summary>
    /// <param name="bits">Stands at the residual, and behind it afterwards.</param>
    /// <param name="order">Samples at the beginning that have none.</param>
    /// <param name="samples">Receives the residual behind those.</param>
    /// <exception cref="FlacException">Something is reserved or does not fit, or the data end.</exception>
    public static void Decode(ref FlacBits bits, int order, Span<int> samples)
    {
        uint method = bits.Unsigned(2);
        if (method > 1)
            throw new FlacException("a residual is coded in a reserved way");
        int parameterBits = method == 0 ? 4 : 5, escape = (1 << parameterBits) - 1;
        int partitions = 1 << (int)bits.Unsigned(4), length = samples.Length / partitions;
        if (length * partitions != samples.Length || length < order)
            throw new FlacException($"{partitions} partitions in a block of {samples.Length}");
        for (int p = 0; p < partitions; p++)
        {
            int start = p == 0 ? order : p * length;
            var partition = samples[start..((p + 1) * length)];
            int parameter = (int)bits.Unsigned(parameterBits);
            if (parameter == escape)
                Plain(ref bits, partition);
            else
                Rice(ref bits, parameter, partition);
        }
    }

    private static void Plain(ref FlacBits bits, Span<int> partition)
    {
        int width = (int)bits.Unsigned(5);
        for (int i = 0; i < partition.Length; i++)
            partition[i] = bits.Signed(width);
    }

    // The upper bits in unary, the lower ones as they are; even numbers are positive ones, odd numbers negative ones.
    private static void Rice(ref FlacBits bits, int parameter, Span<int> partition)
    {
        for (int i = 0; i < partition.Length; i++)
        {
            uint upper = bits.Unary();
            if (upper > uint.MaxValue >> parameter)
                throw new FlacException("a residual is too large");
            uint value = upper << parameter | bits.Unsigned(parameter);
            partition[i] = (int)(value >> 1) ^ -(int)(value & 1);
        }
    }
}
