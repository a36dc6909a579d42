// One ink's screen of halftone dots: how much of a pixel they cover, wherever it lies in the screen and whatever the tone.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Random;

namespace EcgGen.Core.Reproduction;

/// <summary>
/// A table of the coverage of a pixel's square by the place of its centre in the screen's cell and by tone, so that dots have antialiased edges and
/// an even tone covers exactly as much as it says.
/// </summary>
internal sealed class HalftoneScreen
{
    /// <summary>The tone that covers everything.</summary>
    public const int Solid = Tones << ToneShift;

    // Places of a pixel's centre in a cell along one side, tones between which coverage is interpolated, and bytes of one place.
    private const int Places = 64, PlaceBits = 6, Tones = 32, ToneShift = 7, Bytes = 36;

    // A cell's fine raster along one side, and samples of it over a pixel.
    private const int Cell = 256, Samples = 256, SampleBits = 8;

    private static readonly Lock s_lock = new();
    private static readonly List<HalftoneScreen> s_kept = [];

    private readonly (double Step, double Angle, HalftoneShape Shape) _key;
    private readonly byte[] _coverage;
    private readonly double _dx, _dy;

    private HalftoneScreen(double step, double angle, HalftoneShape shape)
    {
        _key = (step, angle, shape);
        // Cells per pixel along a row, in the directions of the screen's own axes.
        (_dx, _dy) = (step * Math.Cos(angle * Math.PI / 180), step * Math.Sin(angle * Math.PI / 180));
        _coverage = Measure(Ranks(shape));
    }

    /// <summary>A screen; the last ones are kept, for pages of one kind share them.</summary>
    /// <param name="step">Cells per pixel.</param>
    /// <param name="angle">Degrees, counter-clockwise.</param>
    /// <param name="shape">Of its dots.</param>
    public static HalftoneScreen Get(double step, double angle, HalftoneShape shape)
    {
        const int Kept = 8;
        lock (s_lock)
        {
            if (s_kept.Find(s => s._key == (step, angle, shape)) is { } found)
                return found;
        }
        var screen = new HalftoneScreen(step, angle, shape);
        lock (s_lock)
        {
            s_kept.Add(screen);
            if (s_kept.Count > Kept)
                s_kept.RemoveAt(0);
        }
        return screen;
    }

    /// <summary>The coverage of a row's pixels, in units of 1/32640.</summary>
    /// <param name="y">The row.</param>
    /// <param name="shift">How far the screen is shifted along both its axes, in cells.</param>
    /// <param name="tones">0 to <see cref="Solid"/>.</param>
    /// <param name="coverage">Receives it.</param>
    public unsafe void Cover(int y, double shift, ReadOnlySpan<int> tones, Span<int> coverage)
    {
        // Places in the cell as fractions of 2^32, which wrap by themselves. Rows go downwards, the screen's second axis upwards.
        // Each row is off by less than half a place, so that rounded places do no harm to the mean where rows and cells are in step.
        var jitter = Philox.Block(0, (ulong)y, 0);
        uint u = Turn(0.5 * _dx - (y + 0.5) * _dy + shift) + Jitter((uint)jitter), v = Turn(-0.5 * _dy - (y + 0.5) * _dx + shift) + Jitter((uint)(jitter >> 32));
        uint du = Turn(_dx), dv = Turn(-_dy);
        fixed (byte* table = _coverage)
        {
            int x = 0;
            if (Avx2.IsSupported)
            {
                var lane = Vector256.CreateSequence(0u, 1u);
                var us = Vector256.Create(u) + lane * du;
                var vs = Vector256.Create(v) + lane * dv;
                var nextU = Vector256.Create(du * 8);
                var nextV = Vector256.Create(dv * 8);
                for (; x + 8 <= tones.Length; x += 8, us += nextU, vs += nextV)
                {
                    var tone = Vector256.Create(tones[x..]);
                    if (tone == Vector256<int>.Zero)
                    {
                        Vector256<int>.Zero.CopyTo(coverage[x..]);
                        continue;
                    }
                    var place = (vs >> 32 - PlaceBits << PlaceBits | us >> 32 - PlaceBits).AsInt32();
                    var pair = Avx2.GatherVector256((int*)table, place * Bytes + (tone >> ToneShift), 1);
                    var less = pair & Vector256.Create(255);
                    var more = pair >> 8 & Vector256.Create(255);
                    ((less << ToneShift) + (more - less) * (tone & Vector256.Create((1 << ToneShift) - 1))).CopyTo(coverage[x..]);
                }
                u += du * (uint)x;
                v += dv * (uint)x;
            }
            for (; x < tones.Length; x++, u += du, v += dv)
            {
                byte* pair = table + (int)(v >> 32 - PlaceBits << PlaceBits | u >> 32 - PlaceBits) * Bytes + (tones[x] >> ToneShift);
                coverage[x] = (pair[0] << ToneShift) + (pair[1] - pair[0]) * (tones[x] & (1 << ToneShift) - 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Turn(double cells) => (uint)(long)Math.Round((cells - Math.Floor(cells)) * 4294967296.0);

    private static uint Jitter(uint random) => (random >> PlaceBits) - (1u << 31 - PlaceBits);

    /// <summary>In which order a cell's places get ink, 0–255 from the first to the last.</summary>
    private static byte[] Ranks(HalftoneShape shape)
    {
        var heights = new double[Cell * Cell];
        for (int i = 0; i < heights.Length; i++)
        {
            double a = Math.Cos(2 * Math.PI * (i % Cell + 0.5) / Cell), b = Math.Cos(2 * Math.PI * (i / Cell + 0.5) / Cell);
            heights[i] = shape switch
            {
                HalftoneShape.Round => a + b,
                HalftoneShape.Ellipse => 0.62 * a + b,
                _ => 0.06 * a + b,
            };
        }
        var order = new int[heights.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(heights, order);
        var ranks = new byte[order.Length];
        for (int i = 0; i < order.Length; i++)
            ranks[order[order.Length - 1 - i]] = (byte)(i * 256 / order.Length);
        return ranks;
    }

    private byte[] Measure(byte[] ranks)
    {
        var table = new byte[Places * Places * Bytes + sizeof(int)];
        // A pixel's samples, in the fine raster, from its centre.
        // Hammersley's points: whatever the screen's angle, no two lie on one line of it, so that few places suffice to keep tones.
        Span<(int X, int Y)> samples = stackalloc (int, int)[Samples];
        for (int i = 0; i < samples.Length; i++)
        {
            int mirrored = 0;
            for (int bit = 0; bit < SampleBits; bit++)
                mirrored |= (i >> bit & 1) << SampleBits - 1 - bit;
            double x = (i + 0.5) / Samples - 0.5, y = (mirrored + 0.5) / Samples - 0.5;
            samples[i] = ((int)Math.Round((x * _dx - y * _dy) * Cell), (int)Math.Round((-x * _dy - y * _dx) * Cell));
        }
        Span<int> counts = stackalloc int[Tones];
        for (int place = 0; place < Places * Places; place++)
        {
            counts.Clear();
            int x = place % Places * (Cell / Places) + Cell / Places / 2, y = place / Places * (Cell / Places) + Cell / Places / 2;
            foreach (var sample in samples)
                counts[ranks[(y + sample.Y & Cell - 1) * Cell + (x + sample.X & Cell - 1)] * Tones >> 8]++;
            var to = table.AsSpan(place * Bytes, Tones + 1);
            for (int tone = 0, sum = 0; tone < Tones; tone++)
            {
                sum += counts[tone];
                to[tone + 1] = (byte)((sum * 255 + Samples / 2) / Samples);
            }
        }
        return table;
    }
}
