// The one resampling of an image: however many stages bend the sheet, its pixels are filtered once, in linear light.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Raster;

/// <summary>
/// Draws an image of a sheet through a map: each pixel is the sheet's colour where its centre lies, by a cubic filter. Where the image
/// shows the sheet smaller, from a sheet that is made as small beforehand (<see cref="Minification"/>). Works tile by tile, so that what
/// is read stays in the cache, in 16-bit integers, so that results are the same on every processor.
/// </summary>
public static unsafe class SheetResampler
{
    private const int TileWidth = SheetFilter.MostPlaces, TileHeight = 128;
    private const int LargestTile = 1 << 18;
    private const int Reach = 2;

    /// <summary>Draws the image.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="scale">The sheet's pixels per mm.</param>
    /// <param name="map">Image to sheet, as large as the image.</param>
    /// <param name="image">Holds what lies behind the sheet; receives the sheet over it.</param>
    /// <param name="cancellation">Polled for each tile.</param>
    public static void Draw(SheetPixels sheet, double scale, GridMap map, PixelBuffer image, CancellationToken cancellation)
    {
        using var tiles = new TilePyramid();
        for (int y = 0; y < image.Height; y += TileHeight)
        {
            for (int x = 0; x < image.Width; x += TileWidth)
            {
                cancellation.ThrowIfCancellationRequested();
                DrawTile(sheet, (float)scale, map, image, tiles, new PixelRect(x, y, Math.Min(TileWidth, image.Width - x), Math.Min(TileHeight, image.Height - y)));
            }
        }
    }

    private static void DrawTile(SheetPixels sheet, float scale, GridMap map, PixelBuffer image, TilePyramid tiles, PixelRect target)
    {
        Span<float> cells = stackalloc float[TileWidth / GridMap.Spacing * (TileHeight / GridMap.Spacing)];
        var (least, most) = Minification.Levels(map, scale, sheet.Colors, target, cells);
        var source = Source(sheet.Colors, scale, map, target, most);
        if (source.Width <= 0 || source.Height <= 0)
            return;
        if ((long)source.Width * source.Height > LargestTile && (target.Width > GridMap.Spacing || target.Height > GridMap.Spacing))
        {
            // A view from afar: smaller pieces, so that memory stays bounded.
            var (a, b) = Halves(target);
            DrawTile(sheet, scale, map, image, tiles, a);
            DrawTile(sheet, scale, map, image, tiles, b);
            return;
        }
        tiles.Load(sheet, source, most);
        byte* rows = stackalloc byte[most > 0 ? 3 * TileWidth * (most - least + 1) : 1];
        for (int y = target.Y; y < target.Y + target.Height; y++)
        {
            byte* row = image.Pixels + (long)y * image.Stride + 3 * target.X;
            Prefetch.Row(row, image.Stride, 3 * target.Width);
            if (most == 0)
            {
                DrawRow(tiles[0], 0, map, scale, y, target.X, target.Width, row);
                continue;
            }
            var levels = cells.Slice((y - target.Y) / GridMap.Spacing * Minification.Pitch, (target.Width + GridMap.Spacing - 1) / GridMap.Spacing);
            for (int level = least; level <= most; level++)
            {
                var (first, end) = Minification.Reach(levels, level);
                int from = first * GridMap.Spacing, count = Math.Min(end * GridMap.Spacing, target.Width) - from;
                if (count <= 0)
                    continue;
                byte* to = rows + 3 * (TileWidth * (level - least) + from);
                new ReadOnlySpan<byte>(row + 3 * from, 3 * count).CopyTo(new Span<byte>(to, 3 * count));
                DrawRow(tiles[level], level, map, scale, y, target.X + from, count, to);
            }
            Minification.Blend(levels, least, most, new ReadOnlySpan<byte>(rows, 3 * TileWidth * (most - least + 1)), 3 * TileWidth, new Span<byte>(row, 3 * target.Width));
        }
    }

    /// <summary>Draws a part of a row from one level of detail.</summary>
    [SkipLocalsInit]
    private static void DrawRow(TileBuffer tile, int level, GridMap map, float scale, int y, int x, int count, byte* to)
    {
        int* taps = stackalloc int[TileWidth], across = stackalloc int[TileWidth], down = stackalloc int[TileWidth];
        Locate(map, scale / (1 << level), tile.Bounds, y, x, count, taps, across, down);
        SheetFilter.DrawRow(tile, taps, across, down, to, count);
    }

    private static (PixelRect A, PixelRect B) Halves(PixelRect r)
    {
        // Pieces start at nodes of the map.
        if (r.Width >= r.Height)
        {
            int w = Math.Max(GridMap.Spacing, r.Width / 2 / GridMap.Spacing * GridMap.Spacing);
            return (r with { Width = w }, r with { X = r.X + w, Width = r.Width - w });
        }
        int h = Math.Max(GridMap.Spacing, r.Height / 2 / GridMap.Spacing * GridMap.Spacing);
        return (r with { Height = h }, r with { Y = r.Y + h, Height = r.Height - h });
    }

    /// <summary>The part of the sheet, with the filter's reach, that a part of the image shows; empty where it shows none.</summary>
    private static PixelRect Source(PixelBuffer sheet, float scale, GridMap map, PixelRect target, int level)
    {
        int reach = Reach << level, even = -1 << level;
        int firstColumn = target.X / GridMap.Spacing, lastColumn = (target.X + target.Width + GridMap.Spacing - 1) / GridMap.Spacing;
        int firstRow = target.Y / GridMap.Spacing, lastRow = (target.Y + target.Height + GridMap.Spacing - 1) / GridMap.Spacing;
        float left = float.PositiveInfinity, right = float.NegativeInfinity, top = left, bottom = right;
        for (int row = firstRow; row <= lastRow; row++)
        {
            var xs = map.X(row)[firstColumn..(lastColumn + 1)];
            var ys = map.Y(row)[firstColumn..(lastColumn + 1)];
            for (int i = 0; i < xs.Length; i++)
            {
                left = Math.Min(left, xs[i]);
                right = Math.Max(right, xs[i]);
                top = Math.Min(top, ys[i]);
                bottom = Math.Max(bottom, ys[i]);
            }
        }
        if (!(right * scale > -reach && left * scale < sheet.Width + reach && bottom * scale > -reach && top * scale < sheet.Height + reach))
            return default;
        int x0 = First(left), x1 = Last(right, sheet.Width), y0 = First(top), y1 = Last(bottom, sheet.Height);
        return new PixelRect(x0, y0, x1 - x0, y1 - y0);

        // Halved so many times, pixels of neighbouring tiles are still the same.
        int First(float at) => ((int)Math.Floor(Math.Max(at * scale, -reach)) - reach - (1 << level)) & even;
        int Last(float at, int size) => ((int)Math.Ceiling(Math.Min(at * scale, size + reach)) + reach + (2 << level) + ~even) & even;
    }

    /// <summary>For each pixel of a row, where in the tile the filter's first tap is and where its weights are, in bytes.</summary>
    [SkipLocalsInit]
    private static void Locate(GridMap map, float scale, PixelRect source, int y, int from, int width, int* taps, int* across, int* down)
    {
        int row = Math.Min(y / GridMap.Spacing, map.Rows - 2), first = from / GridMap.Spacing, cells = (width + GridMap.Spacing - 1) / GridMap.Spacing;
        float part = (y + 0.5f - row * GridMap.Spacing) / GridMap.Spacing;
        float* u = stackalloc float[TileWidth / GridMap.Spacing + 1], v = stackalloc float[TileWidth / GridMap.Spacing + 1];
        Along(map.X(row).Slice(first, cells + 1), map.X(row + 1).Slice(first, cells + 1), part, scale, source.X, u);
        Along(map.Y(row).Slice(first, cells + 1), map.Y(row + 1).Slice(first, cells + 1), part, scale, source.Y, v);
        // The filter never reaches beyond the tile, whose border holds nothing where the sheet ends.
        var least = Vector256.Create((float)CubicKernel.Phases);
        var mostX = Vector256.Create((source.Width - 4f) * CubicKernel.Phases);
        var mostY = Vector256.Create((source.Height - 4f) * CubicKernel.Phases);
        var centres = Vector256.CreateSequence(0.5f, 1f) / GridMap.Spacing;
        var phase = Vector256.Create(CubicKernel.Phases - 1);
        // The first tap is one pixel up and to the left.
        var pitch = Vector256.Create(source.Width);
        var corner = Vector256.Create(-source.Width - 1);
        for (int i = 0, x = 0; i < cells; i++, x += GridMap.Spacing)
        {
            var atX = Vector256.ConvertToInt32Native(Vector256.MinNative(Vector256.MaxNative(Vector256.Create(u[i]) + centres * Vector256.Create(u[i + 1] - u[i]), least), mostX));
            var atY = Vector256.ConvertToInt32Native(Vector256.MinNative(Vector256.MaxNative(Vector256.Create(v[i]) + centres * Vector256.Create(v[i + 1] - v[i]), least), mostY));
            ((atX & phase) * SheetFilter.AcrossSize).Store(across + x);
            ((atY & phase) * SheetFilter.DownSize).Store(down + x);
            (((atY >> CubicKernel.PhaseBits) * pitch + (atX >> CubicKernel.PhaseBits) + corner) * SheetFilter.PixelSize).Store(taps + x);
        }
    }

    /// <summary>Where the map's nodes are along an axis of a tile, in phases, and half a phase more, so that whole numbers are rounded when the rest is cut off.</summary>
    private static void Along(ReadOnlySpan<float> above, ReadOnlySpan<float> below, float part, float scale, int origin, float* at)
    {
        float by = scale * CubicKernel.Phases, start = 0.5f - (origin + 0.5f) * CubicKernel.Phases;
        int i = 0;
        for (; i <= above.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> a = Vector256.Create(above[i..]), b = Vector256.Create(below[i..]);
            ((a + (b - a) * part) * by + Vector256.Create(start)).Store(at + i);
        }
        for (; i < above.Length; i++)
            at[i] = (above[i] + (below[i] - above[i]) * part) * by + start;
    }
}
