// The values of the index mask and their colours.
using EcgGen.Core.Ink;

namespace EcgGen.Core.Truth;

/// <summary>Which value a layer or lead instance has in the index mask.</summary>
public static class MaskPalette
{
    /// <summary>Paper.</summary>
    public const byte Background = 0;

    /// <summary>The printed grid.</summary>
    public const byte Grid = 1;

    /// <summary>The first lead instance's trace; the others follow in the order of the truth's leads.</summary>
    public const byte FirstLead = 16;

    private static readonly (TruthLayer Layer, Rgb Color)[] Layers =
    [
        (TruthLayer.Background, new Rgb(255, 255, 255)),
        (TruthLayer.Grid, new Rgb(250, 200, 195)),
        (TruthLayer.Print, new Rgb(90, 90, 90)),
        (TruthLayer.Handwriting, new Rgb(25, 40, 140)),
        (TruthLayer.Pulse, new Rgb(0, 0, 0)),
        (TruthLayer.Separator, new Rgb(160, 160, 160)),
    ];

    /// <summary>The colours of all 256 values.</summary>
    public static IReadOnlyList<Rgb> Colors { get; } = [.. Enumerable.Range(0, 256).Select(Color)];

    /// <summary>The value of a layer that is no trace.</summary>
    public static byte IndexOf(InkLayer layer) => layer == InkLayer.Hole ? Background : (byte)Array.FindIndex(Layers, l => l.Layer == Of(layer));

    /// <summary>The value of a lead instance.</summary>
    /// <param name="lead">Its place in the truth's leads.</param>
    /// <exception cref="EcgException">ArgumentInvalid: more instances than 8 bits can tell apart.</exception>
    public static byte IndexOfLead(int lead) => lead <= byte.MaxValue - FirstLead ? (byte)(FirstLead + lead)
        : throw new EcgException(ErrorId.ArgumentInvalid, $"Mask: an image of 8 bits has room for {byte.MaxValue - FirstLead + 1} lead instances, and the page has more.");

    /// <summary>The layer as truth names it.</summary>
    public static TruthLayer Of(InkLayer layer) => layer switch
    {
        InkLayer.Print => TruthLayer.Print,
        InkLayer.Separator => TruthLayer.Separator,
        InkLayer.Pulse => TruthLayer.Pulse,
        InkLayer.Trace => TruthLayer.Trace,
        InkLayer.Handwriting => TruthLayer.Handwriting,
        InkLayer.Hole => TruthLayer.Hole,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "No such layer."),
    };

    /// <summary>What the mask of a page can hold.</summary>
    /// <param name="ink">The page's ink.</param>
    public static IReadOnlyList<MaskClass> Classes(IEnumerable<InkShape> ink) =>
    [
        .. Layers.Select((l, i) => new MaskClass(i, l.Layer, null, l.Color)),
        .. ink.OfType<TraceInk>().Select((t, i) => new MaskClass(IndexOfLead(i), TruthLayer.Trace, t.Lead.Id, Color(FirstLead + i))),
    ];

    // Hues a golden angle apart are never near each other; every turn of three is darker than the one before.
    private static Rgb Color(int index)
    {
        if (index < Layers.Length)
            return Layers[index].Color;
        if (index < FirstLead)
            return new Rgb((byte)(200 + index), 0, (byte)(200 + index));
        int n = index - FirstLead;
        double hue = n * 0.6180339887498949 % 1 * 6, value = 235 - 55 * (n % 3) - n / 3 % 24;
        byte Channel(double shift)
        {
            double k = (shift + hue) % 6;
            return (byte)Math.Round(value * (1 - Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
        return new Rgb(Channel(5), Channel(3), Channel(1));
    }
}
