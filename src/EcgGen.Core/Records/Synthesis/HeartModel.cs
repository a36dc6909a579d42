// One person's heart as a moving dipole: the shapes of all its kinds of beats, and their sum over time.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// The dipole of Sameni et al. 2007, integrated: in every beat a sum of Gaussians of the cardiac phase θ. A Gaussian at
/// θᵢ of width bᵢ, in a beat of angular velocity ω, is one in time at θᵢ/ω after the R peak, of width bᵢ/ω. It is evaluated in that
/// closed form, and beats overlap and add, so that the trace is smooth through any change of ω and nothing need be integrated or
/// wrapped; an ODE solver would only approach the same sum.
/// </summary>
internal sealed class HeartModel
{
    private readonly NormalHeart _person;
    private readonly BeatShape[] _shapes;
    private readonly string _conductedSymbol;

    private HeartModel(NormalHeart person, BeatShape[] shapes, string conductedSymbol) =>
        (_person, _shapes, _conductedSymbol) = (person, shapes, conductedSymbol);

    /// <summary>The pacemaker, or null.</summary>
    public Pacemaker? Pacemaker { get; private init; }

    /// <summary>The shape of the source's conducted beats before its intervals and amplitudes are set.</summary>
    /// <param name="source">Rhythm, pattern and morphology count.</param>
    /// <param name="person">The healthy heart.</param>
    /// <param name="field">The person's leads.</param>
    /// <param name="random">A generator of its own.</param>
    public static BeatShape Conducted(SyntheticSource source, NormalHeart person, LeadField field, Philox random)
    {
        var shape = source.Rhythm == EcgRhythm.Paced
            ? VentricularBeats.Paced(person.Beat, random)
            : Morphologies.Apply(person.Beat, source.Morphology, field, random);
        return HasP(source) ? shape : shape with { P = null };
    }

    /// <summary>Whether atrial activity shows as P waves.</summary>
    public static bool HasP(SyntheticSource source) =>
        source.Rhythm is not (EcgRhythm.AtrialFibrillation or EcgRhythm.AtrialFlutter)
        && !(source.Rhythm == EcgRhythm.Paced && source.Pattern == RhythmPattern.Ventricular);

    /// <summary>Builds the heart of a resolved source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="field">The person's leads.</param>
    /// <param name="key">A generator for each purpose.</param>
    public static HeartModel Create(SyntheticSource source, LeadField field, Func<string, Philox> key)
    {
        double rr = 60 / source.HeartRate!.Value;
        var person = NormalHeart.Draw(key("heart"));
        var conducted = Conducted(source, person, field, key("morphology"))
            .WithQrsDuration(source.QrsDuration!.Value).WithQT(source.QTInterval!.Value, rr);
        if (source.PRInterval is { } pr)
            conducted = conducted.WithPR(pr, rr);
        conducted = conducted.WithAmplitudes(source.PAmplitude, source.QrsAmplitude, source.TAmplitude);

        var focus = key("focus");
        var premature = source.Rhythm == EcgRhythm.PrematureVentricular ? VentricularBeats.Premature(person.Beat, focus) : conducted;
        var atrial = source.Rhythm == EcgRhythm.PrematureAtrial ? conducted with { P = EctopicP(conducted.P!, focus) } : conducted;
        var symbol = (source.Rhythm, source.Morphology) switch
        {
            (EcgRhythm.Paced, _) => "/",
            (_, EcgMorphology.LeftBundleBranchBlock) => "L",
            (_, EcgMorphology.RightBundleBranchBlock) => "R",
            _ => "N",
        };
        return new HeartModel(person, [conducted, premature, atrial, conducted], symbol)
        {
            Pacemaker = source.Rhythm == EcgRhythm.Paced
                ? Pacemaker.Draw(source.Pattern == RhythmPattern.Sequential, key("pacemaker"))
                : null,
        };
    }

    /// <summary>What a kind of beat looks like.</summary>
    public BeatShape Shape(BeatKind kind) => _shapes[(int)kind];

    /// <summary>WFDB's mnemonic of a kind of beat.</summary>
    public string Symbol(BeatKind kind) => kind switch
    {
        BeatKind.Ventricular => "V",
        BeatKind.Atrial => "A",
        BeatKind.Blocked => "x",
        _ => _conductedSymbol,
    };

    /// <summary>The dipole's x, y and z over time, in mV of Frank's leads.</summary>
    /// <param name="beats">All beats that reach into the record, in order.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="count">Samples.</param>
    /// <param name="cancellation">Polled once per beat.</param>
    public double[][] Simulate(Beat[] beats, double samplingRate, int count, CancellationToken cancellation)
    {
        double[][] dipole = [new double[count], new double[count], new double[count]];
        foreach (var beat in beats)
        {
            cancellation.ThrowIfCancellationRequested();
            var shape = Shape(beat.Kind);
            if (beat.Kind != BeatKind.Blocked)
            {
                Add(dipole, beat, shape.Qrs.Waves, BeatTimes.Place(shape.Qrs, beat), samplingRate);
                Add(dipole, beat, shape.T.Waves, BeatTimes.Place(shape.T, beat), samplingRate);
                if (shape.St is { } st)
                    Add(dipole, beat, [st], BeatTimes.Place(shape.Qrs, beat), samplingRate);
            }
            if (shape.P is { } p)
                Add(dipole, beat, p.Waves, BeatTimes.Place(p, beat), samplingRate);
            if (beat.Kind == BeatKind.Conducted)
                Pacemaker?.Add(dipole, beat, shape, samplingRate);
        }
        return dipole;
    }

    private void Add(double[][] dipole, Beat beat, Wave[] waves, (double Scale, double Origin) place, double samplingRate)
    {
        double[] x = dipole[0], y = dipole[1], z = dipole[2];
        // Breathing in lowers the heart: its axis turns towards the feet, and the air around it dampens all leads.
        double gain = 1 - _person.GainPerBreath * beat.Respiration, turn = _person.DegreesPerBreath * beat.Respiration;
        foreach (var wave in waves)
        {
            double centre = (place.Origin + wave.Time * place.Scale) * samplingRate, width = wave.Width * place.Scale * samplingRate;
            double fall = width * wave.Fall * Math.Pow(beat.AdaptedRR, wave.FallRateExponent);
            var moment = gain * wave.Moment.TurnFrontal(turn);
            int from = (int)Math.Max(0, Math.Ceiling(centre - Wave.Reach * width));
            int to = (int)Math.Min(x.Length - 1, Math.Floor(centre + Wave.Reach * fall));
            for (int i = from; i <= to; i++)
            {
                double d = (i - centre) / (i < centre ? width : fall);
                double g = Math.Exp(-0.5 * d * d);
                x[i] += moment.X * g;
                y[i] += moment.Y * g;
                z[i] += moment.Z * g;
            }
        }
    }

    /// <summary>P from low in the right atrium, upside down, or from another place in it, flat and notched.</summary>
    private static WaveGroup EctopicP(WaveGroup p, Philox random)
    {
        bool low = random.NextInt(2) == 0;
        return p.Select(w => w with
        {
            Moment = low ? new(0.3 * w.Moment.X, -1.1 * w.Moment.Y, -w.Moment.Z) : new(-0.6 * w.Moment.X, 0.8 * w.Moment.Y, -1.6 * w.Moment.Z),
        });
    }
}
