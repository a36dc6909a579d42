// A point of the plane.
namespace EcgGen.Core.Raster;

/// <summary>A point or vector of two coordinates, in the unit of its context.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct Point2(double X, double Y);
