// Finds where in a texture the best next patches are, without comparing them all.
using System.Numerics;
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>A patch that may come next.</summary>
/// <param name="Source">Where it is in the texture.</param>
/// <param name="Error">Sum of squared differences over the overlap.</param>
internal readonly record struct Candidate(PatchSource Source, long Error);

/// <summary>A way of finding patches.</summary>
internal interface IPatchSearch
{
    /// <summary>Finds patches that fit a place.</summary>
    /// <param name="target">The place.</param>
    /// <param name="blocked">Sources that no patch may be near.</param>
    /// <param name="room">How near, in samples.</param>
    /// <param name="found">Receives candidates, at least the best one; nothing where all are blocked.</param>
    void Find(PatchTarget target, ReadOnlySpan<PatchSource> blocked, int room, List<Candidate> found);
}

/// <summary>
/// From coarse to fine: every second place of the texture's smallest copy is compared, by every second row of it, by E = Σb² − 2Σab, where Σb² comes from
/// an integral image; the best one of each of the best tiles goes on, to its best neighbour at each size.
/// </summary>
internal sealed unsafe class PatchSearch : IPatchSearch
{
    private const int Smallest = 2, Stride = 2;

    // Places to a vector, vectors to a turn of the inner loop.
    private const int Lanes = 8, Turn = 4;

    // How many tiles go on to each size, from the smallest copy.
    private static readonly int[] s_kept = [4, 6, 14];

    private const int TileRows = 4;

    private readonly QuiltTexture _texture;
    private readonly int _columns, _rows, _pitch;
    private readonly int[] _scores, _tileBest;
    private readonly Energies _energies;
    private readonly int[] _offsets, _taps;
    private readonly List<Candidate> _places = [], _next = [];

    /// <summary>A search for patches of one size.</summary>
    public PatchSearch(QuiltTexture texture, PatchTarget shape)
    {
        _texture = texture;
        _columns = ((texture.Width >> Smallest) - shape.Patch(Smallest)) / Stride + 1;
        _rows = ((texture.Height >> Smallest) - shape.Patch(Smallest)) / Stride + 1;
        _pitch = (_columns + Lanes * Turn - 1) / (Lanes * Turn) * (Lanes * Turn);
        int tiledRows = (_rows + TileRows - 1) / TileRows * TileRows;
        _scores = new int[_pitch * tiledRows];
        _scores.AsSpan().Fill(int.MaxValue);
        _tileBest = new int[_scores.Length / (Lanes * TileRows)];
        _energies = new Energies(texture, shape, _columns, _rows, _pitch);
        int most = (shape.Patch(Smallest) / 2 + 1) * shape.Patch(Smallest);
        _offsets = new int[most];
        _taps = new int[most];
    }

    /// <inheritdoc/>
    public void Find(PatchTarget target, ReadOnlySpan<PatchSource> blocked, int room, List<Candidate> found)
    {
        found.Clear();
        Score(_energies.Of(target.HasLeft, target.HasTop), Taps(target));
        Block(blocked, room);
        Collect();
        for (int level = Smallest; level >= 0; level--)
        {
            _places.Sort((a, b) => a.Error.CompareTo(b.Error));
            if (_places.Count > s_kept[level])
                _places.RemoveRange(s_kept[level], _places.Count - s_kept[level]);
            _next.Clear();
            foreach (var (source, _) in _places)
            {
                if (Nearby(target, level, level == Smallest ? source : new(2 * source.X, 2 * source.Y), blocked, room) is { Error: < long.MaxValue } best && !Has(_next, best.Source))
                    _next.Add(best);
            }
            _places.Clear();
            _places.AddRange(_next);
        }
        found.AddRange(_places);
    }

    private static bool Has(List<Candidate> places, PatchSource source)
    {
        foreach (var place in places)
        {
            if (place.Source == source)
                return true;
        }
        return false;
    }

    /// <summary>The overlap as pairs of neighbouring samples, which the inner loop multiplies at once.</summary>
    private int Taps(PatchTarget target)
    {
        int side = target.Patch(Smallest), overlap = target.Overlap(Smallest), pitch = _texture.Width >> Smallest, count = 0;
        var pixels = target.Pixels(Smallest);
        for (int y = 0; y < side; y += Stride)
        {
            int width = target.HasTop && y < overlap ? side : target.HasLeft ? overlap : 0;
            for (int x = 0; x < width; x += 2)
            {
                _offsets[count] = y * pitch + x;
                _taps[count++] = (ushort)pixels[y * side + x] | (x + 1 < width ? pixels[y * side + x + 1] << 16 : 0);
            }
        }
        return count;
    }

    /// <summary>Scores every place: its error less what is the same for all.</summary>
    private void Score(int[] energies, int taps)
    {
        int pitch = _texture.Width >> Smallest;
        fixed (short* samples = _texture.Level(Smallest))
        fixed (int* offsets = _offsets, values = _taps, energy = energies, scores = _scores)
        {
            for (int row = 0; row < _rows; row++)
            {
                for (int column = 0; column < _pitch; column += Lanes * Turn)
                {
                    short* from = samples + row * Stride * pitch + column * Stride;
                    Vector256<int> a = default, b = default, c = default, d = default;
                    for (int i = 0; i < taps; i++)
                    {
                        short* at = from + offsets[i];
                        var tap = Vector256.Create(values[i]).AsInt16();
                        a += Madd.Pairs(Vector256.Load(at), tap);
                        b += Madd.Pairs(Vector256.Load(at + 16), tap);
                        c += Madd.Pairs(Vector256.Load(at + 32), tap);
                        d += Madd.Pairs(Vector256.Load(at + 48), tap);
                    }
                    int to = row * _pitch + column;
                    (Vector256.Load(energy + to) - a - a).Store(scores + to);
                    (Vector256.Load(energy + to + 8) - b - b).Store(scores + to + 8);
                    (Vector256.Load(energy + to + 16) - c - c).Store(scores + to + 16);
                    (Vector256.Load(energy + to + 24) - d - d).Store(scores + to + 24);
                }
                // Beyond the texture.
                _scores.AsSpan(row * _pitch + _columns, _pitch - _columns).Fill(int.MaxValue);
            }
        }
    }

    private void Block(ReadOnlySpan<PatchSource> blocked, int room)
    {
        // The best place is often as near as it may be: a place just too near stands for its neighbours that aren't.
        const int Cell = Stride * QuiltTexture.Coarse;
        room -= Cell / 2;
        foreach (var source in blocked)
        {
            int left = Math.Max(0, (source.X - room) / Cell + 1), right = Math.Min(_columns - 1, (source.X + room - 1) / Cell);
            int top = Math.Max(0, (source.Y - room) / Cell + 1), bottom = Math.Min(_rows - 1, (source.Y + room - 1) / Cell);
            for (int row = top; row <= bottom; row++)
            {
                if (left <= right)
                    _scores.AsSpan(row * _pitch + left, right - left + 1).Fill(int.MaxValue);
            }
        }
    }

    /// <summary>The best place of each of the best tiles.</summary>
    private void Collect()
    {
        int across = _pitch / Lanes, down = _tileBest.Length / across;
        // The best tiles by insertion; most tiles fail the first comparison.
        int keep = s_kept[Smallest], count = 0, limit = int.MaxValue;
        Span<int> best = stackalloc int[keep];
        fixed (int* scores = _scores)
        {
            for (int row = 0, tile = 0; row < down; row++)
            {
                int* at = scores + row * TileRows * _pitch;
                for (int column = 0; column < across; column++, tile++, at += Lanes)
                {
                    var least = Vector256.Min(Vector256.Min(Vector256.Load(at), Vector256.Load(at + _pitch)), Vector256.Min(Vector256.Load(at + 2 * _pitch), Vector256.Load(at + 3 * _pitch)));
                    if (!Vector256.LessThanAny(least, Vector256.Create(limit)))
                        continue;
                    var four = Vector128.Min(least.GetLower(), least.GetUpper());
                    int score = _tileBest[tile] = Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));
                    int i = count < keep ? count++ : count - 1;
                    for (; i > 0 && _tileBest[best[i - 1]] > score; i--)
                        best[i] = best[i - 1];
                    best[i] = tile;
                    if (count == keep)
                        limit = _tileBest[best[keep - 1]];
                }
            }
        }
        _places.Clear();
        foreach (int tile in best[..count])
        {
            int start = tile / across * TileRows * _pitch + tile % across * Lanes;
            for (int row = 0; row < TileRows; row++)
            {
                int lane = _scores.AsSpan(start + row * _pitch, Lanes).IndexOf(_tileBest[tile]);
                if (lane < 0)
                    continue;
                _places.Add(new(new(Stride * (tile % across * Lanes + lane), Stride * (tile / across * TileRows + row)), _tileBest[tile]));
                break;
            }
        }
    }

    /// <summary>The best of a place and its eight neighbours.</summary>
    private Candidate Nearby(PatchTarget target, int level, PatchSource place, ReadOnlySpan<PatchSource> blocked, int room)
    {
        var best = new Candidate(default, long.MaxValue);
        // Most places have no other near.
        Span<PatchSource> near = stackalloc PatchSource[blocked.Length];
        int count = 0;
        foreach (var source in blocked)
        {
            if (PatchSources.IsNear(source, new(place.X << level, place.Y << level), room + (1 << level)))
                near[count++] = source;
        }
        near = near[..count];
        int mostX = (_texture.Width >> level) - target.Patch(level), mostY = (_texture.Height >> level) - target.Patch(level);
        for (int y = Math.Max(0, place.Y - 1); y <= Math.Min(mostY, place.Y + 1); y++)
        {
            for (int x = Math.Max(0, place.X - 1); x <= Math.Min(mostX, place.X + 1); x++)
            {
                if (PatchSources.IsNear(near, new(x << level, y << level), room))
                    continue;
                long error = target.Error(_texture, level, x, y);
                if (error < best.Error)
                    best = new Candidate(new(x, y), error);
            }
        }
        return best;
    }

    /// <summary>Sums of squares over each place's overlap, by which sides of it count.</summary>
    private sealed class Energies
    {
        private readonly int[][] _byShape = new int[4][];

        public Energies(QuiltTexture texture, PatchTarget shape, int columns, int rows, int pitch)
        {
            int width = texture.Width >> Smallest, height = texture.Height >> Smallest, side = shape.Patch(Smallest), overlap = shape.Overlap(Smallest);
            // Differences of sums are right even where the sums themselves have run over.
            var sums = new int[(width + 1) * (height + 1)];
            var samples = texture.Level(Smallest);
            for (int y = 0; y < height; y++)
            {
                int line = 0;
                for (int x = 0; x < width; x++)
                {
                    if (y % Stride == 0)
                        line += samples[y * width + x] * samples[y * width + x];
                    sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + line;
                }
            }
            int Box(int x, int y, int w, int h) => sums[(y + h) * (width + 1) + x + w] - sums[y * (width + 1) + x + w] - sums[(y + h) * (width + 1) + x] + sums[y * (width + 1) + x];
            for (int i = 0; i < 4; i++)
                _byShape[i] = new int[pitch * rows];
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    int x = Stride * column, y = Stride * row, i = row * pitch + column;
                    int top = Box(x, y, side, overlap);
                    _byShape[1][i] = Box(x, y, overlap, side);
                    _byShape[2][i] = top;
                    _byShape[3][i] = top + Box(x, y + overlap, overlap, side - overlap);
                }
            }
        }

        public int[] Of(bool left, bool top) => _byShape[(left ? 1 : 0) + (top ? 2 : 0)];
    }
}

/// <summary>Places in a texture that are taken.</summary>
internal static class PatchSources
{
    /// <summary>Whether a place is nearer than some room to one of others, in both directions.</summary>
    public static bool IsNear(ReadOnlySpan<PatchSource> sources, PatchSource place, int room)
    {
        foreach (var source in sources)
        {
            if (IsNear(source, place, room))
                return true;
        }
        return false;
    }

    /// <summary>Whether two places are nearer than some room, in both directions.</summary>
    public static bool IsNear(PatchSource a, PatchSource b, int room) => Math.Abs(a.X - b.X) < room && Math.Abs(a.Y - b.Y) < room;
}
