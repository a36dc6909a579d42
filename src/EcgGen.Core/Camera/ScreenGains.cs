// Row by row, how much light of each colour a camera's pixels get from a screen's stripes.
using System.Runtime.Intrinsics;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Camera;

/// <summary>Gains of a row's pixels in units of 1 / 2^<see cref="ScreenStripes.Shift"/>.</summary>
internal sealed class ScreenGains
{
    // Footprints change slowly: they are the same over a square of pixels of this side.
    private const int Block = 32, PlaceBits = 16;

    // Adding it leaves a number's whole part in the lowest bits.
    private const double Magic = 6755399441055744.0;

    private readonly CoordinateMap _map;
    private readonly ScreenStripes _stripes;
    private readonly double _ux, _uy, _vx, _vy, _u0, _v0;
    private readonly int[] _places = new int[Block];
    private readonly short[][] _stripe, _row;
    private readonly int _width;
    private readonly bool _mosaic;
    private int _blockRow = -1;

    /// <summary>Prepares for an image.</summary>
    /// <param name="stage">The stage, resolved.</param>
    /// <param name="map">Sheet to image.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="startX">Where the stripes start, in screen pixels.</param>
    /// <param name="startY">Where its rows start.</param>
    public ScreenGains(ScreenStage stage, CoordinateMap map, int width, double startX, double startY)
    {
        (_map, _width, _mosaic) = (map, width, stage.Mosaic!.Value);
        _stripes = new ScreenStripes(stage.Moire!.Value);
        double perMm = stage.Zoom!.Value / stage.PixelPitch!.Value, angle = stage.Angle!.Value * Math.PI / 180;
        (_ux, _uy, _vx, _vy) = (perMm * Math.Cos(angle), -perMm * Math.Sin(angle), perMm * Math.Sin(angle), perMm * Math.Cos(angle));
        (_u0, _v0) = (startX, startY);
        _stripe = new short[(width + Block - 1) / Block][];
        _row = new short[_stripe.Length][];
    }

    /// <summary>What a row's pixels see: of one colour each where the sensor has a mosaic (red, green; green, blue), else of all three.</summary>
    /// <param name="y">The row.</param>
    /// <param name="xs">The sheet's x at each pixel, in mm.</param>
    /// <param name="ys">The sheet's y.</param>
    /// <param name="gains">Receives them: a plane for a mosaic, else three.</param>
    public void See(int y, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, params ReadOnlySpan<short[]> gains)
    {
        if (y / Block != _blockRow)
            Measure(_blockRow = y / Block);
        const int Third = ScreenStripes.Length / 3 + 1, Mask = ScreenStripes.Length - 1;
        for (int block = 0; block < _stripe.Length; block++)
        {
            short[] stripe = _stripe[block], row = _row[block];
            int from = block * Block, end = Math.Min(_width, from + Block);
            Locate(xs[from..end], ys[from..end], _places);
            if (_mosaic)
            {
                var to = gains[0].AsSpan(from + 1, end - from);
                int even = (y & 1) * Third, odd = even + Third;
                for (int i = 0; i < to.Length; i++)
                {
                    int place = _places[i];
                    to[i] = (short)(stripe[place - ((i & 1) == 0 ? even : odd) & Mask] * row[place >> PlaceBits & Mask] >> ScreenStripes.Shift);
                }
                continue;
            }
            for (int i = 0; i < end - from; i++)
            {
                int place = _places[i], down = row[place >> PlaceBits & Mask];
                for (int c = 0; c < gains.Length; c++)
                    gains[c][from + i + 1] = (short)(stripe[place - Third * c & Mask] * down >> ScreenStripes.Shift);
            }
        }
        foreach (var plane in gains)
            Pad(plane, _width);
    }

    /// <summary>Interpolates colours that a mosaic's pixels did not see, bilinearly as simple cameras do.</summary>
    /// <param name="y">The row.</param>
    /// <param name="above">What the row above saw.</param>
    /// <param name="here">What it saw itself.</param>
    /// <param name="below">What the row below saw.</param>
    /// <param name="red">Receives the gains of red, green …</param>
    /// <param name="green">… green …</param>
    /// <param name="blue">… and blue.</param>
    public static void Interpolate(int y, short[] above, short[] here, short[] below, short[] red, short[] green, short[] blue)
    {
        var even = Vector256.Create(0x0000FFFF).AsInt16();
        for (int x = 1; x + Vector256<short>.Count < here.Length; x += Vector256<short>.Count)
        {
            Vector256<short> At(short[] row, int shift) => Vector256.LoadUnsafe(ref row[x], (nuint)shift);
            var centre = At(here, 0);
            var across = Half(Before(here, x), At(here, 1));
            var down = Half(At(above, 0), At(below, 0));
            var cross = Half(across, down);
            var corners = Half(Half(Before(above, x), At(above, 1)), Half(Before(below, x), At(below, 1)));
            // The first pixel of a row is the lowest lane.
            bool redRow = y % 2 == 0;
            var (own, other) = (Vector256.ConditionalSelect(even, redRow ? centre : across, redRow ? across : centre), Vector256.ConditionalSelect(even, redRow ? corners : down, redRow ? down : corners));
            (redRow ? own : other).StoreUnsafe(ref red[x]);
            (redRow ? other : own).StoreUnsafe(ref blue[x]);
            Vector256.ConditionalSelect(redRow ? even : ~even, cross, centre).StoreUnsafe(ref green[x]);
        }
    }

    /// <summary>Room for a row with a pixel before and one after it, in whole vectors.</summary>
    public static short[] NewRow(int width) => new short[(width + 15) / 16 * 16 + 2];

    private static Vector256<short> Before(short[] row, int x) => Vector256.LoadUnsafe(ref row[x - 1]);

    private static Vector256<short> Half(Vector256<short> a, Vector256<short> b) => a + b >> 1;

    /// <summary>Beyond its ends a row goes on as a mirror image, which keeps a mosaic's order.</summary>
    private static void Pad(short[] plane, int width)
    {
        plane[0] = plane[Math.Min(2, width)];
        plane[width + 1] = plane[Math.Max(1, width - 1)];
    }

    /// <summary>Where some pixels are in the screen's pixel that they see: along its row in the lower bits, down its column in the upper ones.</summary>
    private void Locate(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<int> places)
    {
        var mask = Vector256.Create((long)ScreenStripes.Length - 1);
        int i = 0;
        for (; i + 4 <= xs.Length; i += 4)
        {
            Vector256<double> x = Vector256.Create(xs[i..]), y = Vector256.Create(ys[i..]);
            var u = (x * (_ux * ScreenStripes.Length) + y * (_uy * ScreenStripes.Length) + Vector256.Create(_u0 * ScreenStripes.Length + Magic)).AsInt64() & mask;
            var v = (x * (_vx * ScreenStripes.Length) + y * (_vy * ScreenStripes.Length) + Vector256.Create(_v0 * ScreenStripes.Length + Magic)).AsInt64() & mask;
            var both = u | v << PlaceBits;
            Vector128.Narrow(both.GetLower(), both.GetUpper()).CopyTo(places[i..]);
        }
        for (; i < xs.Length; i++)
        {
            long u = BitConverter.DoubleToInt64Bits(xs[i] * (_ux * ScreenStripes.Length) + ys[i] * (_uy * ScreenStripes.Length) + (_u0 * ScreenStripes.Length + Magic)) & ScreenStripes.Length - 1;
            long v = BitConverter.DoubleToInt64Bits(xs[i] * (_vx * ScreenStripes.Length) + ys[i] * (_vy * ScreenStripes.Length) + (_v0 * ScreenStripes.Length + Magic)) & ScreenStripes.Length - 1;
            places[i] = (int)(u | v << PlaceBits);
        }
    }

    /// <summary>Measures what a pixel covers in the middle of each block of a row of them.</summary>
    private void Measure(int blockRow)
    {
        for (int block = 0; block < _stripe.Length; block++)
        {
            double x = block * Block + Block / 2, y = blockRow * Block + Block / 2;
            var (here, right, below) = (_map.Inverse(new(x, y)), _map.Inverse(new(x + 1, y)), _map.Inverse(new(x, y + 1)));
            double acrossX = right.X - here.X, acrossY = right.Y - here.Y, downX = below.X - here.X, downY = below.Y - here.Y;
            _stripe[block] = _stripes.Stripe(acrossX * _ux + acrossY * _uy, downX * _ux + downY * _uy);
            _row[block] = _stripes.Row(acrossX * _vx + acrossY * _vy, downX * _vx + downY * _vy);
        }
    }
}
