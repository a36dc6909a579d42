// One image before it is drawn: everything on the sheet in mm, and the way to pixels.
using EcgGen.Core.Camera;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using EcgGen.Core.Wear;

namespace EcgGen.Core;

/// <summary>A composed page.</summary>
/// <param name="Request">The resolved recipe and its record.</param>
/// <param name="Plan">The page.</param>
/// <param name="Flat">The flat sheet to the raster on which it is drawn.</param>
public sealed record PageScene(ImageRequest Request, SheetPlan Plan, FlatMap Flat)
{
    /// <summary>What happens to the sheet, from copy to copy.</summary>
    internal IReadOnlyList<SheetPass> Passes { get; init; } = [];

    /// <summary>All that is put on the sheet, in drawing order. Other ink belongs to the sheet before it is copied.</summary>
    public IReadOnlyList<InkShape> Ink
    {
        get => [.. Passes.SelectMany(p => p.Ink)];
        init => Passes = [.. Passes.Select((pass, i) => pass with { Ink = i == 0 ? value : [] })];
    }

    /// <summary>Sheet to image: through everything that bends the sheet or moves the view.</summary>
    public CoordinateMap Map { get; init; } = Flat;

    /// <summary>What wear does to the sheet, in order.</summary>
    internal IReadOnlyList<WearEffect> Wear => [.. Passes.SelectMany(p => p.Wear)];

    /// <summary>What camera and sensor do to the pixels, in order.</summary>
    internal IReadOnlyList<ImageEffect> Effects { get; init; } = [];

    /// <summary>What hides parts of the sheet.</summary>
    public IReadOnlyList<IOccluder> Occluders { get; init; } = [];

    /// <summary>How the camera sees the sheet; null where the image is the sheet itself.</summary>
    internal CameraView? View { get; init; }

    /// <summary>What the sheet lies on; null where that is one colour.</summary>
    internal Background? Background { get; init; }

    /// <summary>Nominal pixels per mm of the image: what a sheet straight before the camera has.</summary>
    public double Scale => View?.Frame.Scale ?? Flat.Scale;

    /// <summary>Nominal pixels per inch.</summary>
    public double Dpi => View is null ? Plan.Paper.Dpi!.Value : Math.Round(25.4 * Scale, 3);

    /// <summary>The image's width in pixels.</summary>
    public int Width => View?.Frame.Width ?? SheetWidth;

    /// <summary>The image's height in pixels.</summary>
    public int Height => View?.Frame.Height ?? SheetHeight;

    /// <summary>The width in pixels of the raster on which the flat sheet is drawn.</summary>
    public int SheetWidth => (int)Math.Round(Plan.Sheet.Width * Flat.Scale);

    /// <summary>The height in pixels of the raster on which the flat sheet is drawn.</summary>
    public int SheetHeight => (int)Math.Round(Plan.Sheet.Height * Flat.Scale);

    /// <summary>The image's facts.</summary>
    /// <param name="file">The file's name, if it goes to one.</param>
    public ImageFacts Facts(string? file = null) => new() { File = file, Width = Width, Height = Height, Dpi = Dpi };

    /// <summary>Draws the ink's shapes on the flat sheet's raster, where a printer reaches.</summary>
    public InkRasterizer Rasterizer() => new(Flat.Scale, ToPixels(Plan.GridArea), new PixelRect(0, 0, SheetWidth, SheetHeight), Plan.Paper);

    /// <summary>Where everything is in the image.</summary>
    /// <param name="file">The file's name, if it goes to one.</param>
    public EcgGroundTruth Truth(string? file = null) => TruthBuilder.Create(Request, Plan, Ink, Map, Facts(file), Occluders);

    /// <summary>The whole pixels of the flat sheet's raster that a part of the sheet touches.</summary>
    public PixelRect ToPixels(SheetRect area)
    {
        int left = Math.Max(0, (int)Math.Round(area.X * Flat.Scale)), top = Math.Max(0, (int)Math.Round(area.Y * Flat.Scale));
        return new PixelRect(left, top, Math.Min(SheetWidth, (int)Math.Round(area.Right * Flat.Scale)) - left, Math.Min(SheetHeight, (int)Math.Round(area.Bottom * Flat.Scale)) - top);
    }
}
