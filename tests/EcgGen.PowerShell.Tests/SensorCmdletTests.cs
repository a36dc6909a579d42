// The cmdlets of the sensor, as users call them.
namespace EcgGen.PowerShell.Tests;

public sealed class SensorCmdletTests : IDisposable
{
    private readonly Engine _engine = new();

    public SensorCmdletTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 60").AssertClean();

    public void Dispose() => _engine.Dispose();

    private string Pixels(string image) =>
        (string)_engine.Run($"[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(({image}).Render().Pixels))").Single;

    [Theory]
    [InlineData("Add-EcgNoise 4 -Poisson 2 -Shot 3 -SaltPepper 0.01 -SaltShare 0.3 -Row 0.5 -Column 0.6 -HotPixel 20 -Monochrome", "Gaussian=4 Poisson=2 Shot=3 SaltPepper=0.01 SaltShare=0.3 Row=0.5 Column=0.6 HotPixel=20 Monochrome=True")]
    [InlineData("Add-EcgNoise -SaltPepper 0.01", "Gaussian= Shot= SaltPepper=0.01 SaltShare=0.5 Monochrome=False")]
    [InlineData("Set-EcgColorTemperature 3000", "Kelvin=3000 Convention=Illuminant")]
    [InlineData("Set-EcgColorTemperature -Kelvin 3000 -Convention WhiteBalance", "Kelvin=3000 Convention=WhiteBalance")]
    [InlineData("Add-EcgBlur Motion 5 -Angle 20", "Shape=Motion Size=5 Angle=20")]
    [InlineData("Add-EcgBlur -Size 2", "Shape=Gaussian Size=2 Angle=")]
    [InlineData("Add-EcgSharpening 0.7 -Radius 2", "Amount=0.7 Radius=2")]
    [InlineData("Add-EcgCompression 80 -Subsampling Yuv422 -Count 2", "Quality=80 Subsampling=Yuv422 Count=2")]
    [InlineData("Set-EcgColorDepth", "Grayscale=True BitDepth=8 Dither=None")]
    [InlineData("Set-EcgColorDepth 2", "Grayscale=False BitDepth=2 Dither=None")]
    [InlineData("Set-EcgColorDepth 1 -Grayscale -Dither Ordered", "Grayscale=True BitDepth=1 Dither=Ordered")]
    [InlineData("Add-EcgDenoise 0.6 -Radius 3", "Strength=0.6 Radius=3")]
    public void The_recipe_says_what_was_given(string cmdlet, string expected)
    {
        foreach (var pair in expected.Split(' ').Select(p => p.Split('=')))
            Assert.Equal(pair[1], (string)_engine.Run($"\"$(($page | {cmdlet}).Stages[1].{pair[0]})\"").AssertClean().Single);
    }

    [Theory]
    [InlineData("Add-EcgNoise")]
    [InlineData("Set-EcgColorTemperature")]
    [InlineData("Add-EcgBlur")]
    [InlineData("Add-EcgSharpening")]
    [InlineData("Add-EcgCompression")]
    [InlineData("Set-EcgColorDepth")]
    [InlineData("Add-EcgDenoise")]
    public void What_is_left_open_is_drawn_once_and_changes_the_image(string cmdlet)
    {
        Assert.Equal(Pixels($"$page | {cmdlet}"), Pixels($"$page | {cmdlet}"));
        Assert.NotEqual(Pixels("$page"), Pixels($"$page | {cmdlet}"));
    }

    [Theory]
    [InlineData("Add-EcgNoise 0")]
    [InlineData("Set-EcgColorTemperature 6500")]
    [InlineData("Add-EcgBlur Defocus 0")]
    [InlineData("Add-EcgSharpening 0")]
    [InlineData("Set-EcgColorDepth 8")]
    [InlineData("Add-EcgDenoise 0")]
    public void Nothing_changes_where_nothing_is_done(string cmdlet) => Assert.Equal(Pixels("$page"), Pixels($"$page | {cmdlet}"));
}
