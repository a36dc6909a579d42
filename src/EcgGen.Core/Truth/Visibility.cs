// How much of a thing on the sheet the image shows.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>Looks at places all over a box: is each within the image, and does nothing hide it?</summary>
/// <param name="map">Sheet to image.</param>
/// <param name="image">The image's size.</param>
/// <param name="occluders">What hides parts of the sheet.</param>
internal sealed class Visibility(CoordinateMap map, ImageFacts image, IReadOnlyList<IOccluder> occluders)
{
    private const int Places = 10;

    /// <summary>The share of a box, 0–1, to a hundredth.</summary>
    public double Of(SheetRect box)
    {
        if (map is FlatMap && occluders.Count == 0)
            return 1;
        int seen = 0;
        for (int row = 0; row < Places; row++)
        {
            for (int column = 0; column < Places; column++)
            {
                var place = new Point2(box.X + box.Width * (column + 0.5) / Places, box.Y + box.Height * (row + 0.5) / Places);
                if (image.Shows(map.Forward(place)) && !occluders.Any(o => o.Hides(place)))
                    seen++;
            }
        }
        return seen / (double)(Places * Places);
    }
}
