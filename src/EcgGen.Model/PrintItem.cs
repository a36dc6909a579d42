// What can be printed on a page besides traces and grid: the items of a template, and of a resolved stage.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// One thing that is printed. In a template strings hold placeholders, null is open, and places count from an anchor; in a resolved stage strings
/// are final, nothing is open that is drawn, and the anchor is <see cref="PageAnchor.Sheet"/>. All lengths are mm.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextItem), "text")]
[JsonDerivedType(typeof(LineItem), "line")]
[JsonDerivedType(typeof(FrameItem), "frame")]
[JsonDerivedType(typeof(LogoItem), "logo")]
[JsonDerivedType(typeof(BarcodeItem), "barcode")]
[JsonDerivedType(typeof(QrCodeItem), "qrCode")]
[JsonDerivedType(typeof(StampItem), "stamp")]
[JsonDerivedType(typeof(CheckBoxItem), "checkBox")]
public abstract record PrintItem
{
    /// <summary>Where x and y count from.</summary>
    public PageAnchor Anchor { get; init; }

    /// <summary>Distance from the anchor: to the right, but to the left from anchors on the right.</summary>
    public double X { get; init; }

    /// <summary>Distance from the anchor: down, but up from anchors at the bottom.</summary>
    public double Y { get; init; }

    /// <summary>The ink; null for that of the traces.</summary>
    public Rgb? Color { get; init; }

    /// <summary>How often the item is printed, 0–1, drawn by key; null for always.</summary>
    public double? Chance { get; init; }

    /// <summary>Items of one group move together when text must not touch traces; null for alone.</summary>
    public string? Group { get; init; }
}

/// <summary>Places that positions count from. All but <see cref="Sheet"/> are of the printed area.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageAnchor>))]
public enum PageAnchor
{
    /// <summary>The top left corner.</summary>
    TopLeft,
    /// <summary>The middle of the top edge.</summary>
    Top,
    /// <summary>The top right corner.</summary>
    TopRight,
    /// <summary>The middle of the left edge.</summary>
    Left,
    /// <summary>The centre.</summary>
    Center,
    /// <summary>The middle of the right edge.</summary>
    Right,
    /// <summary>The bottom left corner.</summary>
    BottomLeft,
    /// <summary>The middle of the bottom edge.</summary>
    Bottom,
    /// <summary>The bottom right corner.</summary>
    BottomRight,
    /// <summary>The sheet's own top left corner; lengths stay as they are on small sheets.</summary>
    Sheet,
}

/// <summary>Alignments of text at its x.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextAlign>))]
public enum TextAlign
{
    /// <summary>Lines start at x.</summary>
    Left,
    /// <summary>Lines are centred on x.</summary>
    Center,
    /// <summary>Lines end at x.</summary>
    Right,
}

/// <summary>Text in one or several lines.</summary>
public sealed record TextItem : PrintItem
{
    /// <summary>The text; "\n" starts a new line.</summary>
    public required string Text { get; init; }

    /// <summary>The font's name; null for Liberation Sans.</summary>
    public string? Font { get; init; }

    /// <summary>Font size (em), 0.5–30; null for 2.8.</summary>
    public double? Size { get; init; }

    /// <summary>Whether it is bold, in fonts that have a bold face.</summary>
    public bool? Bold { get; init; }

    /// <summary>Where lines stand at x; null for the anchor's own side.</summary>
    public TextAlign? Align { get; init; }

    /// <summary>Room for a line; longer ones are broken at spaces. Null for as far as the printed area goes.</summary>
    public double? Width { get; init; }

    /// <summary>How many lines there may be; what is left over is cut off. Null for as many as <see cref="Text"/> has.</summary>
    public int? Lines { get; init; }

    /// <summary>Distance of lines in font sizes, 0.8–4; null for 1.25.</summary>
    public double? LineHeight { get; init; }

    /// <summary>What the text is, for truth: "header", "measurement", "interpretation", "footer", "scale" … Null for "header".</summary>
    public string? Role { get; init; }
}

/// <summary>A straight horizontal or vertical line.</summary>
public sealed record LineItem : PrintItem
{
    /// <summary>Its length, if it is horizontal; null, unless it is vertical, for as far as leaves x on the other side too.</summary>
    public double? Width { get; init; }

    /// <summary>Its length, if it is vertical; else null.</summary>
    public double? Height { get; init; }

    /// <summary>How thick it is, 0.05–3; null for 0.25.</summary>
    public double? LineWidth { get; init; }
}

/// <summary>A rectangle.</summary>
public sealed record FrameItem : PrintItem
{
    /// <summary>Its width; null for as far as leaves x on the other side too.</summary>
    public double? Width { get; init; }

    /// <summary>Its height; null for as far as leaves y on the other side too.</summary>
    public double? Height { get; init; }

    /// <summary>How thick its lines are, 0.05–3; null for 0.25.</summary>
    public double? LineWidth { get; init; }
}

/// <summary>An invented maker's or hospital's mark.</summary>
public sealed record LogoItem : PrintItem
{
    /// <summary>The mark; null for one drawn by key.</summary>
    public LogoMark? Mark { get; init; }

    /// <summary>Its height and width; null for 8.</summary>
    public double? Size { get; init; }
}

/// <summary>Marks that belong to nobody.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LogoMark>))]
public enum LogoMark
{
    /// <summary>A beat in a ring.</summary>
    Beat,
    /// <summary>Three rising bars.</summary>
    Bars,
    /// <summary>A cross made of four squares around a gap.</summary>
    Quarters,
    /// <summary>A diamond in a diamond.</summary>
    Diamond,
    /// <summary>Three chevrons.</summary>
    Chevrons,
}

/// <summary>A Code 128 bar code (ISO/IEC 15417).</summary>
public sealed record BarcodeItem : PrintItem
{
    /// <summary>What it says, printable ASCII.</summary>
    public required string Text { get; init; }

    /// <summary>Its width without quiet zones; null for 0.25 per module.</summary>
    public double? Width { get; init; }

    /// <summary>Its height; null for 8.</summary>
    public double? Height { get; init; }
}

/// <summary>A QR code (ISO/IEC 18004), error correction M.</summary>
public sealed record QrCodeItem : PrintItem
{
    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>Its width and height without the quiet zone; null for 12.</summary>
    public double? Size { get; init; }
}

/// <summary>Text in a frame, put on by hand: turned, in an ink of its own.</summary>
public sealed record StampItem : PrintItem
{
    /// <summary>The text; null for one of <see cref="AnyOf"/>.</summary>
    public string? Text { get; init; }

    /// <summary>Texts of which one is drawn by key.</summary>
    public IReadOnlyList<string>? AnyOf { get; init; }

    /// <summary>The font's name; null for Libre Franklin.</summary>
    public string? Font { get; init; }

    /// <summary>Font size (em), 0.5–30; null for 5.</summary>
    public double? Size { get; init; }

    /// <summary>Degrees clockwise; null for −12 to 12 drawn by key.</summary>
    public double? Angle { get; init; }
}

/// <summary>A box to tick, with its text to the right.</summary>
public sealed record CheckBoxItem : PrintItem
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is ticked; null for drawn by key, one in three.</summary>
    public bool? Ticked { get; init; }

    /// <summary>The font's name; null for Liberation Sans.</summary>
    public string? Font { get; init; }

    /// <summary>Font size (em), 0.5–30; null for 2.8.</summary>
    public double? Size { get; init; }
}
