// What the benchmarks work on: files of records, and pages of them.
using EcgGen.Core.Records;

namespace EcgGen.Benchmarks;

internal static class Fixtures
{
    /// <summary>Writes a record in each format, and a folder of many records.</summary>
    public static Dictionary<string, double> Write(string folder, int count)
    {
        var records = Directory.CreateDirectory(Path.Combine(folder, "records")).FullName;
        RecordFiles.Write(folder);
        for (int i = 0; i < count; i++)
            RecordFiles.WriteWfdb16(records, $"r{i:0000}", seed: i);
        return [];
    }

    /// <summary>Reads a record, as a request to draw a Letter page at 200 dpi, 2200 × 1700 pixels, with open values.</summary>
    public static (ImageRequest Image, RecordData Record) Page(string file)
    {
        var record = RecordOpener.Open(new OpenRecordRequest { Source = new FileSource(), Paths = [file] }, default);
        return (Page(record.Info, 0), record);
    }

    /// <summary>What a camera and its sensor do to a page; like <see cref="Chain"/> with open values.</summary>
    public static Stage[] Camera => [new PerspectiveStage(), new ImageNoiseStage { Gaussian = 4 }, new ColorTemperatureStage()];

    /// <summary>What happens to a page from print to sensor.</summary>
    public static Stage[] Chain =>
        [new PrintedTextStage(), new CreaseStage(), new WrinkleStage(), new PerspectiveStage(), new LightStage(), new ImageNoiseStage(), new ColorTemperatureStage()];

    /// <summary>The same with notes.</summary>
    public static Stage[] Whole => [new HandwritingStage { Texts = ["Atrial fibrillation", "HR 78 bpm"] }, .. Chain];

    /// <summary>The chain by cmdlets.</summary>
    public const string ChainCmdlets =
        "Add-EcgPrintedText | Add-EcgCrease | Add-EcgWrinkle | Add-EcgPerspective | Add-EcgLight | Add-EcgNoise | Set-EcgColorTemperature";

    /// <summary>A page of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="variant">Which page.</param>
    /// <param name="vendor">Whose look it has, or null.</param>
    /// <param name="more">What happens to the page.</param>
    public static ImageRequest Page(RecordInfo record, int variant, string? vendor = null, params Stage[] more) => new()
    {
        Recipe = new Recipe
        {
            Variant = variant,
            Record = record.Source,
            RecordSha256 = record.Sha256,
            Stages = [new PaperStage { PaperSize = PaperSize.Letter, Dpi = 200, Vendor = vendor }, .. more],
        },
        Record = record,
    };
}
