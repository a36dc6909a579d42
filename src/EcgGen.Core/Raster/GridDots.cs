// The dots of a grid: small discs at the crossings of fine lines, drawn from stamps.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Raster;

/// <summary>
/// Draws equal discs with their exact area in every pixel. A page has tens of thousands of them, so each is one of
/// <see cref="Phases"/>² stamps, made when first needed: a dot is at most 1 / (2 · <see cref="Phases"/>) px beside its place.
/// </summary>
/// <param name="diameter">In pixels.</param>
internal sealed class GridDots(double diameter)
{
    /// <summary>Places per pixel and axis where dots can be.</summary>
    public const int Phases = 16;

    // A disc's part of a pixel is summed over so many upright strips, each with its exact height at the middle.
    private const int Strips = 16;

    private readonly byte[]?[] _stamps = new byte[Phases * Phases][];
    private readonly int _reach = (int)Math.Ceiling(diameter / 2);

    /// <summary>Pixels per side of a stamp.</summary>
    private int Side => 2 * _reach + 1;

    /// <summary>Draws dots wherever two fine lines cross.</summary>
    /// <param name="image">The image.</param>
    /// <param name="columns">Upright lines.</param>
    /// <param name="rows">Level lines.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="ink">The dots' colour.</param>
    /// <param name="cancellation">Polled every row of dots.</param>
    public void Paint(PixelBuffer image, GridAxis columns, GridAxis rows, double scale, Rgb ink, CancellationToken cancellation)
    {
        int r = LinearLight.FromSrgb(ink.R), g = LinearLight.FromSrgb(ink.G), b = LinearLight.FromSrgb(ink.B);
        for (int row = rows.First; row <= rows.Last; row++)
        {
            if (GridAxis.IsCoarse(row))
                continue;
            cancellation.ThrowIfCancellationRequested();
            var (y, phaseY) = Place(rows.At(row) * scale);
            for (int column = columns.First; column <= columns.Last; column++)
            {
                if (GridAxis.IsCoarse(column))
                    continue;
                var (x, phaseX) = Place(columns.At(column) * scale);
                Stamp(image, x - _reach, y - _reach, _stamps[phaseY * Phases + phaseX] ??= Disc(phaseX, phaseY), r, g, b);
            }
        }
    }

    private static (int Pixel, int Phase) Place(double at)
    {
        int units = (int)Math.Round(at * Phases);
        return ((int)Math.Floor(units / (double)Phases), (units % Phases + Phases) % Phases);
    }

    private void Stamp(PixelBuffer image, int left, int top, byte[] stamp, int r, int g, int b)
    {
        int side = Side, first = Math.Max(0, -left), end = Math.Min(side, image.Width - left);
        for (int y = Math.Max(0, -top); y < side && top + y < image.Height; y++)
        {
            var row = image.Row(top + y);
            for (int x = first; x < end; x++)
            {
                int coverage = stamp[y * side + x];
                if (coverage == 0)
                    continue;
                var pixel = row.Slice(3 * (left + x), 3);
                pixel[0] = LinearLight.Mix(pixel[0], r, coverage);
                pixel[1] = LinearLight.Mix(pixel[1], g, coverage);
                pixel[2] = LinearLight.Mix(pixel[2], b, coverage);
            }
        }
    }

    /// <summary>Coverages of the pixels around a disc whose centre is so many phases right of and below the middle pixel's corner.</summary>
    private byte[] Disc(int phaseX, int phaseY)
    {
        int side = Side;
        double radius = diameter / 2, centreX = _reach + phaseX / (double)Phases, centreY = _reach + phaseY / (double)Phases;
        var stamp = new byte[side * side];
        Span<double> area = stackalloc double[side];
        for (int x = 0; x < side; x++)
        {
            area.Clear();
            for (int strip = 0; strip < Strips; strip++)
            {
                double dx = x + (strip + 0.5) / Strips - centreX, square = radius * radius - dx * dx;
                if (square <= 0)
                    continue;
                double half = Math.Sqrt(square);
                for (int y = 0; y < side; y++)
                    area[y] += Math.Max(0, Math.Min(y + 1, centreY + half) - Math.Max(y, centreY - half)) / Strips;
            }
            for (int y = 0; y < side; y++)
                stamp[y * side + x] = (byte)Math.Round(255 * Math.Min(1, area[y]));
        }
        return stamp;
    }
}
