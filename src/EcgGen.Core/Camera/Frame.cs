// What of a picture plane the image shows, and how finely.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Camera;

/// <summary>A frame.</summary>
/// <param name="Area">The part of the plane, in mm.</param>
/// <param name="Width">The image's width in pixels.</param>
/// <param name="Height">The image's height in pixels.</param>
internal sealed record Frame(SheetRect Area, int Width, int Height)
{
    /// <summary>Pixels per mm.</summary>
    public double Scale { get; private init; } = Width / Area.Width;

    /// <summary>The middle of the area.</summary>
    public Raster.Point2 Centre => new(Area.X + Area.Width / 2, Area.Y + Area.Height / 2);

    /// <summary>The frame of a flat sheet.</summary>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="scale">Pixels per mm.</param>
    public static Frame Of(SheetRect sheet, double scale) => Cut(sheet, scale);

    /// <summary>Another part, at so many pixels per mm; it begins and ends between pixels.</summary>
    public static Frame Cut(SheetRect area, double scale)
    {
        int left = (int)Math.Round(area.X * scale), top = (int)Math.Round(area.Y * scale);
        int width = Math.Max(1, (int)Math.Round(area.Right * scale) - left), height = Math.Max(1, (int)Math.Round(area.Bottom * scale) - top);
        return new Frame(new SheetRect(left / scale, top / scale, width / scale, height / scale), width, height) { Scale = scale };
    }

    /// <summary>The same part with as many pixels as another width has.</summary>
    public Frame Resized(int width)
    {
        double scale = width / Area.Width;
        return new Frame(Area, width, Math.Max(1, (int)Math.Round(Area.Height * scale))) { Scale = scale };
    }

    /// <summary>Another part with as many pixels.</summary>
    public Frame Zoomed(SheetRect area) => this with { Area = area, Scale = Width / area.Width };
}
