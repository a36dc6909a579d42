// The cmdlets of geometry and backgrounds, as users call them.
using System.Management.Automation;
namespace EcgGen.PowerShell.Tests;

public sealed class GeometryCmdletTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public GeometryCmdletTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 60").AssertClean();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private string Pixels(string image) =>
        (string)_engine.Run($"[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(({image}).Render().Pixels))").Single;

    [Theory]
    [InlineData("Add-EcgAffine 12 -Scale 0.9, 1.1 -Shear 3 -Translation 4, -5", "Rotation=12 Scale=0.9,1.1 Shear=3,0 Translation=4,-5 Matrix=")]
    [InlineData("Add-EcgAffine -Scale 0.5", "Rotation=0 Scale=0.5,0.5 Shear=0,0 Translation=0,0")]
    [InlineData("Add-EcgAffine -Shear 3, -2", "Shear=3,-2")]
    [InlineData("Add-EcgAffine -Matrix 0.9, 0.1, 5, -0.05, 0.95, 8", "Matrix=0.9,0.1,5,-0.05,0.95,8 Rotation= Scale=")]
    [InlineData("Add-EcgPerspective 10 25 -2 -Distance 400 -FocalLength 26", "Yaw=10 Pitch=25 Roll=-2 Distance=400 FocalLength=26 Corners= Matrix=")]
    [InlineData("Add-EcgPerspective -Yaw 10", "Yaw=10 Pitch=0 Roll=0 FocalLength=")]
    [InlineData("Add-EcgPerspective -Corner 0.05, 0.02, 0.97, 0.06, 1, 0.98, 0, 0.95", "Corners=0.05,0.02,0.97,0.06,1,0.98,0,0.95 Yaw=")]
    [InlineData("Add-EcgPerspective -Matrix 1, 0, 2, 0, 1, 3, 0.0001, 0, 1", "Matrix=1,0,2,0,1,3,0.0001,0,1 Yaw=")]
    [InlineData("Add-EcgCurl Spine -Radius 60 -Angle 180 -Length 25 -Shading 0.3 -LightAngle 45", "Shape=Spine Radius=60 Angle=180 Length=25 Shading=0.3 LightAngle=45")]
    [InlineData("Add-EcgLensDistortion -0.1 -K2 0.02 -K3 0.01 -P1 0.003 -P2 -0.004", "K1=-0.1 K2=0.02 K3=0.01 P1=0.003 P2=-0.004")]
    [InlineData("Add-EcgLensDistortion -P1 0.003", "K1=0 K2=0 K3=0 P1=0.003 P2=0")]
    [InlineData("Add-EcgCrop Sheet -Margin 7 -Width 500", "Fit=Sheet Margin=7 Width=500 Left=")]
    [InlineData("Add-EcgCrop -Fit Inside", "Fit=Inside Margin=0 Width=")]
    [InlineData("Add-EcgCrop -Left 4 -Bottom -5", "Fit= Left=4 Top=0 Right=0 Bottom=-5 Width=")]
    [InlineData("Add-EcgBackground Cloth -Color '#5C8E80' -Scale 1.5 -Angle 10 -Shadow 0.5", "Type=Cloth Color=#5C8E80 Scale=1.5 Angle=10 Shadow=0.5")]
    [InlineData("Add-EcgBackground -Color 92, 142, 128", "Color=#5C8E80")]
    public void The_recipe_says_what_was_given(string cmdlet, string expected)
    {
        foreach (var pair in expected.Split(' ').Select(p => p.Split('=')))
            Assert.Equal(pair[1], (string)_engine.Run($"($page | {cmdlet}).Stages[1].{pair[0]} -join ','").AssertClean().Single);
    }

    public static TheoryData<string> Cmdlets => ["Add-EcgAffine", "Add-EcgPerspective", "Add-EcgCurl", "Add-EcgLensDistortion", "Add-EcgCrop", "Add-EcgBackground | Add-EcgCrop Sheet"];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_is_left_open_is_drawn_by_seed_and_variant(string cmdlet)
    {
        Assert.Equal(Pixels($"$page | {cmdlet}"), Pixels($"New-EcgRecord | New-EcgPaper -Dpi 60 | {cmdlet}"));
        Assert.NotEqual(Pixels("$page"), Pixels($"$page | {cmdlet}"));
        string Stage(string paper) => (string)_engine.Run($"$s = (New-EcgRecord | New-EcgPaper -Dpi 60 {paper} | {cmdlet}).Stages[1]; foreach ($p in $s.psobject.Properties) {{ \"$($p.Value)\" }} ").AssertClean().Output.Aggregate("", (all, one) => all + " " + one);
        Assert.Equal(3, new[] { Stage(""), Stage("-Seed 1"), Stage("-Variant 1") }.Distinct().Count());
    }

    [Theory]
    [InlineData("Add-EcgAffine 0")]
    [InlineData("Add-EcgAffine -Matrix 1, 0, 0, 0, 1, 0")]
    [InlineData("Add-EcgPerspective 0")]
    [InlineData("Add-EcgPerspective -Corner 0, 0, 1, 0, 1, 1, 0, 1")]
    [InlineData("Add-EcgLensDistortion 0")]
    [InlineData("Add-EcgCrop -Left 0")]
    [InlineData("Add-EcgBackground")]
    public void Nothing_changes_where_nothing_is_done(string cmdlet) => Assert.Equal(Pixels("$page"), Pixels($"$page | {cmdlet}"));

    [Theory]
    [InlineData("Add-EcgAffine -Rotation 181", "Rotation")]
    [InlineData("Add-EcgAffine -Scale 0.01", "Scale")]
    [InlineData("Add-EcgAffine -Scale 1, 1, 1", "Scale")]
    [InlineData("Add-EcgAffine -Translation 4", "Translation")]
    [InlineData("Add-EcgAffine -Matrix 1, 0, 0, 0, 1", "Matrix")]
    [InlineData("Add-EcgAffine -Matrix 1, 0, 0, 0, 1, 0, 0", "Matrix")]
    [InlineData("Add-EcgAffine -Matrix 1, 0, 0, 0, 1, 0 -Rotation 3", "parameter set")]
    [InlineData("Add-EcgPerspective -Yaw 61", "Yaw")]
    [InlineData("Add-EcgPerspective -Distance 5", "Distance")]
    [InlineData("Add-EcgPerspective -Corner 0, 0, 1, 0, 1, 1", "Corner")]
    [InlineData("Add-EcgPerspective -Matrix 1, 0, 0, 0, 1, 0", "Matrix")]
    [InlineData("Add-EcgPerspective -Yaw 3 -Corner 0, 0, 1, 0, 1, 1, 0, 1", "parameter set")]
    [InlineData("Add-EcgCurl Ball", "Shape")]
    [InlineData("Add-EcgCurl -Radius 5", "Radius")]
    [InlineData("Add-EcgLensDistortion -K1 2", "K1")]
    [InlineData("Add-EcgCrop -Width 3", "Width")]
    [InlineData("Add-EcgCrop -Fit Sheet -Left 3", "parameter set")]
    [InlineData("Add-EcgBackground Moon", "Kind")]
    [InlineData("Add-EcgBackground -Color nonsense", "Color")]
    [InlineData("Add-EcgBackground -Scale 9", "Scale")]
    public void The_parameter_binder_refuses_what_can_t_be(string cmdlet, string named)
    {
        var result = _engine.Run($"$page | {cmdlet}");
        Assert.Empty(result.Output);
        var error = result.Terminating?.ErrorRecord ?? result.Errors[0];
        Assert.Contains(named, error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Add-EcgAffine -Matrix 1, 2, 0, 2, 4, 0", "-Matrix: it makes the sheet a line")]
    [InlineData("Add-EcgAffine -Shear 45, -45", "-Shear: both together")]
    [InlineData("Add-EcgPerspective -Matrix 1, 0, 0, 2, 0, 0, 0, 0, 1", "-Matrix: it makes the sheet a line")]
    [InlineData("Add-EcgPerspective -Corner 0, 0, 1, 1, 1, 0, 0, 1", "-Corner: expected the corners of a convex quadrilateral")]
    [InlineData("Add-EcgPerspective 59 -Distance 110", "a part of it hides another; expected less tilt")]
    [InlineData("Add-EcgLensDistortion -0.3", "lens: with these values parts of the view lie over each other")]
    [InlineData("Add-EcgCrop -Left 400", "crop: nothing is left of the view")]
    [InlineData("Add-EcgCrop -Top -1000 -Bottom -1000 -Width 20000", "million pixels")]
    [InlineData("Add-EcgCrop -Margin 3 -Fit Sheet | Add-EcgCrease", "the order is sheet, camera, sensor")]
    [InlineData("Add-EcgBackground | Add-EcgPhotocopy", "'photocopy' belongs to the Sheet phase and cannot follow 'background' of the Camera phase")]
    [InlineData("Add-EcgNoise | Add-EcgPerspective", "'perspective' belongs to the Camera phase and cannot follow 'imageNoise' of the Sensor phase")]
    public void What_the_core_refuses_is_an_error_that_says_why(string pipeline, string why) =>
        Assert.Equal(ErrorCategory.InvalidArgument, _engine.Run($"$page | {pipeline} | Get-EcgGroundTruth").AssertError("RecipeInvalid", why).CategoryInfo.Category);

    [Fact]
    public void Each_page_of_a_pipeline_gets_its_own_view_and_a_bad_one_holds_up_nobody()
    {
        Assert.Equal([4, 4], ((string)_engine.Run("$seen = New-EcgRecord -Count 4 | New-EcgPaper -Dpi 50 | Add-EcgPerspective | Add-EcgCurl | Add-EcgCrop; \"$(@($seen).Count) $([Linq.Enumerable]::Count([Linq.Enumerable]::Distinct([double[]]$seen.ForEach({ $_.Stages[1].Yaw }))))\"").Single).Split(' ').Select(int.Parse));
        // The second page is too small for the cut.
        var result = _engine.Run("$big = New-EcgRecord | New-EcgPaper -Dpi 50; $small = New-EcgRecord | New-EcgPaper -Dpi 50 -PaperSize A5 -Layout 3x4; ($big, $small, $big | Add-EcgCrop -Left 230 | Get-EcgGroundTruth).Count");
        result.AssertError("RecipeInvalid", "crop");
        Assert.Equal(2, Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void The_homography_of_the_truth_is_that_of_the_recipe_and_bent_sheets_have_none()
    {
        // 60 dpi: x' = 1.1 x + 0.1 y + 2 and y' = 0.9 y + 3, in mm.
        var truth = _engine.Run("$page | Add-EcgAffine -Matrix 1.1, 0.1, 2, 0, 0.9, 3 | Get-EcgGroundTruth").Single;
        double[][] h = truth.Homography;
        double[] expected = [1.1, 0.1, 2, 0, 0.9, 3, 0, 0, 25.4 / 60];
        for (int i = 0; i < 9; i++)
            Assert.Equal(expected[i] / expected[8], h[i / 3][i % 3] / h[2][2], 1e-6);
        Assert.NotNull(_engine.Run("$page | Add-EcgPerspective | Add-EcgCrop Sheet | Get-EcgGroundTruth").Single.Homography);
        foreach (var bent in (string[])["$page | Add-EcgCurl", "$page | Add-EcgLensDistortion", "$page | Add-EcgCrease | Add-EcgPerspective"])
            Assert.Null(_engine.Run($"{bent} | Get-EcgGroundTruth").Single.Homography);
    }

    [Fact]
    public void Bent_sheets_are_exported_with_a_dense_map_and_straight_ones_with_their_homography()
    {
        _engine.Run($"$page | Add-EcgCurl Wave | Add-EcgPerspective | Export-EcgImage '{_scratch["bent"]}' -Truth -Coordinate").AssertClean();
        Assert.Equal(2, Directory.GetFiles(_scratch["bent"], "*.npy", SearchOption.AllDirectories).Length);
        Assert.DoesNotContain("\"homography\"", File.ReadAllText(Directory.GetFiles(_scratch["bent"], "*.json").Single()));
        _engine.Run($"$page | Add-EcgPerspective | Export-EcgImage '{_scratch["straight"]}' -Truth").AssertClean();
        using var truth = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(_scratch["straight"], "*.json").Single()));
        Assert.Equal([3, 3, 3], truth.RootElement.GetProperty("homography").EnumerateArray().Select(r => r.GetArrayLength()));
    }

    [Fact]
    public void What_a_crop_cuts_off_is_flagged_and_what_a_clip_hides_too()
    {
        const string Kinds = "@(($image | Get-EcgGroundTruth).Leads.Flags.Kind) -ne 'Overlapped' -join ' '";
        Assert.Equal("", _engine.Run($"$image = $page; {Kinds}").Single);
        string cropped = _engine.Run($"$image = $page | Add-EcgCrop -Left 60; {Kinds}").Single;
        Assert.Equal(["Cropped"], cropped.Split(' ').Distinct());
        Assert.True((bool)_engine.Run("$visible = ($page | Add-EcgCrop -Left 60 | Get-EcgGroundTruth).Leads.Visible; $visible -contains 1 -and @($visible -lt 1).Count -gt 0").Single);
        // A trace at the very top of the sheet.
        const string Top = "New-EcgRecord -Signal (@(10.9) * 1000) -Lead II -SamplingRate 100 | New-EcgPaper -Dpi 60 -Layout 1x1";
        Assert.Contains("Occluded", (string)_engine.Run($"$image = {Top} | Add-EcgBackground Clipboard; {Kinds}").Single);
        Assert.DoesNotContain("Occluded", (string)_engine.Run($"$image = {Top} | Add-EcgBackground Desk; {Kinds}").Single);
    }

    [Fact]
    public void The_frame_is_as_large_as_asked()
    {
        Assert.Equal("500", _engine.Run("\"$(($page | Add-EcgPerspective | Add-EcgCrop Sheet -Width 500).Render().Width)\"").Single);
        Assert.Equal("500", _engine.Run("\"$(($page | Add-EcgPerspective | Add-EcgCrop Sheet -Width 500 | Get-EcgGroundTruth).Image.Width)\"").Single);
        // 100 mm less at 60 dpi.
        Assert.Equal("236", _engine.Run("\"$($page.Render().Width - ($page | Add-EcgCrop -Left 60 -Right 40).Render().Width)\"").Single);
    }

    [Fact]
    public void The_same_view_comes_again_from_its_recipe_and_the_clean_twin_lies_in_it_without_desk_and_shading()
    {
        _engine.Run($"$page | Add-EcgBackground | Add-EcgCurl | Add-EcgPerspective | Add-EcgLensDistortion | Add-EcgCrop Sheet | Export-EcgImage '{_scratch["first"]}' -Truth -Clean; Import-EcgRecipe '{_scratch["first"]}/*.json' | Export-EcgImage '{_scratch["second"]}' -Truth -Clean").AssertClean();
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
        Assert.Single(Directory.GetFiles(_scratch["first"], "*clean*.png"));
        _engine.Run($"$page | Add-EcgBackground Desk | Add-EcgAffine 10 | Export-EcgImage '{_scratch["desk"]}' -Clean; $page | Add-EcgAffine 10 | Export-EcgImage '{_scratch["bare"]}'").AssertClean();
        Assert.Equal(File.ReadAllBytes(Directory.GetFiles(_scratch["bare"], "*.png").Single()), File.ReadAllBytes(Directory.GetFiles(_scratch["desk"], "*clean*.png").Single()));
    }

    [Theory]
    [InlineData("Add-EcgAffine", "affine")]
    [InlineData("Add-EcgCurl", "curl")]
    [InlineData("Add-EcgCrop", "crop")]
    [InlineData("Add-EcgBackground", "background")]
    public void Vector_formats_are_refused_and_leave_no_file(string cmdlet, string named)
    {
        _engine.Run($"$page | {cmdlet} | Export-EcgImage '{_scratch["out"]}' -Format Svg").AssertError("ArgumentInvalid", named);
        Assert.True(!Directory.Exists(_scratch["out"]) || Directory.GetFiles(_scratch["out"]).Length == 0);
    }
}
