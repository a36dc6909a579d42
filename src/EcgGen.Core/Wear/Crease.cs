// One crease at work on a sheet: distances from it, light across it, paper shifted and ink worn off by it.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear;

/// <summary>The stage of creases, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
/// <param name="lines">Where the creases run.</param>
internal sealed class Crease(CreaseStage stage, IReadOnlyList<SheetLine> lines) : WearEffect(stage)
{
    // A fold of measured width, in mm: see FoldProfile.
    private const double MeasuredWidth = 17;
    private const double LineDepth = 0.6;

    // Paper drawn towards the fold, and along it: most at strength 1, and the distance over which it fades.
    private const double LeastPull = 0.2, MostPull = 0.5, PullLength = 6, MostShear = 0.5, ShearLength = 8;

    private const int ShiftsPerMm = 4;

    // How far along a fold its light keeps its side.
    private const double PolarityLength = 70;

    private readonly double _strength = stage.Strength!.Value, _width = stage.Width!.Value;

    private bool IsFold => stage.Style == CreaseStyle.Fold;

    public override void Bend(Displacement field, CancellationToken cancellation = default)
    {
        if (!IsFold || _strength == 0)
            return;
        // Shifts depend on the distance from a crease alone, so that parallel creases share a table.
        foreach (var parallel in lines.Select((line, index) => (Axis: new SheetAxis(line), Index: index)).GroupBy(l => (Math.Round(l.Axis.Normal.X, 6), Math.Round(l.Axis.Normal.Y, 6))))
        {
            var axis = parallel.First().Axis;
            double right = (field.Columns - 1) * Displacement.Step, bottom = (field.Rows - 1) * Displacement.Step;
            double[] corners = [axis.Distance(0, 0), axis.Distance(right, 0), axis.Distance(0, bottom), axis.Distance(right, bottom)];
            double start = Math.Floor(corners.Min() * ShiftsPerMm) / ShiftsPerMm;
            var shiftX = new float[(int)((corners.Max() - start) * ShiftsPerMm) + 3];
            var shiftY = new float[shiftX.Length];
            foreach (var (crease, index) in parallel)
                AddShifts(shiftX, shiftY, start + crease.Distance(0, 0) - axis.Distance(0, 0), crease, index);
            for (int row = 0; row < field.Rows; row++)
            {
                var dx = field.X(row);
                var dy = field.Y(row);
                double at = (axis.Distance(0, row * Displacement.Step) - start) * ShiftsPerMm, step = axis.Normal.X * Displacement.Step * ShiftsPerMm;
                for (int column = 0; column < dx.Length; column++)
                {
                    double place = Math.Max(0, at + step * column);
                    int k = (int)place;
                    float part = (float)(place - k);
                    dx[column] += shiftX[k] + (shiftX[k + 1] - shiftX[k]) * part;
                    dy[column] += shiftY[k] + (shiftY[k + 1] - shiftY[k]) * part;
                }
            }
        }
    }

    /// <summary>Adds a crease's shifts at distances from the first one on.</summary>
    private void AddShifts(float[] shiftX, float[] shiftY, double first, SheetAxis axis, int index)
    {
        var random = new Philox((uint)stage.Seed!.Value, (ulong)index);
        double pull = random.Uniform(LeastPull, MostPull) * _strength, shear = random.Uniform(-MostShear, MostShear) * _strength;
        for (int k = 0; k < shiftX.Length; k++)
        {
            double s = first + k / (double)ShiftsPerMm, far = Math.Abs(s);
            double across = -Math.Sign(s) * pull * (1 - Math.Exp(-far / PullLength)), along = shear * Math.Exp(-far / ShearLength);
            shiftX[k] += (float)(across * axis.Normal.X + along * axis.Direction.X);
            shiftY[k] += (float)(across * axis.Normal.Y + along * axis.Direction.Y);
        }
    }

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation = default)
    {
        if (!IsFold || _strength == 0)
            return;
        for (int i = 0; i < lines.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            new FoldRidge(new SheetAxis(lines[i]), _strength, new ValueNoise((ulong)(uint)stage.Seed!.Value << 8 | (uint)i)).Mark(sheet, scale);
        }
    }

    public override void Shade(Func<LightPlane> light, double scale, CancellationToken cancellation = default)
    {
        if (_strength == 0)
            return;
        if (IsFold)
        {
            ShadeFolds(light(), scale, cancellation);
            return;
        }
        var profile = FoldProfile.Line(_width, LineDepth * _strength);
        var plane = light();
        foreach (var line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            var axis = new SheetAxis(line);
            for (int y = 0; y < plane.Height; y++)
            {
                double yMm = (y + 0.5) / scale;
                var (from, to) = axis.Reach(yMm, profile.Reach, plane.Width, scale);
                if (from < to)
                    profile.Multiply(plane.Row(y)[from..to], axis.Distance((from + 0.5) / scale, yMm), axis.Normal.X / scale);
            }
        }
    }

    private void ShadeFolds(LightPlane plane, double scale, CancellationToken cancellation)
    {
        const double Step = CoarseLight.Step;
        var profile = FoldProfile.Fold(_width / MeasuredWidth, _strength);
        var light = new CoarseLight(new(0, 0, plane.Width / scale, plane.Height / scale));
        for (int i = 0; i < lines.Count; i++)
        {
            var side = Polarity(lines[i], i);
            var axis = new SheetAxis(lines[i]);
            for (int row = 0; row < light.Rows; row++)
            {
                double y = row * Step;
                var (from, to) = axis.Reach(y, profile.Reach + Step, light.Columns, 1 / Step);
                if (from < to)
                    profile.Multiply(light.Row(row)[from..to], axis.Distance(from * Step, y), axis.Normal.X * Step, side, axis.Along(from * Step, y), axis.Direction.X * Step);
            }
        }
        light.Multiply(plane, scale, cancellation);
    }

    /// <summary>Per mm of a fold, how much of its dark side is the first one, 0–1.</summary>
    private float[] Polarity(SheetLine line, int index)
    {
        var noise = new ValueNoise((ulong)(uint)stage.Seed!.Value << 8 | (uint)(128 + index));
        var axis = new SheetAxis(line);
        var side = new float[(int)Math.Ceiling(axis.Length) + 2];
        double lean = noise.At(0.5, 0.5) < 0 ? -0.45 : 0.45;
        for (int t = 0; t < side.Length; t++)
            side[t] = (float)Math.Clamp(0.5 + 2.5 * (lean + 0.8 * noise.At(t / PolarityLength, 7.5)), 0, 1);
        return side;
    }
}
