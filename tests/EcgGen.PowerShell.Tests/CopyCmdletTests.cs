// The cmdlets of copies and screens, as users call them.
namespace EcgGen.PowerShell.Tests;

public sealed class CopyCmdletTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public CopyCmdletTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 80 -GridColor '#E08080'").AssertClean();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private byte[] Bytes(string image) => (byte[])_engine.Run($"@{{ Bytes = ({image}).Render().Pixels }}").Single["Bytes"];

    private static bool IsGrey(byte[] pixels) => Enumerable.Range(0, pixels.Length / 3).All(i => pixels[3 * i] == pixels[3 * i + 1] && pixels[3 * i] == pixels[3 * i + 2]);

    [Theory]
    [InlineData("Add-EcgPhotocopy 3 -Contrast 0.9 -Darkness 0.3 -TonerLoss 0.6 -Speckle 0.2 -EdgeLine 1 -Color", "Generation=3 Contrast=0.9 Darkness=0.3 TonerLoss=0.6 Speckle=0.2 EdgeLines=1 Color=True")]
    [InlineData("Add-EcgPhotocopy -Generation 2", "Generation=2 Color=False")]
    [InlineData("Add-EcgHalftone Cmyk -Frequency 120 -Angle 30 -Shape Ellipse", "Ink=Cmyk Frequency=120 Angle=30 Shape=Ellipse")]
    [InlineData("Add-EcgHalftone -Ink Black", "Ink=Black Angle=45")]
    [InlineData("Add-EcgFax Superfine -Tone ErrorDiffusion -Darkness 0.5 -LineLoss 0.1 -LineNoise 0.2", "Resolution=Superfine Tone=ErrorDiffusion Darkness=0.5 LineLoss=0.1 LineNoise=0.2")]
    [InlineData("Add-EcgScreen 0.24 -Zoom 0.95 -Angle 2 -Moire 0.3 -Falloff 0.4 -BlueCast 0.5 -Gamma 1.1 -Glow 0.6 -Banding 0.7 -SurroundColor '#102030'", "PixelPitch=0.24 Zoom=0.95 Angle=2 Moire=0.3 Mosaic=True Falloff=0.4 BlueCast=0.5 Gamma=1.1 Glow=0.6 Banding=0.7 SurroundColor=#102030")]
    [InlineData("Add-EcgScreen -NoMosaic", "Mosaic=False")]
    public void The_recipe_says_what_was_given(string cmdlet, string expected)
    {
        foreach (var pair in expected.Split(' ').Select(p => p.Split('=')))
            Assert.Equal(pair[1], (string)_engine.Run($"\"$(($page | {cmdlet}).Stages[1].{pair[0]})\"").AssertClean().Single);
    }

    public static TheoryData<string> Cmdlets => ["Add-EcgPhotocopy", "Add-EcgHalftone", "Add-EcgFax", "Add-EcgScreen"];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_is_left_open_is_drawn_by_the_seed_and_changes_the_image_and_nothing_else(string cmdlet)
    {
        byte[] plain = Bytes("$page"), one = Bytes($"$page | {cmdlet}");
        Assert.Equal(one, Bytes($"$page | {cmdlet}"));
        Assert.NotEqual(plain, one);
        Assert.NotEqual(one, Bytes($"New-EcgRecord | New-EcgPaper -Dpi 80 -GridColor '#E08080' -Variant 1 | {cmdlet}"));
        string Points(string image) => (string)_engine.Run($"@(foreach ($lead in ({image} | Get-EcgGroundTruth).Leads) {{ \"$($lead.Points[9]) $($lead.Points[99])\" }}) -join ' '").Single;
        Assert.Equal(Points("$page"), Points($"$page | {cmdlet}"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Pages_come_again_from_their_recipes_with_a_clean_twin_that_knows_no_copy(string cmdlet)
    {
        _engine.Run($"New-EcgRecord -Count 3 | New-EcgPaper -Dpi 50 | {cmdlet} | Export-EcgImage '{_scratch["first"]}' -Truth -Clean; Import-EcgRecipe '{_scratch["first"]}/*.json' | Export-EcgImage '{_scratch["second"]}' -Truth -Clean").AssertClean();
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
        _engine.Run($"New-EcgRecord -Count 3 | New-EcgPaper -Dpi 50 | Export-EcgImage '{_scratch["plain"]}'").AssertClean();
        string[] clean = Directory.GetFiles(_scratch["first"], "*clean*.png"), plain = Directory.GetFiles(_scratch["plain"], "*.png");
        Assert.Equal(3, clean.Length);
        Assert.Equal(plain.Order(StringComparer.Ordinal).Select(File.ReadAllBytes), clean.Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
    }

    [Theory]
    [InlineData("Add-EcgPhotocopy 0", "Generation")]
    [InlineData("Add-EcgPhotocopy 6", "Generation")]
    [InlineData("Add-EcgPhotocopy -Contrast 1.5", "Contrast")]
    [InlineData("Add-EcgPhotocopy -TonerLoss -0.1", "TonerLoss")]
    [InlineData("Add-EcgHalftone -Frequency 400", "Frequency")]
    [InlineData("Add-EcgHalftone -Angle 181", "Angle")]
    [InlineData("Add-EcgHalftone -Shape Star", "Shape")]
    [InlineData("Add-EcgFax Ultrafine", "Resolution")]
    [InlineData("Add-EcgFax -LineNoise 2", "LineNoise")]
    [InlineData("Add-EcgScreen 0", "PixelPitch")]
    [InlineData("Add-EcgScreen -Zoom 50", "Zoom")]
    [InlineData("Add-EcgScreen -SurroundColor nonsense", "SurroundColor")]
    public void What_is_out_of_range_is_refused_by_name(string cmdlet, string named)
    {
        var result = _engine.Run($"$page | {cmdlet}");
        Assert.Empty(result.Output);
        Assert.Contains(named, (result.Terminating?.ErrorRecord ?? result.Errors[0]).ToString());
    }

    [Theory]
    [InlineData("Add-EcgScreen | Add-EcgFax", "'fax' belongs to the Sheet phase and cannot follow 'screen' of the Camera phase")]
    [InlineData("Add-EcgNoise | Add-EcgPhotocopy", "'photocopy' belongs to the Sheet phase and cannot follow 'imageNoise' of the Sensor phase")]
    [InlineData("Add-EcgCompression | Add-EcgScreen", "'screen' belongs to the Camera phase and cannot follow 'compression' of the Sensor phase")]
    public void Phases_out_of_order_are_refused(string pipeline, string why) => _engine.Run($"$page | {pipeline}").AssertError("RecipeInvalid", why, "the order is sheet, camera, sensor");

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Vector_formats_are_refused_and_leave_no_file(string cmdlet)
    {
        _engine.Run($"$page | {cmdlet} | Export-EcgImage '{_scratch["out"]}' -Format Pdf").AssertError("ArgumentInvalid", cmdlet["Add-Ecg".Length..].ToLowerInvariant());
        Assert.True(!Directory.Exists(_scratch["out"]) || Directory.GetFiles(_scratch["out"]).Length == 0);
    }

    [Fact]
    public void Copies_are_grey_unless_the_machine_copies_colours_and_what_comes_later_keeps_its_own()
    {
        Assert.True(IsGrey(Bytes("$page | Add-EcgPhotocopy")));
        Assert.True(IsGrey(Bytes("$page | Add-EcgFax")));
        Assert.True(IsGrey(Bytes("$page | Add-EcgHalftone Black")));
        Assert.False(IsGrey(Bytes("$page | Add-EcgPhotocopy -Color")));
        Assert.False(IsGrey(Bytes("$page | Add-EcgHalftone Cmyk")));
        Assert.False(IsGrey(Bytes("$page | Add-EcgPhotocopy | Add-EcgStain Yellowing -Strength 1")));
        Assert.True(IsGrey(Bytes("$page | Add-EcgStain Yellowing -Strength 1 | Add-EcgPhotocopy")));
    }

    [Fact]
    public void A_copy_of_a_copy_and_a_photo_of_a_fax_can_be_had()
    {
        Assert.Equal("paper crease photocopy fax stain perspective screen imageNoise",
            _engine.Run("($page | Add-EcgCrease | Add-EcgPhotocopy | Add-EcgFax | Add-EcgStain | Add-EcgPerspective | Add-EcgScreen | Add-EcgNoise).Stages.Name -join ' '").Single);
        Assert.NotEqual(Bytes("$page | Add-EcgPhotocopy | Add-EcgFax"), Bytes("$page | Add-EcgFax | Add-EcgPhotocopy"));
    }
}
