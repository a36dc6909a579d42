// Units of voltage as files and users write them, and what they are in mV.
namespace EcgGen.Core.Records;

/// <summary>A unit: how many mV it is, as a multiplier and a divisor, so that one rounding is all that a sample suffers.</summary>
/// <param name="Multiply">mV per unit, times <paramref name="Divide"/>.</param>
/// <param name="Divide">Units per mV, times <paramref name="Multiply"/>.</param>
internal readonly record struct VoltageUnit(double Multiply, double Divide)
{
    /// <summary>1 mV.</summary>
    public static VoltageUnit Millivolt { get; } = new(1, 1);

    /// <summary>1 µV.</summary>
    public static VoltageUnit Microvolt { get; } = new(1, 1e3);

    /// <summary>1 nV.</summary>
    public static VoltageUnit Nanovolt { get; } = new(1, 1e6);

    /// <summary>Units per mV.</summary>
    public double PerMillivolt => Divide / Multiply;

    /// <summary>The unit of this name in any case, or null if it is no voltage.</summary>
    public static VoltageUnit? Find(ReadOnlySpan<char> name) => name.Trim().ToString().ToLowerInvariant() switch
    {
        "mv" or "millivolt" or "millivolts" => Millivolt,
        "uv" or "\u00b5v" or "\u03bcv" or "microvolt" or "microvolts" => Microvolt, // the micro sign, and the Greek letter mu
        "nv" or "nanovolt" or "nanovolts" => Nanovolt,
        "v" or "volt" or "volts" => new(1e3, 1),
        _ => null,
    };

    /// <summary>The unit that the user told, or null if the user told none.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="options">What the user told.</param>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    public static VoltageUnit? Told(string file, ReadOptions options) => options.Unit is null ? null
        : Find(options.Unit) ?? throw new EcgException(ErrorId.ArgumentInvalid, $"{file}: unit: expected V, mV, uV or nV, found '{options.Unit}'.");
}
