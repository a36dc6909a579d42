// Draws the pictures of docs/handwriting.md.
//   dotnet run tools/handwriting-pictures.cs -- FOLDER

#:project ../src/EcgGen.Core/EcgGen.Core.csproj

using EcgGen;
using EcgGen.Core;
using EcgGen.Core.Encoders;
using EcgGen.Core.Handwriting;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dotnet run tools/handwriting-pictures.cs -- FOLDER");
    return 64; // EX_USAGE
}

// Every hand, as three people would write with it.
var names = Hands.Names(null);
const double Line = 13, Left = 38, Size = 2.4;
var record = Record(double.NaN);
var empty = new PaperStage { PaperSize = PaperSize.Custom, Width = 300, Height = Line * (names.Count + 0.5), Layout = "1x1", GridStyle = GridStyle.None, CalibrationPulse = false, LeadNames = false, PaperColor = new Rgb(252, 251, 248), Dpi = 160 };
var stages = new List<Stage> { empty, new PrintedTextStage { Template = "Plain", Overlap = TextOverlap.Allow, Items = [.. names.Select((name, i) => new TextItem { Anchor = PageAnchor.Sheet, X = 7, Y = Line * (i + 0.5), Text = $"{i + 1} {name}", Size = 2.6, Color = new Rgb(110, 110, 110), Font = "Liberation Sans", Bold = false, Align = TextAlign.Left, Lines = 1, LineHeight = 1.25, Role = "header" })] } };
for (int i = 0; i < names.Count; i++)
{
    string[] notes = ["Atrial fibrillation", "QTc 480 ms, r/o MI?", "ST elev V2-V4"];
    for (int k = 0; k < notes.Length; k++)
    {
        stages.Add(new HandwritingStage { Texts = [notes[k]], Styles = [$"{i + 1}"], Position = new HandwritingPlace { X = Left + 88 * k, Y = Line * (i + 0.75) }, Size = Size, Angle = 0, Pen = HandwritingPen.Ballpoint, Color = Hands.Inks[0].Color, Width = 0.44, Overlap = TextOverlap.Allow, Seed = 100 * k + i });
    }
}
Save("handwriting-hands", record, stages);

// Every pen over print.
var page = new PaperStage { PaperSize = PaperSize.Letter, Dpi = 200 };
var written = new HandwritingStage { Styles = ["2"], Size = 4.2, Overlap = TextOverlap.Allow, Seed = 3 };
Save("handwriting-pens", Record(1), [page,
    .. Enum.GetValues<HandwritingPen>().Select((pen, i) => written with { Texts = [$"{pen}, old MI?"], Pen = pen, Color = Hands.Inks[pen == HandwritingPen.Pencil ? 4 : 0].Color, Position = new HandwritingPlace { X = 32, Y = 66 + 11 * i } }),
    .. new[] { 1, 2, 3 }.Select(ink => written with { Texts = [Hands.Inks[ink].Name], Pen = HandwritingPen.Ballpoint, Color = Hands.Inks[ink].Color, Position = new HandwritingPlace { X = 90 + 10 * ink, Y = 55 + 11 * ink } })], new PixelRect(220, 400, 900, 330));

// A page.
Save("handwriting", Record(14), [page, new HandwritingStage { Texts = ["ST elev V2-V4", "call cath lab 14:20"], Pen = HandwritingPen.Ballpoint, Overlap = TextOverlap.Avoid, MarkKinds = [HandMarkKind.Circle, HandMarkKind.Arrow] }], new PixelRect(620, 520, 1050, 520));
return 0;

static (RecordInfo Info, ReadOnlyMemory<double>[] Samples) Record(double seed)
{
    if (double.IsNaN(seed))
    {
        ReadOnlyMemory<double>[] nothing = [Enumerable.Repeat(double.NaN, 100).ToArray()];
        return (RecordOpener.Describe(new ArraySource { Name = "empty", SamplingRate = 100, Leads = ["II"] }, nothing), nothing);
    }
    var data = EcgSynthesizer.Synthesize(new SyntheticSource { Seed = (int)seed }, default);
    return (data.Info, [.. data.Samples.Select(s => (ReadOnlyMemory<double>)s)]);
}

void Save(string name, (RecordInfo Info, ReadOnlyMemory<double>[] Samples) from, IReadOnlyList<Stage> stages, PixelRect? piece = null)
{
    var request = new ImageRequest { Record = from.Info, Recipe = new Recipe { Seed = 14, Record = from.Info.Source, RecordSha256 = from.Info.Sha256, Stages = stages } };
    var scene = Renderer.Compose(request, new SignalView(from.Info, from.Samples));
    using var image = Renderer.Draw(scene, default);
    var part = piece ?? new PixelRect(0, 0, image.Width, image.Height);
    using var picture = new PixelBuffer(part.Width, part.Height);
    for (int y = 0; y < part.Height; y++)
        image.Row(part.Y + y).Slice(3 * part.X, 3 * part.Width).CopyTo(picture.Row(y));
    using var file = File.Create(Path.Combine(folder, name + ".jpg"));
    JpegEncoder.Encode(picture, (int)scene.Dpi, file, default);
    Console.WriteLine($"{file.Name}: {part.Width} x {part.Height}, {file.Length / 1024} KiB");
}
