// From the display list to coverage: the one way in which a shape becomes pixels, for images and masks alike.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Ink;

/// <summary>Draws shapes into masks; one for each thread.</summary>
public sealed class InkRasterizer : IDisposable
{
    private readonly double _scale;
    private readonly PixelRect _clip, _sheet;
    private readonly TraceRasterizer _pen = new();
    private readonly HeadRasterizer _head = new();
    private readonly CoverageMask _sharp = new();
    private readonly InkWear? _wear;
    private readonly SoftEdge? _softEdge;
    private (double Sigma, SoftEdge Edge) _penEdge;

    /// <summary>A rasteriser for one page.</summary>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="clip">Where the cart's ink may be, in pixels.</param>
    /// <param name="sheet">The whole sheet in pixels, for what came with it.</param>
    /// <param name="paper">The resolved stage, whose pen decides what ink does.</param>
    public InkRasterizer(double scale, PixelRect clip, PixelRect sheet, PaperStage paper)
    {
        _scale = scale;
        _clip = clip;
        _sheet = sheet;
        _wear = InkWear.Of(paper, scale, sheet.Width, sheet.Height);
        _softEdge = paper.PenBleed > 0 ? new SoftEdge(paper.PenBleed.Value * scale) : null;
    }

    /// <summary>Draws a shape's coverage.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mask">Receives it, and the bounds of what is drawn.</param>
    public void Draw(InkShape shape, CoverageMask mask)
    {
        if (shape is PrintInk { OfSheet: true })
        {
            DrawSharp(shape, _sheet, mask);
            return;
        }
        if (shape is HandwritingInk hand)
        {
            DrawByHand(hand, mask);
            return;
        }
        if (_softEdge is null)
        {
            DrawSharp(shape, _clip, mask);
        }
        else
        {
            DrawSharp(shape, _clip, _sharp);
            _softEdge.Spread(_sharp, _clip, mask);
        }
        _wear?.Apply(mask);
    }

    /// <inheritdoc/>
    public void Dispose() => _sharp.Dispose();

    private void DrawByHand(HandwritingInk hand, CoverageMask mask)
    {
        if (!(hand.Bleed > 0))
        {
            DrawSharp(hand, _sheet, mask);
            return;
        }
        DrawSharp(hand, _sheet, _sharp);
        // All that is written on a page is of few pens.
        double sigma = hand.Bleed * _scale;
        if (_penEdge.Sigma != sigma)
            _penEdge = (sigma, new SoftEdge(sigma));
        _penEdge.Edge.Spread(_sharp, _sheet, mask);
    }

    private void DrawSharp(InkShape shape, PixelRect clip, CoverageMask mask)
    {
        switch (shape)
        {
            case StrokeInk { Head: { } head } stroke:
                _head.Draw(stroke.Points, stroke.Width, head, _scale, clip, mask);
                break;
            case StrokeInk stroke:
                double[] radii = stroke.Widths is { } widths ? Array.ConvertAll(widths, w => w / 2 * _scale) : [];
                _pen.Draw(Scaled(stroke.Points), stroke.Width / 2 * _scale, clip, mask, radii);
                break;
            case AreaInk area:
                PolygonRasterizer.Fill(Scaled(area.Points), area.ContourEnds, clip, mask);
                break;
            default:
                throw new NotSupportedException($"No way to draw {shape.GetType().Name}.");
        }
    }

    private Point2[] Scaled(Point2[] points) => Array.ConvertAll(points, p => new Point2(p.X * _scale, p.Y * _scale));
}
