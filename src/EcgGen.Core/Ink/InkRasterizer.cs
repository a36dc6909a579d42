// From the display list to coverage: the one way in which a shape becomes pixels, for images and masks alike.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Ink;

/// <summary>Draws shapes into masks; one for each thread.</summary>
/// <param name="scale">Pixels per mm.</param>
/// <param name="clip">Where ink may be, in pixels.</param>
public sealed class InkRasterizer(double scale, PixelRect clip)
{
    private readonly TraceRasterizer _pen = new();

    /// <summary>Draws a shape's coverage.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mask">Receives it, and the bounds of what is drawn.</param>
    public void Draw(InkShape shape, CoverageMask mask)
    {
        switch (shape)
        {
            case StrokeInk stroke:
                _pen.Draw(Scaled(stroke.Points), stroke.Width / 2 * scale, clip, mask);
                break;
            case AreaInk area:
                PolygonRasterizer.Fill(Scaled(area.Points), area.ContourEnds, clip, mask);
                break;
            default:
                throw new NotSupportedException($"No way to draw {shape.GetType().Name}.");
        }
    }

    private Point2[] Scaled(Point2[] points) => Array.ConvertAll(points, p => new Point2(p.X * scale, p.Y * scale));
}
