// The stroke all waves are made of: a Gaussian in time with a direction in space.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>A Gaussian of the dipole, or two halves of different width.</summary>
/// <param name="Time">Of the peak after the beat's reference (the R peak of a normal QRS), in seconds, at an RR interval of 1 s.</param>
/// <param name="Width">Standard deviation, in seconds, at an RR interval of 1 s.</param>
/// <param name="Moment">In mV of Frank's leads.</param>
/// <param name="RateExponent">Time and width go with RR to this power.</param>
/// <param name="Fall">How many times wider the half after the peak is.</param>
/// <param name="FallRateExponent">To which further power of RR that half's width goes.</param>
internal readonly record struct Wave(
    double Time, double Width, DipoleVector Moment, double RateExponent, double Fall = 1, double FallRateExponent = 0)
{
    /// <summary>As in McSharry et al. 2003, T's time goes with √RR (Bazett); that of P hardly changes, that of QRS not at all.</summary>
    public const double QrsRateExponent = 0, PRateExponent = 0.2, TRateExponent = 0.5;

    /// <summary>Beyond this many widths a Gaussian is below 2·10⁻⁸ of its peak.</summary>
    public const double Reach = 6;
}
