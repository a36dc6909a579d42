// The generator against the known answers that its authors published, and the key's independence.
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests;

public class PhiloxTests
{
    [Theory] // Random123 1.14, kat_vectors, philox4x32 10
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0UL, ~0UL, ~0UL, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Gives_the_published_words(ulong key, ulong low, ulong high, uint w0, uint w1, uint w2, uint w3)
    {
        var block = Philox.Block(key, low, high);
        Assert.Equal((w0, w1, w2, w3), ((uint)block, (uint)(block >> 32), (uint)(block >> 64), (uint)(block >> 96)));
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        var g = new Philox(1, 2);
        var u = Enumerable.Range(0, 200_000).Select(_ => g.NextDouble()).ToArray();
        var n = Enumerable.Range(0, 200_000).Select(_ => g.NextNormal()).ToArray();
        Assert.InRange(u.Average(), 0.497, 0.503);
        Assert.InRange(u.Sum(x => (x - 0.5) * (x - 0.5)) / u.Length, 1 / 12.0 - 0.001, 1 / 12.0 + 0.001);
        Assert.InRange(n.Average(), -0.01, 0.01);
        Assert.InRange(n.Average(x => x * x), 0.985, 1.015);
        Assert.InRange(n.Average(x => x * x * x * x), 2.9, 3.1);
        Assert.All(u, x => Assert.InRange(x, 0, 1));
    }

    [Fact]
    public void Every_part_of_a_key_changes_the_stream()
    {
        var key = new SeedKey(1, "ab", 2, "paper", 0, "ink");
        SeedKey[] others = [key with { Seed = 2 }, key with { RecordId = "ac" }, key with { Variant = 3 }, key with { StageKind = "pape" },
            key with { Ordinal = 1 }, key with { Purpose = "inks" }];
        Assert.Equal(key.ToGenerator().NextDouble(), key.ToGenerator().NextDouble());
        Assert.Equal(7, others.Append(key).Select(k => k.ToGenerator().NextDouble()).Distinct().Count());
    }
}
