// Sheets: those with a name, rolls as long as their rows, custom ones, and what is refused.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Sheet;

public class SheetSizeTests
{
    private static readonly SignalView s_signal = Page.Synthetic(4, seconds: 30, rate: 100);

    private static SheetPlan Plan(PaperStage paper) => Page.Compose(s_signal, paper).Plan;

    [Theory]
    [InlineData(PaperSize.A4, 297, 210)]
    [InlineData(PaperSize.Letter, 279.4, 215.9)]
    [InlineData(PaperSize.A5, 210, 148)]
    public void Sheets_have_their_size(PaperSize size, double width, double height)
    {
        var plan = Plan(new PaperStage { PaperSize = size });
        Assert.Equal((width, height), (plan.Sheet.Width, plan.Sheet.Height));
        Assert.Equal((width, height), (plan.Paper.Width, plan.Paper.Height));
    }

    [Theory]
    [InlineData("1x1", 25, 10, 60)]
    [InlineData("3x1", 25, 12, 80)]
    [InlineData("3x4+1", 50, 10, 112)]
    [InlineData("12x1", 12.5, 30, 210)]
    public void A_roll_is_as_long_as_its_rows(string layout, double speed, double duration, double height)
    {
        var plan = Plan(new PaperStage { PaperSize = PaperSize.Roll, Layout = layout, Speed = speed, Duration = duration });
        Assert.Equal(height, plan.Sheet.Height);
        var strip = plan.Leads[^1];
        Assert.Equal(duration * 100, strip.SampleCount);
        double content = strip.X + duration * speed - plan.Left;
        Assert.InRange(plan.GridArea.Width - content, 5, 10);
    }

    [Fact]
    public void Ten_seconds_fit_a_landscape_sheet_and_twelve_need_300_mm()
    {
        Assert.Equal(1000, Plan(new PaperStage { Layout = "1x1" }).Leads[0].SampleCount);
        Assert.InRange(Plan(new PaperStage { Layout = "1x1", Duration = 12 }).Leads[0].SampleCount, 1050, 1199);
        Assert.Equal(1200, Plan(new PaperStage { Layout = "1x1", Duration = 12, Width = 325, Height = 100 }).Leads[0].SampleCount);
    }

    [Fact]
    public void A_width_or_height_alone_makes_a_custom_sheet()
    {
        Assert.Equal((PaperSize.Custom, 400, 210), (Plan(new PaperStage { Width = 400 }).Paper is var p ? (p.PaperSize, p.Width, p.Height) : default));
        Assert.Equal(PaperSize.Custom, Plan(new PaperStage { Height = 297, Width = 210 }).Paper.PaperSize);
    }

    [Theory]
    [InlineData(PaperSize.A4, 300.0, null, 200, "width: A4 is 297 × 210")]
    [InlineData(PaperSize.A5, null, 149.0, 200, "height: A5 is 210 × 148")]
    [InlineData(PaperSize.Roll, 500.0, null, 200, "width: a roll is cut")]
    [InlineData(PaperSize.Custom, 49.0, null, 200, "width: expected 50 to 3000")]
    [InlineData(PaperSize.Custom, double.NaN, null, 200, "width")]
    [InlineData(PaperSize.Custom, null, 3001.0, 200, "height: expected 50 to 3000")]
    [InlineData(PaperSize.Custom, 3000.0, 3000.0, 300, "dpi: 3000 × 3000 mm at 300 dpi")]
    [InlineData((PaperSize)9, null, null, 200, "no sheet")]
    public void Wrong_sizes_are_refused_by_name(PaperSize size, double? width, double? height, int dpi, string message) =>
        Assert.Contains(message, Assert.Throws<EcgException>(() => Plan(new PaperStage { PaperSize = size, Width = width, Height = height, Dpi = dpi })).Message);

    [Fact]
    public void A_layout_that_has_no_room_is_refused()
    {
        Assert.Contains("narrowest place", Assert.Throws<EcgException>(() => Plan(new PaperStage { Layout = "2x6", Width = 55, Speed = 50 })).Message);
        Assert.Contains("each of 12 rows", Assert.Throws<EcgException>(() => Plan(new PaperStage { Layout = "12x1", Height = 60 })).Message);
        Assert.Contains("width: expected 50 to 3000", Assert.Throws<EcgException>(() => Plan(new PaperStage { PaperSize = PaperSize.Roll, Duration = 200 })).Message);
    }
}
