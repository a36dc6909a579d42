// A note before it has a place: its words set in lines.
using EcgGen.Core.Ink;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Handwriting;

/// <summary>A word to set.</summary>
/// <param name="Request">The word.</param>
/// <param name="Path">How it was written, in heights of small letters.</param>
internal sealed record SetWord(WordRequest Request, WrittenPath Path);

/// <summary>The words of a note around its origin, where the first line's baseline begins, in mm.</summary>
internal sealed class NoteBlock
{
    private const double SizeJitter = 0.04, AngleJitter = 0.9, LineJitter = 0.09, Ragged = 0.6;

    private readonly List<(SetWord Word, double X, double Y, double Size, double Angle)> _words = [];

    /// <summary>Sets a note.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="hand">Whose hand it is.</param>
    /// <param name="size">Height of small letters in mm.</param>
    /// <param name="angle">Degrees clockwise.</param>
    /// <param name="width">Where lines are broken, in mm, if they can be.</param>
    /// <param name="random">The note's generator.</param>
    public NoteBlock(IReadOnlyList<SetWord[]> lines, Hand hand, double size, double angle, double width, Philox random)
    {
        Angle = angle;
        double y = 0;
        foreach (var line in lines)
        {
            double x = y == 0 ? 0 : random.Uniform(-Ragged, Ragged) * size, start = x;
            foreach (var word in line)
            {
                var bounds = word.Path.Bounds;
                if (x > start && x + (bounds.Right - bounds.Left) * size > width)
                {
                    y += hand.LinePitch * size;
                    x = start = random.Uniform(-Ragged, Ragged) * size;
                }
                double own = size * (1 + random.Uniform(-SizeJitter, SizeJitter));
                _words.Add((word, x - bounds.Left * own, y + random.Uniform(-LineJitter, LineJitter) * size, own, random.Uniform(-AngleJitter, AngleJitter)));
                x += (bounds.Right - bounds.Left) * own + hand.Space * random.Uniform(0.85, 1.2) * size;
            }
            y += hand.LinePitch * size;
        }
        Height = y;
        Boxes = [.. Enumerable.Range(0, _words.Count).Select(i => BoxOf(i))];
        Box = Around(Boxes);
    }

    /// <summary>Degrees clockwise.</summary>
    public double Angle { get; }

    /// <summary>From the first baseline to where another line's would be, in mm.</summary>
    public double Height { get; }

    /// <summary>Upright boxes around the words' paths, in mm from the origin.</summary>
    public IReadOnlyList<SheetRect> Boxes { get; }

    /// <summary>The box around them.</summary>
    public SheetRect Box { get; }

    /// <summary>The words at a place.</summary>
    public IEnumerable<HandwrittenWord> At(Point2 origin, int note, IReadOnlyList<string> styles)
    {
        foreach (var (word, x, y, size, angle) in _words)
        {
            var place = Rotation.About(origin, Angle, new Point2(origin.X + x, origin.Y + y));
            yield return new HandwrittenWord(word.Request.Text, note, styles[word.Request.Style], Math.Round(place.X, 2), Math.Round(place.Y, 2), Math.Round(size, 2), Math.Round(Angle + angle, 1), word.Request.Seed);
        }
    }

    private SheetRect BoxOf(int index)
    {
        var (word, x, y, size, angle) = _words[index];
        var start = Rotation.About(default, Angle, new Point2(x, y));
        return AreaInk.Bounds(PenStroke.Place(word.Path.Points, start, size, Angle + angle));
    }

    /// <summary>The box around some boxes.</summary>
    public static SheetRect Around(IReadOnlyList<SheetRect> boxes)
    {
        double left = boxes.Min(b => b.X), top = boxes.Min(b => b.Y);
        return new SheetRect(left, top, boxes.Max(b => b.Right) - left, boxes.Max(b => b.Bottom) - top);
    }
}
