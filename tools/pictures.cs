// Draws the pictures of the documents, all or those whose names begin with a word.
//   dotnet run tools/pictures.cs -- FOLDER [NAME]

#:project ../src/EcgGen.Core/EcgGen.Core.csproj

using EcgGen;
using EcgGen.Core;
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;

if (args is not [var folder, .. { Length: <= 1 } names])
{
    Console.Error.WriteLine("Usage: dotnet run tools/pictures.cs -- FOLDER [NAME]");
    return 64; // EX_USAGE
}
const int Gap = 8;

var letter = new PaperStage { PaperSize = PaperSize.Letter, Dpi = 200 };
var grey = letter with { BackingColor = new Rgb(92, 96, 100) };

// Pieces of a page at 100 %, before above and after below; each with the place of the piece's middle, in mm.
(string Name, PaperStage Paper, double X, double Y, WearStage[] Wear)[] wear =
[
    ("wear-fold", letter, 140, 96, [new CreaseStage { Pattern = FoldPattern.Quarters, Strength = 0.8, Width = 17, Seed = 1 }]),
    ("wear-line", letter, 110, 94, [new CreaseStage { Style = CreaseStyle.Line, Count = 6, Angle = 60, Strength = 0.5, Width = 0.8, Seed = 1 }]),
    ("wear-crumple", letter, 110, 100, [new CrumpleStage { FacetSize = 28, Strength = 1, LightAngle = 130, Seed = 1 }]),
    ("wear-wrinkle", letter, 110, 100, [new WrinkleStage { Texture = "BalledLeft", Strength = 1, Seed = 1 }]),
    ("wear-coffee", letter, 120, 84, [Stains(new Stain(StainKind.CoffeeRing, 112, 106, 80, 0, 2))]),
    ("wear-water", letter, 110, 84, [Stains(new Stain(StainKind.WaterEdge, 78, 96, 70, 0, 4))]),
    ("wear-mould", letter, 110, 84, [Stains(new Stain(StainKind.Mould, 92, 84, 55, 0, 4), new Stain(StainKind.MouldGray, 142, 84, 45, 0, 6))]),
    ("wear-tape", letter, 110, 92, [Stains(new Stain(StainKind.Tape, 92, 92, 60, 4, 5), new Stain(StainKind.InkSmear, 140, 98, 40, 8, 3))]),
    ("wear-torn", grey, 48, 15, [Stains(new Stain(StainKind.TornCorner, 0, 0, 26, 315, 2), new Stain(StainKind.MissingPiece, 62, 3, 24, 0, 11), new Stain(StainKind.PunchHole, 12, 70, 6, 90, 1), new Stain(StainKind.Staple, 86, 14, 12, 35, 3))]),
];
foreach (var (name, paper, x, y, stages) in wear)
    Save(name, 1, () => [Piece(Draw(1, paper), x, y, 760, 240), Piece(Draw(1, paper, stages), x, y, 760, 240)]);

var whole = new CropStage { Fit = FrameFit.Sheet, Margin = 24 };
var desk = new BackgroundStage { Type = BackgroundKind.Plain, Color = new Rgb(128, 130, 132), Shadow = 0.5 };
var tilted = new PerspectiveStage { Yaw = -18, Pitch = 28, Distance = 450 };
Stage[][] views =
[
    [new AffineStage { Rotation = 6 }],
    [new AffineStage { Scale = [0.85, 1.1], Shear = [8, 0] }],
    [new AffineStage { Matrix = [0.9, 0.1, 5, -0.05, 0.95, 8] }],
    [new PerspectiveStage { Yaw = 35, Distance = 400 }],
    [new PerspectiveStage { Pitch = 40, Roll = 4, Distance = 400 }],
    [new PerspectiveStage { Corners = [0.1, 0.05, 0.92, 0.12, 1, 0.96, 0, 0.88] }],
    [new CurlStage { Shape = CurlShape.Roll, Radius = 220, Angle = 0, Shading = 0.4, LightAngle = 160 }, tilted],
    [new CurlStage { Shape = CurlShape.Edge, Radius = 90, Angle = 0, Length = 70, Shading = 0.4, LightAngle = 160 }, tilted],
    [new CurlStage { Shape = CurlShape.Spine, Radius = 50, Angle = 180, Length = 30, Shading = 0.5, LightAngle = 0 }, tilted],
    [new CurlStage { Shape = CurlShape.Wave, Radius = 160, Angle = 10, Length = 110, Shading = 0.4, LightAngle = 160 }, tilted],
    [new LensStage { K1 = -0.12 }],
    [new LensStage { K1 = 0.12 }],
];
Save("geometry", 3, () => [.. views.Select(v => Shrink(Draw(1, letter, [desk, .. v, whole]), 420, 328))]);

// Pieces of copies at 100 %, and screens, each the same piece of the same page.
(int Dpi, Stage[] Stages)[] copies =
[
    (200, []),
    (200, [new PhotocopyStage { Generation = 1, Contrast = 0.5, Darkness = 0.55, TonerLoss = 0.1, Speckle = 0.3, EdgeLines = 0, Seed = 1 }]),
    (200, [new PhotocopyStage { Generation = 3, Contrast = 0.7, Darkness = 0.6, TonerLoss = 0.7, Speckle = 0.8, EdgeLines = 0, Seed = 1 }]),
    (200, [new PhotocopyStage { Generation = 1, Contrast = 0.9, Darkness = 0.3, TonerLoss = 0.1, Speckle = 0.2, EdgeLines = 0, Seed = 2 }]),
    (200, [new PhotocopyStage { Generation = 1, Contrast = 0.5, Darkness = 0.5, TonerLoss = 0.1, Speckle = 0.2, EdgeLines = 0, Seed = 3, Color = true }]),
    (300, [new HalftoneStage { Ink = HalftoneInk.Black, Frequency = 75, Angle = 45, Shape = HalftoneShape.Round }]),
    (300, [new HalftoneStage { Ink = HalftoneInk.Cmyk, Frequency = 120, Angle = 45, Shape = HalftoneShape.Round }]),
    (300, [new HalftoneStage { Ink = HalftoneInk.Black, Frequency = 75, Angle = 30, Shape = HalftoneShape.Line }]),
    (200, [new FaxStage { Resolution = FaxResolution.Standard, Tone = FaxTone.Threshold, Darkness = 0.6, LineLoss = 0.2, LineNoise = 0.2, Seed = 1 }]),
    (200, [new FaxStage { Resolution = FaxResolution.Fine, Tone = FaxTone.Threshold, Darkness = 0.85, LineLoss = 0, LineNoise = 0, Seed = 2 }]),
    (200, [new FaxStage { Resolution = FaxResolution.Fine, Tone = FaxTone.ErrorDiffusion, Darkness = 0.5, LineLoss = 0, LineNoise = 0, Seed = 3 }]),
    (200, [new FaxStage { Resolution = FaxResolution.Superfine, Tone = FaxTone.ErrorDiffusion, Darkness = 0.6, LineLoss = 1, LineNoise = 1, Seed = 4 }]),
    (200, [Screen(0.16, 0.06)]),
    (200, [Screen(0.24, 0.12)]),
    (200, [Screen(0.24, 0.3)]),
];
Save("reproduction", 3, () => [.. copies.Select(c => Piece(Draw(1, letter with { Dpi = c.Dpi, GridColor = new Rgb(228, 157, 150) }, c.Stages), 58, 94, 360, 210, c.Dpi))]);

// The same page on everything that a sheet can lie on, in the light of day.
BackgroundStage[] surfaces =
[
    new() { Type = BackgroundKind.Desk }, new() { Type = BackgroundKind.Cloth }, new() { Type = BackgroundKind.Clipboard },
    new() { Type = BackgroundKind.ScannerLid }, new() { Type = BackgroundKind.Paper }, new() { Type = BackgroundKind.Plain },
];
Save("background", 3, () => [.. surfaces.Select((b, i) => Shrink(Draw(1, letter, [b, new PerspectiveStage { Yaw = -12, Pitch = 22, Roll = 3, Distance = 480, FocalLength = 44 }]), 480, 371))]);

// Pages as people photograph them.
(int Seed, PaperStage Paper, Stage[] Stages)[] photos =
[
    (1, Cart("Maple"), [new PrintedTextStage(), new CreaseStage { Pattern = FoldPattern.Thirds }, new BackgroundStage { Type = BackgroundKind.Desk }, new PerspectiveStage { Yaw = -8, Pitch = 18, Roll = 2, Distance = 460, FocalLength = 47 }, new LightStage { Type = LightKind.Gradient, Angle = 120, Strength = 0.25, Kelvin = 4200, WhiteBalance = 0.8 }]),
    (2, Cart("Alder"), [new PrintedTextStage(), new CrumpleStage(), new BackgroundStage { Type = BackgroundKind.Cloth }, new PerspectiveStage { Yaw = 10, Pitch = 12, Roll = -4, Distance = 420, FocalLength = 43 }, new LightStage { Type = LightKind.Shadow, Shape = ShadowShape.Hand }]),
    (3, Cart("Cedar"), [new PrintedTextStage(), new BackgroundStage { Type = BackgroundKind.Clipboard }, new PerspectiveStage { Yaw = 5, Pitch = 26, Roll = -2, Distance = 430, FocalLength = 44 }, new LightStage { Type = LightKind.Point, Kelvin = 2900, WhiteBalance = 0.75 }]),
    (4, Cart("Juniper"), [new PrintedTextStage(), new StainStage { Kinds = [StainKind.CoffeeRing, StainKind.TornCorner, StainKind.PunchHole], Count = 4 }, new BackgroundStage { Type = BackgroundKind.Paper }, new PerspectiveStage { Yaw = -4, Pitch = 10, Roll = 6, Distance = 480, FocalLength = 49 }, new LightStage { Type = LightKind.Vignette, Strength = 0.2 }]),
    (5, Cart("Rowan"), [new PrintedTextStage(), new CurlStage { Shape = CurlShape.Roll, Angle = 0, Radius = 380, Shading = 0.4, LightAngle = 150 }, new BackgroundStage { Type = BackgroundKind.Desk }, new PerspectiveStage { Yaw = -10, Pitch = 24, Distance = 430, FocalLength = 44 }, new LightStage { Type = LightKind.Glare, X = 0.7, Y = 0.3, Strength = 0.4 }]),
    (6, Cart("Willow"), [new PrintedTextStage(), new PerspectiveStage { Yaw = 9, Pitch = 6, Distance = 500, FocalLength = 51 }, new ScreenStage { SurroundColor = new Rgb(82, 86, 89) }]),
];
Stage[] phone = [new BlurStage { Size = 0.7 }, new ImageNoiseStage { Gaussian = 2.5, Shot = 3 }, new SharpeningStage { Amount = 0.6 }, new CompressionStage { Quality = 90 }];
Save("photo", 2, () => [.. photos.Select(p => Shrink(Draw(p.Seed, p.Paper, [.. p.Stages, .. phone]), 620, 479))]);

Save("conditions", 3, () => [.. Enum.GetValues<ImagingCondition>().Select((c, i) => Shrink(Draw(i + 1, new() { Vendor = "Any", Dpi = 200 }, new PrintedTextStage(), new ConditionStage { Condition = c }), 480, 371))]);
return 0;

static PaperStage Cart(string vendor) => new() { Vendor = vendor, PaperSize = PaperSize.Letter, Dpi = 200 };

static ScreenStage Screen(double pitch, double moire) => new() { PixelPitch = pitch, Zoom = 0.95, Angle = 2, Moire = moire, BlueCast = 0.35, Seed = 1 };

static StainStage Stains(params Stain[] stains) => new() { Strength = 0.9, Stains = stains };

// A page of a person, as its recipe says.
static PixelBuffer Draw(int seed, PaperStage paper, params IEnumerable<Stage> stages)
{
    var record = EcgSynthesizer.Synthesize(new SyntheticSource { Seed = seed, Duration = 10, SamplingRate = 500 }, default);
    var signal = new SignalView(record.Info, [.. record.Samples.Select(s => (ReadOnlyMemory<double>)s)]);
    var recipe = new Recipe { Seed = seed, Record = signal.Info.Source, RecordSha256 = signal.Info.Sha256, Stages = [paper, .. stages] };
    return Renderer.Draw(Renderer.Compose(new ImageRequest { Record = signal.Info, Recipe = recipe }, signal), default);
}

// A piece at 100 %, around a place of a flat page, in mm.
static PixelBuffer Piece(PixelBuffer image, double x, double y, int width, int height, int dpi = 200)
{
    using var all = image;
    var piece = new PixelBuffer(width, height);
    int left = Math.Clamp((int)(x * dpi / 25.4) - width / 2, 0, all.Width - width), top = Math.Clamp((int)(y * dpi / 25.4) - height / 2, 0, all.Height - height);
    for (int row = 0; row < height; row++)
        all.Row(top + row).Slice(3 * left, 3 * width).CopyTo(piece.Row(row));
    return piece;
}

// All of an image, in the middle of a frame of the colour of its corner: the mean of the linear light that a pixel covers.
static PixelBuffer Shrink(PixelBuffer image, int width, int height)
{
    using var all = image;
    var small = new PixelBuffer(width, height);
    small.Fill(new Rgb(all.All[0], all.All[1], all.All[2]));
    double factor = Math.Max((double)all.Width / width, (double)all.Height / height);
    int columns = (int)(all.Width / factor), rows = (int)(all.Height / factor), left = (width - columns) / 2, top = (height - rows) / 2;
    var sums = new double[3 * columns];
    for (int y = 0; y < rows; y++)
    {
        Array.Clear(sums);
        for (int sy = (int)(y * factor); sy < Math.Min(all.Height, (y + 1) * factor); sy++)
        {
            double down = Math.Min(sy + 1, (y + 1) * factor) - Math.Max(sy, y * factor);
            var row = all.Row(sy);
            for (int x = 0; x < columns; x++)
            {
                for (int sx = (int)(x * factor); sx < Math.Min(all.Width, (x + 1) * factor); sx++)
                {
                    double part = down * (Math.Min(sx + 1, (x + 1) * factor) - Math.Max(sx, x * factor));
                    for (int c = 0; c < 3; c++)
                        sums[3 * x + c] += part * LinearLight.FromSrgb(row[3 * sx + c]);
                }
            }
        }
        for (int i = 0; i < sums.Length; i++)
            small.Row(top + y)[3 * left + i] = LinearLight.ToSrgb((int)(sums[i] / (factor * factor)));
    }
    return small;
}

// A contact sheet of pictures of the same size.
void Save(string name, int columns, Func<PixelBuffer[]> draw)
{
    if (names is [var wanted] && !name.StartsWith(wanted, StringComparison.Ordinal))
        return;
    var panels = draw();
    int width = panels[0].Width, height = panels[0].Height, rows = (panels.Length + columns - 1) / columns;
    using var picture = new PixelBuffer(columns * (width + Gap) - Gap, rows * (height + Gap) - Gap);
    picture.Fill(new Rgb(255, 255, 255));
    for (int i = 0; i < panels.Length; i++)
    {
        using var panel = panels[i];
        for (int row = 0; row < height; row++)
            panel.Row(row).CopyTo(picture.Row(i / columns * (height + Gap) + row)[(3 * (i % columns) * (width + Gap))..]);
    }
    using var file = File.Create(Path.Combine(folder, name + ".jpg"));
    JpegEncoder.Encode(picture, 200, file, default);
    Console.WriteLine($"{name}.jpg: {file.Length / 1024} KB");
}
