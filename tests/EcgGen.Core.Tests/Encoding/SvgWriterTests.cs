// SVG files: their numbers against the truth, and a stranger's picture of them against ours.
using System.Globalization;
using System.Xml.Linq;
using EcgGen.Core.Encoders;

namespace EcgGen.Core.Tests;

public class SvgWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(200, PaperSize.A4, "297mm", "210mm", "0 0 297 210")]
    [InlineData(96, PaperSize.Letter, "279.4mm", "215.9mm", "0 0 279.4 215.9")]
    public void Points_are_the_truths_in_millimetres(int dpi, PaperSize size, string width, string height, string view)
    {
        var scene = Page.Compose(Page.Synthetic(3), new PaperStage { Dpi = dpi, PaperSize = size });
        var root = Write(scene);
        Assert.Equal((width, height, view), (root.Attribute("width")!.Value, root.Attribute("height")!.Value, root.Attribute("viewBox")!.Value));

        var truth = scene.Truth();
        var traces = Of(root, "trace");
        Assert.Equal(truth.Leads!.Select(l => (l.Id, l.Name)), traces.Select(t => (t.Attribute("data-lead-id")!.Value, t.Attribute("data-lead")!.Value)));
        foreach (var (lead, trace) in truth.Leads!.Zip(traces))
        {
            var points = Points(Assert.Single(trace.Elements(Svg + "polyline")));
            Assert.Equal(lead.Points.Length, points.Length);
            foreach (var (p, q) in lead.Points.Zip(points))
            {
                Assert.Equal(p.X / dpi * 25.4, q.X, 0.001);
                Assert.Equal(p.Y / dpi * 25.4, q.Y, 0.001);
            }
            Assert.Equal(scene.Plan.Paper.PenWidth!.Value, Number(trace, "stroke-width"), 1e-9);
        }
        var pulses = Of(root, "pulse");
        Assert.Equal(truth.Pulses!.Select(p => p.Points.Length), pulses.Select(p => Points(p.Element(Svg + "polyline")!).Length));
    }

    [Fact]
    public void The_file_alone_gives_the_signal_back()
    {
        var signal = Page.Synthetic(4);
        foreach (var trace in Of(Write(Page.Compose(signal)), "trace"))
        {
            var samples = signal[trace.Attribute("data-lead")!.Value].Span;
            int first = (int)Number(trace, "data-first-sample");
            Assert.Equal(signal.Info.SamplingRate, Number(trace, "data-sampling-rate"));
            var points = Points(trace.Element(Svg + "polyline")!);
            Assert.Equal((int)Number(trace, "data-sample-count"), points.Length);
            for (int i = 0; i < points.Length; i++)
            {
                Assert.Equal(samples[first + i], (Number(trace, "data-baseline-y") - points[i].Y) / Number(trace, "data-mm-per-mv"), 2e-5);
                Assert.Equal(points[0].X + i * Number(trace, "data-mm-per-sample"), points[i].X, 2e-4);
            }
        }
    }

    [Fact]
    public void Texts_are_texts_at_their_place()
    {
        var scene = Page.Compose(Page.Synthetic(3));
        var texts = Write(scene).Descendants(Svg + "text").ToArray();
        Assert.Equal(scene.Truth().Texts!.Select(t => (t.Text, t.Lead)), texts.Select(t => (t.Value, t.Attribute("data-lead-id")?.Value)));
        foreach (var (text, box) in texts.Zip(scene.Truth().Texts!.Select(t => t.Box)))
        {
            // The baseline starts within a letter's side bearing of the ink, and ends within one of it.
            double mm = scene.Flat.Scale, size = Number(text, "font-size");
            Assert.InRange(box[0] / mm - Number(text, "x"), 0, 0.3 * size);
            Assert.InRange(Number(text, "x") + Number(text, "textLength") - (box[0] + box[2]) / mm, -0.1 * size, 0.3 * size);
            Assert.InRange(Number(text, "y") - (box[1] + box[3]) / mm, -0.3 * size, 0.3 * size);
        }
    }

    [Fact]
    public void Gaps_part_a_trace_and_a_lonely_sample_is_a_dot()
    {
        double[] samples = [.. Enumerable.Range(0, 300).Select(i => i is 100 or 102 or >= 200 and < 210 ? double.NaN : 0.1)];
        var trace = Assert.Single(Of(Write(Page.Compose(Page.FromArrays(100, ("II", samples)))), "trace"));
        Assert.Equal(["0", "101", "103", "210"], trace.Elements().Select(e => e.Attribute("data-first")!.Value));
        Assert.Equal([100, 2, 97, 90], trace.Elements().Select(e => Points(e).Length));
    }

    [Fact]
    public void Names_that_XML_cannot_hold_do_no_harm()
    {
        var root = Write(Page.Compose(Page.FromArrays(100, ("<&\"\u0001>\uD83D\uDE00", new double[300]))));
        Assert.Equal("<&\"\uFFFD>\uD83D\uDE00", Assert.Single(Of(root, "trace")).Attribute("data-lead")!.Value);
    }

    [Theory]
    [InlineData(GridStyle.Lines, "grid-fine grid-coarse")]
    [InlineData(GridStyle.TwoInks, "grid-fine grid-coarse")]
    [InlineData(GridStyle.Coarse, "grid-coarse")]
    [InlineData(GridStyle.Dots, "grid-coarse grid-dots")]
    [InlineData(GridStyle.LinesAndDots, "grid-fine grid-coarse grid-dots")]
    [InlineData(GridStyle.None, "")]
    public void Grids_are_lines_and_dots(GridStyle style, string ids)
    {
        var scene = Page.Compose(Page.Synthetic(seconds: 2, rate: 100), new PaperStage { GridStyle = style });
        var paths = Write(scene).Descendants().Single(e => e.Attribute("id")?.Value == "grid").Elements().ToArray();
        Assert.Equal(ids, string.Join(' ', paths.Select(p => p.Attribute("id")!.Value)));
        var (columns, rows) = ((int)scene.Plan.GridArea.Width / 5, (int)scene.Plan.GridArea.Height / 5);
        foreach (var path in paths)
        {
            int expected = path.Attribute("id")!.Value switch { "grid-coarse" => columns + rows + 2, "grid-fine" => 4 * (columns + rows), _ => 16 * columns * rows };
            Assert.Equal(expected, path.Attribute("d")!.Value.Count(c => c == 'M'));
        }
    }

    [Fact]
    public void Equal_scenes_give_equal_bytes_and_cancellation_stops_it()
    {
        var scene = Page.Compose(Page.Synthetic(3));
        Assert.Equal(VectorFiles.Bytes(scene, ImageFormat.Svg), VectorFiles.Bytes(Page.Compose(Page.Synthetic(3)), ImageFormat.Svg));
        Assert.Throws<OperationCanceledException>(() => SvgWriter.Write(scene, Stream.Null, new CancellationToken(true)));
    }

    [Fact]
    public void Librsvg_draws_what_we_draw()
    {
        byte[] Picture(PageScene scene) => ExternalTool.Run("rsvg-convert", VectorFiles.Bytes(scene, ImageFormat.Svg), "-w", $"{scene.Width}", "-h", $"{scene.Height}", "{file}");
        var page = VectorFiles.Sheet(GridStyle.Lines);
        VectorFiles.AssertLooksLike(page, Picture(page));
        var blank = VectorFiles.Sheet(GridStyle.None);
        VectorFiles.AssertTracesInPlace(blank, Picture(blank));
    }

    private static XElement Write(PageScene scene) => XDocument.Parse(System.Text.Encoding.UTF8.GetString(VectorFiles.Bytes(scene, ImageFormat.Svg))).Root!;

    private static XElement[] Of(XElement root, string kind) => [.. root.Descendants(Svg + "g").Where(e => e.Attribute("class")?.Value == kind)];

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static (double X, double Y)[] Points(XElement polyline) => [.. polyline.Attribute("points")!.Value.Split(' ').Select(p => p.Split(','))
        .Select(p => (double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)))];
}
