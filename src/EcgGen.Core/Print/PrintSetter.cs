// Sets a template's items on one sheet: anchors to places, text to lines.
using EcgGen.Core.Ink;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Print;

/// <summary>
/// Places items whose strings are final. Out come items at <see cref="PageAnchor.Sheet"/>, each text one line, all within the printed area; x and y are
/// the top left corner, of text the top of its line at the side of its alignment.
/// </summary>
/// <param name="area">The printed area in mm.</param>
internal sealed class PrintSetter(SheetRect area)
{
    // Templates are made for printed areas of Letter and A4; on narrower ones everything shrinks in proportion.
    private const double FullWidth = 270, SmallestScale = 0.5;

    private readonly double _scale = Math.Clamp(area.Width / FullWidth, SmallestScale, 1);

    /// <summary>Places one item.</summary>
    public IEnumerable<PrintItem> Set(PrintItem item)
    {
        double scale = item.Anchor == PageAnchor.Sheet ? 1 : _scale;
        return item switch
        {
            TextItem text => SetLines(text, scale),
            LineItem line => [SetLine(line, scale)],
            FrameItem frame => [SetFrame(frame, scale)],
            LogoItem logo => [SetBox(logo with { Size = Size(logo.Size, PrintStyle.LogoSize, scale) }, scale)],
            BarcodeItem code => [SetBox(code with { Width = Size(code.Width, Code128.Encode(code.Text).Sum(w => w) * PrintStyle.BarcodeModule, scale), Height = Size(code.Height, PrintStyle.BarcodeHeight, scale) }, scale)],
            QrCodeItem code => [SetBox(code with { Size = Size(code.Size, PrintStyle.QrCodeSize, scale) }, scale)],
            StampItem stamp => [SetBox(stamp with { Font = PrintFont.Find(stamp.Font!)!.Name, Size = Size(stamp.Size, PrintStyle.StampSize, scale) }, scale)],
            CheckBoxItem box => [SetBox(box with { Font = PrintFont.Find(box.Font!)!.Name, Size = Size(box.Size, PrintStyle.TextSize, scale) }, scale)],
            _ => throw new NotSupportedException($"No way to set {item.GetType().Name}."),
        };
    }

    /// <summary>Width and height of a resolved item; of text, of its line.</summary>
    public static (double Width, double Height) Extent(PrintItem item) => item switch
    {
        LogoItem logo => (logo.Size!.Value, logo.Size.Value),
        BarcodeItem code => (code.Width!.Value, code.Height!.Value),
        QrCodeItem code => (code.Size!.Value, code.Size.Value),
        StampItem stamp => PrintStyle.StampBox(stamp.Text!, stamp.Size!.Value, PrintFont.Find(stamp.Font!)!.Bold),
        CheckBoxItem box => ((PrintStyle.CheckBox + PrintStyle.CheckGap) * box.Size!.Value + PrintedText.Width(box.Text, box.Size.Value, PrintFont.Find(box.Font!)!), box.Size.Value),
        LineItem line => (line.Width ?? 0, line.Height ?? 0),
        FrameItem frame => (frame.Width!.Value, frame.Height!.Value),
        TextItem text => (PrintedText.Width(text.Text, text.Size!.Value, FontOf(text)), text.Size.Value),
        _ => (0, 0),
    };

    /// <summary>The face of a text.</summary>
    public static PrintFont FontOf(TextItem text) => PrintFont.Find(text.Font!)! is var font && text.Bold == true ? font.Bold : font;

    private static double Size(double? given, double standard, double scale) => Hundredths((given ?? standard) * scale);

    private IEnumerable<PrintItem> SetLines(TextItem text, double scale)
    {
        double size = Size(text.Size, PrintStyle.TextSize, scale), pitch = size * (text.LineHeight ?? PrintStyle.LineHeight);
        var font = PrintFont.Find(text.Font!)!;
        var face = text.Bold == true ? font.Bold : font;
        var align = text.Align ?? (TextAlign)Column(text.Anchor);
        double x = X(text, scale, 0);
        double room = align switch
        {
            TextAlign.Left => area.Right - x,
            TextAlign.Right => x - area.X,
            _ => 2 * Math.Min(x - area.X, area.Right - x),
        };
        if (text.Width is { } width)
            room = Math.Min(room, width * scale);
        var lines = Wrap(text.Text, text.Lines, room, size, face).ToArray();
        double top = Y(text, scale, (lines.Length - 1) * pitch + size);
        for (int i = 0; i < lines.Length; i++)
        {
            double y = top + i * pitch;
            if (lines[i].Trim().Length > 0 && y >= area.Y && y + size <= area.Bottom)
            {
                yield return Placed(text, x, y) with
                {
                    Text = lines[i],
                    Font = font.Name,
                    Size = size,
                    Bold = text.Bold ?? false,
                    Align = align,
                    Role = text.Role ?? "header",
                    Width = null,
                    Lines = null,
                    LineHeight = null,
                };
            }
        }
    }

    /// <summary>Breaks text at its line breaks and, where there are to be more lines than those, at spaces.</summary>
    private static IEnumerable<string> Wrap(string text, int? lines, double room, double size, PrintFont font)
    {
        int left = lines ?? int.MaxValue;
        bool breaks = lines is not null;
        foreach (var whole in text.Split('\n'))
        {
            var rest = whole.TrimEnd();
            do
            {
                if (left-- <= 0)
                    yield break;
                int fits = Fitting(rest, room, size, font);
                int space = fits < rest.Length && breaks ? rest.LastIndexOf(' ', fits) : -1;
                int end = space > 0 ? space : fits;
                yield return rest[..end].TrimEnd();
                rest = breaks && end > 0 ? rest[end..].TrimStart() : "";
            }
            while (rest.Length > 0);
        }
    }

    /// <summary>How many characters fit.</summary>
    private static int Fitting(string text, double room, double size, PrintFont font)
    {
        double width = 0;
        int end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += (font.GlyphOf(rune)?.Advance ?? 0) * size / PrintFont.UnitsPerEm;
            if (width > room)
                break;
            end += rune.Utf16SequenceLength;
        }
        return end;
    }

    private LineItem SetLine(LineItem line, double scale)
    {
        double? height = line.Height * scale, width = line.Width * scale ?? (height is null ? Math.Max(0, area.Width - 2 * line.X * scale) : null);
        return Placed(line, X(line, scale, width ?? 0), Y(line, scale, height ?? 0)) with
        {
            Width = width is { } w ? Hundredths(w) : null,
            Height = height is { } h ? Hundredths(h) : null,
            LineWidth = line.LineWidth ?? PrintStyle.RuleWidth,
        };
    }

    private FrameItem SetFrame(FrameItem frame, double scale)
    {
        double width = frame.Width is { } w ? w * scale : Math.Max(0, area.Width - 2 * frame.X * scale);
        double height = frame.Height is { } h ? h * scale : Math.Max(0, area.Height - 2 * frame.Y * scale);
        return Placed(frame, X(frame, scale, width), Y(frame, scale, height)) with { Width = Hundredths(width), Height = Hundredths(height), LineWidth = frame.LineWidth ?? PrintStyle.RuleWidth };
    }

    /// <summary>Places an item that is one box, and keeps it in the printed area as far as it fits there.</summary>
    private PrintItem SetBox(PrintItem item, double scale)
    {
        var (width, height) = Extent(item);
        double x = X(item, scale, width), y = Y(item, scale, height);
        // A turned stamp reaches beyond its own box on all sides alike.
        var (outerWidth, outerHeight) = item is StampItem { Angle: { } angle } ? PrintStyle.Turned(width, height, angle) : (width, height);
        double dx = (outerWidth - width) / 2, dy = (outerHeight - height) / 2;
        x = Math.Max(area.X + dx, Math.Min(x, area.Right - outerWidth + dx));
        y = Math.Max(area.Y + dy, Math.Min(y, area.Bottom - outerHeight + dy));
        return Placed(item, x, y);
    }

    private static T Placed<T>(T item, double x, double y) where T : PrintItem =>
        item with { Anchor = PageAnchor.Sheet, X = Hundredths(x), Y = Hundredths(y) };

    private double X(PrintItem item, double scale, double width) => item.Anchor == PageAnchor.Sheet ? item.X : Column(item.Anchor) switch
    {
        0 => area.X + item.X * scale,
        1 => area.X + area.Width / 2 + item.X * scale - width / 2,
        _ => area.Right - item.X * scale - width,
    };

    private double Y(PrintItem item, double scale, double height) => item.Anchor == PageAnchor.Sheet ? item.Y : ((int)item.Anchor / 3) switch
    {
        0 => area.Y + item.Y * scale,
        1 => area.Y + area.Height / 2 + item.Y * scale - height / 2,
        _ => area.Bottom - item.Y * scale - height,
    };

    // The anchors of the area stand as they are read: three rows of left, middle, right.
    private static int Column(PageAnchor anchor) => anchor == PageAnchor.Sheet ? 0 : (int)anchor % 3;

    private static double Hundredths(double value) => Math.Round(value, 2);
}
