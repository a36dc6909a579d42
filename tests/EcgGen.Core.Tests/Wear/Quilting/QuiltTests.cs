// Quilts: no seams, the texture's own statistics, nothing copied that is larger than a patch.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear;
using EcgGen.Core.Wear.Quilting;

namespace EcgGen.Core.Tests.Wear.Quilting;

public sealed class QuiltTests
{
    private const int Patch = 80, Overlap = 16;

    public static TheoryData<string> Names => [.. CrumpledTextures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_across_seams_are_as_strong_as_inside_patches(string name)
    {
        double across = 0, inside = 0;
        long acrossCount = 0, insideCount = 0;
        var quilt = Sew(name, 1118, 864, 1);
        for (int y = 0; y < quilt.Grid.Height; y++)
        {
            for (int x = 0; x + 1 < quilt.Grid.Width; x++)
            {
                int at = y * quilt.Pitch + x, d = quilt.Samples[at + 1] - quilt.Samples[at];
                if (IsCopied(quilt, x, y))
                {
                    inside += d * d;
                    insideCount++;
                }
                else
                {
                    across += d * d;
                    acrossCount++;
                }
            }
        }

        // Where patches pass into each other: some samples at each cut, and most cuts cross each row.
        Assert.InRange(acrossCount, quilt.Grid.Height * quilt.Grid.Columns, insideCount / 3);
        Assert.InRange(Math.Sqrt(across / acrossCount / (inside / insideCount)), 0.75, 1.25);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Histogram_and_power_by_octaves_are_the_textures(string name)
    {
        var texture = CrumpledTextures.Get(name);
        var quilts = Enumerable.Range(0, 4).Select(seed => Sew(name, 1118, 864, seed)).ToArray();
        double[] expected = Quantiles([.. texture.Samples[..(texture.Width * texture.Height)].ToArray().Select(s => (double)s)]);
        double[] found = Quantiles([.. quilts.SelectMany(q => Enumerable.Range(0, 864).SelectMany(y => q.Samples.Slice(y * q.Pitch, 1118).ToArray(), (_, s) => (s - q.Mean) * q.Unit / texture.Unit))]);
        double spread = expected[^2] - expected[1];
        Assert.All(found.Zip(expected), p => Assert.InRange((p.First - p.Second) / spread, -0.12, 0.12));
        for (int octave = 1; octave <= 32; octave *= 2)
        {
            double power = quilts.Average(q => Power(q.Samples, q.Pitch, 1118, 864, octave) * Math.Pow(q.Unit / texture.Unit, 2));
            Assert.InRange(power / Power(texture.Samples, texture.Width, texture.Width, texture.Height, octave), 0.65, 1.5);
        }
    }

    [Fact]
    public void Nothing_larger_than_a_patch_is_copied_or_comes_twice()
    {
        foreach (var name in CrumpledTextures.Names)
        {
            var quilt = Sew(name, 1300, 900, 3);
            var pairs = new List<(PatchSource A, PatchSource B, bool Beside)>();
            for (int row = 0; row < quilt.Grid.Rows; row++)
            {
                for (int column = 0; column < quilt.Grid.Columns; column++)
                {
                    var here = quilt.Source(column, row);
                    if (column > 0)
                        pairs.Add((quilt.Source(column - 1, row), here, true));
                    if (row > 0)
                        pairs.Add((quilt.Source(column, row - 1), here, false));
                }
            }
            int step = quilt.Grid.Step;
            Assert.DoesNotContain(pairs, p => p.B == (p.Beside ? p.A with { X = p.A.X + step } : p.A with { Y = p.A.Y + step }));
            Assert.Equal(pairs.Count, pairs.Distinct().Count());
        }
    }

    [Theory]
    [InlineData(1, 1, 80, 16)]
    [InlineData(80, 80, 80, 16)]
    [InlineData(81, 17, 80, 16)]
    [InlineData(333, 251, 67, 11)]
    [InlineData(500, 90, 32, 16)]
    [InlineData(700, 500, 240, 60)]
    public void Any_size_is_filled_from_the_patches_there_the_same_each_time(int width, int height, int patch, int overlap)
    {
        var texture = CrumpledTextures.Get("WornTop");
        var grid = new PatchGrid(width, height, patch, overlap);

        var quilt = Quilt.Sew(texture, grid, 0.1, 5, TestContext.Current.CancellationToken);
        var again = Quilt.Sew(texture, grid, 0.1, 5, TestContext.Current.CancellationToken);
        var other = Quilt.Sew(texture, grid, 0.1, 6, TestContext.Current.CancellationToken);

        Assert.True(quilt.Samples.SequenceEqual(again.Samples));
        Assert.False(quilt.Samples.SequenceEqual(other.Samples));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var samples = Covering(quilt, x, y).Select(o => Sample(quilt, x, y, o)).ToArray();
                Assert.InRange(quilt.Samples[y * quilt.Pitch + x], samples.Min(), samples.Max());
            }
        }
    }

    [Fact]
    public void Small_textures_can_be_quilted_too()
    {
        var large = CrumpledTextures.Get("BalledTop");
        var factors = new float[130 * 150];
        for (int i = 0; i < factors.Length; i++)
            factors[i] = 1 + large.Samples[i / 130 * large.Width + i % 130] * large.Unit;
        var quilt = Quilt.Sew(new QuiltTexture(130, 150, factors), new PatchGrid(700, 600, 60, 12), 0.1, 1, TestContext.Current.CancellationToken);

        Assert.True(quilt.Error > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Shift_of_the_paper_is_continuous_and_as_large_as_measured(string name)
    {
        var sheet = new SheetRect(0, 0, 279.4, 215.9);
        var field = new Displacement(sheet);
        QuiltShift.Add(Sew(name, 1124, 868, 2), field, 1, default);

        double steepest = 0, largest = 0;
        for (int row = 0; row < field.Rows; row++)
        {
            for (int column = 0; column < field.Columns; column++)
            {
                largest = Math.Max(largest, Math.Sqrt(field.X(row)[column] * field.X(row)[column] + field.Y(row)[column] * field.Y(row)[column]));
                if (column > 0)
                    steepest = Math.Max(steepest, Math.Max(Math.Abs(field.X(row)[column] - field.X(row)[column - 1]), Math.Abs(field.Y(row)[column] - field.Y(row)[column - 1])));
                if (row > 0)
                    steepest = Math.Max(steepest, Math.Max(Math.Abs(field.X(row)[column] - field.X(row - 1)[column]), Math.Abs(field.Y(row)[column] - field.Y(row - 1)[column])));
            }
        }
        Assert.InRange(largest, 0.1, 0.9);
        Assert.InRange(steepest, 0.005, 0.15);
    }

    [Theory]
    [InlineData(11.81, 1)]
    [InlineData(7.874, 0.6)]
    [InlineData(2.83, 1)]
    public void Light_is_the_quilt_joined_bilinearly(double scale, double strength)
    {
        var quilt = Sew("HandledLow", 261, 190, 4);
        int width = (int)(65 * scale) + 3, height = (int)(47 * scale);
        using var light = new LightPlane(width, height);
        QuiltLight.Multiply(quilt, light, scale, strength, default);

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double u = Math.Clamp((x + 0.5) / scale * 4 - 0.5, 0, 260), v = Math.Clamp((y + 0.5) / scale * 4 - 0.5, 0, 189);
                int i = Math.Min((int)u, 259), j = Math.Min((int)v, 188);
                double At(int dx, int dy) => quilt.Samples[(j + dy) * quilt.Pitch + i + dx];
                double value = (At(0, 0) * (1 - u + i) + At(1, 0) * (u - i)) * (1 - v + j) + (At(0, 1) * (1 - u + i) + At(1, 1) * (u - i)) * (v - j);
                double expected = LightPlane.One * (1 + strength * (quilt.Unit * (value - quilt.Mean) - quilt.Texture.Unit * quilt.Texture.Bright));
                Assert.InRange(light.Row(y)[x], expected - 2, expected + 2);
            }
        }
    }

    private static Quilt Sew(string name, int width, int height, int seed) =>
        Quilt.Sew(CrumpledTextures.Get(name), new PatchGrid(width, height, Patch, Overlap), 0.1, seed, TestContext.Current.CancellationToken);

    /// <summary>Whether a sample and the next one are both of one patch.</summary>
    private static bool IsCopied(Quilt quilt, int x, int y)
    {
        foreach (var origin in Covering(quilt, x, y))
        {
            if (Sample(quilt, x, y, origin) == quilt.Samples[y * quilt.Pitch + x] && x + 1 < origin.Column * quilt.Grid.Step + quilt.Grid.Patch
                && Sample(quilt, x + 1, y, origin) == quilt.Samples[y * quilt.Pitch + x + 1])
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<(int Column, int Row)> Covering(Quilt quilt, int x, int y)
    {
        var grid = quilt.Grid;
        for (int row = Math.Max(0, (y - grid.Patch) / grid.Step); row < grid.Rows && row * grid.Step <= y; row++)
        {
            for (int column = Math.Max(0, (x - grid.Patch) / grid.Step); column < grid.Columns && column * grid.Step <= x; column++)
            {
                if (x < column * grid.Step + grid.Patch && y < row * grid.Step + grid.Patch)
                    yield return (column, row);
            }
        }
    }

    private static int Sample(Quilt quilt, int x, int y, (int Column, int Row) patch)
    {
        var source = quilt.Source(patch.Column, patch.Row);
        return quilt.Texture.Samples[(source.Y + y - patch.Row * quilt.Grid.Step) * quilt.Texture.Width + source.X + x - patch.Column * quilt.Grid.Step];
    }

    private static double[] Quantiles(double[] samples)
    {
        Array.Sort(samples);
        return [.. ((double[])[0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95]).Select(q => samples[(int)(q * (samples.Length - 1))])];
    }

    /// <summary>Power in an octave: mean square of the differences of neighbouring blocks' means (Haar's wavelets).</summary>
    private static double Power(ReadOnlySpan<short> samples, int pitch, int width, int height, int block)
    {
        int columns = width / block, rows = height / block;
        var means = new double[columns * rows];
        for (int y = 0; y < rows * block; y++)
        {
            for (int x = 0; x < columns * block; x++)
                means[y / block * columns + x / block] += samples[y * pitch + x] / (double)(block * block);
        }
        double sum = 0;
        for (int i = 0; i < means.Length; i++)
        {
            if (i % columns > 0)
                sum += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
            if (i >= columns)
                sum += (means[i] - means[i - columns]) * (means[i] - means[i - columns]);
        }
        return sum / means.Length;
    }
}
