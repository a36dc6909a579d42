// From resolved items to ink.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using QRCoder;

namespace EcgGen.Core.Print;

/// <summary>Makes shapes of what is printed.</summary>
internal static class PrintDrawing
{
    private const string Fallback = "header";

    /// <summary>Whether an ink is the line with speed and gain that a page prints by itself; on pages with printed text, the text has it.</summary>
    public static bool IsScale(InkShape shape) => shape is TextInk { Kind: PrintStyle.ScaleRole };

    /// <summary>Adds stages' ink to a page's.</summary>
    public static void AddTo(List<InkShape> ink, IReadOnlyCollection<PrintedTextStage> stages)
    {
        foreach (var item in stages.SelectMany(s => s.Items!))
            ink.AddRange(Shapes(item));
    }

    /// <summary>The shapes of one resolved item.</summary>
    public static List<InkShape> Shapes(PrintItem item)
    {
        var shapes = new List<InkShape>();
        var color = item.Color!.Value;
        switch (item)
        {
            case TextItem text:
                AddText(shapes, text);
                break;
            case LineItem line:
                var bar = new Polygons();
                double half = line.LineWidth!.Value / 2;
                if (line.Height is { } height)
                    bar.Box(line.X - half, line.Y, 2 * half, height);
                else
                    bar.Box(line.X, line.Y - half, line.Width!.Value, 2 * half);
                shapes.Add(bar.ToInk(color, "line"));
                break;
            case FrameItem frame:
                var ring = new Polygons();
                ring.Ring(frame.X, frame.Y, frame.Width!.Value, frame.Height!.Value, frame.LineWidth!.Value);
                shapes.Add(ring.ToInk(color, "frame"));
                break;
            case LogoItem logo:
                shapes.Add(Logo.Draw(logo.Mark!.Value, logo.X, logo.Y, logo.Size!.Value).ToInk(color, "logo"));
                break;
            case BarcodeItem code:
                shapes.Add(Bars(code).ToInk(color, "barcode") with { Text = code.Text });
                break;
            case QrCodeItem code:
                shapes.Add(Modules(code).ToInk(color, "qrCode") with { Text = code.Text });
                break;
            case StampItem stamp:
                AddStamp(shapes, stamp);
                break;
            case CheckBoxItem box:
                AddCheckBox(shapes, box);
                break;
            default:
                throw new NotSupportedException($"No way to print {item.GetType().Name}.");
        }
        return shapes;
    }

    private static void AddText(List<InkShape> shapes, TextItem text)
    {
        var font = PrintSetter.FontOf(text);
        double size = text.Size!.Value, width = PrintedText.Width(text.Text, size, font);
        double left = text.Align switch { TextAlign.Right => text.X - width, TextAlign.Center => text.X - width / 2, _ => text.X };
        Add(shapes, text.Color!.Value, text.Role ?? Fallback, PrintedText.Outline(text.Text, left, text.Y + PrintStyle.Baseline * size, size, font));
    }

    private static void AddStamp(List<InkShape> shapes, StampItem stamp)
    {
        var font = PrintFont.Find(stamp.Font!)!.Bold;
        double size = stamp.Size!.Value, pad = PrintStyle.StampPadding * size, angle = stamp.Angle!.Value;
        var (width, height) = PrintStyle.StampBox(stamp.Text!, size, font);
        var centre = new Point2(stamp.X + width / 2, stamp.Y + height / 2);
        Point2[] Turn(Point2[] points) => Array.ConvertAll(points, p => Rotation.About(centre, angle, p));
        var frame = new Polygons();
        frame.Ring(stamp.X, stamp.Y, width, height, PrintStyle.StampLine * size);
        var ring = frame.ToInk(stamp.Color!.Value, "stamp");
        shapes.Add(new PrintInk(ring.Color, ring.Kind, Turn(ring.Points), ring.ContourEnds));
        double baseline = stamp.Y + pad + PrintStyle.CapHeight * size;
        foreach (var line in stamp.Text!.Split('\n'))
        {
            var text = PrintedText.Outline(line, centre.X - PrintedText.Width(line, size, font) / 2, baseline, size, font);
            var start = text.Run is { } run ? Rotation.About(centre, angle, new Point2(run.X, run.Y)) : default;
            Add(shapes, stamp.Color.Value, "stamp", text with { Points = Turn(text.Points), Run = text.Run is null ? null : text.Run with { X = start.X, Y = start.Y, Angle = angle } }, angle);
            baseline += PrintStyle.LineHeight * size;
        }
    }

    private static void AddCheckBox(List<InkShape> shapes, CheckBoxItem box)
    {
        double size = box.Size!.Value, side = PrintStyle.CheckBox * size, pen = PrintStyle.CheckLine * size;
        var ring = new Polygons();
        ring.Ring(box.X, box.Y, side, side, pen);
        shapes.Add(ring.ToInk(box.Color!.Value, "checkBox"));
        if (box.Ticked == true)
        {
            var tick = new Polygons();
            double r = 0.3 * side, x = box.X + side / 2, y = box.Y + side / 2, w = 0.75 * pen;
            tick.Add((x - r, y - r - w), (x + r + w, y + r), (x + r, y + r + w), (x - r - w, y - r));
            tick.Add((x + r, y - r - w), (x + r + w, y - r), (x - r, y + r + w), (x - r - w, y + r));
            shapes.Add(tick.ToInk(box.Color.Value, "tick"));
        }
        var text = PrintedText.Outline(box.Text, box.X + side + PrintStyle.CheckGap * size, box.Y + PrintStyle.Baseline * size, size, PrintFont.Find(box.Font!)!);
        Add(shapes, box.Color.Value, "checkBox", text);
    }

    private static Polygons Bars(BarcodeItem code)
    {
        var widths = Code128.Encode(code.Text);
        var bars = new Polygons();
        double module = code.Width!.Value / widths.Sum(w => w), x = code.X;
        for (int i = 0; i < widths.Length; x += widths[i] * module, i++)
        {
            if (i % 2 == 0)
                bars.Box(x, code.Y, widths[i] * module, code.Height!.Value);
        }
        return bars;
    }

    private static Polygons Modules(QrCodeItem code)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code.Text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        const int Quiet = 4; // the library's matrix has the quiet zone around it
        int count = data.ModuleMatrix.Count - 2 * Quiet;
        double module = code.Size!.Value / count;
        var modules = new Polygons();
        for (int row = 0; row < count; row++)
        {
            var line = data.ModuleMatrix[row + Quiet];
            for (int column = 0, end; column < count; column = end + 1)
            {
                for (end = column; end < count && line[end + Quiet]; end++)
                {
                }
                if (end > column)
                    modules.Box(code.X + column * module, code.Y + row * module, (end - column) * module, module);
            }
        }
        return modules;
    }

    private static void Add(List<InkShape> shapes, Rgb color, string kind, TextOutline text, double angle = 0)
    {
        if (text.Points.Length > 0)
            shapes.Add(new TextInk(color, kind, text.Printed, null, text.Points, text.ContourEnds) { Words = text.Words, Angle = angle, Run = text.Run });
    }
}
