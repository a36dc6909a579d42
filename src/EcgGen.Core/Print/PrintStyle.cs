// What printed things look like where a template leaves it open, and the proportions of marks: one place for setting and drawing.
using EcgGen.Core.Ink;

namespace EcgGen.Core.Print;

/// <summary>Standard sizes, all in mm or in parts of the font size.</summary>
internal static class PrintStyle
{
    public const double TextSize = 2.8, LineHeight = 1.25, Baseline = 0.8;
    public const double StampSize = 5, StampPadding = 0.4, StampLine = 0.09, CapHeight = 0.73;
    public const double CheckBox = 0.85, CheckGap = 0.4, CheckLine = 0.09;
    public const double RuleWidth = 0.25, LogoSize = 8;
    public const double BarcodeModule = 0.25, BarcodeHeight = 8, QrCodeSize = 12;
    public const string StampFont = "Libre Franklin";
    public const string ScaleRole = "scale";

    /// <summary>Inks of stamps: worn reds, blues and a violet.</summary>
    public static readonly Rgb[] StampInks = [new(186, 58, 62), new(170, 44, 70), new(52, 76, 150), new(62, 92, 170), new(104, 70, 140)];

    /// <summary>Width and height of a stamp before it is turned.</summary>
    public static (double Width, double Height) StampBox(string text, double size, PrintFont font)
    {
        var lines = text.Split('\n');
        double width = lines.Max(l => PrintedText.Width(l, size, font));
        return (width + 2 * StampPadding * size, (CapHeight + (lines.Length - 1) * LineHeight + 2 * StampPadding) * size);
    }

    /// <summary>Width and height of the box around a turned one.</summary>
    public static (double Width, double Height) Turned(double width, double height, double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        (sin, cos) = (Math.Abs(sin), Math.Abs(cos));
        return (width * cos + height * sin, width * sin + height * cos);
    }
}
