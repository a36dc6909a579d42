// The truth about beats: when their waves begin, peak and end.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>Tells beats' annotations and fiducials.</summary>
internal static class BeatTimes
{
    /// <summary>A wave's times in seconds, to 1 µs.</summary>
    public static WaveTruth Of(WaveGroup wave, Beat beat)
    {
        var (scale, origin) = Place(wave, beat);
        double At(double time) => Math.Round(origin + time * scale, 6);
        return new WaveTruth(At(wave.Onset), At(wave.Peak), At(wave.Offset));
    }

    /// <summary>The scale of a wave's times in a beat, and the time that they count from.</summary>
    public static (double Scale, double Origin) Place(WaveGroup wave, Beat beat)
    {
        bool atrial = wave.RateExponent == Wave.PRateExponent;
        double scale = Math.Pow(atrial ? beat.AdaptedPP : beat.AdaptedRR, wave.RateExponent);
        return (scale, atrial ? beat.Time - beat.ConductionDelay : beat.Time);
    }

    /// <summary>All beats with a wave or a spike within the record, in order of their R peaks, or of their P waves where no QRS follows.</summary>
    public static BeatTruth[] Describe(HeartModel heart, IEnumerable<Beat> beats, double duration)
    {
        List<(double Time, BeatTruth Truth)> truths = [];
        foreach (var beat in beats)
        {
            var shape = heart.Shape(beat.Kind);
            bool blocked = beat.Kind == BeatKind.Blocked;
            var truth = new BeatTruth
            {
                Type = heart.Symbol(beat.Kind),
                P = Within(shape.P, beat, duration),
                Qrs = blocked ? null : Within(shape.Qrs, beat, duration),
                T = blocked ? null : Within(shape.T, beat, duration),
                Spikes = beat.Kind == BeatKind.Conducted && heart.Pacemaker is { } pacemaker
                    ? [.. pacemaker.Spikes(beat, shape).Select(s => Math.Round(s, 6)).Where(s => s >= 0 && s < duration)]
                    : null,
            };
            if (truth.P is not null || truth.Qrs is not null || truth.T is not null || truth.Spikes is { Count: > 0 })
                truths.Add((Of(blocked ? shape.P! : shape.Qrs, beat).Peak, truth));
        }
        return [.. truths.OrderBy(t => t.Time).Select(t => t.Truth)];
    }

    private static WaveTruth? Within(WaveGroup? wave, Beat beat, double duration) =>
        wave is { IsSilent: false } && Of(wave, beat) is { } times && times.Offset > 0 && times.Onset < duration ? times : null;
}
