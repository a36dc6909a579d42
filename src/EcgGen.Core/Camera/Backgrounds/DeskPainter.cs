// Puts what the sheet lies on into the image, as the camera sees it.
using System.Numerics.Tensors;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Camera;

/// <summary>Draws a background through the view of the desk.</summary>
/// <param name="background">The background.</param>
/// <param name="scene">The image's scene.</param>
/// <param name="cancellation">Polled every few rows.</param>
internal sealed class DeskPainter(Background background, PageScene scene, CancellationToken cancellation)
{
    // Pixels that are looked at together.
    private const int Span = 64;

    // The millimetre at an edge may be bent away or softened.
    private const double Margin = 1;

    private CoordinateMap? _desk;

    private CoordinateMap Desk => _desk ??= scene.View is { } view ? new GridMap(scene.Width, scene.Height, view.Desk, null, cancellation) : scene.Flat;

    /// <summary>Draws the surface, where the sheet does not cover it anyway.</summary>
    /// <param name="image">Receives it.</param>
    /// <param name="sheet">The sheet's places in the image.</param>
    /// <param name="paper">What is left of the sheet's paper; null for all of it.</param>
    public void DrawUnder(PixelBuffer image, CoordinateMap sheet, PaperPlane? paper)
    {
        double scale = scene.Flat.Scale;
        var light = paper is null ? null : new HoleLight(paper, scene.Plan.Sheet, scale, scene.SheetHeight);
        SheetRect[] missing = [.. (paper?.Holes ?? []).Select(h => new SheetRect(h.X / scale - Margin, h.Y / scale - Margin, h.Width / scale + 2 * Margin, h.Height / scale + 2 * Margin))];
        Span<double> xs = stackalloc double[Span], ys = stackalloc double[Span];
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            for (int x = 0; x < image.Width; x += Span)
            {
                int count = Math.Min(Span, image.Width - x);
                sheet.InverseRow(x, y, xs[..count], ys[..count]);
                if (IsCovered(xs[..count], ys[..count], missing))
                    continue;
                Desk.InverseRow(x, y, xs[..count], ys[..count]);
                background.DrawRow(xs[..count], ys[..count], PixelSize(xs, ys, count), image.Row(y).Slice(3 * x, 3 * count), light);
            }
        }
    }

    /// <summary>Draws what lies over the sheet.</summary>
    public void DrawOver(PixelBuffer image)
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
                Desk.InverseRow(x, y, xs[..count], ys[..count]);
                background.DrawOver(xs[..count], ys[..count], PixelSize(xs, ys, count), image.Row(y).Slice(3 * x, 3 * count));
            }
        }
    }

    /// <summary>Whether the sheet covers all places of a row.</summary>
    private bool IsCovered(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, SheetRect[] missing)
    {
        if (!Inside(xs[0], ys[0]) || !Inside(xs[^1], ys[^1]))
            return false;
        if (missing.Length == 0)
            return true;
        double left = TensorPrimitives.Min(xs), right = TensorPrimitives.Max(xs), top = TensorPrimitives.Min(ys), bottom = TensorPrimitives.Max(ys);
        foreach (var hole in missing)
        {
            if (right > hole.X && left < hole.Right && bottom > hole.Y && top < hole.Bottom)
                return false;
        }
        return true;
    }

    private bool Inside(double x, double y)
    {
        var sheet = scene.Plan.Sheet;
        return x > sheet.X + Margin && x < sheet.Right - Margin && y > sheet.Y + Margin && y < sheet.Bottom - Margin;
    }

    private double PixelSize(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, int count)
    {
        if (count < 2)
            return 1 / scene.Scale;
        double dx = xs[count - 1] - xs[0], dy = ys[count - 1] - ys[0];
        return Math.Sqrt(dx * dx + dy * dy) / (count - 1);
    }
}
