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
    /// <param name="profile">Amount by depth in mm, the same from the last depth on, 0 before the first.</param>
    /// <param name="from">The first depth.</param>
    /// <param name="to">The last depth.</param>
    /// <param name="grain">How grainy, 0–1.</param>
    /// <param name="table">Colours by amount.</param>
    public void Mark(PixelBuffer sheet, Func<double, double> profile, double from, double to, double grain, StainTable table)
    {
        var baked = new Profile(profile, from, to, 1 / _scale);
        for (int y = _pixels.Y; y < _pixels.Y + _pixels.Height; y++)
        {
            Fill(y, baked);
            if (grain > 0)
                Roughen(y, (float)grain);
            table.Apply(sheet.Row(y).Slice(3 * _pixels.X, 3 * _pixels.Width), _values);
        }
    }

    /// <summary>Multiplies light by 1 and the profile.</summary>
    public void Shade(LightPlane light, Func<double, double> profile, double from, double to)
    {
        var baked = new Profile(profile, from, to, 1 / _scale);
        for (int y = _pixels.Y; y < _pixels.Y + _pixels.Height; y++)
        {
            Fill(y, baked);
            var row = light.Row(y).Slice(_pixels.X, _pixels.Width);
            for (int x = 0; x < row.Length; x++)
            {
                if (_values[x] != 0)
                    row[x] = (short)Math.Clamp(row[x] * (1 + _values[x]) + 0.5f, 0, short.MaxValue);
            }
        }
    }

    /// <summary>The amounts of a row's pixels.</summary>
    private void Fill(int y, in Profile profile)
    {
        double v = ((y + 0.5) / _scale - _box.Y) / _pitch;
        int above = (int)v * _columns;
        float down = (float)(v - (int)v);
        for (int i = 0; i < _columns; i++)
        {
            _rowDepth[i] = _depth[above + i] + (_depth[above + _columns + i] - _depth[above + i]) * down;
            _rowAmount[i] = _amount[above + i] + (_amount[above + _columns + i] - _amount[above + i]) * down;
        }
        double step = 1 / (_scale * _pitch);
        for (int i = 0, x = 0; i + 1 < _columns && x < _values.Length; i++)
        {
            int end = (int)Math.Clamp(Math.Ceiling((_box.X + (i + 1) * _pitch) * _scale - 0.5) - _pixels.X, x, _values.Length);
            float depth = _rowDepth[i], depthStep = _rowDepth[i + 1] - depth, amount = _rowAmount[i], amountStep = _rowAmount[i + 1] - amount;
            if (Math.Max(depth, depth + depthStep) <= profile.From || (amount == 0 && amountStep == 0))
            {
                _values.AsSpan(x, end - x).Clear();
                x = end;
                continue;
            }
            float u = (float)(((_pixels.X + x + 0.5) / _scale - _box.X) / _pitch - i);
            for (; x < end; x++, u += (float)step)
                _values[x] = profile.At(depth + depthStep * u) * (amount + amountStep * u);
        }
    }

    private void Roughen(int y, float grain)
    {
        int row = (int)((y + 0.5) / _scale * GrainPerMm) % GrainSide * GrainSide;
        double x = (_pixels.X + 0.5) / _scale * GrainPerMm, step = GrainPerMm / _scale;
        foreach (ref float value in _values.AsSpan())
        {
            if (value > 0)
                value *= 1 + grain * s_grain[row + ((int)x & GrainSide - 1)];
            x += step;
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
    private readonly struct Profile
    {
        private const int PerMm = 32, Samples = 4;

        private readonly float[] _values;

        public Profile(Func<double, double> profile, double from, double to, double pixel)
        {
            From = (float)(from - pixel / 2);
            int count = (int)Math.Ceiling((to - from + pixel) * PerMm) + 1;
            _values = new float[count];
            for (int i = 0; i < count; i++)
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

        public float At(float depth)
        {
            float at = (depth - From) * PerMm;
            return at < 0 ? 0 : _values[(int)Math.Min(at, _values.Length - 1)];
        }
    }
}
