// Noise of the sensor: row by row, each kind with random numbers of its own, so that a kind more or less leaves the others as they are.
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
        int length = image.Stride, each = _monochrome ? 3 : 1;
        var rows = Lines(stage.Row ?? 0, Row, image.Height);
        var columns = Lines(stage.Column ?? 0, Column, image.Width);
        var sums = new short[length];
        var numbers = new ushort[PhiloxRow.Padded(length / each)];
        for (int y = 0; y < image.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = image.Row(y);
            if (shot is not null)
            {
                PhiloxRow.Fill(_key, Shot, (uint)y, numbers);
                shot.Apply(row, numbers, each);
            }
            if (!sum)
                continue;
            if (lines)
                AddLine(columns, rows.AsSpan(3 * y, 3), sums);
            if (gaussian is not null)
                Draw(gaussian, Gaussian, y, numbers, sums, onto: lines);
            if (poisson is not null)
                Draw(poisson, Poisson, y, numbers, sums, onto: lines || gaussian is not null);
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

    private static void AddLine(ReadOnlySpan<short> columns, ReadOnlySpan<short> row, Span<short> sums)
    {
        if (row.IndexOfAnyExcept((short)0) < 0)
        {
            columns.CopyTo(sums);
            return;
        }
        for (int i = 0; i < sums.Length; i += 3)
        {
            sums[i] = (short)(columns[i] + row[0]);
            sums[i + 1] = (short)(columns[i + 1] + row[1]);
            sums[i + 2] = (short)(columns[i + 2] + row[2]);
        }
    }

    /// <summary>Draws a row's values from a table, and adds them to what is there or takes its place.</summary>
    private void Draw(short[] table, uint kind, int y, ushort[] numbers, short[] sums, bool onto)
    {
        PhiloxRow.Fill(_key, kind, (uint)y, numbers);
        fixed (short* values = table, sum = sums)
        fixed (ushort* number = numbers)
        {
            if (_monochrome)
            {
                if (!onto)
                    sums.AsSpan().Clear();
                for (nint i = 0, n = 0; i < sums.Length; i += 3, n++)
                {
                    short value = values[number[n]];
                    sum[i] += value;
                    sum[i + 1] += value;
                    sum[i + 2] += value;
                }
            }
            else if (onto)
            {
                for (nint i = 0; i < sums.Length; i++)
                    sum[i] += values[number[i]];
            }
            else
            {
                for (nint i = 0; i < sums.Length; i++)
                    sum[i] = values[number[i]];
            }
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
