// A drawn sheet as the camera sees it: ink on paper, the light that falls on it, and where paper is missing.
namespace EcgGen.Core.Raster;

/// <summary>What is resampled: a sheet's colours and, where there are any, its light and its holes.</summary>
/// <param name="Colors">The drawn sheet.</param>
/// <param name="Light">Per pixel the factor of light, or null where it is 1 all over.</param>
/// <param name="Paper">Per pixel how much paper is there, 0–255, or null where it is whole.</param>
public sealed record SheetPixels(PixelBuffer Colors, LightPlane? Light = null, byte[]? Paper = null);
