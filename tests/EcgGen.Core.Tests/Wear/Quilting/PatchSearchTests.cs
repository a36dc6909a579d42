// The fast search for patches, against the one that compares them all.
using EcgGen.Core.Wear.Quilting;

namespace EcgGen.Core.Tests.Wear.Quilting;

public sealed class PatchSearchTests
{
    [Theory]
    [InlineData("BalledLeft", 80, 16)]
    [InlineData("CrushedTop", 80, 16)]
    [InlineData("WornLow", 66, 13)]
    public void Best_patch_is_as_good_as_the_best_of_all(string name, int patch, int overlap)
    {
        var texture = CrumpledTextures.Get(name);
        var grid = new PatchGrid(5 * patch, 4 * patch, patch, overlap);
        var target = new PatchTarget(patch, overlap);
        var both = new BothSearches(new PatchSearch(texture, target), new ExhaustiveSearch(texture, 0));

        Quilt.Sew(texture, grid, target, both, 0.1, 3, TestContext.Current.CancellationToken);

        Assert.Equal(grid.Columns * grid.Rows - 1, both.Patches);
        Assert.InRange((double)both.Fast / both.Slow, 1, 1.05);
    }

    [Fact]
    public void Errors_of_candidates_are_sums_of_squared_differences_over_the_overlap()
    {
        var texture = CrumpledTextures.Get("HandledLeft");
        foreach (var (patch, overlap) in ((int, int)[])[(32, 4), (67, 11), (80, 16), (161, 40)])
        {
            var target = new PatchTarget(patch, overlap);
            foreach (var (left, top) in ((bool, bool)[])[(true, false), (false, true), (true, true)])
            {
                target.Load(texture.Samples[(100 * texture.Width + 200)..], texture.Width, left, top);
                long expected = 0;
                for (int y = 0; y < patch; y++)
                {
                    for (int x = 0; x < patch; x++)
                    {
                        if (!(left && x < overlap || top && y < overlap))
                            continue;
                        int d = texture.Samples[(100 + y) * texture.Width + 200 + x] - texture.Samples[(300 + y) * texture.Width + 411 + x];
                        expected += d * d;
                    }
                }

                Assert.Equal(expected, target.Error(texture, 0, 411, 300));
                Assert.Equal(0, target.Error(texture, 0, 200, 100));
            }
        }
    }

    private sealed class BothSearches(IPatchSearch fast, IPatchSearch slow) : IPatchSearch
    {
        public long Fast { get; private set; }

        public long Slow { get; private set; }

        public int Patches { get; private set; }

        public void Find(PatchTarget target, ReadOnlySpan<PatchSource> blocked, int room, List<Candidate> found)
        {
            slow.Find(target, blocked, room, found);
            Slow += found.Min(c => c.Error);
            fast.Find(target, blocked, room, found);
            Fast += found.Min(c => c.Error);
            Patches++;
        }
    }
}
