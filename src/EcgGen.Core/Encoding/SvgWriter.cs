// Writes the sheet as SVG: millimetres, strokes, text in embedded fonts, and what everything is.
using System.Globalization;
using System.Text;
using System.Xml;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Encoders;

/// <summary>
/// SVG 1.1 whose user unit is the millimetre. Groups and data attributes say which lead, which samples and which scales a
/// polyline is, so that the file is its own ground truth: mV = (data-baseline-y − y) / data-mm-per-mv. Equal scenes give equal bytes.
/// </summary>
internal static class SvgWriter
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private static readonly (string Name, string? Value) Clip = ("clip-path", "url(#printed)");

    /// <summary>Writes a scene.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: the image is not the undistorted sheet.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the output holds a part of the file.</exception>
    public static void Write(PageScene scene, Stream output, CancellationToken cancellation)
    {
        VectorSheet.RequireUndistorted(scene);
        var fonts = VectorSheet.Fonts(scene.Ink);
        var plan = scene.Plan;
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("svg", Namespace);
        Attributes(xml, ("version", "1.1"), ("width", $"{Mm(plan.Sheet.Width)}mm"), ("height", $"{Mm(plan.Sheet.Height)}mm"),
            ("viewBox", $"0 0 {Mm(plan.Sheet.Width)} {Mm(plan.Sheet.Height)}"),
            ("data-speed", Mm(plan.Paper.Speed!.Value)), ("data-gain", Mm(plan.Paper.Gain!.Value)));
        WriteFonts(xml, fonts);
        xml.WriteStartElement("clipPath", Namespace);
        xml.WriteAttributeString("id", "printed");
        Rectangle(xml, plan.GridArea);
        xml.WriteEndElement();
        Rectangle(xml, plan.Sheet, ("id", "paper"), ("fill", Hex(plan.Paper.PaperColor!.Value)));
        WriteGrid(xml, plan);
        xml.WriteStartElement("g", Namespace);
        Attributes(xml, ("id", "ink"), ("stroke-linecap", "round"), ("stroke-linejoin", "round"));
        foreach (var shape in scene.Ink)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(xml, shape, scene, fonts);
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteFonts(XmlWriter xml, OrderedDictionary<string, FontSubset> fonts)
    {
        xml.WriteStartElement("style", Namespace);
        xml.WriteString("text { font-kerning: none; font-variant-ligatures: none; white-space: pre }\n");
        foreach (var font in fonts.Values)
            xml.WriteString($"@font-face {{ font-family: \"{Family(font)}\"; src: url(data:font/ttf;base64,{Convert.ToBase64String(font.ToFile())}) format(\"truetype\") }}\n");
        xml.WriteEndElement();
    }

    private static void WriteGrid(XmlWriter xml, SheetPlan plan)
    {
        xml.WriteStartElement("g", Namespace);
        Attributes(xml, ("id", "grid"), ("fill", "none"));
        foreach (var strokes in VectorSheet.Grid(plan))
        {
            var path = new StringBuilder();
            foreach (var (a, b) in strokes.Lines)
                path.Append($"M{Mm(a.X)},{Mm(a.Y)}").Append(a.X == b.X ? $"V{Mm(b.Y)}" : $"H{Mm(b.X)}");
            xml.WriteStartElement("path", Namespace);
            Attributes(xml, ("id", "grid-" + strokes.Name), ("stroke", Hex(strokes.Color)), ("stroke-width", Mm(strokes.Width)), ("stroke-linecap", strokes.AreDots ? "round" : "butt"), ("d", path.ToString()));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, InkShape shape, PageScene scene, OrderedDictionary<string, FontSubset> fonts)
    {
        switch (shape)
        {
            case TraceInk trace:
                var (lead, rate) = (trace.Lead, scene.Request.Record.SamplingRate);
                WriteStroke(xml, trace, [("class", "trace"), ("data-lead", lead.Name), ("data-lead-id", lead.Id), ("data-row", Whole(lead.Row)),
                    ("data-first-sample", Whole(lead.FirstSample)), ("data-sample-count", Whole(lead.SampleCount)), ("data-sampling-rate", Exact(rate)),
                    ("data-mm-per-sample", Exact(lead.SampleStep)), ("data-mm-per-mv", Exact(lead.Lead.Inverted ? -lead.Gain : lead.Gain)),
                    ("data-baseline-y", Mm(lead.BaselineY))]);
                break;
            case PulseInk pulse:
                WriteStroke(xml, pulse, [("class", "pulse"), ("data-row", Whole(pulse.Row))]);
                break;
            case HandwritingInk hand:
                WriteByHand(xml, hand);
                break;
            case StrokeInk stroke:
                WriteStroke(xml, stroke, [("class", "stroke")]);
                break;
            case TextInk { Run: { } run } text:
                WriteText(xml, text, run, fonts[run.Font]);
                break;
            case AreaInk area:
                WriteArea(xml, area);
                break;
            default:
                throw new NotSupportedException($"No way to write {shape.GetType().Name} as SVG.");
        }
    }

    /// <summary>One polyline for each stretch without a gap; data-first tells which of the lead's points it starts with.</summary>
    private static void WriteStroke(XmlWriter xml, StrokeInk stroke, (string Name, string? Value)[] attributes)
    {
        xml.WriteStartElement("g", Namespace);
        Attributes(xml, attributes);
        Attributes(xml, Clip, ("fill", "none"), ("stroke", Hex(stroke.Color)), ("stroke-width", Mm(stroke.Width)));
        foreach (var run in VectorSheet.Runs(stroke.Points))
        {
            xml.WriteStartElement("polyline", Namespace);
            Attributes(xml, ("data-first", Whole(run.Start.Value)), ("points", List(stroke.Points.AsSpan(run))));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>One polyline for each stretch of one width.</summary>
    private static void WriteByHand(XmlWriter xml, HandwritingInk hand)
    {
        xml.WriteStartElement("g", Namespace);
        Attributes(xml, ("class", hand.Text is null ? hand.Kind : "handwriting"), ("data-text", hand.Text), ("data-style", hand.Style), ("style", "mix-blend-mode: multiply"), ("fill", "none"), ("stroke", Hex(hand.Color)));
        foreach (var (run, width) in VectorSheet.Stretches(hand))
        {
            xml.WriteStartElement("polyline", Namespace);
            Attributes(xml, ("stroke-width", Mm(width)), ("points", List(hand.Points.AsSpan(run))));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>A line of one point is not drawn; one that ends where it starts is a dot of the pen.</summary>
    private static string List(ReadOnlySpan<Point2> points)
    {
        var list = new StringBuilder();
        foreach (var p in points)
            list.Append(list.Length > 0 ? " " : "").Append(Mm(p.X)).Append(',').Append(Mm(p.Y));
        if (points.Length == 1)
            list.Insert(0, list.ToString() + " ");
        return list.ToString();
    }

    private static void WriteText(XmlWriter xml, TextInk text, TextRun run, FontSubset font)
    {
        var turn = run.Angle == 0 ? null : $"rotate({Exact(run.Angle)} {Mm(run.X)} {Mm(run.Y)})";
        xml.WriteStartElement("text", Namespace);
        // The length holds viewers to the print's that do not load embedded fonts.
        Attributes(xml, Clip, ("class", text.Kind), ("data-lead-id", text.LeadId), ("x", Mm(run.X)), ("y", Mm(run.Y)), ("transform", turn),
            ("font-family", $"'{Family(font)}', '{font.Font.Name.Split('-')[0]}', sans-serif"), ("font-size", Mm(run.Size)),
            ("textLength", Mm(font.Advance(font.Add(text.Text)) * run.Size)), ("lengthAdjust", "spacingAndGlyphs"), ("fill", Hex(text.Color)));
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Legal(text.Text));
        xml.WriteEndElement();
    }

    private static void WriteArea(XmlWriter xml, AreaInk area)
    {
        var path = new StringBuilder();
        int start = 0;
        foreach (int end in area.ContourEnds)
        {
            path.Append('M');
            for (int i = start; i < end; i++)
                path.Append(i > start ? " " : "").Append(Mm(area.Points[i].X)).Append(',').Append(Mm(area.Points[i].Y));
            path.Append('Z');
            start = end;
        }
        var (kind, text, lead) = area switch { TextInk t => (t.Kind, t.Text, t.LeadId), PrintInk p => (p.Kind, p.Text, null), HoleInk => ("hole", null, null), _ => ("separator", null, null) };
        xml.WriteStartElement("path", Namespace);
        // What came with the sheet reaches beyond what a cart prints on.
        Attributes(xml, area is PrintInk { OfSheet: true } or HoleInk ? (Clip.Name, null) : Clip, ("class", kind), ("data-lead-id", lead), ("data-text", text), ("fill", Hex(area.Color)), ("d", path.ToString()));
        xml.WriteEndElement();
    }

    private static void Rectangle(XmlWriter xml, SheetRect area, params (string Name, string? Value)[] attributes)
    {
        xml.WriteStartElement("rect", Namespace);
        Attributes(xml, [.. attributes, ("x", Mm(area.X)), ("y", Mm(area.Y)), ("width", Mm(area.Width)), ("height", Mm(area.Height))]);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, string? Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                xml.WriteAttributeString(name, Legal(value));
        }
    }

    /// <summary>The font's name in the file: that of a part of it must not be mistaken for the whole.</summary>
    private static string Family(FontSubset font) => font.Font.Name + "-part";

    /// <summary>A record's names may hold what XML can't.</summary>
    private static string Legal(string text)
    {
        if (text.EnumerateRunes().All(Allowed))
            return text;
        return string.Concat(text.EnumerateRunes().Select(r => Allowed(r) ? r.ToString() : "\uFFFD"));

        static bool Allowed(Rune r) => r.Value is '\t' or '\n' or '\r' or (>= 0x20 and not 0xFFFE and not 0xFFFF);
    }

    private static string Mm(double value) => Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hex(Rgb color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";
}
