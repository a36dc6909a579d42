// A rectangle of whole pixels.
namespace EcgGen.Core.Raster;

/// <summary>Columns <c>X … X + Width − 1</c> of rows <c>Y … Y + Height − 1</c>; empty where a side is zero.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="Width">How many columns.</param>
/// <param name="Height">How many rows.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height);
