// Add-EcgPerspective: the sheet seen from elsewhere than straight above.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Looks at the sheet through a camera that does not stand straight above it.</summary>
/// <remarks>
/// A projective transformation (Shivashankara and Sameni, Eq. 4), given by a camera, by where the frame's corners go, or by a matrix. A camera looks
/// at the middle of the frame, which keeps its size; -FocalLength lets it see as much as such a lens does. Only a camera sees the height of a sheet that
/// Add-EcgCurl bent before. Without any parameter the view of somebody who leans over a page with a phone is drawn by the seed. Add-EcgCrop fits the frame
/// to what is seen. The truth holds the homography, if nothing bends the sheet.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgPerspective | Add-EcgCrop -Fit Sheet | Export-EcgImage photos -Truth</code>
/// <para>A page photographed from one side, with all of it in the frame.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCurl | Add-EcgPerspective -Yaw 10 -Pitch 25 -Distance 400 -FocalLength 26 | Export-EcgImage photos -Truth</code>
/// <para>A curled page, from 40 cm, with the lens of a phone: the desk around it is in the picture.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgPerspective -Corner 0.05, 0.02, 0.97, 0.06, 1, 0.98, 0, 0.95 | Export-EcgImage photos -Truth</code>
/// <para>The frame's corners go to these places, clockwise from the top left, as fractions of its width and height.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgPerspective", DefaultParameterSetName = Camera)]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgPerspectiveCommand : StageCommand
{
    private const string Camera = "Camera", Corners = "Corner", Whole = "Matrix";

    /// <summary>Degrees from -60 to 60 that the camera stands to the right. Default: 0, or, if nothing at all is given, -12 to 12, drawn by the seed.</summary>
    [Parameter(Position = 0, ParameterSetName = Camera)]
    [ValidateRange(-60.0, 60.0)]
    public double? Yaw { get; set; }

    /// <summary>Degrees from -60 to 60 that the camera stands below the middle, where a reader sits. Default: 0, or -5 to 20, drawn by the seed.</summary>
    [Parameter(Position = 1, ParameterSetName = Camera)]
    [ValidateRange(-60.0, 60.0)]
    public double? Pitch { get; set; }

    /// <summary>Degrees from -180 to 180 by which the picture is turned counter-clockwise. Default: 0, or -3 to 3, drawn by the seed.</summary>
    [Parameter(Position = 2, ParameterSetName = Camera)]
    [ValidateRange(-180.0, 180.0)]
    public double? Roll { get; set; }

    /// <summary>Mm from the camera to the middle of the frame, from 100 to 10000. Default: 300 to 600, drawn by the seed.</summary>
    [Parameter(ParameterSetName = Camera)]
    [ValidateRange(100.0, 10000.0)]
    public double? Distance { get; set; }

    /// <summary>The lens in mm as on 35 mm film, from 8 to 400; phones have about 24 to 28. Default: the one that keeps the frame.</summary>
    [Parameter(ParameterSetName = Camera)]
    [ValidateRange(8.0, 400.0)]
    public double? FocalLength { get; set; }

    /// <summary>Eight numbers: where the frame's corners go, clockwise from its top left, x and y as fractions of its width and height.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Corners)]
    [ValidateCount(8, 8)]
    [ValidateRange(-10.0, 10.0)]
    public double[]? Corner { get; set; }

    /// <summary>Nine numbers a to i of Eq. 4, row by row, in mm from the frame's top left.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Whole)]
    [ValidateCount(9, 9)]
    [ValidateRange(-1000000.0, 1000000.0)]
    public double[]? Matrix { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) =>
        new PerspectiveStage { Yaw = Yaw, Pitch = Pitch, Roll = Roll, Distance = Distance, FocalLength = FocalLength, Corners = Corner, Matrix = Matrix };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "a perspective";
}
