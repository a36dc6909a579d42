// Where a copier leaves toner out: patches of a worn drum, and streaks along its feed.
using System.Numerics;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Reproduction;

/// <summary>How much toner is missing over a sheet, 0–1, the same at every resolution.</summary>
internal sealed class TonerLoss
{
    private const double Pitch = 3, LargestPatch = 45;

    private readonly double _scale, _strength;
    private readonly int _columns;
    private readonly float[] _patches;
    private readonly bool _upright;
    private readonly float[] _across, _along;

    // Patches at each pixel of a row, at the rows of nodes above and below.
    private float[] _above, _below;
    private int _expanded = -2;

    /// <summary>Draws patches and streaks.</summary>
    /// <param name="stage">The stage, resolved.</param>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="generation">Which copy, from 0.</param>
    /// <param name="scale">The raster's pixels per mm.</param>
    public TonerLoss(PhotocopyStage stage, SheetRect sheet, int generation, double scale)
    {
        (_scale, _strength) = (scale, stage.TonerLoss!.Value / Math.Sqrt(stage.Generation!.Value));
        _columns = (int)(sheet.Width / Pitch) + 2;
        int rows = (int)(sheet.Height / Pitch) + 2;
        _patches = new float[_columns * rows];
        var random = new Philox((uint)stage.Seed!.Value, 16 + (ulong)generation);
        var noise = new ValueNoise(random.NextUInt32());
        for (int i = 0; i < _patches.Length; i++)
            _patches[i] = (float)(_strength * Patch(noise, i % _columns * Pitch, i / _columns * Pitch));
        // One copier feeds sheets by their short side, the other by their long one.
        _upright = random.NextInt(2) == 0;
        int width = (int)Math.Ceiling(sheet.Width * scale) + 1, height = (int)Math.Ceiling(sheet.Height * scale) + 1;
        _across = new float[_upright ? width : height];
        _along = new float[_upright ? height : width];
        (_above, _below) = (new float[width], new float[width]);
        Streak(random, noise);
    }

    /// <summary>One row's loss.</summary>
    public void Fill(int y, Span<float> row)
    {
        if (_strength == 0)
        {
            row.Clear();
            return;
        }
        double v = (y + 0.5) / _scale / Pitch;
        int node = (int)v;
        if (node != _expanded)
        {
            if (node == _expanded + 1)
                (_above, _below) = (_below, _above);
            else
                Expand(node, _above);
            Expand(node + 1, _below);
            _expanded = node;
        }
        float down = (float)(v - node), streak = _upright ? _along[y] : _across[y];
        ReadOnlySpan<float> above = _above.AsSpan(0, row.Length), below = _below.AsSpan(0, row.Length), other = (_upright ? _across : _along).AsSpan(0, row.Length);
        int x = 0;
        for (; x + Vector<float>.Count <= row.Length; x += Vector<float>.Count)
        {
            var top = new Vector<float>(above[x..]);
            var patch = top + (new Vector<float>(below[x..]) - top) * down;
            (Vector<float>.One - (Vector<float>.One - patch) * (Vector<float>.One - new Vector<float>(other[x..]) * streak)).CopyTo(row[x..]);
        }
        for (; x < row.Length; x++)
            row[x] = 1 - (1 - (above[x] + (below[x] - above[x]) * down)) * (1 - other[x] * streak);
    }

    private void Expand(int node, float[] row)
    {
        var patches = _patches.AsSpan(node * _columns, _columns);
        for (int x = 0; x < row.Length; x++)
        {
            double u = Math.Min((x + 0.5) / (_scale * Pitch), _columns - 1.001);
            int i = (int)u;
            row[x] = patches[i] + (patches[i + 1] - patches[i]) * (float)(u - i);
        }
    }

    private double Patch(in ValueNoise noise, double x, double y)
    {
        double sum = 0.6 * noise.At(x / LargestPatch, y / LargestPatch) + 0.3 * noise.At(0.6 * x / 12 + 0.8 * y / 12, 0.6 * y / 12 - 0.8 * x / 12) + 0.2 * noise.At(x / 5 + 99, y / 5);
        double t = Math.Clamp((sum + 0.7 * _strength - 0.42) / 0.5, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>Streaks have one profile across the feed, and fade and come again along it.</summary>
    private void Streak(Philox random, in ValueNoise noise)
    {
        int count = 2 + (int)(8 * _strength);
        for (int i = 0; i < count; i++)
        {
            double at = random.NextDouble() * _across.Length, width = Math.Exp(random.Uniform(Math.Log(0.2), Math.Log(2.5))) * _scale;
            double depth = _strength * random.Uniform(0.2, 0.8);
            for (int x = (int)Math.Max(0, at - 3 * width); x < Math.Min(_across.Length, at + 3 * width); x++)
            {
                double away = (x + 0.5 - at) / width;
                _across[x] = (float)(1 - (1 - _across[x]) * (1 - depth * Math.Exp(-0.5 * away * away)));
            }
        }
        for (int y = 0; y < _along.Length; y++)
            _along[y] = (float)Math.Clamp(0.6 + 0.7 * noise.At(7.5, y / (60 * _scale)), 0, 1);
    }
}
