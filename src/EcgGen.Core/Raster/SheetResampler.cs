// The one resampling of an image: however many stages bend the sheet, its pixels are filtered once, in linear light.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Raster;

/// <summary>
/// Draws an image of a sheet through a map: each pixel is the sheet's colour where its centre lies, by a cubic filter. Where the image
/// shows the sheet smaller, from a sheet that is made as small beforehand (<see cref="Minification"/>). Works tile by tile, so that what
/// is read stays in the cache, in 16-bit integers, so that results are the same on every processor.
/// </summary>
public static unsafe class SheetResampler
{
    private const int TileWidth = 256, TileHeight = 128;
    private const int LargestTile = 1 << 18;
    private const int Reach = 2;

    // The filter's rounding leaves a whole sheet this far from whole.
    private const int Rounding = 4;

    // sRGB of linear light in units of 1/32767.
    private static readonly byte[] s_srgb = [.. Enumerable.Range(0, short.MaxValue + 1).Select(i => LinearLight.ToSrgb(Math.Min(65535, 2 * i + 1)))];

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
        int* taps = stackalloc int[TileWidth], phasesX = stackalloc int[TileWidth], phasesY = stackalloc int[TileWidth];
        Locate(map, scale / (1 << level), tile.Bounds, y, x, count, taps, phasesX, phasesY);
        fixed (short* pixels = tile.Pixels, channelWeights = CubicKernel.ChannelWeights)
        fixed (int* weights = CubicKernel.WeightPairs)
        fixed (byte* srgb = s_srgb)
            new Filter(pixels, tile.Bounds.Width * TileBuffer.Channels, weights, channelWeights, srgb).DrawRow(taps, phasesX, phasesY, to, count);
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

    /// <summary>For each pixel of a row, where in the tile the filter's first tap is, and its phases.</summary>
    private static void Locate(GridMap map, float scale, PixelRect source, int y, int from, int width, int* taps, int* phasesX, int* phasesY)
    {
        int row = Math.Min(y / GridMap.Spacing, map.Rows - 2), first = from / GridMap.Spacing;
        var down = Vector128.Create((y + 0.5f - row * GridMap.Spacing) / GridMap.Spacing);
        ReadOnlySpan<float> x0 = map.X(row)[first..], x1 = map.X(row + 1)[first..], y0 = map.Y(row)[first..], y1 = map.Y(row + 1)[first..];
        var centres = Vector256.CreateSequence(0.5f, 1f) / GridMap.Spacing;
        // The filter never reaches beyond the tile, whose border holds nothing where the sheet ends.
        var least = Vector256<float>.One;
        var mostX = Vector256.Create(source.Width - 4f);
        var mostY = Vector256.Create(source.Height - 4f);
        var originX = Vector256.Create(source.X + 0.5f);
        var originY = Vector256.Create(source.Y + 0.5f);
        var pitch = Vector256.Create(source.Width);
        for (int x = 0, column = 0; x < width; x += GridMap.Spacing, column++)
        {
            var top = Vector128.Create(x0[column], x0[column + 1], y0[column], y0[column + 1]);
            var edge = top + (Vector128.Create(x1[column], x1[column + 1], y1[column], y1[column + 1]) - top) * down;
            var u = (Vector256.Create(edge[0]) + centres * (edge[1] - edge[0])) * scale - originX;
            var v = (Vector256.Create(edge[2]) + centres * (edge[3] - edge[2])) * scale - originY;
            var fixedU = Fixed(Vector256.MinNative(Vector256.MaxNative(u, least), mostX));
            var fixedV = Fixed(Vector256.MinNative(Vector256.MaxNative(v, least), mostY));
            (fixedU & Vector256.Create(CubicKernel.Phases - 1)).Store(phasesX + x);
            (fixedV & Vector256.Create(CubicKernel.Phases - 1)).Store(phasesY + x);
            (((fixedV >> 8) - Vector256<int>.One) * pitch + (fixedU >> 8) - Vector256<int>.One).Store(taps + x);
        }
    }

    /// <summary>In units of 1/256, rounded.</summary>
    private static Vector256<int> Fixed(Vector256<float> value) =>
        Vector256.ConvertToInt32Native(Vector256.Floor(value * CubicKernel.Phases + Vector256.Create(0.5f)));

    /// <summary>Filters places of a loaded tile.</summary>
    /// <param name="pixels">The tile.</param>
    /// <param name="pitch">Values from one row of the tile to the next.</param>
    /// <param name="weights">Weights along a column, each twice.</param>
    /// <param name="channelWeights">Weights along a row, each for every channel.</param>
    /// <param name="srgb">Bytes of linear light.</param>
    private readonly struct Filter(short* pixels, nint pitch, int* weights, short* channelWeights, byte* srgb)
    {
        /// <summary>Draws places.</summary>
        [SkipLocalsInit]
        public void DrawRow(int* taps, int* phasesX, int* phasesY, byte* to, int count)
        {
            ulong* sums = stackalloc ulong[TileWidth];
            if (Avx2.IsSupported)
                FilterPairs(taps, phasesX, phasesY, sums, count);
            else
                FilterChannels(taps, phasesX, phasesY, (short*)sums, count);
            for (int k = 0; (k += Encode((ushort*)sums + TileBuffer.Channels * k, srgb, to + 3 * k, count - k)) < count; k++)
                DrawEdge(pixels + TileBuffer.Channels * (taps[k] + 1) + pitch, phasesX[k], phasesY[k], to + 3 * k);
        }

        /// <summary>Writes pixels of sums up to the first one that is not all paper; a loop of its own, without calls, so that it has all in registers too.</summary>
        /// <returns>How many pixels it wrote.</returns>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Encode(ushort* values, byte* srgb, byte* to, int count)
        {
            int k = 0;
            for (; k < count && (uint)(values[3] - (TileBuffer.Whole - Rounding)) <= 2 * Rounding; k++, to += 3, values += TileBuffer.Channels)
            {
                to[0] = srgb[values[0]];
                to[1] = srgb[values[1]];
                to[2] = srgb[values[2]];
            }
            return k;
        }

        /// <summary>Filters two places at a time; the last one is followed by one that may be anywhere in the tile.</summary>
        private void FilterPairs(int* taps, int* phasesX, int* phasesY, ulong* sums, int count)
        {
            short* tile = pixels, wx = channelWeights;
            int* wy = weights;
            nint row = pitch;
            for (nint k = 0; k < count; k += 2)
            {
                var a = FilterPixel(tile + TileBuffer.Channels * (nint)(uint)taps[k], row, wx + 16 * (nint)(uint)phasesX[k], wy + 4 * (nint)(uint)phasesY[k]);
                var b = FilterPixel(tile + TileBuffer.Channels * (nint)(uint)taps[k + 1], row, wx + 16 * (nint)(uint)phasesX[k + 1], wy + 4 * (nint)(uint)phasesY[k + 1]);
                // The place a in the lower half, b in the upper one.
                var two = Avx2.AddSaturate(Avx2.Permute2x128(a, b, 0x20), Avx2.Permute2x128(a, b, 0x31));
                var sum = Avx2.Max(Avx2.AddSaturate(two, Avx2.ShiftRightLogical128BitLane(two, 8)), Vector256<short>.Zero).AsUInt64();
                Sse2.UnpackLow(sum.GetLower(), sum.GetUpper()).Store(sums + k);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // Millions of calls an image.
        private static Vector256<short> FilterPixel(short* from, nint pitch, short* wx, int* wy)
        {
            var sum = Avx2.AddSaturate(
                Avx2.AddSaturate(Avx2.MultiplyHighRoundScale(Vector256.Create(wy[0]).AsInt16(), Vector256.Load(from)),
                    Avx2.MultiplyHighRoundScale(Vector256.Create(wy[1]).AsInt16(), Vector256.Load(from + pitch))),
                Avx2.AddSaturate(Avx2.MultiplyHighRoundScale(Vector256.Create(wy[2]).AsInt16(), Vector256.Load(from + 2 * pitch)),
                    Avx2.MultiplyHighRoundScale(Vector256.Create(wy[3]).AsInt16(), Vector256.Load(from + 3 * pitch))));
            return Avx2.MultiplyHighRoundScale(sum, Vector256.Load(wx));
        }

        /// <summary>The same without vectors, step by step as their instructions do it.</summary>
        private void FilterChannels(int* taps, int* phasesX, int* phasesY, short* sums, int count)
        {
            int* across = stackalloc int[CubicKernel.Taps];
            for (int k = 0; k < count; k++)
            {
                int* wy = weights + CubicKernel.Taps * phasesY[k];
                for (int c = 0; c < TileBuffer.Channels; c++)
                {
                    for (int i = 0; i < CubicKernel.Taps; i++)
                    {
                        short* p = pixels + (taps[k] + i) * TileBuffer.Channels + c;
                        int sum = Clamp(Clamp(FixedPoint.Multiply(p[0], (short)wy[0]) + FixedPoint.Multiply(p[pitch], (short)wy[1]))
                            + Clamp(FixedPoint.Multiply(p[2 * pitch], (short)wy[2]) + FixedPoint.Multiply(p[3 * pitch], (short)wy[3])));
                        across[i] = FixedPoint.Multiply(sum, channelWeights[(CubicKernel.Taps * phasesX[k] + i) * TileBuffer.Channels + c]);
                    }
                    sums[TileBuffer.Channels * k + c] = (short)Math.Max(0, Clamp(Clamp(across[0] + across[2]) + Clamp(across[1] + across[3])));
                }
            }
        }

        /// <summary>
        /// Draws a pixel where paper ends: bilinear, for the cubic overshoots at such edges, and over what lies behind.
        /// </summary>
        /// <param name="from">The pixel left of and above the place.</param>
        /// <param name="phaseX">How far to the right of it the place is, in 1/256.</param>
        /// <param name="phaseY">How far below.</param>
        /// <param name="to">What lies behind; receives the pixel.</param>
        private void DrawEdge(short* from, int phaseX, int phaseY, byte* to)
        {
            const int Phases = CubicKernel.Phases;
            nint row = pitch;
            int At(int channel) => ((from[channel] * (Phases - phaseX) + from[channel + TileBuffer.Channels] * phaseX) * (Phases - phaseY)
                + (from[channel + row] * (Phases - phaseX) + from[channel + row + TileBuffer.Channels] * phaseX) * phaseY + Phases * Phases / 2) / (Phases * Phases);
            int rest = TileBuffer.Whole - At(3);
            // Most such places lie beside the sheet.
            if (rest == TileBuffer.Whole)
                return;
            for (int c = 0; c < 3; c++)
                to[c] = srgb[Math.Min(short.MaxValue, At(c) + FixedPoint.Multiply(LinearLight.FromSrgb(to[c]) >> 1, 2 * rest))];
        }

        private static int Clamp(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);
    }
}
