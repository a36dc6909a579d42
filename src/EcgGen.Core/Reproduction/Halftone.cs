// Print in halftone: tones become dots whose light, taken together, is that of the tones.
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Reproduction;

/// <summary>The stage of halftone, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
internal sealed class Halftone(HalftoneStage stage) : SheetCopy
{
    // The angles of cyan, magenta, yellow and black, from black's.
    private static readonly double[] s_angles = [-30, 30, -45, 0];

    // Screens 30° apart come together in threes: where magenta's dots lie to those of cyan and black decides whether all three overlap too often or too
    // rarely. A quarter of a cell between the two is neutral.
    private const double MagentaShift = 0.25;

    // What is left of the light under solid ink. Process inks by ISO 12647-2 in sRGB are near 0 174 239, 236 0 140 and 255 242 0; their smallest
    // absorptions (magenta's of red, yellow's of green) are left out, so that separations have a closed form and keep the mean exactly.
    private const float CyanGreen = 0.42f, CyanBlue = 0.86f, MagentaBlue = 0.26f, Rest = 0.005f, Black = 0.008f;

    // Black replaces this much of what the three inks have in common, above that much of it.
    private const float BlackPart = 0.9f, BlackFrom = 0.35f;

    // Linear light of each byte.
    private static readonly float[] s_linear = [.. Enumerable.Range(0, 256).Select(i => LinearLight.FromSrgb((byte)i) / 65535f)];

    // Luminance of linear sRGB (ITU-R BT.709).
    private const float Red = 0.2126f, Green = 0.7152f, Blue = 0.0722f;

    private const int Lanes = 8;
    private const float White = 65535;

    // From units of coverage to 0–1.
    private const float Covered = 1 / 32640f;

    public override void Apply(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        double step = stage.Frequency!.Value / 25.4 / scale;
        bool black = stage.Ink == HalftoneInk.Black;
        HalftoneScreen[] screens = [.. s_angles.Skip(black ? 3 : 0).Select(a => HalftoneScreen.Get(step, stage.Angle!.Value + a, stage.Shape!.Value))];
        // Whole vectors; what is beyond the row is never written.
        int width = sheet.Width, room = (width + Lanes - 1) / Lanes * Lanes;
        float[] r = new float[room], g = new float[room], b = new float[room];
        int[][] inks = [.. screens.Select(_ => new int[room])];
        for (int y = 0; y < sheet.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = sheet.Row(y);
            for (int x = 0, i = 0; x < width; x++, i += 3)
                (r[x], g[x], b[x]) = (s_linear[row[i]], s_linear[row[i + 1]], s_linear[row[i + 2]]);
            for (int x = 0; x < room; x += Lanes)
            {
                if (black)
                    Separate(At(r, x) * Red + At(g, x) * Green + At(b, x) * Blue, x, inks[0]);
                else
                    Separate(At(r, x), At(g, x), At(b, x), x, inks);
            }
            for (int i = 0; i < inks.Length; i++)
                screens[i].Cover(y, i == 1 ? MagentaShift : 0, inks[i], inks[i]);
            for (int x = 0; x < room; x += Lanes)
            {
                if (black)
                    (Light(Coverage(inks[0], x), Black) * White).CopyTo(r, x);
                else
                    Print(x, inks, r, g, b);
            }
            if (black)
            {
                for (int x = 0, i = 0; x < width; x++, i += 3)
                    row[i] = row[i + 1] = row[i + 2] = LinearLight.ToSrgb((int)r[x]);
                continue;
            }
            for (int x = 0, i = 0; x < width; x++, i += 3)
            {
                row[i] = LinearLight.ToSrgb((int)r[x]);
                row[i + 1] = LinearLight.ToSrgb((int)g[x]);
                row[i + 2] = LinearLight.ToSrgb((int)b[x]);
            }
        }
    }

    private static void Separate(Vector256<float> light, int x, int[] black) => Tone(Amount(light, Black)).CopyTo(black, x);

    private static void Separate(Vector256<float> r, Vector256<float> g, Vector256<float> b, int x, int[][] inks)
    {
        // What all three have in common; black never takes more than the lightest channel can bear.
        var common = Vector256<float>.One - Vector256.Max(r, Vector256.Max(g, b));
        var black = Vector256.Max(Vector256<float>.Zero, (common - Vector256.Create(BlackFrom)) * (BlackPart / (1 - BlackFrom)));
        var left = Vector256<float>.One / Light(black, Black);
        var cyan = Amount(r * left, Rest);
        var magenta = Amount(g * left / Light(cyan, CyanGreen), Rest);
        var yellow = Amount(b * left / (Light(cyan, CyanBlue) * Light(magenta, MagentaBlue)), Rest);
        Tone(cyan).CopyTo(inks[0], x);
        Tone(magenta).CopyTo(inks[1], x);
        Tone(yellow).CopyTo(inks[2], x);
        Tone(black).CopyTo(inks[3], x);
    }

    private static void Print(int x, int[][] inks, float[] r, float[] g, float[] b)
    {
        Vector256<float> cyan = Coverage(inks[0], x), magenta = Coverage(inks[1], x), yellow = Coverage(inks[2], x);
        var all = Light(Coverage(inks[3], x), Black) * White;
        (all * Light(cyan, Rest)).CopyTo(r, x);
        (all * Light(cyan, CyanGreen) * Light(magenta, Rest)).CopyTo(g, x);
        (all * Light(cyan, CyanBlue) * Light(magenta, MagentaBlue) * Light(yellow, Rest)).CopyTo(b, x);
    }

    /// <summary>How much ink leaves so much light, 0–1.</summary>
    private static Vector256<float> Amount(Vector256<float> light, float solid) =>
        Vector256.Min(Vector256<float>.One, Vector256.Max(Vector256<float>.Zero, (Vector256<float>.One - light) * (1 / (1 - solid))));

    /// <summary>How much light so much ink leaves.</summary>
    private static Vector256<float> Light(Vector256<float> amount, float solid) => Vector256<float>.One - amount * (1 - solid);

    private static Vector256<int> Tone(Vector256<float> amount) => Vector256.ConvertToInt32(amount * HalftoneScreen.Solid + Vector256.Create(0.5f));

    private static Vector256<float> Coverage(int[] covers, int x) => Vector256.ConvertToSingle(Vector256.Create(covers, x)) * Covered;

    private static Vector256<float> At(float[] values, int x) => Vector256.Create(values, x);
}
