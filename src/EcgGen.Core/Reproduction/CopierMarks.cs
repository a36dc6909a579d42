// What lies on a copier's glass beside the original: dust, and the shadows of its edges and of the lid.
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Reproduction;

/// <summary>Marks on a copy, the same at every resolution.</summary>
/// <param name="stage">The stage, resolved.</param>
/// <param name="sheet">The sheet in mm.</param>
/// <param name="generation">Which copy, from 0.</param>
internal sealed class CopierMarks(PhotocopyStage stage, SheetRect sheet, int generation)
{
    private const double SpecksPerMm2 = 1 / 150.0;

    /// <summary>Draws them on what the copier sees.</summary>
    /// <param name="plane">What it sees.</param>
    /// <param name="scale">Its pixels per mm.</param>
    public void Draw(TonePlane plane, double scale)
    {
        Specks(plane, scale);
        if (stage.EdgeLines > 0)
            Lines(plane, scale);
    }

    private void Specks(TonePlane plane, double scale)
    {
        var random = new Philox((uint)stage.Seed!.Value, 32 + (ulong)generation);
        int count = (int)Math.Round(stage.Speckle!.Value * sheet.Width * sheet.Height * SpecksPerMm2);
        for (int i = 0; i < count; i++)
        {
            double x = random.NextDouble() * sheet.Width * scale, y = random.NextDouble() * sheet.Height * scale;
            // Most are tiny; a few are hairs' ends and crumbs.
            double radius = 0.04 + 0.2 * Math.Pow(random.NextDouble(), 4), longer = random.Uniform(1, 2.2), angle = random.Uniform(0, Math.PI);
            double a = radius * longer * scale, b = radius * scale, reach = a + 1;
            double cos = Math.Cos(angle), sin = Math.Sin(angle);
            for (int row = (int)Math.Max(0, y - reach); row < Math.Min(plane.Height, y + reach); row++)
            {
                var values = plane.Row(row);
                for (int column = (int)Math.Max(0, x - reach); column < Math.Min(plane.Width, x + reach); column++)
                {
                    double dx = column + 0.5 - x, dy = row + 0.5 - y, u = (dx * cos + dy * sin) / a, v = (dy * cos - dx * sin) / b;
                    // Pixels from the outline, inwards, nearly.
                    Darken(ref values[column], Math.Clamp((1 - Math.Sqrt(u * u + v * v)) * b + 0.5, 0, Math.Min(1, Math.PI * a * b)));
                }
            }
        }
    }

    private void Lines(TonePlane plane, double scale)
    {
        for (int edge = 0; edge < 4; edge++)
        {
            var random = new Philox((uint)stage.Seed!.Value, 64 + 4 * (ulong)generation + (ulong)edge);
            bool upright = edge % 2 == 0, far = edge >= 2;
            bool present = random.NextDouble() < 0.6 || edge == stage.Seed!.Value % 4;
            double inset = random.Uniform(0.6, 3.5), slant = random.Uniform(-0.8, 0.8), width = random.Uniform(0.12, 0.35);
            double line = stage.EdgeLines!.Value * random.Uniform(0.6, 1), outside = random.NextDouble() < 0.4 ? stage.EdgeLines.Value * random.Uniform(0.2, 0.8) : 0;
            if (!present)
                continue;
            var noise = new ValueNoise(random.NextUInt32());
            int length = upright ? plane.Height : plane.Width, depth = upright ? plane.Width : plane.Height;
            for (int i = 0; i < length; i++)
            {
                double mm = (i + 0.5) / scale, at = inset + slant * (i / (double)length - 0.5) + 0.08 * noise.At(mm / 25, 0);
                // Where the sheet lies flat, its edge throws no shadow.
                double dark = line * Math.Clamp(0.75 + 0.9 * noise.At(mm / 18, 3.5), 0, 1);
                int last = (int)Math.Min(depth, Math.Ceiling((at + width) * scale) + 1);
                for (int j = 0; j < last; j++)
                {
                    double away = (j + 0.5) / scale, here = Math.Clamp((width / 2 - Math.Abs(away - at)) * scale + 0.5, 0, Math.Min(1, width * scale)) * dark;
                    double beyond = away < at ? outside * Math.Exp(-away / 1.5) : 0;
                    int across = far ? depth - 1 - j : j;
                    Darken(ref upright ? ref plane.Row(i)[across] : ref plane.Row(across)[i], Math.Max(here, beyond));
                }
            }
        }
    }

    private static void Darken(ref short value, double part) => value -= (short)(value * 0.95 * part);
}
