// One page while somebody writes on it: notes find their places one after the other, then marks.
using EcgGen.Core.Ink;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Handwriting;

/// <summary>Places the words and marks of a stage.</summary>
internal sealed class HandwrittenPage
{
    private const double SmallNotes = 2.1, LargeNotes = 3.6, SlopeSpread = 1.6;
    private const double NarrowNote = 50, WideNote = 120;

    private readonly HandwritingStage _stage;
    private readonly SheetPlan _plan;
    private readonly IReadOnlyList<InkShape> _ground;
    private readonly Func<string, SeedKey> _key;
    private readonly NotePlacer _placer;
    private readonly List<(string Text, SheetRect Box)> _notes = [];

    /// <param name="stage">The stage, filled but for words and marks.</param>
    /// <param name="plan">The page.</param>
    /// <param name="ground">What is on it.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    public HandwrittenPage(HandwritingStage stage, SheetPlan plan, IReadOnlyList<InkShape> ground, Func<string, SeedKey> key)
    {
        (_stage, _plan, _ground, _key) = (stage, plan, ground, key);
        // Nobody writes over handwriting, even where print may be written over.
        var written = ground.OfType<HandwritingInk>().Select(h => AreaInk.Bounds(Array.FindAll(h.Points, p => !double.IsNaN(p.Y))));
        _placer = new NotePlacer(plan, stage.Overlap == TextOverlap.Avoid ? ground.Where(s => s is not HandwritingInk) : null, written, stage.Width!.Value);
    }

    /// <summary>The words that have a place.</summary>
    public List<HandwrittenWord> Words { get; } = [];

    /// <summary>The marks.</summary>
    public List<HandMark> Marks { get; } = [];

    /// <summary>Writes notes.</summary>
    /// <param name="texts">The notes.</param>
    /// <param name="styles">The hand of each.</param>
    /// <param name="network">The network.</param>
    public void Write(IReadOnlyList<string> texts, IReadOnlyList<int> styles, StrokeNetwork network)
    {
        var hand = new Hand(_stage.Seed!.Value);
        var contract = network.Contract;
        var requests = new List<WordRequest>();
        var notes = new List<List<WordRequest[]>>();
        for (int i = 0; i < texts.Count; i++)
        {
            var seeds = _key($"note{i}.words").ToGenerator();
            notes.Add([.. NoteText.Lines(texts[i], contract).Select(line => Array.ConvertAll(line, word => hand.Request(word, styles[i], (int)(seeds.NextUInt32() >> 1), contract)))]);
            requests.AddRange(notes[i].SelectMany(l => l));
        }
        var paths = network.Words.Get(requests, _stage.Bias!.Value, default);
        int at = 0;
        double below = 0;
        for (int i = 0; i < notes.Count; i++)
        {
            List<SetWord[]> lines = notes[i].ConvertAll(line => Array.ConvertAll(line, request => new SetWord(request, hand.Shape(paths[at++]))));
            var random = _key($"note{i}.place").ToGenerator();
            double size = _stage.Size ?? random.Uniform(SmallNotes, LargeNotes);
            // Hands rise or fall a little, and rise more often.
            double angle = Math.Round(_stage.Angle ?? SlopeSpread * random.NextNormal() - 0.5, 1);
            double width = random.Uniform(NarrowNote, WideNote);
            Place(i, texts[i], lines, hand, size, angle, width, random, contract, ref below);
        }
    }

    private void Place(int note, string text, List<SetWord[]> lines, Hand hand, double size, double angle, double width, Philox random, NetworkContract contract, ref double below)
    {
        var position = _stage.Position;
        var area = position?.X is null ? AreaOf(position, random) : default;
        foreach (double part in HandwritingResolver.Sizes)
        {
            // The same wrapping and jitter at every size.
            var jitter = _key($"note{note}.layout").ToGenerator();
            // Where a place is given, only the sheet's edge breaks a line.
            double room = position?.X is { } left ? _plan.Sheet.Width - left : Math.Min(width, area.Width);
            var block = new NoteBlock(lines, hand, size * part, angle, room, jitter);
            Point2? origin;
            if (position is { X: { } x, Y: { } y })
            {
                var wanted = new Point2(x, y + below);
                origin = _stage.Overlap == TextOverlap.Avoid ? _placer.Nearest(block.Boxes, wanted, random) : wanted;
            }
            else
            {
                origin = _placer.Find(block.Boxes, area, random);
            }
            if (origin is not { } place)
                continue;
            below += block.Height + 0.5 * size;
            _placer.Take(block.Boxes, place);
            _notes.Add((text, new SheetRect(block.Box.X + place.X, block.Box.Y + place.Y, block.Box.Width, block.Box.Height)));
            Words.AddRange(block.At(place, note, contract.Styles));
            return;
        }
    }

    private SheetRect AreaOf(HandwritingPlace? position, Philox random)
    {
        if (position?.Lead is { } lead)
            return _placer.Beside(_plan.Leads.FirstOrDefault(l => l.Name.Equals(lead, StringComparison.OrdinalIgnoreCase)) ?? throw RecipeResolver.Invalid("position.lead", $"expected one of {string.Join(", ", Enum.GetNames<HandwritingRegion>())}, or a lead of the page ({string.Join(", ", _plan.Leads.Select(l => l.Name).Distinct())}), found '{lead}'"));
        double chance = random.NextDouble();
        return _placer.Area(position?.Region ?? chance switch
        {
            < 0.38 => HandwritingRegion.Header,
            < 0.58 => HandwritingRegion.BetweenRows,
            < 0.78 => HandwritingRegion.BesideLead,
            < 0.9 => HandwritingRegion.Footer,
            _ => HandwritingRegion.Margin,
        }, random);
    }

    /// <summary>Adds marks, one of each kind: on the lead near which notes are written, else on those that they name.</summary>
    public void Mark(IReadOnlyList<HandMarkKind> kinds)
    {
        var names = _plan.Leads.Select(l => l.Name).Distinct().ToArray();
        IReadOnlyList<string> leads = _stage.Position?.Lead is { } near ? Array.FindAll(names, n => n.Equals(near, StringComparison.OrdinalIgnoreCase)) : NamedLeads.In(_notes.Select(n => n.Text), names);
        // An arrow comes from a note that names the lead, or else from the first: notes drawn by the seed begin with what the page shows.
        var speaking = _notes.FindAll(n => NamedLeads.In([n.Text], names).Count > 0);
        var marker = new NoteMarker(_plan, _ground, [.. _notes.Select(n => n.Box)], [.. (speaking.Count > 0 ? speaking : _notes.Take(1)).Select(n => n.Box)], leads, _placer);
        for (int i = 0; i < kinds.Count; i++)
        {
            var random = _key($"mark{i}").ToGenerator();
            if (marker.Draw(kinds[i], random) is { } mark)
                Marks.Add(mark);
        }
    }
}
