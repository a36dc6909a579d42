// One channel of one FLAC frame: predictor and residual.
namespace EcgGen.Core.Records.Flac;

/// <summary>Decodes subframes (RFC 9639, sections 9.2 and 10). Broken data give wrong samples or a <see cref="FlacException"/>.</summary>
internal static class FlacSubframe
{
    private const int MaxOrder = 32;

    /// <summary>Decodes one subframe.</summary>
    /// <param name="bits">Stands at the subframe, and behind it afterwards.</param>
    /// <param name="sampleBits">Bits in a sample, up to 25 with the extra one of a difference of channels.</param>
    /// <param name="samples">Receives the samples.</param>
    /// <exception cref="FlacException">Something is reserved or does not fit, or the data end.</exception>
    public static void Decode(ref FlacBits bits, int sampleBits, Span<int> samples)
    {
        if (bits.Unsigned(1) != 0)
            throw new FlacException("a subframe's header has a reserved value");
        int type = (int)bits.Unsigned(6);
        uint wasted = bits.Unsigned(1) == 0 ? 0 : bits.Unary() + 1;
        if (wasted >= sampleBits)
            throw new FlacException($"a subframe wastes {wasted} of {sampleBits} bits");
        sampleBits -= (int)wasted;
        switch (type)
        {
            case 0:
                samples.Fill(bits.Signed(sampleBits));
                break;
            case 1:
                for (int i = 0; i < samples.Length; i++)
                    samples[i] = bits.Signed(sampleBits);
                break;
            case >= 8 and <= 12:
                DecodeFixed(ref bits, sampleBits, type - 8, samples);
                break;
            case >= 32:
                DecodeLinear(ref bits, sampleBits, type - 31, samples);
                break;
            default:
                throw new FlacException("a subframe is of a reserved type");
        }
        if (wasted > 0)
        {
            for (int i = 0; i < samples.Length; i++)
                samples[i] <<= (int)wasted;
        }
    }

    private static void WarmUp(ref FlacBits bits, int sampleBits, int order, Span<int> samples)
    {
        if (order > samples.Length)
            throw new FlacException($"a predictor of order {order} in a block of {samples.Length}");
        for (int i = 0; i < order; i++)
            samples[i] = bits.Signed(sampleBits);
    }

    // The residual is the order-th difference of the samples.
    private static void DecodeFixed(ref FlacBits bits, int sampleBits, int order, Span<int> s)
    {
        WarmUp(ref bits, sampleBits, order, s);
        FlacResidual.Decode(ref bits, order, s);
        switch (order)
        {
            case 1:
                for (int i = 1; i < s.Length; i++)
                    s[i] += s[i - 1];
                break;
            case 2:
                for (int i = 2; i < s.Length; i++)
                    s[i] += 2 * s[i - 1] - s[i - 2];
                break;
            case 3:
                for (int i = 3; i < s.Length; i++)
                    s[i] += 3 * (s[i - 1] - s[i - 2]) + s[i - 3];
                break;
            case 4:
                for (int i = 4; i < s.Length; i++)
                    s[i] += 4 * (s[i - 1] + s[i - 3]) - 6 * s[i - 2] - s[i - 4];
                break;
        }
    }

    private static void DecodeLinear(ref FlacBits bits, int sampleBits, int order, Span<int> samples)
    {
        WarmUp(ref bits, sampleBits, order, samples);
        int precision = (int)bits.Unsigned(4) + 1, shift = bits.Signed(5);
        if (precision == 16 || shift < 0)
            throw new FlacException("a predictor's precision or shift is a reserved value");
        // In the order of the samples that they weigh, the oldest first.
        Span<long> weights = stackalloc long[MaxOrder];
        weights = weights[..order];
        for (int i = order - 1; i >= 0; i--)
            weights[i] = bits.Signed(precision);
        FlacResidual.Decode(ref bits, order, samples);
        for (int i = order; i < samples.Length; i++)
        {
            var past = samples.Slice(i - order, order);
            long sum = 0;
            for (int j = 0; j < past.Length; j++)
                sum += weights[j] * past[j];
            samples[i] += (int)(sum >> shift);
        }
    }
}
