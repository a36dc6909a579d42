// What ails a cart's printing all over the page: dead dots of its head, and ink that fades along the paper.
using System.Numerics;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Ink;

/// <summary>Takes from coverage by row (dead dots) and by column (fading).</summary>
internal sealed class InkWear
{
    private const byte Whole = 255;

    // A dead dot's neighbours still heat its paper a little.
    private const double LeastLoss = 0.8;

    private readonly byte[] _rows, _columns;
    private readonly bool _fades;

    private InkWear(PaperStage paper, double scale, int width, int height)
    {
        _rows = Rows(DeadDots(paper, height / scale), paper.HeadDots!.Value, scale, height);
        _fades = paper.PenFading > 0;
        _columns = new byte[width];
        var fading = new FadingProfile(paper);
        for (int x = 0; x < width; x++)
            _columns[x] = ToByte(1 - fading.At((x + 0.5) / width));
    }

    /// <summary>The wear of a page of so many pixels, or null if there is none.</summary>
    public static InkWear? Of(PaperStage paper, double scale, int width, int height) =>
        paper.PenFading > 0 || paper.PenDropouts > 0 ? new InkWear(paper, scale, width, height) : null;

    /// <summary>Which of the head's dots are dead, and how much of their ink is missing.</summary>
    /// <param name="paper">The stage, resolved.</param>
    /// <param name="height">The head's length in mm.</param>
    public static List<(int Dot, double Loss)> DeadDots(PaperStage paper, double height)
    {
        var dead = new List<(int, double)>();
        if (!(paper.PenDropouts > 0))
            return dead;
        var random = PaperLook.Generator(paper, "deadDots");
        int dots = (int)Math.Ceiling(height * paper.HeadDots!.Value);
        for (int dot = 0; dot < dots; dot++)
        {
            double chance = random.NextDouble(), loss = random.Uniform(LeastLoss, 1);
            if (chance < paper.PenDropouts)
                dead.Add((dot, loss));
        }
        return dead;
    }

    /// <summary>Takes what is missing from a mask.</summary>
    public void Apply(CoverageMask mask)
    {
        var columns = _columns.AsSpan(mask.X, mask.Width);
        for (int y = 0; y < mask.Height; y++)
        {
            int row = _rows[mask.Y + y];
            if (row == Whole && !_fades)
                continue;
            var coverage = mask.Row(mask.Y + y);
            for (int x = 0; x < coverage.Length; x++)
            {
                while (x + Vector<byte>.Count <= coverage.Length && new Vector<byte>(coverage[x..]) == Vector<byte>.Zero)
                    x += Vector<byte>.Count;
                if (x < coverage.Length)
                    coverage[x] = (byte)((coverage[x] * row * columns[x] + Whole * Whole / 2) / (Whole * Whole));
            }
        }
    }

    private static byte[] Rows(List<(int Dot, double Loss)> dead, double dots, double scale, int height)
    {
        var loss = new double[height];
        foreach (var (dot, part) in dead)
        {
            double top = dot / dots * scale, bottom = (dot + 1) / dots * scale;
            for (int y = (int)top; y < height && y < bottom; y++)
                loss[y] += part * (Math.Min(bottom, y + 1) - Math.Max(top, y));
        }
        return Array.ConvertAll(loss, l => ToByte(1 - l));
    }

    private static byte ToByte(double part) => (byte)Math.Round(Whole * Math.Clamp(part, 0, 1));
}

/// <summary>How much ink is missing along the page: nearly none at one side, <see cref="PaperStage.PenFading"/> towards the other, with slow waves.</summary>
internal readonly struct FadingProfile
{
    private const double Waves = 0.2;

    private readonly double _depth, _frequency, _phase;
    private readonly bool _mirrored;

    /// <summary>The profile of a resolved stage.</summary>
    public FadingProfile(PaperStage paper)
    {
        var random = PaperLook.Generator(paper, "fading");
        _depth = paper.PenFading!.Value;
        _mirrored = random.NextInt(2) == 0;
        _frequency = random.Uniform(1.5, 3.5);
        _phase = random.NextDouble();
    }

    /// <summary>The part of the ink that is missing.</summary>
    /// <param name="along">0 at the page's left to 1 at its right.</param>
    public double At(double along)
    {
        double u = _mirrored ? 1 - along : along;
        double wave = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (_frequency * u + _phase));
        return _depth * ((1 - Waves) * u * u * (3 - 2 * u) + Waves * wave);
    }
}
