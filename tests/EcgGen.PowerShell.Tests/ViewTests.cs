// What the console shows: facts under a header, within a terminal's width, and never all samples, points or pixels.
namespace EcgGen.PowerShell.Tests;

public sealed partial class ViewTests : IDisposable
{
    private readonly Engine _engine = new();

    public ViewTests() => _engine.Run("""
        $record = New-EcgRecord -Seed 3 -HeartRate 70
        $image = $record | New-EcgPaper -Dpi 100 -Variant 2
        $truth = $image | Get-EcgGroundTruth
        $raster = $image.Render()
        """).AssertClean();

    public void Dispose() => _engine.Dispose();

    private string[] Lines(string script)
    {
        var lines = Styling().Replace(_engine.Show(script), "").Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).ToArray();
        Assert.All(lines, l => Assert.True(l.Length < 120, l));
        return lines;
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("$record", "Name Leads Rate (Hz) Duration (s) Age Sex Source", "synthetic_3_000 12 500 10 synthetic, seed 3")]
    [InlineData("$record.Leads[7]", "Name Samples", "V2 5000")]
    [InlineData("$image", "Name Dpi Seed Variant Stages", "synthetic_3_000_002 100 0 2 paper")]
    [InlineData("$raster", "Width Height Bytes", "1169 827 2900289")]
    [InlineData("$truth", "Record Size (px) Leads Samples Texts Grid", "synthetic_3_000 1169 x 827 13 20000 14 59 x 41")]
    [InlineData("$truth.Texts[1]", "Kind Text Lead Box (px)", "leadName aVR aVR")]
    [InlineData("[EcgGen.PixelPoint]::new(12.34567, -3)", "X (px) Y (px)", "12.346 -3")]
    [InlineData("[EcgGen.SampleFlag]::new('Missing', 3, 9)", "Kind Start End", "Missing 3 9")]
    [InlineData("Find-EcgTerm 'Known LAFB.'", "Text Kind Score Count Start Source", "LAFB Finding 1.00 1 6")]
    [InlineData("$truth.Image", "File Width Height Dpi", "1169 827 100")]
    public void A_type_alone_is_a_table_of_facts(string script, string header, string row)
    {
        var lines = Lines(script);
        Assert.Equal(3, lines.Length);
        Assert.Equal(header, string.Join(' ', Words(lines[0])));
        Assert.StartsWith(row, string.Join(' ', Words(lines[2])));
    }

    [Fact]
    public void Leads_of_a_page_are_a_table_with_boxes_and_flags()
    {
        var lines = Lines("(New-EcgRecord -Signal (@([double]::NaN) * 3 + 1..5 + @(900) * 2) -SamplingRate 1 | New-EcgPaper -Dpi 100 | Get-EcgGroundTruth).Leads");
        Assert.Equal("Id Start (s) Duration (s) Samples Box (px) Flags", string.Join(' ', Words(lines[0])));
        Assert.StartsWith("II 0 10 10 ", string.Join(' ', Words(lines[2])));
        Assert.Contains("Missing 0..2", lines[2]);
        Assert.Contains("Clipped", lines[2]);
        Assert.Equal(2 + 13, Lines("$truth.Leads").Length);
    }

    [Fact]
    public void Separators_are_a_table_of_places()
    {
        var lines = Lines("($record | New-EcgPaper 6x2 -Separator SplitBar | Get-EcgGroundTruth).Separators");
        Assert.Equal(2 + 6, lines.Length);
        Assert.Equal("Kind Row Box (px)", string.Join(' ', Words(lines[0])));
        Assert.StartsWith("SplitBar 0 ", string.Join(' ', Words(lines[2])));
    }

    [Fact]
    public void Pulses_are_a_table_of_places()
    {
        var lines = Lines("$truth.Pulses");
        Assert.Equal(2 + 4, lines.Length);
        Assert.Equal("Row Left (px) Right (px) Baseline (px) Top (px)", string.Join(' ', Words(lines[0])));
        var first = Words(lines[2]);
        // 1 mV at 10 mm/mV and 100 dpi.
        Assert.Equal(1000 / 25.4, double.Parse(first[3]) - double.Parse(first[4]), 0.002);
    }

    [Theory]
    [InlineData("$record")]
    [InlineData("$record.Leads[0]")]
    [InlineData("$record.Info")]
    [InlineData("$record.Source")]
    [InlineData("$image")]
    [InlineData("$image.Recipe")]
    [InlineData("$image.Stages[0]")]
    [InlineData("$raster")]
    [InlineData("$truth")]
    [InlineData("$truth.Image")]
    [InlineData("$truth.Leads[0]")]
    [InlineData("$truth.Pulses[0]")]
    [InlineData("$truth.Texts[0]")]
    [InlineData("[EcgGen.SampleFlag]::new('Missing', 3, 9)")]
    [InlineData("$truth.Leads[0].Points[0]")]
    public void A_type_that_comes_second_is_a_short_list_even_where_lists_are_shown_in_full(string script)
    {
        // The first type of a pipeline gets a table; PowerShell shows the others as lists of properties.
        var lines = Lines($"$FormatEnumerationLimit = -1; [pscustomobject]@{{ First = 1 }}; {script}");
        Assert.InRange(lines.Length, 3, 30);
        Assert.All(lines.Skip(3), l => Assert.Contains(" : ", l.Contains(':') ? l + " " : l + " : "));
        Assert.DoesNotContain(lines, l => l.Contains("System.", StringComparison.Ordinal) || l.Contains(" { ", StringComparison.Ordinal));
    }

    [Fact]
    public void All_types_together_fit_on_two_screens()
    {
        var lines = Lines("'text', $record, $image, $truth, $truth.Leads[0], $record.Leads[0], $raster, $image.Recipe, $image.Stages[0], $truth.Pulses[0], $truth.Texts[0]");
        Assert.InRange(lines.Length, 30, 120);
    }

    [Theory]
    [InlineData("$record", "synthetic_3_000")]
    [InlineData("$record.Info", "synthetic_3_000")]
    [InlineData("$record.Leads[1]", "II")]
    [InlineData("$record.Source", "synthetic, seed 3")]
    [InlineData("$image", "synthetic_3_000_002")]
    [InlineData("$image.Recipe", "paper with seed 0, variant 2")]
    [InlineData("$image.Stages[0]", "paper")]
    [InlineData("$image.Stages[0].InkColor.GetType().Name", "Rgb")]
    [InlineData("$raster", "1169 x 827 px")]
    [InlineData("$truth", "synthetic_3_000, 1169 x 827 px at 100 dpi")]
    [InlineData("$truth.Leads[0]", "I")]
    [InlineData("$truth.Pulses[1]", "row 1")]
    [InlineData("$truth.Texts[1]", "aVR")]
    [InlineData("[EcgGen.SampleFlag]::new('Clipped', 3, 9)", "Clipped 3..8")]
    [InlineData("[EcgGen.PixelPoint]::new(1.5, 2)", "1.5, 2")]
    public void In_a_text_an_object_is_a_few_words(string script, string expected) =>
        Assert.Equal(expected, _engine.Run($"\"$({script})\"").Single);

    [System.Text.RegularExpressions.GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial System.Text.RegularExpressions.Regex Styling();
}
