// Other sheets under the sheet: a small untidy heap of pages on a desk.
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Camera;

/// <summary>Pages of about the sheet's size, turned and shifted; some are ECGs, some are blank or ruled.</summary>
internal sealed class OtherSheets : Surface
{
    private const float ShadowReach = 5;

    private readonly Surface _desk;
    private readonly Page[] _pages;
    private readonly PlaneNoise _fibre;

    /// <summary>A heap.</summary>
    /// <param name="color">The paper's colour.</param>
    /// <param name="angle">Which way the pages run, in degrees; they are turned by a few degrees more or less.</param>
    /// <param name="desk">What they lie on.</param>
    /// <param name="sheet">The sheet on top.</param>
    /// <param name="seed">Seeds the heap.</param>
    public OtherSheets(Rgb color, double angle, Surface desk, SheetRect sheet, int seed)
    {
        var random = new Philox((ulong)seed, 0x48656170);
        _desk = desk;
        _fibre = new((int)random.NextUInt32());
        _pages = new Page[3 + random.NextInt(3)];
        // Pages lie as the sheet does, within the few degrees that the angle is off a quarter turn.
        double lean = (angle + 45) % 90 - 45;
        for (int i = 0; i < _pages.Length; i++)
        {
            double turned = 0.5 * lean + random.Uniform(-7, 7) + (random.NextDouble() < 0.2 ? 90 : 0);
            byte Shade(byte level, int by) => (byte)Math.Clamp(level + by, 0, 255);
            int lighter = random.NextInt(17) - 10;
            _pages[i] = new Page(sheet, random.Uniform(-30, 30), random.Uniform(-26, 26), turned, new(Shade(color.R, lighter), Shade(color.G, lighter), Shade(color.B, lighter - random.NextInt(6))), random);
        }
    }

    /// <inheritdoc/>
    public override Colors At(Vector256<float> x, Vector256<float> y, float pixel)
    {
        var grain = _fibre.At(x * (1 / 0.5f), y * (1 / 0.5f)) * (1.2f * Seen(0.5, pixel)) + _fibre.At(x * (1 / 6f), y * (1 / 6f)) * 0.8f;
        // Nothing under a page that covers all places is seen.
        int lowest = _pages.Length - 1;
        while (lowest >= 0 && !_pages[lowest].Covers(x, y, pixel))
            lowest--;
        var colors = lowest < 0 ? _desk.At(x, y, pixel) : default;
        for (int i = Math.Max(0, lowest); i < _pages.Length; i++)
            colors = _pages[i].Over(colors, x, y, grain, pixel);
        return colors;
    }

    /// <summary>One page of the heap.</summary>
    private sealed class Page
    {
        private const float Beat = 21, RowHeight = 42, Reach = 16;
        private const int Steps = 1024;

        // One beat at 25 mm/s and 10 mm/mV: how high the trace is, and how much closer it is than it is high, for it is steep.
        private static readonly float[] s_trace = [.. Enumerable.Range(0, Steps).Select(i => (float)Trace(i * Beat / Steps))];
        private static readonly float[] s_slant = [.. Enumerable.Range(0, Steps).Select(i => (float)(1 / Math.Sqrt(1 + Math.Pow((Trace((i + 2) * Beat / Steps) - Trace((i - 2) * Beat / Steps)) / (4 * Beat / Steps), 2))))];

        private readonly float _x, _y, _cos, _sin, _halfWidth, _halfHeight, _phase, _gain;
        private readonly Colors _paper, _grid, _ink;
        private readonly Vector256<float> _curl;
        private readonly bool _ecg, _ruled;

        public Page(SheetRect sheet, double shiftX, double shiftY, double turned, Rgb paper, Philox random)
        {
            (_x, _y) = ((float)(sheet.X + sheet.Width / 2 + shiftX), (float)(sheet.Y + sheet.Height / 2 + shiftY));
            (_cos, _sin) = Turn(turned);
            (_halfWidth, _halfHeight) = ((float)(sheet.Width / 2 + random.Uniform(-4, 8)), (float)(sheet.Height / 2 + random.Uniform(-4, 8)));
            _ecg = random.NextDouble() < 0.6;
            _ruled = random.NextDouble() < 0.4;
            _paper = Colors.Of(paper);
            _grid = Colors.Of(_ecg ? new(226, (byte)(150 + random.NextInt(30)), (byte)(145 + random.NextInt(30))) : new(150, 158, 176));
            _ink = Colors.Of(new(62, 60, 64));
            _phase = (float)random.Uniform(0, Beat);
            _gain = (float)random.Uniform(0.5, 1.2);
            _curl = Vector256.Create((float)random.Uniform(-0.025, 0.025));
        }

        public bool Covers(Vector256<float> x, Vector256<float> y, float pixel)
        {
            var (u, v) = Own(x, y);
            return Lanes.Cover(Inside(u, v), pixel) == Vector256<float>.One;
        }

        public Colors Over(Colors under, Vector256<float> x, Vector256<float> y, Vector256<float> grain, float pixel)
        {
            var (u, v) = Own(x, y);
            var inside = Inside(u, v);
            if (Vector256.LessThanAll(inside, Vector256.Create(-2 * ShadowReach)))
                return under;
            // The light comes from the top left.
            var shade = Lanes.Fade(-inside - Vector256.MinNative((x - Vector256.Create(_x) + y - Vector256.Create(_y)) * 0.0025f, Vector256.Create(1f)), ShadowReach);
            under = under.Times(Vector256<float>.One - shade * 0.26f);
            var cover = Lanes.Cover(inside, pixel);
            if (cover == Vector256<float>.Zero)
                return under;
            var page = new Colors(_paper.R + grain, _paper.G + grain, _paper.B + grain);
            if (_ecg)
                page = Print(page, u, v, inside, pixel);
            else if (_ruled)
                page = page.Under(_grid, Lines(v, 8, 0.25f, pixel) * Lanes.Cover(inside - Vector256.Create(14f), 0.5f) * 0.7f);
            // Paper is not flat: light changes across it, and its edge catches some.
            page = page.Times(Vector256<float>.One + u * (1 / _halfWidth) * _curl + Lanes.Fade(inside, 0.5f) * 0.02f);
            return under.Under(page, cover);
        }

        /// <summary>Places in the page's own frame.</summary>
        private (Vector256<float> U, Vector256<float> V) Own(Vector256<float> x, Vector256<float> y)
        {
            var (dx, dy) = (x - Vector256.Create(_x), y - Vector256.Create(_y));
            return (dx * _cos - dy * _sin, dx * _sin + dy * _cos);
        }

        private Vector256<float> Inside(Vector256<float> u, Vector256<float> v) => -Lanes.Rectangle(u, v, _halfWidth, _halfHeight, 0.2f);

        private Colors Print(Colors page, Vector256<float> u, Vector256<float> v, Vector256<float> inside, float pixel)
        {
            var printed = Lanes.Cover(inside - Vector256.Create(5f), 0.2f);
            var lines = Vector256.MaxNative(Vector256.MaxNative(Lines(u, 1, 0.14f, pixel), Lines(v, 1, 0.14f, pixel)) * 0.45f, Vector256.MaxNative(Lines(u, 5, 0.22f, pixel), Lines(v, 5, 0.22f, pixel)));
            page = page.Under(_grid, lines * printed);
            // The trace nearest to each place.
            var row = Vector256.Floor(v * (1 / RowHeight));
            var baseline = (row + Vector256.Create(0.6f)) * RowHeight;
            var above = baseline - v;
            if (!Vector256.LessThanAny(Vector256.Abs(above), Vector256.Create(Reach)))
                return page;
            var at = Lanes.Fraction((u + Vector256.Create(_phase)) * (1 / Beat) + row * 0.37f) * Steps;
            var (height, slant) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (int i = 0; i < Vector256<float>.Count; i++)
            {
                int step = Math.Clamp((int)at[i], 0, Steps - 1);
                (height, slant) = (height.WithElement(i, s_trace[step]), slant.WithElement(i, s_slant[step]));
            }
            var away = Vector256.Abs(above - height * _gain) * slant;
            return page.Under(_ink, Lanes.Cover(Vector256.Create(0.16f) - away, pixel) * (0.85f * Math.Min(1, 0.32f / pixel)) * Lanes.Cover(inside - Vector256.Create(9f), 0.5f)
                * Lanes.Cover(Vector256.Create(_halfHeight - 20) - Vector256.Abs(baseline), 1));
        }

        /// <summary>How much of a pixel lines at multiples of a distance cover.</summary>
        private static Vector256<float> Lines(Vector256<float> v, float distance, float width, float pixel)
        {
            float seen = Seen(distance / 2, pixel);
            var near = Lanes.Cover(Vector256.Create(width / 2) - Lanes.ToWhole(v * (1 / distance)) * distance, Math.Max(pixel, width)) * Math.Min(1, width / pixel);
            return near * seen + Vector256.Create(width / distance * (1 - seen));
        }

        private static double Trace(double t)
        {
            double Wave(double at, double width, double height) => height * Math.Exp(-(t - at) * (t - at) / (2 * width * width));
            return Wave(3.4, 0.75, 1.1) - Wave(6.4, 0.28, 1) + Wave(7.2, 0.32, 11) - Wave(8, 0.34, 2.4) + Wave(14, 1.5, 2.6);
        }
    }
}
