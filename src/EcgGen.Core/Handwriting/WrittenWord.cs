// What a pen did: points in heights of small letters, before they have a place on a sheet.
namespace EcgGen.Core.Handwriting;

/// <summary>A word to write.</summary>
/// <param name="Text">Characters that the network knows, without spaces.</param>
/// <param name="Style">The hand's number.</param>
/// <param name="Forms">The letterform of each character (rune).</param>
/// <param name="Seed">Seeds its strokes.</param>
internal sealed record WordRequest(string Text, int Style, IReadOnlyList<int> Forms, int Seed);

/// <summary>A place of the pen.</summary>
/// <param name="X">To the right, in heights of small letters, or in mm.</param>
/// <param name="Y">Up from the baseline, in the same unit.</param>
/// <param name="End">Whether the pen is lifted here.</param>
/// <param name="Letter">Which of a word's characters it belongs to.</param>
internal readonly record struct PenPoint(double X, double Y, bool End, int Letter = 0);

/// <summary>A written path, points at equal steps of time.</summary>
/// <param name="Points">The points; strokes end where the pen is lifted, and at the end.</param>
internal sealed record WrittenPath(PenPoint[] Points)
{
    /// <summary>Left, right, lowest and highest of all points.</summary>
    public (double Left, double Right, double Low, double High) Bounds { get; } =
        (Points.Min(p => p.X), Points.Max(p => p.X), Points.Min(p => p.Y), Points.Max(p => p.Y));
}
