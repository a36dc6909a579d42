// Layouts given as data: what is filled, where it goes, and errors that name row and cell.
namespace EcgGen.Core.Tests.Sheet;

public class LayoutRowsTests
{
    private static readonly SignalView s_signal = Page.Synthetic(4, seconds: 20, rate: 100);

    private static LayoutCell Cell(string lead, double? start = null, double? duration = null) => new() { Lead = lead, Start = start, Duration = duration };

    [Fact]
    public void Cells_stand_where_their_times_put_them()
    {
        LayoutCell[][] rows = [[Cell("V1", 3, 4), Cell("-aVR", 12.5, 1), Cell("", null, 2), Cell("v2", null, 3)], [Cell("V1", 0, 10)]];
        var scene = Page.Compose(s_signal, new PaperStage { LayoutRows = rows });
        var leads = scene.Truth().Leads!;
        double speed = 25 * scene.Flat.Scale;
        Assert.Equal(["V1", "-aVR", "V2", "V1-2"], leads.Select(l => l.Id));
        Assert.Equal(["V1", "aVR", "V2", "V1"], leads.Select(l => l.Name));
        Assert.Equal([3, 12.5, 15.5, 0], leads.Select(l => l.StartSeconds));
        Assert.Equal([4, 1, 3, 10], leads.Select(l => l.DurationSeconds));
        Assert.Equal([0, 4 * speed, 7 * speed, 0], leads.Select(l => l.Baseline[0].X - leads[0].Baseline[0].X), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(2, scene.Plan.Leads.Select(l => l.BaselineY).Distinct().Count());
        var paper = scene.Plan.Paper;
        Assert.Equal(("Custom", 10.0), (paper.Layout, paper.Duration));
        Assert.Equal(RecipeResolver.ToJson(scene.Request.Recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(scene.Request.Recipe, s_signal)));
    }

    [Theory]
    [InlineData(ColumnTiming.Sequential, new[] { 0, 4.0, 8, 0 })]
    [InlineData(ColumnTiming.Simultaneous, new[] { 0, 0.0, 0, 0 })]
    public void What_is_left_out_follows_from_the_row(ColumnTiming timing, double[] starts)
    {
        LayoutCell[][] rows = [[Cell("I"), Cell("II", null, 4), Cell("III")], [Cell("V1")]];
        var leads = Page.Compose(s_signal, new PaperStage { LayoutRows = rows, ColumnTiming = timing, Duration = 12, PaperSize = PaperSize.Roll }).Truth().Leads!;
        Assert.Equal([4, 4, 4, 12], leads.Select(l => l.DurationSeconds));
        Assert.Equal(starts, leads.Select(l => l.StartSeconds));
    }

    [Fact]
    public void A_cell_that_outlasts_the_record_ends_with_it()
    {
        var leads = Page.Compose(s_signal, new PaperStage { LayoutRows = [[Cell("I", 17, 5), Cell("II", 2)]], Duration = 8 }).Truth().Leads!;
        Assert.Equal([3, 3], leads.Select(l => l.DurationSeconds));
        Assert.True(leads[0].Points[^1].X < leads[1].Points[0].X - 10);
    }

    [Fact]
    public void Rows_come_back_from_json()
    {
        var json = RecipeResolver.ToJson(Page.Request(s_signal, new PaperStage { LayoutRows = [[Cell("I", 1)]] }).Recipe);
        var paper = (PaperStage)EcgJson.Read(json, EcgJson.Default.Recipe).Stages[0];
        Assert.Equal(Cell("I", 1), Assert.Single(Assert.Single(paper.LayoutRows!)));
        var bare = """{"kind":"paper","layoutRows":[[{"lead":"V1"},{}]]}"""u8;
        var stage = (PaperStage)System.Text.Json.JsonSerializer.Deserialize(bare, EcgJson.Default.Stage)!;
        Assert.Equal([("V1", null, null), ("", null, (double?)null)], stage.LayoutRows![0].Select(c => (c.Lead, c.Start, c.Duration)));
        Assert.Single(Page.Compose(s_signal, stage).Plan.Leads);
    }

    [Theory]
    [InlineData("unknown", "row 2, cell 1: the record has no lead 'V9'")]
    [InlineData("late", "row 1, cell 2: it starts at 20 s")]
    [InlineData("negative", "row 1, cell 1: start: expected 0 to")]
    [InlineData("short", "row 1, cell 1: duration: expected 0.1")]
    [InlineData("nan", "row 1, cell 1: duration")]
    [InlineData("full", "row 1, cell 2: it has no duration")]
    [InlineData("long", "rows of at most 5 s, found one of 6 s")]
    [InlineData("wide", "takes 500 mm at 50 mm/s")]
    [InlineData("none", "layoutRows: expected 1 to 24, found 0")]
    [InlineData("empty row", "row 2: expected at least one cell")]
    [InlineData("null row", "row 1: expected at least one cell")]
    [InlineData("null cell", "row 1, cell 1: expected a lead")]
    [InlineData("no lead", "at least one cell with a lead")]
    [InlineData("name", "found both")]
    [InlineData("leads", "name their leads themselves")]
    [InlineData("order", "-aVR")]
    public void What_makes_no_sense_is_refused_by_row_and_cell(string what, string message)
    {
        PaperStage paper = what switch
        {
            "unknown" => new() { LayoutRows = [[Cell("I")], [Cell("V9")]] },
            "late" => new() { LayoutRows = [[Cell("I"), Cell("II", 20)]] },
            "negative" => new() { LayoutRows = [[Cell("I", -1)]] },
            "short" => new() { LayoutRows = [[Cell("I", 0, 0.01)]] },
            "nan" => new() { LayoutRows = [[Cell("I", 0, double.NaN)]] },
            "full" => new() { LayoutRows = [[Cell("I", 0, 10), Cell("II")]] },
            "long" => new() { LayoutRows = [[Cell("I", 0, 6)]], Duration = 5 },
            "wide" => new() { LayoutRows = [[Cell("I", 0, 10)]], Speed = 50 },
            "none" => new() { LayoutRows = [] },
            "empty row" => new() { LayoutRows = [[Cell("I")], []] },
            "null row" => new() { LayoutRows = [null!] },
            "null cell" => new() { LayoutRows = [[null!]] },
            "no lead" => new() { LayoutRows = [[Cell("")]] },
            "name" => new() { LayoutRows = [[Cell("I")]], Layout = "3x4" },
            "leads" => new() { LayoutRows = [[Cell("I")]], RhythmLeads = ["I"] },
            _ => new() { LayoutRows = [[Cell("I")]], LeadOrder = LeadOrder.Cabrera },
        };
        Assert.Contains(message, Assert.Throws<EcgException>(() => Page.Compose(s_signal, paper)).Message);
    }
}
