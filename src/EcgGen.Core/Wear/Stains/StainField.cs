// Large stains: their shape is computed at nodes some tenths of a mm apart, their edges and profiles per pixel.
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

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

    private readonly NodeGrid _grid;
    private readonly float[] _depth, _amount;

    /// <summary>Computes the nodes.</summary>
    /// <param name="grid">Where they are.</param>
    /// <param name="node">Computes one from its place in mm.</param>
    public StainField(NodeGrid grid, Func<double, double, StainNode> node)
    {
        _grid = grid;
        _depth = new float[grid.Columns * grid.Rows];
        _amount = new float[_depth.Length];
        for (int i = 0; i < _depth.Length; i++)
        {
            var at = grid.Node(i);
            var value = node(at.X, at.Y);
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
    /// <param name="cancellation">Polled for each row of nodes.</param>
    public void Mark(PixelBuffer sheet, Func<double, double> profile, double from, double to, double grain, StainTable table, CancellationToken cancellation)
    {
        var baked = new Profile(profile, from, to, 1 / _grid.Scale);
        var pixels = _grid.Pixels;
        Line above = new(pixels.Width), below = new(pixels.Width);
        var levels = new int[pixels.Width + Vector256<int>.Count];
        int expanded = -2;
        for (int y = pixels.Y; y < pixels.Y + pixels.Height; y++)
        {
            var (row, part) = _grid.RowAt(y);
            if (row != expanded)
            {
                cancellation.ThrowIfCancellationRequested();
                (above, below) = (below, above);
                if (row != expanded + 1)
                    Expand(row, above, baked.From);
                Expand(row + 1, below, baked.From);
                expanded = row;
            }
            int first = Math.Min(above.From, below.From), end = Math.Max(above.To, below.To);
            if (first >= end)
                continue;
            Levels(above, below, (float)part, first, end, y, baked.Values, baked.From, (float)grain, levels);
            table.Apply(sheet.Row(y)[(3 * (pixels.X + first))..(3 * (pixels.X + end))], levels.AsSpan(first, end - first));
        }
    }

    /// <summary>Works out a row of nodes at each pixel.</summary>
    private void Expand(int row, Line line, float shallowest)
    {
        ReadOnlySpan<float> depths = _depth.AsSpan(row * _grid.Columns, _grid.Columns), amounts = _amount.AsSpan(row * _grid.Columns, _grid.Columns);
        float step = (float)(1 / (_grid.Scale * _grid.Pitch));
        int width = _grid.Pixels.Width;
        (line.From, line.To) = (width, 0);
        for (int i = 0, x = 0; i + 1 < depths.Length && x < width; i++)
        {
            int end = _grid.PixelAt(i + 1, x);
            if (Math.Max(depths[i], depths[i + 1]) > shallowest && (amounts[i] != 0 || amounts[i + 1] != 0))
                (line.From, line.To) = (Math.Min(line.From, x), end);
            float u = (float)_grid.Behind(x, i), depthStep = depths[i + 1] - depths[i], amountStep = amounts[i + 1] - amounts[i];
            float depth = depths[i] + depthStep * u, amount = amounts[i] + amountStep * u;
            (depthStep, amountStep) = (depthStep * step, amountStep * step);
            Span<float> toDepths = line.Depths.AsSpan(x, end - x), toAmounts = line.Amounts.AsSpan(x, end - x);
            for (int k = 0; k < toDepths.Length; k++)
            {
                toDepths[k] = depth + depthStep * k;
                toAmounts[k] = amount + amountStep * k;
            }
            x = end;
        }
    }

    /// <summary>The levels of pigment of a row's pixels.</summary>
    private unsafe void Levels(Line above, Line below, float part, int first, int end, int y, float[] profile, float shallowest, float grain, int[] levels)
    {
        // In units of 1/65536 of the tile's pixels.
        uint step = (uint)(GrainPerMm / _grid.Scale * 65536), tile = (uint)((_grid.Pixels.X + first + 0.5) / _grid.Scale * GrainPerMm % GrainSide * 65536);
        int tileRow = (int)((y + 0.5) / _grid.Scale * GrainPerMm) % GrainSide;
        fixed (float* depthAbove = above.Depths, depthBelow = below.Depths, amountAbove = above.Amounts, amountBelow = below.Amounts, byDepth = profile, grains = &s_grain[tileRow * GrainSide])
        {
            for (int x = first; x < end; x += Vector256<float>.Count)
            {
                Vector256<float> depth = Vector256.Load(depthAbove + x), amount = Vector256.Load(amountAbove + x);
                depth += (Vector256.Load(depthBelow + x) - depth) * part;
                amount += (Vector256.Load(amountBelow + x) - amount) * part;
                var place = Vector256.Min(Vector256.Max((depth - Vector256.Create(shallowest)) * Profile.PerMm, Vector256<float>.Zero), Vector256.Create(profile.Length - 1f));
                amount *= Gather.Floats(byDepth, Vector256.ConvertToInt32Native(place));
                var at = Vector256.Create(tile + step * (uint)(x - first)) + Vector256<uint>.Indices * step;
                amount *= Vector256<float>.One + Gather.Floats(grains, (at >> 16).AsInt32() & Vector256.Create(GrainSide - 1)) * grain;
                Vector256.ConvertToInt32Native(amount * StainTable.Unit + Vector256.Create(0.5f)).CopyTo(levels, x);
            }
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
        public const int PerMm = 32;

        private const int Samples = 4;

        public Profile(Func<double, double> profile, double from, double to, double pixel)
        {
            From = (float)(from - pixel / 2);
            Values = new float[(int)Math.Ceiling((to - from + pixel) * PerMm) + 1];
            for (int i = 1; i < Values.Length; i++)
            {
                double sum = 0;
                for (int s = 0; s < Samples; s++)
                {
                    double at = From + i / (double)PerMm + ((s + 0.5) / Samples - 0.5) * pixel;
                    sum += at < from ? 0 : profile(Math.Min(at, to));
                }
                Values[i] = (float)(sum / Samples);
            }
        }

        public float From { get; }

        public float[] Values { get; }
    }

    /// <summary>A row of nodes, worked out at each pixel; with room for a vector that ends behind the last one.</summary>
    private sealed class Line(int width)
    {
        public float[] Depths { get; } = new float[width + Vector256<float>.Count];

        public float[] Amounts { get; } = new float[width + Vector256<float>.Count];

        /// <summary>The first pixel that may have pigment.</summary>
        public int From { get; set; }

        /// <summary>The pixel behind the last one that may.</summary>
        public int To { get; set; }
    }
}
