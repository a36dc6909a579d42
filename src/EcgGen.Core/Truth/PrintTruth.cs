// Truth of everything printed beside traces: texts with their words, and marks.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>Where printed things are in the image.</summary>
internal static class PrintTruth
{
    /// <summary>A text's truth with the words that are left, or null if nothing of it is on the page.</summary>
    public static TextTruth? Text(TextInk text, SheetRect area, CoordinateMap map, SampleFlagger paper, Visibility visibility)
    {
        if (!paper.IsLeft(text.Points) || Ink(text.Points, text.Angle, area, map) is not var (ink, box, quad))
            return null;
        var words = new List<WordTruth>(text.Words.Count);
        foreach (var word in text.Words)
        {
            var outline = text.Points.AsSpan(word.FirstPoint..word.EndPoint);
            if (paper.IsLeft(outline) && Ink(outline, text.Angle, area, map) is var (_, wordBox, wordQuad))
                words.Add(new WordTruth(word.Text, wordBox, wordQuad));
        }
        return new TextTruth { Kind = text.Kind, Text = text.Text, Lead = text.LeadId, Box = box, Quad = quad, Visible = visibility.Of(ink), Words = words };
    }

    /// <summary>A mark's truth, or null if nothing of it is on the page.</summary>
    public static MarkTruth? Mark(PrintInk mark, SheetRect area, CoordinateMap map, Visibility visibility) =>
        Ink(mark.Points, 0, area, map) is var (ink, box, quad) ? new MarkTruth(mark.Kind, mark.Text, box, quad) { Visible = visibility.Of(ink) } : null;

    /// <summary>A hole's truth, or null if it is beside the sheet.</summary>
    public static MarkTruth? Hole(HoleInk hole, SheetRect sheet, CoordinateMap map, Visibility visibility) =>
        Ink(hole.Points, 0, sheet, map) is var (cut, box, quad) ? new MarkTruth("hole", null, box, quad) { Visible = visibility.Of(cut) } : null;

    private static (SheetRect Ink, double[] Box, PixelPoint[] Quad)? Ink(ReadOnlySpan<Point2> points, double angle, SheetRect area, CoordinateMap map)
    {
        var bounds = AreaInk.Bounds(points);
        if (TruthBuilder.Intersect(bounds.X, bounds.Y, bounds.Right, bounds.Bottom, area) is not { } ink)
            return null;
        var upright = map.Quad(ink);
        return (ink, map.Box(ink), angle == 0 ? upright : Turned(points, angle, map));
    }

    // The box along the writing: around the points turned back, turned again.
    private static PixelPoint[] Turned(ReadOnlySpan<Point2> points, double angle, CoordinateMap map)
    {
        var back = new Point2[points.Length];
        for (int i = 0; i < back.Length; i++)
            back[i] = Rotation.About(default, -angle, points[i]);
        var r = AreaInk.Bounds(back);
        PixelPoint At(double x, double y) => map.Forward(Rotation.About(default, angle, new Point2(x, y)));
        return [At(r.X, r.Y), At(r.Right, r.Y), At(r.Right, r.Bottom), At(r.X, r.Bottom)];
    }
}
