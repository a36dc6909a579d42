// Draws the pictures of docs/wear.md: pieces of a page at 100 %, before above and after below.
//   dotnet run tools/wear-pictures.cs -- docs

#:project ../src/EcgGen.Core/EcgGen.Core.csproj

using EcgGen;
using EcgGen.Core;
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dotnet run tools/wear-pictures.cs -- FOLDER");
    return 64; // EX_USAGE
}
const int Width = 760, Height = 240, Gap = 8;

var record = EcgSynthesizer.Synthesize(new SyntheticSource { Seed = 1, Duration = 10, SamplingRate = 500 }, default);
var signal = new SignalView(record.Info, [.. record.Samples.Select(s => (ReadOnlyMemory<double>)s)]);
var plain = new PaperStage { PaperSize = PaperSize.Letter };
var grey = plain with { BackingColor = new Rgb(92, 96, 100) };

// Each with the place of the piece's middle, in mm.
(string Name, PaperStage Paper, double X, double Y, WearStage[] Wear)[] pictures =
[
    ("wear-fold", plain, 140, 96, [new CreaseStage { Pattern = FoldPattern.Quarters, Strength = 0.8, Width = 17, Seed = 1 }]),
    ("wear-line", plain, 110, 94, [new CreaseStage { Style = CreaseStyle.Line, Count = 6, Angle = 60, Strength = 0.5, Width = 0.8, Seed = 1 }]),
    ("wear-crumple", plain, 110, 100, [new CrumpleStage { FacetSize = 28, Strength = 1, LightAngle = 130, Seed = 1 }]),
    ("wear-wrinkle", plain, 110, 100, [new WrinkleStage { Texture = "BalledLeft", Strength = 1, Seed = 1 }]),
    ("wear-coffee", plain, 120, 84, [Stains(new Stain(StainKind.CoffeeRing, 112, 106, 80, 0, 2))]),
    ("wear-water", plain, 110, 84, [Stains(new Stain(StainKind.WaterEdge, 78, 96, 70, 0, 4))]),
    ("wear-mould", plain, 110, 84, [Stains(new Stain(StainKind.Mould, 92, 84, 55, 0, 4), new Stain(StainKind.MouldGray, 142, 84, 45, 0, 6))]),
    ("wear-tape", plain, 110, 92, [Stains(new Stain(StainKind.Tape, 92, 92, 60, 4, 5), new Stain(StainKind.InkSmear, 140, 98, 40, 8, 3))]),
    ("wear-torn", grey, 48, 15, [Stains(new Stain(StainKind.TornCorner, 0, 0, 26, 315, 2), new Stain(StainKind.MissingPiece, 62, 3, 24, 0, 11), new Stain(StainKind.PunchHole, 12, 70, 6, 90, 1), new Stain(StainKind.Staple, 86, 14, 12, 35, 3))]),
];
foreach (var (name, paper, x, y, wear) in pictures)
{
    using var before = Draw(paper, []);
    using var after = Draw(paper, wear);
    using var picture = new PixelBuffer(Width, 2 * Height + Gap);
    picture.Fill(new Rgb(255, 255, 255));
    int left = Math.Clamp((int)(x * 200 / 25.4) - Width / 2, 0, before.Width - Width), top = Math.Clamp((int)(y * 200 / 25.4) - Height / 2, 0, before.Height - Height);
    for (int row = 0; row < Height; row++)
    {
        before.Row(top + row).Slice(3 * left, 3 * Width).CopyTo(picture.Row(row));
        after.Row(top + row).Slice(3 * left, 3 * Width).CopyTo(picture.Row(Height + Gap + row));
    }
    using var file = File.Create(Path.Combine(folder, name + ".jpg"));
    JpegEncoder.Encode(picture, 200, file, default);
    Console.WriteLine($"{name}.jpg: {file.Length / 1024} KB");
}
return 0;

static StainStage Stains(params Stain[] stains) => new() { Strength = 0.9, Stains = stains };

PixelBuffer Draw(PaperStage paper, WearStage[] wear)
{
    var recipe = new Recipe { Seed = 1, Record = signal.Info.Source, RecordSha256 = signal.Info.Sha256, Stages = [paper with { Dpi = 200 }, .. wear] };
    return Renderer.Draw(Renderer.Compose(new ImageRequest { Record = signal.Info, Recipe = recipe }, signal), default);
}
