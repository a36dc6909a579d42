// The files of layered truth beside an image: index mask, coverage planes, clean twin and coordinates.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>What a pixel of a page can belong to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TruthLayer>))]
public enum TruthLayer
{
    /// <summary>Paper without ink.</summary>
    [JsonStringEnumMemberName("background")]
    Background,
    /// <summary>The printed grid.</summary>
    [JsonStringEnumMemberName("grid")]
    Grid,
    /// <summary>Printed text, bar codes, frames, stamps.</summary>
    [JsonStringEnumMemberName("print")]
    Print,
    /// <summary>What is written by hand.</summary>
    [JsonStringEnumMemberName("handwriting")]
    Handwriting,
    /// <summary>Calibration pulses.</summary>
    [JsonStringEnumMemberName("pulse")]
    Pulse,
    /// <summary>Ticks and lines between leads.</summary>
    [JsonStringEnumMemberName("separator")]
    Separator,
    /// <summary>A lead instance's trace.</summary>
    [JsonStringEnumMemberName("trace")]
    Trace,
    /// <summary>Missing paper: in the mask it is background.</summary>
    [JsonStringEnumMemberName("hole")]
    Hole,
}

/// <summary>The index mask beside an image.</summary>
/// <param name="File">Its file's name, without folder.</param>
/// <param name="Classes">What its values mean.</param>
public sealed record MaskTruth(string File, IReadOnlyList<MaskClass> Classes)
{
    /// <inheritdoc/>
    public override string ToString() => File;
}

/// <summary>One value of the index mask.</summary>
/// <param name="Index">The value.</param>
/// <param name="Layer">What has it.</param>
/// <param name="Lead">The lead instance's id, for traces.</param>
/// <param name="Color">Its colour in the mask's palette.</param>
public sealed record MaskClass(int Index, TruthLayer Layer, string? Lead, Rgb Color)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Index} {Lead ?? Layer.ToString()}";
}

/// <summary>The coverage planes beside an image.</summary>
/// <param name="File">The archive's name, without folder.</param>
/// <param name="Planes">Its planes, in order.</param>
public sealed record PlanesTruth(string File, IReadOnlyList<PlaneTruth> Planes)
{
    /// <inheritdoc/>
    public override string ToString() => File;
}

/// <summary>One plane of coverages, 0 to 255.</summary>
/// <param name="Name">The array's name in the archive.</param>
/// <param name="Layer">Whose coverage.</param>
/// <param name="Lead">The lead instance's id, for traces.</param>
public sealed record PlaneTruth(string Name, TruthLayer Layer, string? Lead)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The twin of an image with nothing on it that hides or distorts light.</summary>
/// <param name="File">Its file's name, without folder.</param>
public sealed record CleanTruth(string File)
{
    /// <inheritdoc/>
    public override string ToString() => File;
}

/// <summary>The dense maps between image and sheet.</summary>
/// <param name="File">The NumPy file of sheet millimetres per pixel, without folder.</param>
/// <param name="Nodes">The NumPy file of pixels per node of the sheet, without folder.</param>
/// <param name="NodeStep">Distance of the nodes in mm.</param>
public sealed record CoordinatesTruth(string File, string Nodes, double NodeStep)
{
    /// <inheritdoc/>
    public override string ToString() => File;
}
