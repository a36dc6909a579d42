// Black or white: how a fax machine decides.
namespace EcgGen.Core.Reproduction;

/// <summary>Decides row by row.</summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="tone">How.</param>
/// <param name="darkness">0–1.</param>
internal sealed class ToneDecider(int width, FaxTone tone, double darkness)
{
    // Errors that the row above left, with room at both ends.
    private float[] _errors = new float[width + 2], _next = new float[width + 2];

    // Light relative to paper that is the border between black and white; even steps of lightness.
    private readonly float _border = (float)(TonePlane.Paper * Math.Pow(0.2 + 0.75 * darkness, 2.2));

    /// <summary>Decides a row.</summary>
    /// <param name="row">Light, <see cref="TonePlane.Paper"/> at blank paper.</param>
    /// <param name="black">Receives 1 for black and 0 for white.</param>
    public void Decide(ReadOnlySpan<float> row, Span<byte> black)
    {
        if (tone == FaxTone.Threshold)
        {
            for (int x = 0; x < row.Length; x++)
                black[x] = (byte)(row[x] < _border ? 1 : 0);
            return;
        }
        // Darkness makes all tones darker or lighter, and leaves white paper white and solid ink black, also where their light wavers a little. Errors end there:
        // otherwise they would gather until an edge comes, and move it.
        float[] errors = _errors, next = _next;
        Array.Clear(next);
        const float White = TonePlane.Paper * 0.96f, Black = TonePlane.Paper * 0.04f, Half = TonePlane.Paper / 2f;
        float ahead = 0, gain = (float)(darkness - 0.5) * 1.2f;
        for (int x = 0; x < row.Length; x++)
        {
            float light = Math.Clamp((row[x] - Black) / (White - Black), 0, 1);
            // A curve through 0 and 1 whose middle goes down or up.
            float wanted = TonePlane.Paper * (light - gain * light * (1 - light)) + errors[x + 1] + ahead;
            bool isSolid = light is 0 or 1, isBlack = isSolid ? light == 0 : wanted < Half;
            black[x] = isBlack ? (byte)1 : (byte)0;
            float error = isSolid ? 0 : wanted - (isBlack ? 0 : TonePlane.Paper);
            ahead = error * (7 / 16f);
            next[x] += error * (3 / 16f);
            next[x + 1] += error * (5 / 16f);
            next[x + 2] += error * (1 / 16f);
        }
        (_errors, _next) = (next, errors);
    }
}
