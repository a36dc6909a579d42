// What the ground truth says, drawn over the picture: so that one sees whether it is true.
namespace EcgGen.Display;

internal static class TruthOverlay
{
    // Okabe and Ito's colours, which people of any colour vision tell apart; leads take turns.
    private static readonly Rgb[] s_leads = [new(0, 114, 178), new(213, 94, 0), new(0, 158, 115), new(204, 121, 167), new(230, 159, 0), new(86, 180, 233)];
    private static readonly Rgb s_text = new(110, 60, 200), s_handwriting = new(230, 0, 140), s_other = new(90, 90, 90), s_node = new(0, 150, 170);

    // Closer together than this many pixels, samples are a line and nodes a blur.
    private const double Apart = 5;

    /// <summary>
    /// Draws the boxes of leads, texts, handwriting, marks, separators and pulses, the traces through all samples, and, where there is room for them, the samples
    /// themselves and the crossings of the 5 mm grid.
    /// </summary>
    /// <param name="picture">The picture, a part of the image, scaled.</param>
    /// <param name="truth">The image's truth.</param>
    /// <param name="x">The part's left edge in the image, in pixels.</param>
    /// <param name="y">Its top edge.</param>
    /// <param name="scaleX">The picture's pixels per pixel of the image, across.</param>
    /// <param name="scaleY">The same, down.</param>
    public static void Draw(Picture picture, EcgGroundTruth truth, double x, double y, double scaleX, double scaleY)
    {
        var pen = new Pen(picture);
        // Lines are about as fine as the picture is: a pixel on a terminal's blocks, two in a picture of a thousand pixels.
        double line = Math.Clamp(picture.Width / 800.0, 1, 2);

        Dots((truth.Grid ?? []).SelectMany(row => row), Distance(truth.Grid?.FirstOrDefault() ?? []), 2.5 * line, s_node);
        foreach (var quad in (truth.Texts ?? []).Select(t => t.Quad))
            Box(quad, s_text);
        foreach (var quad in (truth.Handwriting ?? []).Select(w => w.Quad))
            Box(quad, s_handwriting);
        foreach (var quad in (truth.Marks ?? []).Select(m => m.Quad).Concat((truth.Separators ?? []).Select(s => s.Quad)))
            Box(quad, s_other);
        foreach (var pulse in truth.Pulses ?? [])
            pen.Line(Place(pulse.Points), line, s_other);
        foreach (var (i, lead) in (truth.Leads ?? []).Index())
        {
            var color = s_leads[i % s_leads.Length];
            Box(lead.Quad ?? [], color);
            pen.Line(Place(lead.Points), line, color);
            Dots(lead.Points, Distance(lead.Points), 3 * line, color);
        }

        PixelPoint[] Place(IEnumerable<PixelPoint> points) => [.. points.Select(p => new PixelPoint((p.X - x) * scaleX, (p.Y - y) * scaleY))];

        // Boxes are around what is to be seen: finer than it.
        void Box(PixelPoint[] quad, Rgb color) => pen.Line(Place(quad), 0.6 * line, color, closed: true);

        void Dots(IEnumerable<PixelPoint> points, double apart, double diameter, Rgb color)
        {
            if (apart >= Apart)
                pen.Dots(Place(points), diameter, color);
        }

        // The usual distance of neighbours across, in the picture's pixels.
        double Distance(PixelPoint[] points)
        {
            double[] steps = [.. points.Zip(points.Skip(1), (a, b) => Math.Abs(b.X - a.X) * scaleX).Where(double.IsFinite).Order()];
            return steps.Length > 0 ? steps[steps.Length / 2] : 0;
        }
    }
}
