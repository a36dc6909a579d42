// Where an image shows a sheet smaller than it was drawn, and what to do so that fine lines don't flicker there.
using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Raster;

/// <summary>
/// Levels of detail (Williams 1983, "Pyramidal parametrics"): level n is the sheet halved n times, and between levels both are blended.
/// The filter itself is good for what is a little smaller; so views that are about as large as the sheet need level 0 alone.
/// </summary>
internal static class Minification
{
    /// <summary>Cells from one row of cells to the next.</summary>
    public const int Pitch = 32;

    // Up to 1.2 times smaller (log2: 0.26) a level itself is filtered, from 1.7 times on the next one, which is then enlarged as little; a sheet
    // 32 times smaller shows nothing any more.
    private const float Tolerated = 0.26f, Ramp = 0.5f, Last = 5;

    /// <summary>Levels of a part of an image.</summary>
    /// <param name="map">The map.</param>
    /// <param name="scale">The sheet's pixels per mm.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="target">The part, which starts at a node of the map.</param>
    /// <param name="cells">Receives the level of each cell of the map, with its fraction; NaN beside the sheet.</param>
    /// <returns>The least and the greatest level that is needed.</returns>
    public static (int Least, int Most) Levels(GridMap map, float scale, PixelBuffer sheet, PixelRect target, Span<float> cells)
    {
        int first = target.X / GridMap.Spacing, columns = (target.Width + GridMap.Spacing - 1) / GridMap.Spacing, top = target.Y / GridMap.Spacing, rows = (target.Height + GridMap.Spacing - 1) / GridMap.Spacing;
        float right = sheet.Width / scale, bottom = sheet.Height / scale, least = Last, most = 0, by = scale / GridMap.Spacing;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> x0 = map.X(top + row)[first..], x1 = map.X(top + row + 1)[first..], y0 = map.Y(top + row)[first..], y1 = map.Y(top + row + 1)[first..];
            var levels = cells[(row * Pitch)..];
            for (int i = 0; i < columns; i++)
            {
                levels[i] = float.NaN;
                if (Beside(x0[i], x0[i + 1], x1[i], x1[i + 1], right) || Beside(y0[i], y0[i + 1], y1[i], y1[i + 1], bottom))
                    continue;
                float a = (x0[i + 1] - x0[i]) * by, b = (x1[i] - x0[i]) * by, c = (y0[i + 1] - y0[i]) * by, d = (y1[i] - y0[i]) * by;
                // The square of the greatest length that one pixel has on the sheet.
                float sum = a * a + b * b + c * c + d * d, area = a * d - b * c;
                float square = (sum + MathF.Sqrt(Math.Max(0, sum * sum - 4 * area * area))) / 2;
                float level = square < 1.43f ? 0 : Level(0.5f * MathF.Log2(square));
                levels[i] = level;
                least = Math.Min(least, level);
                most = Math.Max(most, level);
            }
        }
        return (Math.Min((int)least, (int)most), (int)Math.Ceiling(most));

        static float Level(float halvings)
        {
            float whole = MathF.Floor(halvings);
            return Math.Min(Last, whole + Math.Clamp((halvings - whole - Tolerated) / Ramp, 0, 1));
        }

        static bool Beside(float a, float b, float c, float d, float size) =>
            (a < 0 && b < 0 && c < 0 && d < 0) || (a > size && b > size && c > size && d > size);
    }

    /// <summary>Blends rows that were drawn from several levels.</summary>
    /// <param name="cells">The levels of the cells of this row.</param>
    /// <param name="least">The first row's level.</param>
    /// <param name="most">The last row's level.</param>
    /// <param name="rows">The rows, RGB bytes.</param>
    /// <param name="pitch">From one row to the next.</param>
    /// <param name="to">Receives the row.</param>
    public static void Blend(ReadOnlySpan<float> cells, int least, int most, ReadOnlySpan<byte> rows, int pitch, Span<byte> to)
    {
        const int Cell = 3 * GridMap.Spacing;
        for (int i = 0; i < to.Length; i += Cell)
        {
            // Beside the sheet the row has what lies behind.
            if (float.IsNaN(cells[i / Cell]))
                continue;
            float at = cells[i / Cell];
            int level = Math.Min((int)at, Math.Max(least, most - 1)), part = (int)((at - level) * 128);
            int length = Math.Min(Cell, to.Length - i);
            var fine = rows.Slice((level - least) * pitch + i, length);
            if (part == 0)
            {
                fine.CopyTo(to[i..]);
                continue;
            }
            var coarse = rows.Slice((level + 1 - least) * pitch + i, length);
            int k = 0;
            for (; k + 8 <= length; k += 8)
            {
                var from = Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt64LittleEndian(fine[k..])).AsByte()).AsInt16();
                var other = Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt64LittleEndian(coarse[k..])).AsByte()).AsInt16();
                var mixed = from + (((other - from) * (short)part + Vector128.Create<short>(64)) >> 7);
                BinaryPrimitives.WriteUInt64LittleEndian(to[(i + k)..], Vector128.Narrow(mixed.AsUInt16(), mixed.AsUInt16()).AsUInt64()[0]);
            }
            for (; k < length; k++)
                to[i + k] = (byte)(fine[k] + ((coarse[k] - fine[k]) * part + 64 >> 7));
        }
    }

    /// <summary>The cells of a row that show something of a level: the first, and one past the last.</summary>
    public static (int First, int End) Reach(ReadOnlySpan<float> cells, int level)
    {
        int first = 0, end = cells.Length;
        while (first < end && !(Math.Abs(cells[first] - level) < 1))
            first++;
        while (end > first && !(Math.Abs(cells[end - 1] - level) < 1))
            end--;
        return (first, end);
    }
}
