// One shape's own coverage of an image, in tiles of which only the touched ones exist.
using System.Numerics.Tensors;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>
/// Coverages from 0 to 255 as drawn, whatever lies over them: an amodal mask. Outside of its tiles coverage is 0, so a trace of a
/// page takes a few dozen kilobytes, and what moves planes through a map only touches the tiles near ink.
/// </summary>
public sealed class CoveragePlane
{
    /// <summary>Pixels along a tile's side.</summary>
    public const int TileSize = 64;

    // How far, in pixels, a tile's content may reach beyond the box of its mapped border: between two border samples the border
    // bulges by less than half their distance as long as displacement gradients stay below 0.5, and interpolation adds one.
    private const int BorderStep = 8, Reach = 5;

    private readonly byte[]?[] _tiles;
    private readonly PixelRect _area; // in tiles

    private CoveragePlane(PixelRect area)
    {
        _area = area;
        _tiles = new byte[]?[area.Width * area.Height];
    }

    /// <summary>How many tiles hold ink.</summary>
    public int TileCount => _tiles.Count(t => t is not null);

    /// <summary>The tiles that hold ink: where their first pixel is in the image, and their pixels row by row.</summary>
    internal IEnumerable<(int X, int Y, byte[] Pixels)> Tiles => Touched.Select(t => (t.Column * TileSize, t.Row * TileSize, Tile(t.Column, t.Row)!));

    /// <summary>The coverage of a pixel.</summary>
    public byte this[int x, int y] => Tile(x >> 6, y >> 6) is { } tile ? tile[(y & 63) * TileSize + (x & 63)] : (byte)0;

    /// <summary>Takes over what is not 0 of a mask.</summary>
    public static CoveragePlane From(CoverageMask mask)
    {
        var plane = new CoveragePlane(TilesOf(mask.Bounds));
        for (int y = mask.Y; y < mask.Y + mask.Height; y++)
        {
            var row = mask.Row(y);
            for (int x = mask.X; x < mask.X + mask.Width;)
            {
                int end = Math.Min((x & ~63) + TileSize, mask.X + mask.Width);
                var part = row[(x - mask.X)..(end - mask.X)];
                if (part.ContainsAnyExcept((byte)0))
                    part.CopyTo(plane.Touch(x >> 6, y >> 6).AsSpan((y & 63) * TileSize + (x & 63)));
                x = end;
            }
        }
        return plane;
    }

    /// <summary>Raises a row of an image to this plane's coverages where they are greater.</summary>
    /// <param name="y">The row.</param>
    /// <param name="row">The image's row, from column 0.</param>
    public void MaxInto(int y, Span<byte> row)
    {
        for (int column = _area.X; column < _area.X + _area.Width; column++)
        {
            int x = column * TileSize, length = Math.Min(TileSize, row.Length - x);
            if (length > 0 && Tile(column, y >> 6) is { } tile)
                TensorPrimitives.Max(row.Slice(x, length), tile.AsSpan((y & 63) * TileSize, length), row.Slice(x, length));
        }
    }

    /// <summary>What is left of this plane when others are cut out of it; the plane itself if they don't come near.</summary>
    public CoveragePlane Without(IReadOnlyList<CoveragePlane> others)
    {
        var left = this;
        foreach (var other in others)
        {
            foreach (var (column, row) in other.Touched)
            {
                if (Tile(column, row) is not { } tile)
                    continue;
                if (left == this)
                {
                    left = new CoveragePlane(_area);
                    _tiles.CopyTo(left._tiles, 0);
                }
                ref byte[]? cut = ref left._tiles[left.Index(column, row)];
                if (cut == tile)
                    cut = [.. tile];
                Cut(cut, other.Tile(column, row));
            }
        }
        return left;
    }

    /// <summary>Takes this plane away from a mask of the whole image.</summary>
    public void CutOut(CoverageMask image)
    {
        foreach (var (left, top, pixels) in Tiles)
        {
            int width = Math.Min(TileSize, image.Width - left);
            for (int y = 0; y < Math.Min(TileSize, image.Height - top); y++)
                Cut(image.Row(top + y).Slice(left, width), pixels.AsSpan(y * TileSize, width));
        }
    }

    /// <summary>The smallest rectangle with every pixel of at least some coverage; empty if there is none.</summary>
    /// <param name="least">From 1 on.</param>
    public PixelRect Bounds(byte least = 1)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        foreach (var (column, row) in Touched)
        {
            var tile = Tile(column, row)!;
            for (int y = 0; y < TileSize; y++)
            {
                var line = tile.AsSpan(y * TileSize, TileSize);
                int first = line.IndexOfAnyInRange(least, byte.MaxValue);
                if (first < 0)
                    continue;
                left = Math.Min(left, column * TileSize + first);
                right = Math.Max(right, column * TileSize + line.LastIndexOfAnyInRange(least, byte.MaxValue));
                top = Math.Min(top, row * TileSize + y);
                bottom = row * TileSize + y > bottom ? row * TileSize + y : bottom;
            }
        }
        return right < 0 ? default : new PixelRect(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>
    /// This plane, drawn on the flat sheet, as it appears in an image: bilinear, and only where tiles with ink come to lie. A map
    /// should not shrink the sheet to less than half, or thin ink falls between the samples.
    /// </summary>
    /// <param name="sheet">The map with which the plane was drawn.</param>
    /// <param name="map">Where the sheet is in the image; NaN for what can't be seen.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    public CoveragePlane Through(FlatMap sheet, CoordinateMap map, int width, int height)
    {
        if (map is FlatMap flat && flat.Scale == sheet.Scale)
            return this;
        var image = new CoveragePlane(TilesOf(new PixelRect(0, 0, width, height)));
        var reached = new SortedSet<(int Row, int Column)>();
        foreach (var (column, row) in Touched)
        {
            var seen = TilesOf(Appearance(column, row, sheet, map, width, height));
            for (int r = seen.Y; r < seen.Y + seen.Height; r++)
            {
                for (int c = seen.X; c < seen.X + seen.Width; c++)
                    reached.Add((r, c));
            }
        }
        Span<double> xs = stackalloc double[TileSize], ys = stackalloc double[TileSize];
        var pixels = new byte[TileSize * TileSize];
        foreach (var (row, column) in reached)
        {
            pixels.AsSpan().Clear();
            int wide = Math.Min(TileSize, width - column * TileSize), high = Math.Min(TileSize, height - row * TileSize);
            for (int y = 0; y < high; y++)
            {
                map.InverseRow(column * TileSize, row * TileSize + y, xs[..wide], ys);
                for (int x = 0; x < wide; x++)
                    pixels[y * TileSize + x] = Sample(xs[x] * sheet.Scale, ys[x] * sheet.Scale);
            }
            if (pixels.AsSpan().ContainsAnyExcept((byte)0))
                pixels.CopyTo(image.Touch(column, row), 0);
        }
        return image;
    }

    private static void Cut(Span<byte> coverage, ReadOnlySpan<byte> hole)
    {
        for (int i = 0; i < coverage.Length; i++)
            coverage[i] = (byte)((coverage[i] * (255 - hole[i]) + 127) / 255);
    }

    private IEnumerable<(int Column, int Row)> Touched
    {
        get
        {
            for (int i = 0; i < _tiles.Length; i++)
            {
                if (_tiles[i] is not null)
                    yield return (_area.X + i % _area.Width, _area.Y + i / _area.Width);
            }
        }
    }

    private byte[]? Tile(int column, int row)
    {
        (column, row) = (column - _area.X, row - _area.Y);
        return (uint)column < (uint)_area.Width && (uint)row < (uint)_area.Height ? _tiles[row * _area.Width + column] : null;
    }

    private byte[] Touch(int column, int row) => _tiles[Index(column, row)] ??= new byte[TileSize * TileSize];

    private int Index(int column, int row) => (row - _area.Y) * _area.Width + column - _area.X;

    private static PixelRect TilesOf(PixelRect pixels)
    {
        if (pixels.Width == 0 || pixels.Height == 0)
            return default;
        int x = pixels.X >> 6, y = pixels.Y >> 6;
        return new PixelRect(x, y, ((pixels.X + pixels.Width - 1) >> 6) - x + 1, ((pixels.Y + pixels.Height - 1) >> 6) - y + 1);
    }

    /// <summary>Where in an image a tile's content can be.</summary>
    private static PixelRect Appearance(int column, int row, FlatMap sheet, CoordinateMap map, int width, int height)
    {
        double left = double.PositiveInfinity, right = double.NegativeInfinity, top = left, bottom = right;
        for (int i = 0; i <= TileSize; i += BorderStep)
        {
            ReadOnlySpan<(int X, int Y)> border = [(i, 0), (i, TileSize), (0, i), (TileSize, i)];
            foreach (var (dx, dy) in border)
            {
                var p = map.Forward(sheet.Inverse(new PixelPoint(column * TileSize + dx, row * TileSize + dy)));
                if (double.IsNaN(p.X) || double.IsNaN(p.Y))
                    continue;
                (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
                (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
            }
        }
        int x0 = (int)Math.Clamp(left - Reach, 0, width), x1 = (int)Math.Clamp(right + Reach, x0, width);
        int y0 = (int)Math.Clamp(top - Reach, 0, height), y1 = (int)Math.Clamp(bottom + Reach, y0, height);
        return new PixelRect(x0, y0, x1 - x0, y1 - y0);
    }

    /// <summary>The coverage at a place between pixel centres.</summary>
    private byte Sample(double x, double y)
    {
        x -= 0.5;
        y -= 0.5;
        if (!(Math.Abs(x) < 1e6 && Math.Abs(y) < 1e6))
            return 0;
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        int a, b, c, d;
        if ((left & 63) < TileSize - 1 && (top & 63) < TileSize - 1)
        {
            // Mostly all four pixels are in one tile.
            if (Tile(left >> 6, top >> 6) is not { } tile)
                return 0;
            int i = (top & 63) * TileSize + (left & 63);
            (a, b, c, d) = (tile[i], tile[i + 1], tile[i + TileSize], tile[i + TileSize + 1]);
        }
        else
        {
            (a, b, c, d) = (this[left, top], this[left + 1, top], this[left, top + 1], this[left + 1, top + 1]);
        }
        if ((a | b | c | d) == 0)
            return 0;
        double fx = x - left, fy = y - top;
        double upper = a * (1 - fx) + b * fx, lower = c * (1 - fx) + d * fx;
        return (byte)Math.Round(upper * (1 - fy) + lower * fy);
    }
}
