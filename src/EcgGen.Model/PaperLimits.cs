// The ranges of a page's numbers: one source for the cmdlets that offer them and the core that checks them.
namespace EcgGen;

/// <summary>Least and greatest values of the <see cref="PaperStage"/>.</summary>
public static class PaperLimits
{
    /// <summary>Least pixels per inch.</summary>
    public const int MinDpi = 50;

    /// <summary>Greatest pixels per inch.</summary>
    public const int MaxDpi = 1200;

    /// <summary>Slowest paper in mm/s.</summary>
    public const double MinSpeed = 5;

    /// <summary>Fastest paper in mm/s.</summary>
    public const double MaxSpeed = 100;

    /// <summary>Lowest gain in mm/mV.</summary>
    public const double MinGain = 1;

    /// <summary>Highest gain in mm/mV.</summary>
    public const double MaxGain = 50;

    /// <summary>Shortest side of a sheet in mm.</summary>
    public const double MinSide = 50;

    /// <summary>Longest side of a sheet in mm.</summary>
    public const double MaxSide = 3000;

    /// <summary>Shortest row in seconds.</summary>
    public const double MinDuration = 0.5;

    /// <summary>Longest row in seconds.</summary>
    public const double MaxDuration = 300;

    /// <summary>Most pixels of an image, in millions: 600 MB in memory.</summary>
    public const int MaxMegapixels = 200;

    /// <summary>Most rows of a layout, and most cells of a row.</summary>
    public const int MaxRows = 24;
}
