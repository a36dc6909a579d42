// A crumpled sheet at work: one surface gives the light on its facets, their shadows, and where they appear.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear;

/// <summary>The stage of crumpling, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
/// <param name="sheet">The sheet in mm; it starts at 0, 0.</param>
internal sealed class Crumple(CrumpleStage stage, SheetRect sheet) : WearEffect(stage)
{
    // The view from above that makes high places seem farther from the middle, in mm.
    private const double ViewHeight = 450;

    // How high the light stands, as the tangent of its elevation; and how much of it, a wide source, a slope of 1 towards it hides.
    private const double LightHeight = 1, ShadowDepth = 0.25;

    // By how much, at strength 1, the exposure is held back so that facets towards the light do not burn out.
    private const double Headroom = 0.05;

    // How far off, in mm, what hides the light is looked for.
    private static readonly double[] s_shadowLengths = [1.5, 3, 6, 12];

    private readonly Lazy<CrumpledSurface> _surface = new(() => new CrumpledSurface(sheet, stage.FacetSize!.Value, stage.Strength!.Value, stage.Seed!.Value));

    private bool IsFlat => stage.Strength == 0;

    public override void Bend(Displacement field, CancellationToken cancellation = default)
    {
        if (IsFlat)
            return;
        var surface = _surface.Value;
        int columns = field.Columns, rows = field.Rows, skip = (int)Math.Round(Displacement.Step / CrumpledSurface.Step);
        double middleX = sheet.Width / 2, middleY = sheet.Height / 2;
        float[] x = new float[columns], y = new float[columns], downwards = new float[columns * rows];
        // A sheet whose ways go up and down reaches less far: half the square of the slope, counted from the middle.
        for (int column = 0; column < columns; column++)
        {
            for (int row = 1; row < rows; row++)
                downwards[row * columns + column] = downwards[(row - 1) * columns + column] + Shrinking(Height(row, column) - Height(row - 1, column));
        }
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double nearer = Height(row, column) / ViewHeight;
                x[column] = (column == 0 ? 0 : x[column - 1]) + (column == 0 ? 0 : Shrinking(Height(row, column) - Height(row, column - 1)));
                y[column] = downwards[row * columns + column] - downwards[rows / 2 * columns + column];
                field.X(row)[column] += (float)(nearer * (column * Displacement.Step - middleX));
                field.Y(row)[column] += (float)(nearer * (row * Displacement.Step - middleY)) - y[column];
            }
            for (int column = 0; column < columns; column++)
                field.X(row)[column] -= x[column] - x[columns / 2];
        }

        float Height(int row, int column) => surface.Row(Math.Min(row * skip, surface.Rows - 1))[Math.Min(column * skip, surface.Columns - 1)];
        static float Shrinking(float rise) => (float)(rise * rise / (2 * Displacement.Step));
    }

    public override void Shade(Func<LightPlane> light, double scale, CancellationToken cancellation = default)
    {
        if (IsFlat)
            return;
        var surface = _surface.Value;
        var factors = new CoarseLight(sheet);
        double angle = stage.LightAngle!.Value * Math.PI / 180;
        float towardsX = (float)Math.Cos(angle), exposure = (float)(1 / (1 + Headroom * stage.Strength!.Value)), towardsY = (float)-Math.Sin(angle), twice = (float)(1 / (2 * CrumpledSurface.Step));
        var looks = Array.ConvertAll(s_shadowLengths, d => (X: (int)Math.Round(towardsX * d / CrumpledSurface.Step), Y: (int)Math.Round(towardsY * d / CrumpledSurface.Step), PerMm: (float)(1 / d)));
        int columns = Math.Min(factors.Columns, surface.Columns), rows = Math.Min(factors.Rows, surface.Rows);
        var hidden = new float[columns];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> above = surface.Row(Math.Max(0, row - 1)), here = surface.Row(row), below = surface.Row(Math.Min(rows - 1, row + 1));
            hidden.AsSpan().Clear();
            foreach (var look in looks)
            {
                var there = surface.Row(Math.Clamp(row + look.Y, 0, rows - 1));
                int from = Math.Max(0, -look.X), to = Math.Min(columns, columns - look.X);
                for (int column = from; column < to; column++)
                    hidden[column] = Math.Max(hidden[column], (there[column + look.X] - here[column]) * look.PerMm);
            }
            var factor = factors.Row(row);
            for (int column = 0; column < columns; column++)
            {
                float slopeX = (here[Math.Min(columns - 1, column + 1)] - here[Math.Max(0, column - 1)]) * twice, slopeY = (below[column] - above[column]) * twice;
                // Lambert's cosine law relative to the flat sheet.
                float lit = exposure * (1 - (slopeX * towardsX + slopeY * towardsY) / (float)LightHeight) / MathF.Sqrt(1 + slopeX * slopeX + slopeY * slopeY);
                factor[column] = lit * (1 - (float)ShadowDepth * hidden[column]);
            }
        }
        factors.Multiply(light(), scale, cancellation);
    }
}
