// Words to strokes: all words of a page together, each by its own seed, written again where a letter was skipped.
using System.Text;
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>Writes words with one network. The same request gives the same strokes, alone or beside others, on any thread.</summary>
/// <param name="network">The network.</param>
internal sealed class HandWriter(StrokeNetwork network)
{
    // A few more points than its letters should take, and more care with every try.
    private const int SparePoints = 30, Tries = 6;
    private const double CarePerTry = 0.3;

    // How far apart the parts of a word stand that is too long for the network, in heights of small letters.
    private const double PartGap = 0.25;

    private readonly NetworkContract _contract = network.Contract;
    private readonly PenSampler _sampler = new(network.Contract);

    /// <summary>Writes words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="bias">How careful the hand is, 0–5.</param>
    /// <param name="cancellation">Polled at every step of the pen.</param>
    /// <returns>The path of each word, from x = 0 on.</returns>
    /// <exception cref="EcgException">ArgumentInvalid: the network does not manage a word.</exception>
    public WrittenPath[] Write(IReadOnlyList<WordRequest> words, double bias, CancellationToken cancellation)
    {
        var pens = new List<Pen>();
        for (int index = 0; index < words.Count; index++)
        {
            // A long word is written in parts.
            var word = words[index];
            var runes = word.Text.EnumerateRunes().ToArray();
            int parts = (runes.Length + _contract.Longest - 1) / _contract.Longest, length = (runes.Length + parts - 1) / parts;
            for (int start = 0; start < runes.Length; start += length)
                pens.Add(new Pen(index, word, runes[start..Math.Min(runes.Length, start + length)], start));
        }
        var waiting = pens;
        for (int attempt = 0; waiting.Count > 0; attempt++)
        {
            if (attempt == Tries)
            {
                // Halves are easier.
                var halves = waiting.ConvertAll(p => p.Halves() ?? throw new EcgException(ErrorId.ArgumentInvalid,
                    $"text: the hand '{_contract.Styles[p.Word.Style]}' does not manage '{string.Concat(p.Characters)}' of '{p.Word.Text}' in {Tries} tries. Another hand may."));
                pens = [.. pens.SelectMany(p => waiting.IndexOf(p) is var at && at >= 0 ? halves[at] : [p])];
                waiting = [.. halves.SelectMany(h => h)];
                attempt = 0;
            }
            foreach (var together in waiting.Chunk(network.Rows))
                WriteTogether(together, attempt, bias + CarePerTry * attempt, cancellation);
            waiting = waiting.FindAll(p => !p.IsLegible);
        }
        return [.. pens.GroupBy(p => p.Index).Select(parts => Join([.. parts]))];
    }

    private void WriteTogether(Pen[] pens, int attempt, double bias, CancellationToken cancellation)
    {
        // The longest first, so that rows end from the last on.
        var active = pens.OrderByDescending(p => p.Characters.Length).ToList();
        var batch = new StrokeBatch(network, Even(active.Count), active[0].Characters.Length + 1);
        for (int row = 0; row < active.Count; row++)
        {
            active[row].Start(attempt);
            batch.Begin(row, active[row].Word.Style, [.. active[row].Characters.Select((c, i) => _contract.IdOf(c, active[row].Word.Forms[active[row].First + i])), _contract.End]);
        }
        while (active.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Step();
            bool ended = false;
            for (int row = 0; row < active.Count; row++)
                ended |= Advance(active[row], batch, row, bias);
            if (!ended)
                continue;
            int[] left = [.. Enumerable.Range(0, active.Count).Where(i => !active[i].IsDone)];
            active = [.. left.Select(i => active[i])];
            if (active.Count == 0)
                break;
            var smaller = new StrokeBatch(network, Even(active.Count), active.Max(p => p.Characters.Length) + 1);
            for (int row = 0; row < left.Length; row++)
                smaller.Copy(batch, left[row], row);
            batch = smaller;
        }
    }

    private int Even(int rows) => network.Rows == 1 ? 1 : (rows + 1) / 2 * 2;

    /// <summary>Moves one pen; whether it is done.</summary>
    private bool Advance(Pen pen, StrokeBatch batch, int row, double bias)
    {
        var attention = batch.Attention(row)[..(pen.Characters.Length + 1)];
        int owner = 0;
        for (int i = 1; i < attention.Length; i++)
        {
            if (attention[i] > attention[owner])
                owner = i;
        }
        bool ended = owner == pen.Characters.Length;
        if (ended || pen.Points.Count > _contract.PointsACharacter * pen.Characters.Length + SparePoints)
            return pen.Finish(ended);
        var (dx, dy, end) = _sampler.Next(batch.Output(row), bias, pen.Random);
        if (!double.IsFinite(dx) || !double.IsFinite(dy))
            throw _contract.Invalid("the network's output is not finite");
        pen.Add(dx * _contract.Scale, dy * _contract.Scale, end, owner);
        batch.Move(row, dx, dy, end, pen.Height / _contract.Height);
        return false;
    }

    private static WrittenPath Join(Pen[] parts)
    {
        var points = new List<PenPoint>();
        double right = 0;
        foreach (var part in parts)
        {
            double left = part.Points.Min(p => p.X), shift = points.Count == 0 ? -left : right + PartGap - left;
            points.AddRange(part.Points.Select((p, i) => p with { X = p.X + shift, End = p.End || i == part.Points.Count - 1 }));
            right = points.Max(p => p.X);
        }
        return new WrittenPath([.. points]);
    }

    /// <summary>One word, or a part of a long one, on its way.</summary>
    private sealed class Pen(int index, WordRequest word, Rune[] characters, int first)
    {
        private double _x;
        private int _owner;
        private bool _inOrder;

        public int Index => index;

        public WordRequest Word => word;

        public Rune[] Characters => characters;

        public int First => first;

        public Philox Random { get; private set; } = null!;

        public List<PenPoint> Points { get; } = [];

        public double Height { get; private set; }

        public bool IsDone { get; private set; }

        /// <summary>Whether every character was attended, one after the other.</summary>
        public bool IsLegible { get; private set; }

        /// <summary>Both halves; null for a single character.</summary>
        public Pen[]? Halves()
        {
            int half = characters.Length / 2;
            return half == 0 ? null : [new Pen(index, word, characters[..half], first), new Pen(index, word, characters[half..], first + half)];
        }

        public void Start(int attempt)
        {
            Random = new Philox((uint)word.Seed, (ulong)attempt << 32 | (uint)first);
            Points.Clear();
            (_x, Height, _owner, _inOrder, IsDone) = (0, 0, -1, true, false);
        }

        public void Add(double dx, double dy, bool end, int owner)
        {
            _x += dx;
            Height += dy;
            _inOrder &= owner == _owner || owner == _owner + 1;
            _owner = owner;
            Points.Add(new PenPoint(_x, Height, end, first + owner));
        }

        public bool Finish(bool ended)
        {
            IsDone = true;
            IsLegible = ended && _inOrder && _owner == characters.Length - 1;
            return true;
        }
    }
}
