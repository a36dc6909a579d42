// The ridge of a fold, where ink and the paper's face wear off.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear;

/// <summary>Wear along one fold: more in some places than in others, and speckled.</summary>
internal sealed unsafe class FoldRidge
{
    // The ridge that lost its ink, and how far from its middle none of its wear is left, in mm.
    private const double Width = 0.28, Wear = 0.75, Reach = 2.4 * Width;

    // How strong speckles are, their size along and across the fold, and over how many mm it wears alike.
    private const float Speckle = 0.6f;
    private const double SpeckleLength = 0.35, SpeckleWidth = 0.25, EvenLength = 2.3;

    private const int ProfilePerMm = 1024, EvenPerMm = 8, Rows = (int)(2 * Reach / SpeckleWidth) + 3;

    private static readonly Rgb s_fibre = new(250, 248, 243);
    private static readonly float[] s_profile = [.. Enumerable.Range(0, (int)(Reach * ProfilePerMm) + 2).Select(i => (float)Math.Exp(-Math.Pow(i / (ProfilePerMm * Width), 2)))];

    // What fibre makes of a byte, 256 for each coverage.
    private static readonly byte[] s_red = Worn(s_fibre.R), s_green = Worn(s_fibre.G), s_blue = Worn(s_fibre.B);

    private readonly SheetAxis _axis;
    private readonly float _most;
    private readonly float[] _even, _speckles;
    private readonly int _columns;

    /// <summary>Prepares the ridge.</summary>
    /// <param name="axis">Where the fold runs.</param>
    /// <param name="strength">0–1.</param>
    /// <param name="noise">What differs along it.</param>
    public FoldRidge(SheetAxis axis, double strength, ValueNoise noise)
    {
        (_axis, _most) = (axis, (float)(255 * Wear * strength));
        var even = new NoiseTable(noise, 0, 0, axis.Length / EvenLength, 0);
        _even = new float[(int)(axis.Length * EvenPerMm) + 2];
        for (int i = 0; i < _even.Length; i++)
            _even[i] = 0.5f + 0.5f * even.At(i / (EvenPerMm * EvenLength), 0);
        _columns = (int)(axis.Length / SpeckleLength) + 3;
        _speckles = new float[_columns * Rows];
        for (int i = 0; i < _speckles.Length; i++)
            _speckles[i] = (float)noise.Node(i % _columns, i / _columns - Rows / 2);
    }

    /// <summary>Wears ink off.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="scale">Its pixels per mm.</param>
    public void Mark(PixelBuffer sheet, double scale)
    {
        byte[] red = s_red, green = s_green, blue = s_blue;
        float stepS = (float)(_axis.Normal.X / scale), stepT = (float)(_axis.Direction.X / scale);
        int* coverage = stackalloc int[Vector256<int>.Count];
        fixed (float* profile = s_profile, even = _even, speckles = _speckles)
        {
            for (int y = 0; y < sheet.Height; y++)
            {
                double yMm = (y + 0.5) / scale;
                var (from, to) = _axis.Reach(yMm, Reach, sheet.Width, scale);
                Prefetch.Row(sheet.Pixels + (long)y * sheet.Stride + 3 * from, sheet.Stride, 3 * (to - from));
                for (; from < to; from += Vector256<int>.Count)
                {
                    double xMm = (from + 0.5) / scale;
                    var pixel = Vector256.ConvertToSingle(Vector256<int>.Indices);
                    Coverage(Vector256.Create((float)_axis.Distance(xMm, yMm)) + pixel * stepS, Vector256.Create((float)_axis.Along(xMm, yMm)) + pixel * stepT, profile, even, speckles)
                        .Store(coverage);
                    var row = sheet.Row(y).Slice(3 * from, 3 * Math.Min(Vector256<int>.Count, to - from));
                    for (int i = 0; i + 2 < row.Length; i += 3)
                    {
                        int covered = 256 * coverage[i / 3];
                        row[i] = red[covered + row[i]];
                        row[i + 1] = green[covered + row[i + 1]];
                        row[i + 2] = blue[covered + row[i + 2]];
                    }
                }
            }
        }
    }

    /// <summary>How much fibre is to be seen, 0–255.</summary>
    /// <param name="s">Distances from the fold in mm.</param>
    /// <param name="t">Places along it in mm.</param>
    /// <param name="profile">Wear by distance.</param>
    /// <param name="even">Wear along the fold.</param>
    /// <param name="speckles">The noise's nodes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Coverage(Vector256<float> s, Vector256<float> t, float* profile, float* even, float* speckles)
    {
        var most = Gather.Floats(profile, Index(Vector256.Abs(s) * ProfilePerMm + Vector256.Create(0.5f), s_profile.Length)) * _most;
        // The same noise as ValueNoise.At(t / SpeckleLength, s / SpeckleWidth).
        Vector256<float> x = Vector256.Min(Vector256.Max(t * (float)(1 / SpeckleLength), Vector256<float>.Zero), Vector256.Create(_columns - 1.5f)), y = s * (float)(1 / SpeckleWidth) + Vector256.Create((float)(Rows / 2));
        Vector256<int> column = Index(x, _columns - 1), row = Index(y, Rows - 1), node = row * _columns + column;
        Vector256<float> u = Smooth(x - Vector256.ConvertToSingle(column)), v = Smooth(y - Vector256.ConvertToSingle(row));
        Vector256<float> top = Gather.Floats(speckles, node), bottom = Gather.Floats(speckles + _columns, node);
        top += (Gather.Floats(speckles + 1, node) - top) * u;
        bottom += (Gather.Floats(speckles + _columns + 1, node) - bottom) * u;
        var part = Gather.Floats(even, Index(t * EvenPerMm, _even.Length)) + (top + (bottom - top) * v) * Speckle;
        return Vector256.ConvertToInt32Native(most * Vector256.Min(Vector256.Max(part, Vector256<float>.Zero), Vector256<float>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Index(Vector256<float> at, int count) =>
        Vector256.Min(Vector256.Max(Vector256.ConvertToInt32Native(at), Vector256<int>.Zero), Vector256.Create(count - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Smooth(Vector256<float> t) => t * t * (Vector256.Create(3f) - t - t);

    /// <summary>What comes off is ink; paper whiter than fibre stays as it is.</summary>
    private static byte[] Worn(byte fibre) =>
        [.. Enumerable.Range(0, (int)(255 * Wear + 1) * 256).Select(i => Math.Max((byte)i, LinearLight.Mix((byte)i, LinearLight.FromSrgb(fibre), i / 256)))];
}
