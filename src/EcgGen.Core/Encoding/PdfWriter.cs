// Writes the sheet as PDF: true millimetres, strokes, and text that can be selected and searched.
using System.Globalization;
using System.Text;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Encoders;

/// <summary>
/// PDF 1.7 of one page as large as the sheet. Its content is written in millimetres from the top left, under a
/// transformation to PDF's points. Fonts are embedded in part. Equal scenes give equal bytes.
/// </summary>
internal static class PdfWriter
{
    private const double PointsPerMm = 72 / 25.4;

    /// <summary>Writes a scene.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: the image is not the undistorted sheet.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; nothing was written.</exception>
    public static void Write(PageScene scene, Stream output, CancellationToken cancellation)
    {
        VectorSheet.RequireUndistorted(scene);
        var fonts = VectorSheet.Fonts(scene.Ink);
        var content = new StringBuilder();
        var sheet = scene.Plan.Sheet;
        content.Append(CultureInfo.InvariantCulture, $"{PointsPerMm:0.##########} 0 0 {-PointsPerMm:0.##########} 0 {sheet.Height * PointsPerMm:0.######} cm\n");
        AddPaper(content, scene.Plan);
        content.Append("1 J 1 j\n");
        var clip = $"q {Rectangle(scene.Plan.GridArea)} W n\n";
        foreach (var shape in scene.Ink)
        {
            cancellation.ThrowIfCancellationRequested();
            // What came with the sheet or was written on it reaches beyond what a cart prints on.
            content.Append(shape is PrintInk { OfSheet: true } or HoleInk or HandwritingInk ? "q\n" : clip);
            Add(content, shape, fonts);
            content.Append("Q\n");
        }

        var file = new PdfFile();
        int catalog = file.Reserve(), pages = file.Reserve(), page = file.Reserve();
        int stream = file.AddStream(System.Text.Encoding.Latin1.GetBytes(content.ToString()));
        var resources = string.Join(" ", fonts.Values.Select((font, i) => $"/F{i} {PdfFont.Add(file, font)} 0 R"));
        file.Set(catalog, $"<< /Type /Catalog /Pages {pages} 0 R >>");
        file.Set(pages, $"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>");
        file.Set(page, string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {sheet.Width * PointsPerMm:0.####} {sheet.Height * PointsPerMm:0.####}] /Contents {stream} 0 R /Resources << /Font << {resources} >> /ExtGState << /Multiply << /Type /ExtGState /BM /Multiply >> >> >> >>"));
        file.Write(catalog, output);
    }

    private static void AddPaper(StringBuilder content, SheetPlan plan)
    {
        content.Append($"{Color(plan.Paper.PaperColor!.Value)} rg {Rectangle(plan.Sheet)} f\n");
        foreach (var strokes in VectorSheet.Grid(plan))
        {
            content.Append($"{(strokes.AreDots ? 1 : 0)} J {Color(strokes.Color)} RG {Mm(strokes.Width)} w\n");
            foreach (var (a, b) in strokes.Lines)
                content.Append($"{Mm(a.X)} {Mm(a.Y)} m {Mm(b.X)} {Mm(b.Y)} l\n");
            content.Append("S\n");
        }
    }

    private static void Add(StringBuilder content, InkShape shape, OrderedDictionary<string, FontSubset> fonts)
    {
        switch (shape)
        {
            case HandwritingInk hand:
                content.Append($"/Multiply gs {Color(hand.Color)} RG\n");
                foreach (var (run, width) in VectorSheet.Stretches(hand))
                {
                    content.Append($"{Mm(width)} w\n");
                    AddLine(content, hand.Points.AsSpan(run));
                    content.Append("S\n");
                }
                break;
            case StrokeInk stroke:
                content.Append($"{Color(stroke.Color)} RG {Mm(stroke.Width)} w\n");
                foreach (var run in VectorSheet.Runs(stroke.Points))
                    AddLine(content, stroke.Points.AsSpan(run));
                content.Append("S\n");
                break;
            case TextInk { Run: { } run } text:
                AddText(content, text, run, fonts);
                break;
            case AreaInk area:
                AddArea(content, area);
                break;
            default:
                throw new NotSupportedException($"No way to write {shape.GetType().Name} as PDF.");
        }
    }

    private static void AddLine(StringBuilder content, ReadOnlySpan<Point2> points)
    {
        content.Append($"{Mm(points[0].X)} {Mm(points[0].Y)} m\n");
        // A line that ends where it starts is a dot of the pen.
        foreach (var p in points.Length == 1 ? points : points[1..])
            content.Append($"{Mm(p.X)} {Mm(p.Y)} l\n");
    }

    private static void AddText(StringBuilder content, TextInk text, TextRun run, OrderedDictionary<string, FontSubset> fonts)
    {
        var (sin, cos) = Math.SinCos(run.Angle * Math.PI / 180);
        // Letters stand upright again: the page's y points down, a font's up.
        content.Append(CultureInfo.InvariantCulture, $"BT {Color(text.Color)} rg /F{fonts.IndexOf(run.Font)} {Mm(run.Size)} Tf ")
            .Append(CultureInfo.InvariantCulture, $"{cos:0.######} {sin:0.######} {sin:0.######} {-cos:0.######} {Mm(run.X)} {Mm(run.Y)} Tm <");
        foreach (ushort glyph in fonts[run.Font].Add(text.Text))
            content.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        content.Append("> Tj ET\n");
    }

    private static void AddArea(StringBuilder content, AreaInk area)
    {
        content.Append($"{Color(area.Color)} rg\n");
        int start = 0;
        foreach (int end in area.ContourEnds)
        {
            AddLine(content, area.Points.AsSpan(start..end));
            content.Append("h\n");
            start = end;
        }
        content.Append("f\n");
    }

    private static string Rectangle(SheetRect r) => $"{Mm(r.X)} {Mm(r.Y)} {Mm(r.Width)} {Mm(r.Height)} re";

    private static string Color(Rgb color) => string.Create(CultureInfo.InvariantCulture, $"{color.R / 255.0:0.#####} {color.G / 255.0:0.#####} {color.B / 255.0:0.#####}");

    private static string Mm(double value) => Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
