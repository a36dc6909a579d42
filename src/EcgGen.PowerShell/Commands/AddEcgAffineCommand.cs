// Add-EcgAffine: the sheet turned, scaled, sheared, moved within its plane.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Turns, scales, shears and moves the sheet within the image.</summary>
/// <remarks>
/// An affine transformation (Shivashankara and Sameni, Eq. 3), about the middle of the frame: rotation first, then scale, shear and translation; or a
/// matrix. The frame stays, so what leaves it is cut off, and beside the sheet its backing colour or Add-EcgBackground's shows; Add-EcgCrop fits the frame
/// anew. Without any parameter a sheet laid carelessly on a scanner is drawn by the seed. All geometry of an image, wear included, is one map, and the
/// sheet is resampled once, however many stages there are; truth, masks and coordinate maps go through that map. docs/geometry.md shows each stage.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgAffine | Export-EcgImage pages -Truth</code>
/// <para>A sheet that lies a little askew.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgAffine -Rotation 90 | Add-EcgCrop -Fit Sheet | Export-EcgImage pages -Truth</code>
/// <para>A page on its side, in a frame that fits it.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgAffine -Matrix 0.9, 0.1, 5, -0.05, 0.95, 8 | Export-EcgImage pages</code>
/// <para>x' = 0.9 x + 0.1 y + 5 and y' = -0.05 x + 0.95 y + 8, in mm from the frame's top left.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgAffine", DefaultParameterSetName = Parts)]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgAffineCommand : StageCommand
{
    private const string Parts = "Parts", Whole = "Matrix";

    /// <summary>Degrees from -180 to 180, counter-clockwise. Default: 0, or, if nothing at all is given, -4 to 4, drawn by the seed.</summary>
    [Parameter(Position = 0, ParameterSetName = Parts)]
    [ValidateRange(-180.0, 180.0)]
    public double? Rotation { get; set; }

    /// <summary>A factor from 0.1 to 10, or two: to the right and downwards. Default: 1, or drawn near it.</summary>
    [Parameter(ParameterSetName = Parts)]
    [ValidateCount(1, 2)]
    [ValidateRange(0.1, 10.0)]
    public double[]? Scale { get; set; }

    /// <summary>Degrees from -60 to 60 that upright lines lean to the right, and, if there is a second number, that level lines dip to the right. Default: 0, or drawn near it.</summary>
    [Parameter(ParameterSetName = Parts)]
    [ValidateCount(1, 2)]
    [ValidateRange(-60.0, 60.0)]
    public double[]? Shear { get; set; }

    /// <summary>Two numbers: mm to the right and downwards, from -1000 to 1000. Default: 0, or drawn near it.</summary>
    [Parameter(ParameterSetName = Parts)]
    [ValidateCount(2, 2)]
    [ValidateRange(-1000.0, 1000.0)]
    public double[]? Translation { get; set; }

    /// <summary>Six numbers a to f of x' = a x + b y + c, y' = d x + e y + f, in mm from the frame's top left.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Whole)]
    [ValidateCount(6, 6)]
    [ValidateRange(-10000.0, 10000.0)]
    public double[]? Matrix { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new AffineStage
    {
        Rotation = Rotation,
        Scale = Scale is [var both] ? [both, both] : Scale,
        Shear = Shear is [var level] ? [level, 0] : Shear,
        Translation = Translation,
        Matrix = Matrix,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "an affine transformation";
}
