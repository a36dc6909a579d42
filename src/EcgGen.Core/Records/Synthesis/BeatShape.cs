// The waves of one kind of beat, and the clinical intervals between them.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>One kind of beat. Immutable.</summary>
/// <param name="P">The P wave.</param>
/// <param name="Qrs">QRS.</param>
/// <param name="T">T.</param>
internal sealed record BeatShape(WaveGroup? P, WaveGroup Qrs, WaveGroup T)
{
    /// <summary>A shift of the ST segment that rises with the J point and fades under T, or none.</summary>
    public Wave? St { get; init; }

    /// <summary>An ST shift peaks so many seconds after the J point; its rise is so wide, and its fall so many times wider.</summary>
    private const double StAfterJ = 0.004, StRise = 0.010, StFall = 12;

    /// <summary>From the onset of QRS to its offset, in seconds.</summary>
    public double QrsDuration => Qrs.Offset - Qrs.Onset;

    /// <summary>From the onset of P to that of QRS at an RR interval, in seconds.</summary>
    public double PR(double rr) => Qrs.Onset - P!.Onset * Math.Pow(rr, P.RateExponent);

    /// <summary>From the onset of QRS to the end of T at an RR interval, in seconds.</summary>
    public double QT(double rr) => T.Offset * Math.Pow(rr, T.RateExponent) - Qrs.Onset;

    /// <summary>With another QRS. P keeps its distance from the new onset, ST and T theirs from the new J point.</summary>
    public BeatShape WithQrs(WaveGroup qrs)
    {
        double late = qrs.Offset - Qrs.Offset;
        return this with
        {
            P = P?.Shift(qrs.Onset - Qrs.Onset),
            Qrs = qrs,
            T = T.Shift(late),
            St = St is { } st ? st with { Time = st.Time + late } : null,
        };
    }

    /// <summary>With QRS stretched to a duration.</summary>
    public BeatShape WithQrsDuration(double seconds) => WithQrs(Qrs.Stretch(seconds / QrsDuration));

    /// <summary>With P moved so that PR is this at an RR interval.</summary>
    public BeatShape WithPR(double seconds, double rr) =>
        this with { P = P!.Shift((PR(rr) - seconds) / Math.Pow(rr, P.RateExponent)) };

    /// <summary>With T stretched so that QT is this at an RR interval.</summary>
    public BeatShape WithQT(double seconds, double rr) =>
        this with { T = T.Stretch(1 + (seconds - QT(rr)) / (T.Offset * Math.Pow(rr, T.RateExponent))) };

    /// <summary>With the heights of the waves changed.</summary>
    public BeatShape WithAmplitudes(double p, double qrs, double t) => this with
    {
        P = P?.Select(w => w with { Moment = p * w.Moment }),
        Qrs = Qrs.Select(w => w with { Moment = qrs * w.Moment }),
        T = T.Select(w => w with { Moment = t * w.Moment }),
    };

    /// <summary>With an ST segment shifted along a vector in mV, from the J point on.</summary>
    public BeatShape WithSt(DipoleVector shift) =>
        this with { St = new Wave(Qrs.Offset + StAfterJ, StRise, shift, Wave.QrsRateExponent, StFall, Wave.TRateExponent) };

    /// <summary>With a T that points along a vector, in mV at its peak, and rises slowly out of ST.</summary>
    public BeatShape WithT(DipoleVector peak)
    {
        double unit = T.Waves.Sum(w => w.Moment.Length * w.Width);
        var even = T.Select(w => w with { Moment = w.Moment.Length * w.Width / unit * peak });
        return this with { T = even.Select(w => w with { Moment = peak.Length / even.At(even.Peak).Length * w.Moment }) };
    }
}
