// The slow twin of the search for patches: every place of the texture, sample by sample.
using EcgGen.Core.Wear.Quilting;

namespace EcgGen.Core.Tests.Wear.Quilting;

internal sealed class ExhaustiveSearch(QuiltTexture texture, double tolerance) : IPatchSearch
{
    public void Find(PatchTarget target, ReadOnlySpan<PatchSource> blocked, int room, List<Candidate> found)
    {
        found.Clear();
        int side = target.Patch(0), overlap = target.Overlap(0);
        var pixels = target.Pixels(0);
        var samples = texture.Samples;
        // The places of the overlap, so that sums that are too large already can be left early.
        var places = new List<(int Offset, int Pixel)>();
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                if (target.HasLeft && x < overlap || target.HasTop && y < overlap)
                    places.Add((y * texture.Width + x, pixels[y * side + x]));
            }
        }
        // A few from all over first: most sums are too large after these.
        (int Offset, int Pixel)[] order = [.. places.Index().OrderBy(p => p.Index * 2654435761L % 4294967296L).Select(p => p.Item)];
        long best = long.MaxValue;
        for (int y = 0; y + side <= texture.Height; y++)
        {
            for (int x = 0; x + side <= texture.Width; x++)
            {
                var place = new PatchSource(x, y);
                long limit = best == long.MaxValue ? best : (long)(best * (1 + tolerance)), sum = 0;
                var from = samples[(y * texture.Width + x)..];
                for (int i = 0; i < order.Length && sum <= limit; i++)
                {
                    int d = from[order[i].Offset] - order[i].Pixel;
                    sum += d * d;
                }
                if (sum > limit || PatchSources.IsNear(blocked, place, room))
                    continue;
                best = Math.Min(best, sum);
                found.Add(new Candidate(place, sum));
            }
        }
        found.RemoveAll(c => c.Error > best * (1 + tolerance));
    }
}
