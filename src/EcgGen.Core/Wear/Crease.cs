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

    // Shifts are tabulated up to where, in mm, nothing of the shear is left.
    private const int ShiftReach = 64, ShiftsPerMm = 4;

    // The ridge that lost its ink, and how far from its middle, in widths, none of its wear is left.
    private const double RidgeWidth = 0.28, RidgeWear = 0.75, RidgeReach = 2.4, Speckle = 0.6;
    private const int WearsPerMm = 8;
    private static readonly Rgb s_fibre = new(250, 248, 243);

    // How far along a fold its light keeps its side.
    private const double PolarityLength = 70;

    private readonly double _strength = stage.Strength!.Value, _width = stage.Width!.Value;

    private bool IsFold => stage.Style == CreaseStyle.Fold;

    public override void Bend(Displacement field, CancellationToken cancellation = default)
    {
        if (!IsFold || _strength == 0)
            return;
        for (int i = 0; i < lines.Count; i++)
        {
            var axis = new Axis(lines[i]);
            var random = new Philox((uint)stage.Seed!.Value, (ulong)i);
            double pull = random.Uniform(LeastPull, MostPull) * _strength, shear = random.Uniform(-MostShear, MostShear) * _strength;
            // By distance, for that is all that shifts depend on.
            var shiftX = new float[2 * ShiftReach * ShiftsPerMm + 2];
            var shiftY = new float[shiftX.Length];
            for (int k = 0; k < shiftX.Length; k++)
            {
                double s = k / (double)ShiftsPerMm - ShiftReach, far = Math.Abs(s);
                double across = -Math.Sign(s) * pull * (1 - Math.Exp(-far / PullLength)), along = shear * Math.Exp(-far / ShearLength);
                shiftX[k] = (float)(across * axis.Normal.X + along * axis.Direction.X);
                shiftY[k] = (float)(across * axis.Normal.Y + along * axis.Direction.Y);
            }
            for (int row = 0; row < field.Rows; row++)
            {
                var dx = field.X(row);
                var dy = field.Y(row);
                double at = (axis.Distance(0, row * Displacement.Step) + ShiftReach) * ShiftsPerMm, step = axis.Normal.X * Displacement.Step * ShiftsPerMm;
                for (int column = 0; column < dx.Length; column++, at += step)
                {
                    double inside = Math.Clamp(at, 0, shiftX.Length - 1.001);
                    int k = (int)inside;
                    float part = (float)(inside - k);
                    dx[column] += shiftX[k] + (shiftX[k + 1] - shiftX[k]) * part;
                    dy[column] += shiftY[k] + (shiftY[k + 1] - shiftY[k]) * part;
                }
            }
        }
    }

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation = default)
    {
        if (!IsFold || _strength == 0)
            return;
        int r = LinearLight.FromSrgb(s_fibre.R), g = LinearLight.FromSrgb(s_fibre.G), b = LinearLight.FromSrgb(s_fibre.B);
        for (int i = 0; i < lines.Count; i++)
        {
            var axis = new Axis(lines[i]);
            var noise = new ValueNoise((ulong)(uint)stage.Seed!.Value << 8 | (uint)i);
            float[] along = [.. Enumerable.Range(0, (int)(axis.Length * WearsPerMm) + 2).Select(t => noise.At(t / (WearsPerMm * 2.3), 0))];
            for (int y = 0; y < sheet.Height; y++)
            {
                var row = sheet.Row(y);
                double yMm = (y + 0.5) / scale;
                var (from, to) = axis.Reach(yMm, RidgeReach * RidgeWidth, sheet.Width, scale);
                for (int x = from; x < to; x++)
                {
                    double xMm = (x + 0.5) / scale, s = axis.Distance(xMm, yMm), t = axis.Along(xMm, yMm);
                    double most = 255 * RidgeWear * _strength * Math.Exp(-s * s / (RidgeWidth * RidgeWidth));
                    double even = 0.5 + 0.5 * along[(int)Math.Clamp(t * WearsPerMm, 0, along.Length - 1)];
                    if (most * (even + Speckle) < 1)
                        continue;
                    int coverage = (int)(most * Math.Clamp(even + Speckle * noise.At(t / 0.35, s / 0.25), 0, 1));
                    if (coverage == 0)
                        continue;
                    // What comes off is ink; paper whiter than fibre stays as it is.
                    var pixel = row.Slice(3 * x, 3);
                    pixel[0] = Math.Max(pixel[0], LinearLight.Mix(pixel[0], r, coverage));
                    pixel[1] = Math.Max(pixel[1], LinearLight.Mix(pixel[1], g, coverage));
                    pixel[2] = Math.Max(pixel[2], LinearLight.Mix(pixel[2], b, coverage));
                }
            }
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
            var axis = new Axis(line);
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
            var axis = new Axis(lines[i]);
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
        var axis = new Axis(line);
        var side = new float[(int)Math.Ceiling(axis.Length) + 2];
        double lean = noise.At(0.5, 0.5) < 0 ? -0.45 : 0.45;
        for (int t = 0; t < side.Length; t++)
            side[t] = (float)Math.Clamp(0.5 + 2.5 * (lean + 0.8 * noise.At(t / PolarityLength, 7.5)), 0, 1);
        return side;
    }

    /// <summary>Distances from a crease and along it.</summary>
    private readonly struct Axis
    {
        private readonly Point2 _from;

        public Axis(SheetLine line)
        {
            _from = line.From;
            double dx = line.To.X - line.From.X, dy = line.To.Y - line.From.Y;
            Length = Math.Max(1e-9, Math.Sqrt(dx * dx + dy * dy));
            Direction = new Point2(dx / Length, dy / Length);
            Normal = new Point2(-Direction.Y, Direction.X);
        }

        public double Length { get; }

        public Point2 Direction { get; }

        public Point2 Normal { get; }

        public double Distance(double x, double y) => (x - _from.X) * Normal.X + (y - _from.Y) * Normal.Y;

        public double Along(double x, double y) => (x - _from.X) * Direction.X + (y - _from.Y) * Direction.Y;

        /// <summary>The pixels of a row whose centres are within a distance.</summary>
        public (int From, int To) Reach(double y, double distance, int width, double scale)
        {
            double at = Distance(0, y);
            if (Math.Abs(Normal.X) < 1e-9)
                return Math.Abs(at) <= distance ? (0, width) : (0, 0);
            double a = (-distance - at) / Normal.X, b = (distance - at) / Normal.X;
            return ((int)Math.Clamp(Math.Ceiling(Math.Min(a, b) * scale - 0.5), 0, width), (int)Math.Clamp(Math.Floor(Math.Max(a, b) * scale - 0.5) + 1, 0, width));
        }
    }
}
