// Large stains: their shape is computed at nodes some tenths of a mm apart, their edges and profiles per pixel.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>What a node of a field says.</summary>
/// <param name="Depth">How far inside the stain's edge it is, in mm; negative outside.</param>
/// <param name="Amount">Factor of the profile.</param>
internal readonly record struct StainNode(double Depth, double Amount);

/// <summary>
/// Distances from a stain's edge and factors at nodes over a part of a sheet, bilinear between. Shapes have sizes in mm and are the same at every
/// resolution.
/// </summary>
internal sealed class StainField
{
    // Pigment settles in the paper's fibres: a tile of fine noise, repeated.
    private const int GrainSide = 256, GrainPerMm = 8;
    private static readonly float[] s_grain = MakeGrain();

    private readonly SheetRect _box;
    private readonly double _pitch, _scale;
    private readonly PixelRect _pixels;
    private readonly int _columns;
    private readonly float[] _depth, _amount, _rowDepth, _rowAmount, _values;

    /// <summary>Computes the nodes.</summary>
    /// <param name="box">The part of the sheet, in mm.</param>
    /// <param name="pitch">mm between nodes.</param>
    /// <param name="width">The raster's width.</param>
    /// <param name="height">The raster's height.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="node">Computes one.</param>
    public StainField(SheetRect box, double pitch, int width, int height, double scale, Func<double, double, StainNode> node)
    {
        (_pitch, _scale) = (pitch, scale);
        // Whole steps from the sheet's corner, so that the raster's size plays no part in where nodes are.
        double left = Math.Floor(Math.Max(0, box.X) / pitch) * pitch, top = Math.Floor(Math.Max(0, box.Y) / pitch) * pitch;
        _box = new SheetRect(left, top, Math.Max(0, Math.Min(box.Right, width / scale) - left), Math.Max(0, Math.Min(box.Bottom, height / scale) - top));
        _pixels = StainMark.Pixels(_box, width, height, scale);
        _columns = (int)(_box.Width / pitch) + 2;
        int rows = (int)(_box.Height / pitch) + 2;
        _depth = new float[_columns * rows];
        _amount = new float[_columns * rows];
        (_rowDepth, _rowAmount, _values) = (new float[_columns], new float[_columns], new float[_pixels.Width]);
        for (int i = 0; i < _depth.Length; i++)
        {
            var value = node(_box.X + i % _columns * pitch, _box.Y + i / _columns * pitch);
            (_depth[i], _amount[i]) = ((float)value.Depth, (float)value.Amount);
        }
    }

    /// <summary>Stains a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="profile">Amount by depth in mm, the same from the last depth on, 0 before the first; null where the nodes' amounts say all.</param>
    /// <param name="from">The first depth.</param>
    /// <param name="to">The last depth.</param>
    /// <param name="grain">How grainy, 0–1.</param>
    /// <param name="table">Colours by amount.</param>
    public void Mark(PixelBuffer sheet, Func<double, double>? profile, double from, double to, double grain, StainTable table)
    {
        var baked = profile is null ? null : new Profile(profile, from, to, 1 / _scale);
        for (int y = _pixels.Y; y < _pixels.Y + _pixels.Height; y++)
        {
            var (first, end) = Fill(y, baked);
            if (grain > 0)
                Roughen(y, first, end, (float)grain);
            table.Apply(sheet.Row(y)[(3 * (_pixels.X + first))..(3 * (_pixels.X + end))], _values.AsSpan(first, end - first));
        }
    }

    /// <summary>The amounts of a row's pixels, and which of them are not 0.</summary>
    private (int First, int End) Fill(int y, Profile? profile)
    {
        double v = ((y + 0.5) / _scale - _box.Y) / _pitch;
        int above = (int)v * _columns;
        float down = (float)(v - (int)v), step = (float)(1 / (_scale * _pitch));
        for (int i = 0; i < _columns; i++)
        {
            _rowDepth[i] = _depth[above + i] + (_depth[above + _columns + i] - _depth[above + i]) * down;
            _rowAmount[i] = _amount[above + i] + (_amount[above + _columns + i] - _amount[above + i]) * down;
        }
        int first = _values.Length, last = 0;
        for (int i = 0, x = 0; i + 1 < _columns && x < _values.Length; i++)
        {
            int end = (int)Math.Clamp(Math.Ceiling((_box.X + (i + 1) * _pitch) * _scale - 0.5) - _pixels.X, x, _values.Length);
            float depth = _rowDepth[i], depthStep = _rowDepth[i + 1] - depth, amount = _rowAmount[i], amountStep = _rowAmount[i + 1] - amount;
            var piece = _values.AsSpan(x, end - x);
            if ((profile is not null && Math.Max(depth, depth + depthStep) <= profile.From) || (amount == 0 && amountStep == 0))
            {
                piece.Clear();
            }
            else
            {
                (first, last) = (Math.Min(first, x), end);
                float u = (float)(((_pixels.X + x + 0.5) / _scale - _box.X) / _pitch - i);
                amount += amountStep * u;
                amountStep *= step;
                if (profile is null)
                {
                    for (int k = 0; k < piece.Length; k++)
                        piece[k] = amount + amountStep * k;
                }
                else
                {
                    profile.Fill(piece, depth + depthStep * u, depthStep * step, amount, amountStep);
                }
            }
            x = end;
        }
        return (Math.Min(first, last), last);
    }

    private void Roughen(int y, int first, int end, float grain)
    {
        var row = s_grain.AsSpan((int)((y + 0.5) / _scale * GrainPerMm) % GrainSide * GrainSide, GrainSide);
        // In units of 1/65536 of the tile's pixels.
        uint step = (uint)(GrainPerMm / _scale * 65536), at = (uint)((_pixels.X + first + 0.5) / _scale * GrainPerMm % GrainSide * 65536);
        foreach (ref float value in _values.AsSpan(first, end - first))
        {
            value *= 1 + grain * row[(int)(at >> 16) & GrainSide - 1];
            at += step;
        }
    }

    private static float[] MakeGrain()
    {
        var noise = new ValueNoise(0x67);
        var grain = new float[GrainSide * GrainSide];
        for (int i = 0; i < grain.Length; i++)
            grain[i] = noise.At(i % GrainSide / 2.6, i / GrainSide / 2.6);
        return grain;
    }

    /// <summary>A profile in a table, averaged over a pixel.</summary>
    private sealed class Profile
    {
        private const int PerMm = 32, Samples = 4;

        private readonly float[] _values;

        public Profile(Func<double, double> profile, double from, double to, double pixel)
        {
            From = (float)(from - pixel / 2);
            _values = new float[(int)Math.Ceiling((to - from + pixel) * PerMm) + 1];
            for (int i = 1; i < _values.Length; i++)
            {
                double sum = 0;
                for (int s = 0; s < Samples; s++)
                {
                    double at = From + i / (double)PerMm + ((s + 0.5) / Samples - 0.5) * pixel;
                    sum += at < from ? 0 : profile(Math.Min(at, to));
                }
                _values[i] = (float)(sum / Samples);
            }
        }

        public float From { get; }

        public void Fill(Span<float> values, float depth, float depthStep, float amount, float amountStep)
        {
            var table = _values;
            float at = (depth - From) * PerMm, step = depthStep * PerMm, last = table.Length - 1;
            if (Math.Min(at, at + step * values.Length) >= last)
            {
                for (int k = 0; k < values.Length; k++)
                    values[k] = table[^1] * (amount + amountStep * k);
                return;
            }
            for (int k = 0; k < values.Length; k++)
                values[k] = table[(int)Math.Clamp(at + step * k, 0, last)] * (amount + amountStep * k);
        }
    }
}
