// The pens that lie about: what people write with on a ward.
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>Inks and widths of pens.</summary>
internal static class PenChoice
{
    /// <summary>Three in four are ball-points.</summary>
    public static HandwritingPen Pen(Philox random) => random.NextDouble() switch { < 0.75 => HandwritingPen.Ballpoint, < 0.88 => HandwritingPen.Felt, _ => HandwritingPen.Pencil };

    /// <summary>A pen's ink: blue or black, sometimes red; a pencil's is grey. No two are quite the same.</summary>
    public static Rgb Ink(HandwritingPen pen, Philox random)
    {
        double chance = random.NextDouble();
        var name = pen == HandwritingPen.Pencil ? "Graphite" : chance < 0.52 ? "Blue" : chance < 0.87 ? "Black" : "Red";
        var ink = Hands.Inks.First(i => i.Name == name).Color;
        byte Vary(byte value) => (byte)Math.Clamp(value + random.Uniform(-10, 10), 0, 255);
        return new Rgb(Vary(ink.R), Vary(ink.G), Vary(ink.B));
    }

    /// <summary>A pen's width in mm.</summary>
    public static double Width(HandwritingPen pen, Philox random) => Math.Round(pen switch
    {
        HandwritingPen.Felt => random.Uniform(0.5, 0.8),
        HandwritingPen.Pencil => random.Uniform(0.4, 0.6),
        _ => random.Uniform(0.3, 0.46),
    }, 2);
}
