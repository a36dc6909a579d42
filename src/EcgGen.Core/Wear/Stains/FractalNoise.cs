// Noise of several wavelengths: the outlines and the unevenness of stains.
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>
/// Noise of several wavelengths, each half as strong as the one before and turned against it, so that no direction stands out; about −1 to 1.
/// </summary>
internal sealed class FractalNoise
{
    private readonly ValueNoise _noise;
    private readonly double _wavelength;
    private readonly int _octaves;
    private readonly NoiseTable[] _tables = [];

    /// <summary>Noise for a few places.</summary>
    /// <param name="noise">The noise.</param>
    /// <param name="wavelength">The longest, in mm.</param>
    /// <param name="octaves">How many.</param>
    public FractalNoise(ValueNoise noise, double wavelength, int octaves) => (_noise, _wavelength, _octaves) = (noise, wavelength, octaves);

    /// <summary>The same noise for most places of a box.</summary>
    public FractalNoise(ValueNoise noise, double wavelength, int octaves, SheetRect box) : this(noise, wavelength, octaves)
    {
        var corners = new (double X, double Y)[] { (box.X, box.Y), (box.Right, box.Y), (box.X, box.Bottom), (box.Right, box.Bottom) };
        corners = Array.ConvertAll(corners, c => (c.X / wavelength, c.Y / wavelength));
        _tables = new NoiseTable[octaves];
        for (int i = 0; i < octaves; i++)
        {
            corners = Array.ConvertAll(corners, c => Turn(c.X, c.Y));
            _tables[i] = new NoiseTable(noise, corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
            corners = Array.ConvertAll(corners, c => (2.1 * c.X, 2.1 * c.Y));
        }
    }

    /// <summary>The noise at a place in mm.</summary>
    public double At(double x, double y)
    {
        double sum = 0, weight = 0.6;
        (x, y) = (x / _wavelength, y / _wavelength);
        for (int i = 0; i < _octaves; i++, weight /= 2)
        {
            (x, y) = Turn(x, y);
            sum += weight * (_tables.Length > 0 ? _tables[i].At(x, y) : _noise.At(x, y));
            (x, y) = (2.1 * x, 2.1 * y);
        }
        return sum;
    }

    private static (double X, double Y) Turn(double x, double y) => (0.8 * x - 0.6 * y + 17.3, 0.6 * x + 0.8 * y + 5.7);
}
