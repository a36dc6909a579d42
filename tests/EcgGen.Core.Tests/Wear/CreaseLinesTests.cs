// Where creases run, against points worked out by hand, and what holds for every count and angle.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Tests.Wear;

public sealed class CreaseLinesTests
{
    private static readonly SheetRect s_sheet = new(0, 0, 200, 100);

    [Theory]
    [InlineData(2, 45, "100,0-0,100 200,0-100,100")]
    [InlineData(3, 45, "75,0-0,75 150,0-50,100 200,25-125,100")]
    [InlineData(1, 0, "200,50-0,50")]
    [InlineData(3, 0, "200,25-0,25 200,50-0,50 200,75-0,75")]
    [InlineData(3, 90, "50,0-50,100 100,0-100,100 150,0-150,100")]
    [InlineData(2, 135, "100,0-200,100 0,0-100,100")]
    [InlineData(1, 180, "0,50-200,50")]
    [InlineData(1, 63.43494882, "150,0-100,100")]
    public void Starts_and_ends_are_those_worked_out_by_hand(int count, double angle, string expected)
    {
        var found = CreaseLines.Parallel(count, angle, s_sheet).Select(l => $"{Text(l.From)}-{Text(l.To)}");

        Assert.Equal(expected, string.Join(" ", found));
    }

    [Fact]
    public void Creases_are_parallel_start_evenly_and_run_from_edge_to_edge()
    {
        for (int count = 1; count <= 12; count++)
        {
            for (double angle = 0; angle <= 180; angle += 7.5)
            {
                var lines = CreaseLines.Parallel(count, angle, s_sheet);

                Assert.Equal(count, lines.Count);
                Assert.Equal(count, lines.Select(l => l.From).Distinct().Count());
                double gap = (angle is 0 or 180 ? 100 : angle == 90 ? 200 : 300) / (count + 1.0);
                var starts = lines.ConvertAll(l => angle > 90 ? Perimeter(l.From with { X = 200 - l.From.X }) : Perimeter(l.From));
                double first = angle is 0 or 180 ? 200 + gap : gap;
                for (int i = 0; i < count; i++)
                    Assert.Equal(first + i * gap, starts[i], 9);
                foreach (var line in lines)
                {
                    Assert.True(OnEdge(line.From) && OnEdge(line.To), $"{count} at {angle}: {line}");
                    double dx = line.To.X - line.From.X, dy = line.To.Y - line.From.Y, length = Math.Sqrt(dx * dx + dy * dy);
                    if (length > 1e-6)
                        Assert.Equal(0, (dx * Math.Sin(angle * Math.PI / 180) + dy * Math.Cos(angle * Math.PI / 180)) / length, 9);
                }
            }
        }
    }

    [Fact]
    public void Backward_creases_are_forward_ones_mirrored_and_Both_has_them_all()
    {
        List<SheetLine> Lines(CreaseDirection direction) => CreaseLines.Of(new CreaseStage { Count = 3, Angle = 30, Direction = direction }, s_sheet);
        var forward = Lines(CreaseDirection.Forward);
        var backward = Lines(CreaseDirection.Backward);

        Assert.Equal(forward.Select(l => Text(l.From with { X = 200 - l.From.X })), backward.Select(l => Text(l.From)));
        Assert.Equal(forward.Select(l => Text(l.To with { X = 200 - l.To.X })), backward.Select(l => Text(l.To)));
        Assert.Equal([.. forward, .. backward], Lines(CreaseDirection.Both));
    }

    [Theory]
    [InlineData(FoldPattern.Half, 200, 100, "100,0-100,100")]
    [InlineData(FoldPattern.Half, 100, 200, "0,100-100,100")]
    [InlineData(FoldPattern.Thirds, 300, 100, "100,0-100,100 200,0-200,100")]
    [InlineData(FoldPattern.Quarters, 200, 100, "100,0-100,100 0,50-200,50")]
    public void Patterns_fold_the_longer_side_first(FoldPattern pattern, double width, double height, string expected)
    {
        var found = CreaseLines.Folded(pattern, new SheetRect(0, 0, width, height)).Select(l => $"{Text(l.From)}-{Text(l.To)}");

        Assert.Equal(expected, string.Join(" ", found));
    }

    /// <summary>How far along the top edge, then down the right one.</summary>
    private static double Perimeter(Point2 p) => p.Y == 0 ? p.X : 200 + p.Y;

    private static bool OnEdge(Point2 p) => Math.Min(Math.Min(Math.Abs(p.X), Math.Abs(p.X - 200)), Math.Min(Math.Abs(p.Y), Math.Abs(p.Y - 100))) < 1e-9
        && p.X is > -1e-9 and < 200 + 1e-9 && p.Y is > -1e-9 and < 100 + 1e-9;

    private static string Text(Point2 p) => FormattableString.Invariant($"{Math.Round(p.X, 6) + 0.0:0.######},{Math.Round(p.Y, 6) + 0.0:0.######}");
}
