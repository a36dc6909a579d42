// Puts what the sheet lies on into the image, as the camera sees it.
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Camera;

/// <summary>Draws a background through the view of the desk.</summary>
/// <param name="background">The background.</param>
/// <param name="scene">The image's scene.</param>
internal sealed class DeskPainter(Background background, PageScene scene)
{
    // Pixels that are looked at together.
    private const int Span = 64;

    private readonly CoordinateMap _desk = scene.View is { } view ? new GridMap(scene.Width, scene.Height, view.Desk, null) : scene.Flat;

    /// <summary>Draws the surface, where the sheet does not cover it anyway.</summary>
    /// <param name="image">Receives it.</param>
    /// <param name="whole">Whether no paper is missing.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void DrawUnder(PixelBuffer image, bool whole, CancellationToken cancellation)
    {
        Span<double> xs = stackalloc double[Span], ys = stackalloc double[Span];
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            for (int x = 0; x < image.Width; x += Span)
            {
                int count = Math.Min(Span, image.Width - x);
                if (whole)
                {
                    scene.Map.InverseRow(x, y, xs[..count], ys[..count]);
                    if (Inside(xs[0], ys[0]) && Inside(xs[count - 1], ys[count - 1]))
                        continue;
                }
                _desk.InverseRow(x, y, xs[..count], ys[..count]);
                background.DrawRow(xs[..count], ys[..count], PixelSize(xs, ys, count), image.Row(y).Slice(3 * x, 3 * count));
            }
        }
    }

    /// <summary>Draws what lies over the sheet.</summary>
    public void DrawOver(PixelBuffer image, CancellationToken cancellation)
    {
        if (background.Over is null)
            return;
        Span<double> xs = stackalloc double[Span], ys = stackalloc double[Span];
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            for (int x = 0; x < image.Width; x += Span)
            {
                int count = Math.Min(Span, image.Width - x);
                _desk.InverseRow(x, y, xs[..count], ys[..count]);
                background.DrawOver(xs[..count], ys[..count], PixelSize(xs, ys, count), image.Row(y).Slice(3 * x, 3 * count));
            }
        }
    }

    // The millimetre at the edge may be bent away or softened.
    private bool Inside(double x, double y)
    {
        var sheet = scene.Plan.Sheet;
        return x > sheet.X + 1 && x < sheet.Right - 1 && y > sheet.Y + 1 && y < sheet.Bottom - 1;
    }

    private double PixelSize(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, int count)
    {
        if (count < 2)
            return 1 / scene.Scale;
        double dx = xs[count - 1] - xs[0], dy = ys[count - 1] - ys[0];
        return Math.Sqrt(dx * dx + dy * dy) / (count - 1);
    }
}
