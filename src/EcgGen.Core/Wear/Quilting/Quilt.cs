// Image quilting: a texture of any size from patches of a given one.
using System.Runtime.InteropServices;
using EcgGen.Core.Random;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>
/// A quilt (Efros and Freeman, "Image quilting for texture synthesis and transfer", 2001; Raad and Galerne, "Efros and Freeman image quilting
/// algorithm for texture synthesis", IPOL 2017): patches in raster order, each drawn among those that fit what is there, joined along
/// the path of least error. No patch goes on where its neighbour was cut from, nor comes from where one nearby did, and no two neighbours come
/// together again, so that nothing larger than a patch is copied.
/// </summary>
public sealed class Quilt
{
    // Patches this far apart may come from the same place.
    private const int Apart = 3;

    // A quilt of few patches may lack contrast for lack of luck.
    private const double MostGain = 1.6;

    private readonly short[] _samples;
    private readonly PatchSource[] _sources;

    private Quilt(QuiltTexture texture, PatchGrid grid)
    {
        (Texture, Grid) = (texture, grid);
        Pitch = grid.Columns * grid.Step + grid.Overlap;
        _samples = new short[Pitch * (grid.Rows * grid.Step + grid.Overlap)];
        _sources = new PatchSource[grid.Columns * grid.Rows];
    }

    /// <summary>The texture.</summary>
    public QuiltTexture Texture { get; }

    /// <summary>How the patches lie.</summary>
    public PatchGrid Grid { get; }

    /// <summary>From one row of samples to the next.</summary>
    public int Pitch { get; }

    /// <summary>The samples, in the texture's units; rows of <see cref="Pitch"/>, of which the grid's width and height count.</summary>
    public ReadOnlySpan<short> Samples => _samples;

    /// <summary>Sum over all patches of the squared differences that they had over their overlap.</summary>
    public long Error { get; private set; }

    /// <summary>The samples' mean.</summary>
    public float Mean { get; private set; }

    /// <summary>
    /// What one unit of a sample, from the mean, adds to the factor 1. Patches without contrast fit best and come more often than others, so that quilts
    /// lose some; this gives it back.
    /// </summary>
    public float Unit { get; private set; }

    /// <summary>Where a patch comes from.</summary>
    public PatchSource Source(int column, int row) => _sources[row * Grid.Columns + column];

    /// <summary>Sews a quilt.</summary>
    /// <param name="texture">The texture, at least a patch wide and high.</param>
    /// <param name="grid">How the patches lie.</param>
    /// <param name="tolerance">How much larger than the least error a drawn patch's may be: 0.1 is a tenth larger.</param>
    /// <param name="seed">Draws the patches.</param>
    /// <param name="cancellation">Polled for each patch.</param>
    public static Quilt Sew(QuiltTexture texture, PatchGrid grid, double tolerance, int seed, CancellationToken cancellation)
    {
        var target = new PatchTarget(grid.Patch, grid.Overlap);
        return Sew(texture, grid, target, new PatchSearch(texture, target), tolerance, seed, cancellation);
    }

    /// <summary>Sews a quilt of what a search finds.</summary>
    internal static Quilt Sew(QuiltTexture texture, PatchGrid grid, PatchTarget target, IPatchSearch search, double tolerance, int seed, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(texture.Width, texture.Height), grid.Patch);
        var quilt = new Quilt(texture, grid);
        var random = new Philox((uint)seed, 0x51);
        var seam = new PatchSeam(grid);
        var found = new List<Candidate>();
        var blocked = new List<PatchSource>();
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                cancellation.ThrowIfCancellationRequested();
                int at = row * grid.Step * quilt.Pitch + column * grid.Step;
                PatchSource source;
                if (row == 0 && column == 0)
                {
                    source = new(random.NextInt(texture.Width - grid.Patch + 1), random.NextInt(texture.Height - grid.Patch + 1));
                }
                else
                {
                    target.Load(quilt._samples.AsSpan(at), quilt.Pitch, column > 0, row > 0);
                    quilt.Block(blocked, column, row);
                    // A small texture may not have so much room.
                    int room = grid.Patch / 2;
                    do
                        search.Find(target, CollectionsMarshal.AsSpan(blocked), room, found);
                    while (found.Count == 0 && (room /= 2) >= 0);
                    var chosen = quilt.Choose(found, column, row, room, tolerance, random);
                    source = chosen.Source;
                    quilt.Error += chosen.Error;
                }
                quilt._sources[row * grid.Columns + column] = source;
                seam.Lay(texture, source, quilt._samples.AsSpan(at), quilt.Pitch, column > 0, row > 0);
            }
        }
        quilt.Level();
        return quilt;
    }

    private void Level()
    {
        long sum = 0, squares = 0;
        for (int y = 0; y < Grid.Height; y++)
        {
            int rowSum = 0;
            long rowSquares = 0;
            foreach (short sample in _samples.AsSpan(y * Pitch, Grid.Width))
            {
                rowSum += sample;
                rowSquares += sample * sample;
            }
            sum += rowSum;
            squares += rowSquares;
        }
        double count = (double)Grid.Width * Grid.Height;
        Mean = (float)(sum / count);
        double deviation = Math.Sqrt(Math.Max(0, squares / count - (double)Mean * Mean));
        Unit = Texture.Unit * (float)Math.Clamp(Texture.Deviation / Math.Max(deviation, 1e-9), 1 / MostGain, MostGain);
    }

    /// <summary>Gathers sources that the next patch keeps away from.</summary>
    private void Block(List<PatchSource> blocked, int column, int row)
    {
        blocked.Clear();
        for (int r = Math.Max(0, row - Apart); r <= row; r++)
        {
            int last = r == row ? column - 1 : Math.Min(Grid.Columns - 1, column + Apart);
            for (int c = Math.Max(0, column - Apart); c <= last; c++)
            {
                var source = Source(c, r);
                blocked.Add(source);
                // What would go on with the neighbour.
                if (row - r <= 1 && Math.Abs(column - c) <= 1)
                    blocked.Add(new(source.X + (column - c) * Grid.Step, source.Y + (row - r) * Grid.Step));
            }
        }
    }

    private Candidate Choose(List<Candidate> found, int column, int row, int room, double tolerance, Philox random)
    {
        found.Sort((a, b) => a.Error != b.Error ? a.Error.CompareTo(b.Error) : a.Source.Y != b.Source.Y ? a.Source.Y.CompareTo(b.Source.Y) : a.Source.X.CompareTo(b.Source.X));
        int first = found.FindIndex(c => !Repeats(c.Source, column, row, room));
        if (first < 0)
            return found[0];
        double limit = found[first].Error * (1 + tolerance);
        int end = first + 1;
        while (end < found.Count && found[end].Error <= limit)
            end++;
        int drawn = first + random.NextInt(end - first);
        return Repeats(found[drawn].Source, column, row, room) ? found[first] : found[drawn];
    }

    /// <summary>Whether a patch and a neighbour of it already lie side by side elsewhere.</summary>
    private bool Repeats(PatchSource source, int column, int row, int room)
    {
        for (int r = 0; r <= row; r++)
        {
            int columns = r == row ? column : Grid.Columns;
            for (int c = 0; c < columns; c++)
            {
                var other = Source(c, r);
                if (!Near(source, other))
                    continue;
                if (c > 0 && column > 0 && Near(Source(column - 1, row), Source(c - 1, r)) || r > 0 && row > 0 && Near(Source(column, row - 1), Source(c, r - 1)))
                    return true;
            }
        }
        return false;
        bool Near(PatchSource a, PatchSource b) => PatchSources.IsNear(a, b, room);
    }
}
