// The light of a liquid crystal screen's pixels as a camera's pixel gathers it: stripes of three colours between dark gaps.
namespace EcgGen.Core.Camera;

/// <summary>
/// Periodic profiles, averaged over a camera's pixel. A pulse of width a repeats with Fourier coefficients sinc(ma); the mean over a width w takes the
/// m-th harmonic times sinc(mw). So what a pixel can't resolve fades, and what its grid can't represent comes back as moiré with its true period
/// and strength.
/// </summary>
/// <param name="contrast">0–1: how much of the modulation the lens keeps.</param>
internal sealed class ScreenStripes(double contrast)
{
    /// <summary>Values over one period.</summary>
    public const int Length = 512;

    /// <summary>Bits after the point.</summary>
    public const int Shift = 11;

    // Widths of a stripe's light and of a row's, in screen pixels; a stripe has a third to itself.
    private const double StripeWidth = 0.27, RowHeight = 0.88;

    // Steps in which widths are told apart: far finer than what is seen of it.
    private const int WidthSteps = 256;
    private const double WidestStep = 8;

    private readonly Dictionary<(bool Stripe, int One, int Other), short[]> _profiles = [];

    /// <summary>The light of one colour's stripes along a row, relative to its mean; the stripe's middle is at 0.</summary>
    /// <param name="one">What the pixel covers along its row, in screen pixels.</param>
    /// <param name="other">What it covers down its column.</param>
    public short[] Stripe(double one, double other) => Get(true, one, other);

    /// <summary>The light down a column of the screen, relative to its mean; the row's middle is at 0.</summary>
    /// <param name="one">What the pixel covers along its row, in screen pixels.</param>
    /// <param name="other">What it covers down its column.</param>
    public short[] Row(double one, double other) => Get(false, one, other);

    private short[] Get(bool stripe, double one, double other)
    {
        var key = (stripe, Step(one), Step(other));
        if (!_profiles.TryGetValue(key, out var profile))
            _profiles.Add(key, profile = Make(stripe ? StripeWidth : RowHeight, key.Item2 / (double)WidthSteps, key.Item3 / (double)WidthSteps));
        return profile;

        static int Step(double width) => (int)Math.Round(WidthSteps * Math.Min(WidestStep, double.IsFinite(width) ? Math.Abs(width) : WidestStep));
    }

    private short[] Make(double pulse, double one, double other)
    {
        const int Harmonics = 5;
        Span<double> amplitudes = stackalloc double[Harmonics];
        for (int m = 1; m <= Harmonics; m++)
            amplitudes[m - 1] = contrast * 2 * Sinc(m * pulse) * Sinc(m * one) * Sinc(m * other);
        var profile = new short[Length];
        for (int i = 0; i < Length; i++)
        {
            // Chebyshev's recurrence gives the cosines of multiples.
            double cos = Math.Cos(2 * Math.PI * i / Length), before = 1, now = cos, sum = 1;
            foreach (double amplitude in amplitudes)
            {
                sum += amplitude * now;
                (before, now) = (now, 2 * cos * now - before);
            }
            // A few harmonics of a pulse ring a little below nothing.
            profile[i] = (short)Math.Round((1 << Shift) * Math.Max(0, sum));
        }
        return profile;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
