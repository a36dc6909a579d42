// Smooth lines and dots on a picture.
namespace EcgGen.Display;

/// <summary>Draws on a picture, in its pixels. A line covers what it crosses twice only once.</summary>
internal sealed class Pen(Picture picture)
{
    private readonly byte[] _cover = new byte[picture.Width * picture.Height];

    // What of the cover is not 0: columns and rows.
    private int _left = int.MaxValue, _top = int.MaxValue, _right = -1, _bottom = -1;

    /// <summary>Draws a line through points; it has gaps where they are NaN.</summary>
    /// <param name="points">The points.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="closed">Whether it goes on from the last point to the first.</param>
    public void Line(ReadOnlySpan<PixelPoint> points, double width, Rgb color, bool closed = false)
    {
        for (int i = 1; i < points.Length; i++)
            Cover(points[i - 1], points[i], width / 2);
        if (closed && points.Length > 2)
            Cover(points[^1], points[0], width / 2);
        Ink(color);
    }

    /// <summary>Draws dots.</summary>
    /// <param name="points">Their centres; those that are NaN are left out.</param>
    /// <param name="diameter">Pixels.</param>
    /// <param name="color">The colour.</param>
    public void Dots(IEnumerable<PixelPoint> points, double diameter, Rgb color)
    {
        foreach (var point in points)
            Cover(point, point, diameter / 2);
        Ink(color);
    }

    /// <summary>Covers all pixels whose centre is within a distance of a piece of line; at its edge in part.</summary>
    private void Cover(PixelPoint from, PixelPoint to, double radius)
    {
        double reach = radius + 0.5;
        // False where a coordinate is NaN, too.
        if (!(Math.Max(from.X, to.X) > -reach && Math.Max(from.Y, to.Y) > -reach && Math.Min(from.X, to.X) < picture.Width + reach && Math.Min(from.Y, to.Y) < picture.Height + reach))
            return;
        int left = Within(Math.Min(from.X, to.X) - reach, picture.Width), right = Within(Math.Max(from.X, to.X) + reach, picture.Width);
        int top = Within(Math.Min(from.Y, to.Y) - reach, picture.Height), bottom = Within(Math.Max(from.Y, to.Y) + reach, picture.Height);
        double dx = to.X - from.X, dy = to.Y - from.Y, square = dx * dx + dy * dy;
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double px = x + 0.5 - from.X, py = y + 0.5 - from.Y;
                double along = square > 0 ? Math.Clamp((px * dx + py * dy) / square, 0, 1) : 0;
                double away = Math.Sqrt((px - along * dx) * (px - along * dx) + (py - along * dy) * (py - along * dy));
                ref byte cover = ref _cover[y * picture.Width + x];
                cover = Math.Max(cover, (byte)(255 * Math.Clamp(reach - away, 0, 1)));
            }
        }
        (_left, _top, _right, _bottom) = (Math.Min(_left, left), Math.Min(_top, top), Math.Max(_right, right), Math.Max(_bottom, bottom));
    }

    private static int Within(double place, int size) => (int)Math.Clamp(Math.Floor(place), 0, size - 1);

    /// <summary>Mixes the colour in, as light mixes, and forgets what was covered.</summary>
    private void Ink(Rgb color)
    {
        ReadOnlySpan<float> light = [Picture.Light(color.R), Picture.Light(color.G), Picture.Light(color.B)];
        for (int y = _top; y <= _bottom; y++)
        {
            for (int x = _left; x <= _right; x++)
            {
                float cover = _cover[y * picture.Width + x] / 255f;
                var pixel = picture.Pixels.AsSpan(3 * (y * picture.Width + x), 3);
                for (int c = 0; cover > 0 && c < 3; c++)
                    pixel[c] = Picture.Byte(Picture.Light(pixel[c]) + cover * (light[c] - Picture.Light(pixel[c])));
            }
            if (_right >= _left)
                _cover.AsSpan(y * picture.Width + _left, _right - _left + 1).Clear();
        }
        (_left, _top, _right, _bottom) = (int.MaxValue, int.MaxValue, -1, -1);
    }
}
