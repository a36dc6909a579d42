// Noise of the sensor: row by row, each kind with random numbers of its own, so that a kind more or less leaves the others as they are.
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>
/// What a sensor adds, in the order in which it happens: the noise of photons; of rows, columns and electronics, which are added up and rounded once; then
/// single bad pixels. Same stage, same bytes, wherever a row stands in the work.
/// </summary>
/// <param name="stage">The resolved stage.</param>
internal sealed unsafe class ImageNoise(ImageNoiseStage stage) : ImageEffect
{
    private const int RowsPerPoll = 64;

    // The kinds' streams of random numbers.
    private const uint Shot = 1, Gaussian = 2, Poisson = 3, Row = 4, Column = 5, HotPixel = 6, SaltPepper = 7;

    private readonly ulong _key = (uint)stage.Seed!.Value;
    private readonly bool _monochrome = stage.Monochrome ?? false;

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Adds the noise.</summary>
    internal void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        AddDense(image, cancellation);
        if (stage.HotPixel > 0)
            BadPixels.AddHot(image, stage.HotPixel.Value / 1e6, _monochrome, row => new Philox(_key, Stream(HotPixel, row)), cancellation);
        if (stage.SaltPepper > 0)
            BadPixels.AddSaltPepper(image, stage.SaltPepper.Value, stage.SaltShare!.Value, row => new Philox(_key, Stream(SaltPepper, row)), cancellation);
    }

    private static ulong Stream(uint kind, int row) => (ulong)kind << 32 | (uint)row;

    /// <summary>The kinds that reach every pixel.</summary>
    private void AddDense(PixelBuffer image, CancellationToken cancellation)
    {
        var shot = stage.Shot > 0 ? new ShotTable(stage.Shot.Value) : null;
        var gaussian = stage.Gaussian > 0 ? NoiseQuantiles.Gaussian(stage.Gaussian.Value) : null;
        var poisson = stage.Poisson > 0 ? NoiseQuantiles.Poisson(stage.Poisson.Value) : null;
        bool lines = stage.Row > 0 || stage.Column > 0, sum = lines || gaussian is not null || poisson is not null;
        if (shot is null && !sum)
            return;
        int length = image.Stride;
        var rows = Lines(stage.Row ?? 0, Row, image.Height);
        var columns = Lines(stage.Column ?? 0, Column, image.Width);
        var sums = new short[length];
        var numbers = new ushort[PhiloxRow.Padded(length)];
        for (int y = 0; y < image.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = image.Row(y);
            if (shot is not null)
            {
                Draw(Shot, y, image.Width, numbers);
                shot.Apply(row, numbers);
            }
            if (!sum)
                continue;
            if (lines)
                AddLine(columns, rows.AsSpan(3 * y, 3), sums);
            else
                sums.AsSpan().Clear();
            if (gaussian is not null)
            {
                Draw(Gaussian, y, image.Width, numbers);
                Add(gaussian, numbers, sums);
            }
            if (poisson is not null)
            {
                Draw(Poisson, y, image.Width, numbers);
                Add(poisson, numbers, sums);
            }
            Round(sums, row);
        }
    }

    /// <summary>What whole lines differ by: three channels each.</summary>
    private short[] Lines(double sigma, uint kind, int count)
    {
        var values = new short[3 * count];
        if (sigma == 0)
            return values;
        var random = new Philox(_key, Stream(kind, 0));
        for (int i = 0; i < values.Length; i++)
            values[i] = _monochrome && i % 3 > 0 ? values[i - 1] : (short)Math.Round(NoiseQuantiles.Scale * sigma * random.NextNormal());
        return values;
    }

    /// <summary>What a row and the columns differ by.</summary>
    private static void AddLine(ReadOnlySpan<short> columns, ReadOnlySpan<short> row, Span<short> sums)
    {
        // Three vectors hold the row's three channels sixteen times.
        const int Three = 48;
        Span<short> channels = stackalloc short[Three];
        for (int i = 0; i < Three; i++)
            channels[i] = row[i % 3];
        for (int i = 0; i < sums.Length; i += Three)
        {
            int count = Math.Min(Three, sums.Length - i);
            TensorPrimitives.Add(columns.Slice(i, count), channels[..count], sums.Slice(i, count));
        }
    }

    /// <summary>A row's random numbers, one for each byte; without colours, each pixel's three are one.</summary>
    private void Draw(uint kind, int y, int width, ushort[] numbers)
    {
        if (!_monochrome)
        {
            PhiloxRow.Fill(_key, kind, (uint)y, numbers);
            return;
        }
        var pixels = numbers.AsSpan(0, PhiloxRow.Padded(width));
        PhiloxRow.Fill(_key, kind, (uint)y, pixels);
        // From the end, so that none is written over before it is read.
        for (int i = width - 1; i >= 0; i--)
            numbers.AsSpan(3 * i, 3).Fill(pixels[i]);
    }

    /// <summary>Adds values of a table.</summary>
    private static void Add(short[] table, ushort[] numbers, short[] sums)
    {
        fixed (short* values = table, sum = sums)
        fixed (ushort* number = numbers)
        {
            // No vectors: such a table does not fit the nearest cache, and gathering from it takes longer.
            for (nint i = 0; i < sums.Length; i++)
                sum[i] += values[number[i]];
        }
    }

    /// <summary>Adds rounded sums to bytes and clips.</summary>
    private static void Round(ReadOnlySpan<short> sums, Span<byte> bytes)
    {
        const int Half = NoiseQuantiles.Scale / 2, Shift = 4;
        int i = 0;
        fixed (short* sum = sums)
        fixed (byte* b = bytes)
        {
            var half = Vector256.Create((short)Half);
            var white = Vector256.Create((short)255);
            for (; i <= bytes.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Load(b + i));
                var lowSum = low.AsInt16() + (Vector256.Load(sum + i) + half >> Shift);
                var highSum = high.AsInt16() + (Vector256.Load(sum + i + Vector256<short>.Count) + half >> Shift);
                Vector256.Narrow(
                    Vector256.Min(Vector256.Max(lowSum, Vector256<short>.Zero), white).AsUInt16(),
                    Vector256.Min(Vector256.Max(highSum, Vector256<short>.Zero), white).AsUInt16()).Store(b + i);
            }
            for (; i < bytes.Length; i++)
                b[i] = (byte)Math.Clamp(b[i] + (sum[i] + Half >> Shift), 0, 255);
        }
    }
}
