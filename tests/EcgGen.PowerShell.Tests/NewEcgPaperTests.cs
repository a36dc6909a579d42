// New-EcgPaper: what it lays out, what it chooses, and what it makes of odd records.
namespace EcgGen.PowerShell.Tests;

public sealed class NewEcgPaperTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Chooses_the_standard_page()
    {
        var image = _engine.Run("New-EcgRecord | New-EcgPaper").Single;
        var paper = image.Stages[0];
        Assert.Equal(("3x4+1", "A4", 200, 25.0, 10.0, "II", true, true),
            ((string)paper.Layout, (string)paper.PaperSize.ToString(), (int)paper.Dpi, (double)paper.Speed, (double)paper.Gain, (string)paper.RhythmLeads[0], (bool)paper.CalibrationPulse, (bool)paper.LeadNames));
        Assert.NotNull(paper.GridColor);
        Assert.NotNull(paper.InkColor);
        Assert.Equal(200, image.Dpi);
    }

    [Fact]
    public void Takes_what_is_given()
    {
        var paper = _engine.Run("New-EcgRecord | New-EcgPaper 3x4 -PaperSize Letter -Dpi 72 -Speed 50 -Gain 5 -GridColor green -PaperColor '#FFFEFD' -NoCalibrationPulse -NoLeadName -Seed 3 -Variant 2").Single.Stages[0];
        Assert.Equal("3x4", paper.Layout);
        Assert.Equal("Letter", paper.PaperSize.ToString());
        Assert.Equal("#86B28C", paper.GridColor.ToString());
        Assert.Equal("#FFFEFD", paper.PaperColor.ToString());
        Assert.False((bool)paper.CalibrationPulse);
        Assert.False((bool)paper.LeadNames);
        Assert.Null(paper.RhythmLeads);
    }

    [Fact]
    public void Takes_what_is_given_of_paper_and_pen()
    {
        var paper = _engine.Run("New-EcgRecord | New-EcgPaper -GridStyle dots -GridOffset 1.5, -0.5 -GridToEdge -PaperTexture 0.5 -Edge perforated -Border -Logo "
            + "-Pen thermal -PenWidth 0.3 -InkColor '#202428' -PenFading 0.1 -PenDropout 0.01 -TraceSmoothing 2 -ThickLead v3").AssertClean().Single.Stages[0];
        Assert.Equal(("Dots", 1.5, -0.5, true, 0.5, "Perforated", true, true), ((string)paper.GridStyle.ToString(), (double)paper.GridOffsetX, (double)paper.GridOffsetY,
            (bool)paper.GridToEdge, (double)paper.PaperTexture, (string)paper.Edge.ToString(), (bool)paper.Border, (bool)paper.Logo));
        Assert.Equal(("Thermal", 0.3, "#202428", 0.1, 0.01, 2.0, "V3"), ((string)paper.Pen.ToString(), (double)paper.PenWidth, (string)paper.InkColor.ToString(),
            (double)paper.PenFading, (double)paper.PenDropouts, (double)paper.TraceSmoothing, (string)paper.ThickLead));
        Assert.Equal(8.0, (double)paper.HeadDots);
    }

    [Theory]
    [InlineData("-Pen Recorder", "penThinning")]
    [InlineData("-Pen InkJet", "penBleed")]
    [InlineData("-Pen Thermal -GridStyle None", "headDots")]
    public void Papers_and_pens_replay_from_their_recipe(string arguments, string value)
    {
        var result = _engine.Run($"$i = New-EcgRecord -Duration 2 | New-EcgPaper {arguments} -Dpi 80 -PaperTexture 1 -Edge Sprocket; $i.Recipe.Stages[0].{value}; "
            + "$again = $i.Record | New-EcgPaper -Dpi 80; $i.Render().Pixels.Length; $again.Render().Pixels.Length").AssertClean();
        Assert.True((double)result.Output[0].BaseObject > 0);
        Assert.Equal(result.Output[1].BaseObject, result.Output[2].BaseObject);
    }

    [Theory]
    [InlineData("'#102030'", "#102030")]
    [InlineData("'a0b0c0'", "#A0B0C0")]
    [InlineData("1, 2, 255", "#0102FF")]
    [InlineData("SALMON", "#E49D96")]
    public void Takes_colours_in_many_forms(string color, string expected) =>
        Assert.Equal(expected, _engine.Run($"(New-EcgRecord | New-EcgPaper -GridColor {color}).Stages[0].GridColor").Single.ToString());

    [Theory]
    [InlineData("-GridColor pinkish", "pinkish")]
    [InlineData("-PaperColor 300, 0, 0", "colour")]
    [InlineData("-PaperSize A0", "PaperSize")]
    [InlineData("-Dpi 20", "Dpi")]
    [InlineData("-Speed 500", "Speed")]
    [InlineData("-Width 20", "Width")]
    [InlineData("-Separator Wall", "Separator")]
    [InlineData("-LayoutRow 7", "expected strings, arrays or hashtables, found 7")]
    [InlineData("-LayoutRow @('I', @{ Led = 'II' })", "row 2, cell 1: expected Lead, Start and Duration, found 'Led'")]
    [InlineData("-LayoutRow @('I', @('II', @{ Lead = 'V1'; Start = 'soon' }))", "row 2, cell 2: Start: expected seconds as a number, found 'soon'")]
    [InlineData("-GridStyle Squares", "GridStyle")]
    [InlineData("-GridOffset 1", "GridOffset")]
    [InlineData("-GridOffset 1, 9", "GridOffset")]
    [InlineData("-PaperTexture 2", "PaperTexture")]
    [InlineData("-Pen Quill", "Pen")]
    [InlineData("-PenWidth 3", "PenWidth")]
    [InlineData("-PenFading 1", "PenFading")]
    [InlineData("-PenDropout 0.5", "PenDropout")]
    [InlineData("-TraceSmoothing 100", "TraceSmoothing")]
    public void Refuses_what_makes_no_sense(string arguments, string named) =>
        Assert.Contains(named, Assert.Single(_engine.Run("New-EcgRecord | New-EcgPaper " + arguments).Errors).ToString());

    [Theory]
    [InlineData("-Layout 9x9", "RecipeInvalid", "9x9")]
    [InlineData("-RhythmLead V9", "LeadNotFound", "V9")]
    [InlineData("-Lead I, V9", "LeadNotFound", "V9")]
    [InlineData("-LayoutRow 'I, II', 'V9'", "LeadNotFound", "row 2, cell 1")]
    [InlineData("-LayoutRow @{ Lead = 'I'; Start = 99 }", "RecipeInvalid", "row 1, cell 1: start")]
    [InlineData("-Layout 3x4 -LayoutRow 'I, II'", "RecipeInvalid", "found both")]
    [InlineData("-PaperSize A4 -Width 300", "RecipeInvalid", "297")]
    [InlineData("-ThickLead V9", "LeadNotFound", "V9")]
    [InlineData("-PenDropout 0.1", "RecipeInvalid", "penDropouts")]
    public void Reports_what_does_not_fit_the_record(string arguments, string id, string named) =>
        _engine.Run("New-EcgRecord | New-EcgPaper " + arguments).AssertError(id, named);

    [Fact]
    public void Takes_several_records_also_by_name_and_layouts_in_any_case()
    {
        var images = _engine.Run("New-EcgPaper -InputObject @(New-EcgRecord -Count 2) -Layout 3X4").AssertClean().Output.Select(o => (dynamic)o.BaseObject).ToArray();
        Assert.Equal(["3x4", "3x4"], images.Select(i => (string)i.Stages[0].Layout));
    }

    [Fact]
    public void Takes_a_whole_layout()
    {
        var image = _engine.Run("""
            New-EcgRecord | New-EcgPaper 3x4+3 -Lead V1, V2, '-', -V3 -RhythmLead V1, aVF -LeadOrder Cabrera -ColumnTiming Simultaneous -Duration 8 -PrecordialGain 5 `
                -Separator SplitBar -PulsePlacement End -Width 320 -Height 150
            """).AssertClean().Output.Single().BaseObject;
        dynamic paper = ((dynamic)image).Stages[0];
        Assert.Equal(["V1", "V2", "", "-V3"], (IEnumerable<string>)paper.Leads);
        Assert.Equal(["V1", "aVF", "II"], (IEnumerable<string>)paper.RhythmLeads);
        Assert.Equal("Cabrera Simultaneous SplitBar End Custom", $"{paper.LeadOrder} {paper.ColumnTiming} {paper.Separator} {paper.PulsePlacement} {paper.PaperSize}");
        Assert.Equal((8.0, 5.0, 10.0, 320.0, 150.0), ((double)paper.Duration, (double)paper.PrecordialGain, (double)paper.Gain, (double)paper.Width, (double)paper.Height));
        _engine.Set("image", image);
        Assert.Equal([2.0, 2, 2, 8, 8, 8], ((IEnumerable<dynamic>)_engine.Run("$image | Get-EcgGroundTruth").Single.Leads).Select(l => (double)l.DurationSeconds));
    }

    [Theory] // As people write them, and as they come from .psd1 and JSON files.
    [InlineData("'I, V1', 'II'")]
    [InlineData("@('I', 'V1'), 'II'")]
    [InlineData("@(@{ lead = 'I'; duration = 5 }, @{ Lead = 'V1'; Start = 5 }), @{ Lead = 'II'; Start = 0; Duration = '10' }")]
    [InlineData("@(@('I', [pscustomobject]@{ Lead = 'V1'; Start = 5.0 }), [pscustomobject]@{ Lead = 'II' })")]
    [InlineData("([EcgGen.LayoutCell[][]]@([EcgGen.LayoutCell[]]@(@{ Lead = 'I' }, @{ Lead = 'V1' }), [EcgGen.LayoutCell[]]@(, @{ Lead = 'II' })))")]
    public void Takes_a_layout_as_data(string rows)
    {
        var leads = ((IEnumerable<dynamic>)_engine.Run($"New-EcgRecord | New-EcgPaper -LayoutRow {rows} | Get-EcgGroundTruth").Single.Leads).ToArray();
        Assert.Equal([("I", 0.0, 5.0), ("V1", 5, 5), ("II", 0, 10)], leads.Select(l => ((string)l.Id, (double)l.StartSeconds, (double)l.DurationSeconds)));
    }

    [Theory]
    [InlineData("'I, V1, II'", 3)]
    [InlineData("(, @('I', @{ Lead = '-aVR'; Duration = 4 }))", 2)]
    [InlineData("@{ Lead = 'I'; Duration = 4 }", 1)]
    public void Takes_a_layout_of_one_row(string rows, int cells) =>
        Assert.Equal(cells, _engine.Run($"(New-EcgRecord | New-EcgPaper -LayoutRow {rows}).Stages[0].LayoutRows[0]").AssertClean().Output.Count);

    [Fact]
    public void Scripts_cannot_change_an_image_behind_its_recipe()
    {
        var image = _engine.Run("$i = New-EcgRecord | New-EcgPaper; $i.Recipe.Seed = 99; $i.Recipe.Stages[0].Dpi = 50; $i").Single;
        Assert.Equal((0, 0, 200), ((int)image.Seed, (int)image.Recipe.Seed, (int)image.Dpi));
    }

    [Fact]
    public void Several_variants_make_several_images()
    {
        var images = _engine.Run("New-EcgRecord | New-EcgPaper -Variant (0..3)").AssertClean().Output.Select(o => (dynamic)o.BaseObject).ToArray();
        Assert.Equal([0, 1, 2, 3], images.Select(i => (int)i.Variant));
        Assert.Equal(4, images.Select(i => (string)i.Stages[0].GridColor.ToString() + i.Stages[0].PaperColor.ToString()).Distinct().Count());
    }

    [Fact]
    public void Seeds_draw_from_the_whole_range_of_real_looks()
    {
        var colors = _engine.Run("foreach ($seed in 1..60) { (New-EcgRecord | New-EcgPaper -Seed $seed).Stages[0] }").AssertClean().Output.Select(o => (dynamic)o.BaseObject).ToArray();
        Assert.True(colors.Select(p => (string)p.GridColor.ToString()).Distinct().Count() > 50);
        Assert.All(colors, p => Assert.InRange((double)p.PenWidth, 0.2, 0.35));
        Assert.Contains(colors, p => p.GridColor.R > p.GridColor.G + 30);
        Assert.Contains(colors, p => Math.Abs(p.GridColor.R - p.GridColor.B) < 30);
    }

    [Theory]
    [InlineData("@(1..200)", "II", "1x1", 1)]
    [InlineData("@(1..200), @(1..200), @(1..200)", "I, II, V5", "3x1", 3)]
    public void Few_leads_get_a_strip_each(string signal, string leads, string layout, int count)
    {
        var image = _engine.Run($"$i = New-EcgRecord -Signal @({signal}) -Lead {leads} -SamplingRate 100 | New-EcgPaper; $i").Single;
        Assert.Equal(layout, image.Stages[0].Layout);
        Assert.Equal(count, _engine.Run("$i | Get-EcgGroundTruth").Single.Leads.Count);
    }

    [Fact]
    public void A_short_record_fills_its_columns_as_far_as_it_goes()
    {
        var truth = _engine.Run("New-EcgRecord -Duration 4 | New-EcgPaper | Get-EcgGroundTruth").Single;
        Assert.All((IEnumerable<dynamic>)truth.Leads, l => Assert.Equal(l.Id == "II-rhythm" ? 4.0 : 2.5, (double)l.DurationSeconds));
        Assert.Equal([0, 0.5, 1, 1.5], ((IEnumerable<dynamic>)truth.Leads).Where(l => l.Name is "I" or "aVR" or "V1" or "V4").Select(l => (double)l.StartSeconds));
    }

    [Theory]
    [InlineData(25, 2.5, 10)]
    [InlineData(12.5, 2.5, 10)]
    [InlineData(50, 1.34, 5.36)]
    public void Each_column_shows_what_fits(double speed, double column, double strip)
    {
        var truth = _engine.Run(FormattableString.Invariant($"New-EcgRecord | New-EcgPaper -Speed {speed} | Get-EcgGroundTruth")).Single;
        Assert.All((IEnumerable<dynamic>)truth.Leads, l => Assert.Equal(l.Id == "II-rhythm" ? strip : column, (double)l.DurationSeconds, 3));
    }

    [Fact]
    public void The_recipe_is_resolved_and_says_where_the_record_is_from()
    {
        var recipe = _engine.Run("(New-EcgRecord -Seed 7 | New-EcgPaper -Seed 8).Recipe").Single;
        Assert.Equal(8, recipe.Seed);
        Assert.Equal(7, recipe.Record.Seed);
        Assert.NotNull(recipe.Record.HeartRate);
        Assert.Equal(64, recipe.RecordSha256.Length);
    }
}
