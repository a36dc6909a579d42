// Placeholders in names.
namespace EcgGen.Core.Tests.Recipes;

public class NamePatternTests
{
    private static readonly Dictionary<string, object> s_values = new(StringComparer.OrdinalIgnoreCase) { ["Record"] = "r", ["Variant"] = 7 };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{Record}_{Variant:000}.png", "r_007.png")]
    [InlineData("{record}{ VARIANT }", "r7")]
    [InlineData("{{{Variant}}}", "{7}")]
    public void Fills(string pattern, string expected) => Assert.Equal(expected, NamePattern.Fill(pattern, s_values));

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{Record")]
    [InlineData("{}")]
    [InlineData("{Nope}")]
    [InlineData("{Record:0}")]
    [InlineData("{Variant:xx}")]
    public void Refuses(string pattern)
    {
        var error = Assert.Throws<EcgException>(() => NamePattern.Fill(pattern, s_values));
        Assert.Equal(ErrorId.ArgumentInvalid, error.Id);
        Assert.Contains(pattern, error.Message);
    }

    [Theory]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("a:b*c?", "a_b_c_")]
    [InlineData("...", "record")]
    [InlineData("00001_hr", "00001_hr")]
    public void A_records_name_never_leaves_the_folder(string name, string expected)
    {
        var signal = Page.FromArrays(100, ("II", new double[10]));
        Assert.Equal(expected, NamePattern.ForFile(new FileNameRequest("{Record}", 0, signal.Info with { Name = name })));
    }
}
