// From a resolved stage to ink.
using EcgGen.Core.Ink;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Handwriting;

/// <summary>Makes shapes of what is written by hand.</summary>
internal static class HandwritingDrawing
{
    /// <summary>The shapes of a resolved stage, in the order of writing.</summary>
    /// <exception cref="EcgException">The network is missing, or does not manage a word.</exception>
    public static List<HandwritingInk> Shapes(HandwritingStage stage, CancellationToken cancellation)
    {
        var pen = new PenStroke(stage.Pen!.Value, stage.Width!.Value);
        var ink = new List<HandwritingInk>();
        if (stage.Words!.Count > 0)
        {
            var network = NetworkFiles.Get(stage.Model);
            var hand = new Hand(stage.Seed!.Value);
            WordRequest[] requests = [.. stage.Words.Select(w => hand.Request(w.Text, HandwritingResolver.StyleOf(w.Style, network.Contract), w.Seed, network.Contract))];
            var paths = network.Words.Get(requests, stage.Bias!.Value, cancellation);
            for (int i = 0; i < paths.Length; i++)
            {
                var word = stage.Words[i];
                var path = hand.Shape(paths[i]);
                var start = new Point2(word.X, word.Y);
                double along = path.Bounds.Right * word.Size;
                ink.Add(Draw(stage, pen, path, start, word.Size, word.Angle, word.Seed, word.Text, "word") with
                {
                    Note = word.Note,
                    Style = word.Style,
                    Baseline = (Rotation.About(start, word.Angle, new Point2(start.X + path.Bounds.Left * word.Size, start.Y)), Rotation.About(start, word.Angle, new Point2(start.X + along, start.Y))),
                });
            }
        }
        foreach (var mark in stage.Marks!)
        {
            var kind = mark.Kind.ToString();
            ink.Add(Draw(stage, pen, HandMarks.Draw(mark), new Point2(mark.X, mark.Y), 1, 0, mark.Seed, null, char.ToLowerInvariant(kind[0]) + kind[1..]));
        }
        return ink;
    }

    private static HandwritingInk Draw(HandwritingStage stage, PenStroke pen, WrittenPath path, Point2 start, double size, double angle, int seed, string? text, string kind)
    {
        var (points, widths) = pen.Draw(path.Points, start, size, angle, new Philox((uint)seed, ulong.MaxValue - 1));
        return new HandwritingInk(stage.Color!.Value, pen.MostWidth, points, text, kind)
        {
            Widths = widths,
            Angle = angle,
            Texture = new PenTexture(stage.Pen!.Value, stage.Seed!.Value),
            Bleed = pen.Bleed,
        };
    }
}
