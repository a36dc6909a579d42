// What is done to the pixels of the finished view: light, screens, sensors.
using EcgGen.Core.Raster;

namespace EcgGen.Core;

/// <summary>One stage, made ready for one image. It moves nothing; geometry is the map's alone.</summary>
internal abstract class ImageEffect
{
    /// <summary>Changes the image.</summary>
    /// <param name="image">sRGB bytes.</param>
    /// <param name="scene">Whose image it is: its map says which place of the sheet a pixel shows.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public abstract void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation);
}
