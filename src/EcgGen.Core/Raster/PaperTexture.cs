// Paper is not flat: clouds of denser fibres, single fibres, grain. A few grey levels, from two tiles that repeat.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Raster;

/// <summary>
/// Adds a texture to the paper and its grid: the sum of a tile of clouds and one of fibres and grain, whose sides share no divisor, so that
/// their sum repeats only after metres. Tiles depend on the resolution alone and are kept from page to page; a page has
/// its own place in them.
/// </summary>
internal static class PaperTexture
{
    private const int CloudSide = 389, FibreSide = 256;

    // Standard deviations in grey levels at strength 1.
    private const double Clouds = 2.2, Grain = 1.4;

    // Flocks of fibres in mm; fibres are 1–2.5 mm long, about one on every 2 mm², each a few grey levels lighter or darker.
    private const double CloudSize = 0.9, FibresPerMm2 = 0.5, LeastFibre = 1, LongestFibre = 2.5, FibreDepth = 3.5;

    private static Tiles? s_last;

    /// <summary>Textures every pixel.</summary>
    /// <param name="image">The image: paper and grid.</param>
    /// <param name="paper">The resolved stage.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Apply(PixelBuffer image, PaperStage paper, double scale, CancellationToken cancellation)
    {
        var tiles = s_last;
        if (tiles?.Scale != scale)
            s_last = tiles = new Tiles(scale, Wave(scale), Fibres(scale));
        var random = PaperLook.Generator(paper, "texture");
        double strength = paper.PaperTexture!.Value;
        var clouds = new Tile(tiles.Clouds, CloudSide, strength, random);
        var fibres = new Tile(tiles.Fibres, FibreSide, strength, random);
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = image.Row(y);
            clouds.AddTo(row, y);
            fibres.AddTo(row, y);
        }
    }

    private sealed record Tiles(double Scale, float[] Clouds, float[] Fibres);

    /// <summary>One page's tile: three bytes per pixel, each a signed number of grey levels.</summary>
    private readonly ref struct Tile
    {
        private readonly sbyte[] _levels;
        private readonly int _side, _x, _y;

        public Tile(float[] tile, int side, double strength, Philox random)
        {
            _side = side;
            _x = random.NextInt(side);
            _y = random.NextInt(side);
            _levels = new sbyte[3 * tile.Length];
            for (int i = 0; i < tile.Length; i++)
                _levels.AsSpan(3 * i, 3).Fill((sbyte)Math.Clamp(MathF.Round(tile[i] * (float)strength), sbyte.MinValue, sbyte.MaxValue));
        }

        public void AddTo(Span<byte> row, int y)
        {
            var line = _levels.AsSpan(3 * _side * ((y + _y) % _side), 3 * _side);
            for (int done = 0, at = 3 * _x; done < row.Length; at = 0)
            {
                int count = Math.Min(row.Length - done, line.Length - at);
                Add(row.Slice(done, count), line.Slice(at, count));
                done += count;
            }
        }

        private static void Add(Span<byte> row, ReadOnlySpan<sbyte> levels)
        {
            const byte Sign = 0x80;
            int i = 0;
            ref byte target = ref MemoryMarshal.GetReference(row);
            ref sbyte source = ref MemoryMarshal.GetReference(levels);
            // Shifted by 128 a byte is signed, and adding saturates at black and white.
            for (; i + Vector256<byte>.Count <= row.Length; i += Vector256<byte>.Count)
            {
                var value = (Vector256.LoadUnsafe(ref target, (nuint)i) ^ Vector256.Create(Sign)).AsSByte();
                (Vector256.AddSaturate(value, Vector256.LoadUnsafe(ref source, (nuint)i)).AsByte() ^ Vector256.Create(Sign)).StoreUnsafe(ref target, (nuint)i);
            }
            for (; i < row.Length; i++)
                row[i] = (byte)Math.Clamp(row[i] + levels[i], 0, 255);
        }
    }

    /// <summary>Noise smoothed to flocks' size.</summary>
    private static float[] Wave(double scale)
    {
        var tile = Noise(CloudSide, 1);
        int reach = Math.Clamp((int)Math.Round(CloudSize * scale / 2), 1, CloudSide / 4);
        // Three running means make nearly a Gaussian.
        for (int pass = 0; pass < 3; pass++)
            tile = Transposed(Mean(Transposed(Mean(tile, CloudSide, reach), CloudSide), CloudSide, reach), CloudSide);
        return Scaled(tile, Clouds);
    }

    /// <summary>Grain with single fibres in it.</summary>
    private static float[] Fibres(double scale)
    {
        var tile = Scaled(Noise(FibreSide, 2), Grain);
        var random = new Philox(0x466962726573, (ulong)Math.Round(scale * 1000));
        double side = FibreSide / scale;
        int count = (int)Math.Ceiling(side * side * FibresPerMm2);
        for (int i = 0; i < count; i++)
        {
            double x = random.Uniform(0, FibreSide), y = random.Uniform(0, FibreSide), angle = random.Uniform(0, Math.PI), bend = random.Uniform(-1, 1) / (LongestFibre * scale);
            double length = Math.Min(FibreSide / 2, random.Uniform(LeastFibre, LongestFibre) * scale);
            float depth = (float)(random.Uniform(-FibreDepth, FibreDepth) * Math.Min(1, scale / 8));
            for (double done = 0; done < length; done++)
            {
                tile[(int)y % FibreSide * FibreSide + (int)x % FibreSide] += depth;
                (x, y) = (x + Math.Cos(angle) + FibreSide, y + Math.Sin(angle) + FibreSide);
                angle += bend;
            }
        }
        return tile;
    }

    private static float[] Noise(int side, ulong stream)
    {
        var random = new Philox(0x5061706572, stream);
        var tile = new float[side * side];
        for (int i = 0; i < tile.Length; i++)
            tile[i] = (float)random.NextNormal();
        return tile;
    }

    /// <summary>The mean of so many neighbours on either side, along rows that are rings.</summary>
    private static float[] Mean(float[] tile, int side, int reach)
    {
        var result = new float[tile.Length];
        for (int y = 0; y < side; y++)
        {
            Span<float> row = tile.AsSpan(y * side, side), target = result.AsSpan(y * side, side);
            double sum = 0;
            for (int x = -reach; x <= reach; x++)
                sum += row[(x + side) % side];
            for (int x = 0; x < side; x++)
            {
                target[x] = (float)(sum / (2 * reach + 1));
                sum += row[(x + reach + 1) % side] - row[(x - reach + side) % side];
            }
        }
        return result;
    }

    private static float[] Transposed(float[] tile, int side)
    {
        var result = new float[tile.Length];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
                result[x * side + y] = tile[y * side + x];
        }
        return result;
    }

    /// <summary>The same with a mean of 0 and a given standard deviation.</summary>
    private static float[] Scaled(float[] tile, double deviation)
    {
        double mean = tile.Average(v => (double)v), variance = tile.Average(v => (v - mean) * (v - mean));
        double by = deviation / Math.Sqrt(variance);
        return Array.ConvertAll(tile, v => (float)((v - mean) * by));
    }
}
