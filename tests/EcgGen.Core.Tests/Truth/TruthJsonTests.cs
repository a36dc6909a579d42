// The JSON beside an image against its published schema, and its numbers against the truth.
using System.Globalization;
using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace EcgGen.Core.Tests.Truth;

public class TruthJsonTests
{
    [Fact]
    public async Task Follows_the_schema()
    {
        var schema = await Schema();
        var wild = Enumerable.Range(0, 300).Select(i => i < 10 ? double.NaN : i < 20 ? 90.0 : 0.5).ToArray();
        PageScene[] scenes = [Page.Compose(Page.Synthetic(seconds: 2, rate: 100)), Page.Compose(Page.FromArrays(100, ("II", wild), ("V1", [.. wild.Select(_ => double.NaN)])), new PaperStage { CalibrationPulse = false }),
            Page.Compose(Page.Synthetic(), new PaperStage { LeadOrder = LeadOrder.Cabrera, PrecordialGain = 5, Separator = LeadSeparator.SplitBar, Layout = "3x4+3" }),
            Page.Compose(Page.Synthetic(), new PaperStage { LayoutRows = [[new() { Lead = "-V1" }, new()]], Separator = LeadSeparator.Dashes, PaperSize = PaperSize.Roll })];
        foreach (var scene in scenes.Concat(Print.VendorLookTests.Vendors.Select(v => Print.Printed.Of(v.Data))).Concat(new[] { EcgRhythm.PrematureVentricular, EcgRhythm.AvBlock2Mobitz2, EcgRhythm.Paced }.Select(Rhythm)))
        {
            foreach (bool truth in new[] { true, false })
            {
                var errors = schema.Validate(Encoding.UTF8.GetString(ImageExporter.Describe(scene, "a.png", truth)));
                Assert.True(errors.Count == 0, string.Join("\n", errors));
            }
        }
    }

    [Theory] // A schema that lets everything through would prove nothing.
    [InlineData("\"width\": ", "\"width\": \"many\", \"was\": ")]
    [InlineData("\"kind\": \"clipped\"", "\"kind\": \"eaten\"")]
    [InlineData("\"quad\": [[", "\"quad\": [[1,2],[")]
    [InlineData("\"samplingRate\": ", "\"samplingRate\": -")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"xyz")]
    [InlineData("\"leads\": [", "\"leeds\": [")]
    public async Task The_schema_refuses_what_is_wrong(string from, string to)
    {
        var scene = Page.Compose(Page.FromArrays(100, ("II", [.. Enumerable.Repeat(90.0, 50)])));
        var json = Encoding.UTF8.GetString(ImageExporter.Describe(scene, "a.png", true));
        Assert.Contains(from, json);
        Assert.NotEmpty((await Schema()).Validate(json.Replace(from, to)));
    }

    [Fact]
    public void Coordinates_are_the_truths_rounded_to_a_thousandth()
    {
        var values = new[] { 0, 0.0004, 0.0006, -0.0004, -0.25, 1.5, 12.34567, 999.9996, 123456.789, -7, double.NaN };
        var points = values.Select(v => new PixelPoint(v, -v)).ToArray();
        var scene = Page.Compose(Page.Synthetic(seconds: 2, rate: 100));
        var truth = scene.Truth() with { Grid = [points] };
        using var json = JsonDocument.Parse(EcgJson.Write(truth, EcgJson.Default.EcgGroundTruth));
        var row = json.RootElement.GetProperty("grid")[0];
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                Assert.Equal(JsonValueKind.Null, row[i][0].ValueKind);
            else
                Assert.Equal(Math.Round(values[i], 3, MidpointRounding.ToEven).ToString("0.###", CultureInfo.InvariantCulture).Replace("-0", values[i] <= -0.0005 ? "-0" : "0"), row[i][0].GetRawText());
        }
        var back = EcgJson.Read(EcgJson.Write(truth, EcgJson.Default.EcgGroundTruth), EcgJson.Default.EcgGroundTruth);
        Assert.Equal(truth.Leads!.Count, back.Leads!.Count);
        Assert.All(truth.Leads.Zip(back.Leads), p => Assert.All(p.First.Points.Zip(p.Second.Points), q => Assert.Equal(q.First.X, q.Second.X, 0.00051)));
        Assert.True(double.IsNaN(back.Grid![0][^1].X));
    }

    [Fact]
    public void Beats_come_with_synthetic_records_alone()
    {
        var json = JsonDocument.Parse(ImageExporter.Describe(Rhythm(EcgRhythm.Paced), "a.png", false)).RootElement.GetProperty("record");
        var beat = json.GetProperty("beats")[1];
        Assert.Equal("/", beat.GetProperty("type").GetString());
        Assert.True(beat.GetProperty("spikes")[0].GetDouble() < beat.GetProperty("qrs").GetProperty("onset").GetDouble());
        Assert.Equal("Paced", json.GetProperty("source").GetProperty("rhythm").GetString());
        var arrays = Page.Compose(Page.FromArrays(100, ("II", new double[300])));
        Assert.False(JsonDocument.Parse(ImageExporter.Describe(arrays, "a.png", false)).RootElement.GetProperty("record").TryGetProperty("beats", out _));
    }

    private static PageScene Rhythm(EcgRhythm rhythm) =>
        Page.Compose(Page.View(Core.Records.EcgSynthesizer.Synthesize(new() { Rhythm = rhythm, Duration = 8, SamplingRate = 100 }, default)));

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(Repository.Folder, "docs", "truth.schema.json"));
}
