// The cut through an overlap, against every path there is.
using EcgGen.Core.Random;
using EcgGen.Core.Wear.Quilting;

namespace EcgGen.Core.Tests.Wear.Quilting;

public sealed class BoundaryCutTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(4, 1)]
    [InlineData(6, 3)]
    [InlineData(6, 7)]
    [InlineData(7, 8)]
    [InlineData(6, 9)]
    [InlineData(5, 17)]
    public void Cut_is_the_best_of_all_paths(int lines, int width)
    {
        var random = new Philox(7, (ulong)(lines * 100 + width));
        var cut = new BoundaryCut();
        for (int round = 0; round < 20; round++)
        {
            int[] errors = [.. Enumerable.Range(0, lines * width).Select(_ => random.NextInt(round % 2 == 0 ? 4 : 1 << 22))];
            var path = new int[lines];

            int sum = cut.Find(errors, width, path);

            Assert.Equal(Enumerable.Range(0, width).Min(j => Best(errors, width, lines, 0, j)), sum);
            Assert.Equal(sum, path.Index().Sum(p => errors[p.Index * width + p.Item]));
            Assert.All(path.Zip(path.Skip(1)), p => Assert.InRange(p.Second - p.First, -1, 1));
        }
    }

    /// <summary>Tries all ways on.</summary>
    private static int Best(int[] errors, int width, int lines, int line, int at)
    {
        int here = errors[line * width + at];
        if (line == lines - 1)
            return here;
        int next = int.MaxValue;
        for (int j = Math.Max(0, at - 1); j <= Math.Min(width - 1, at + 1); j++)
            next = Math.Min(next, Best(errors, width, lines, line + 1, j));
        return here + next;
    }
}
