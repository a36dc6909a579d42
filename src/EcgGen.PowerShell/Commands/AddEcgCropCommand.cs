// Add-EcgCrop: what of the view the image shows.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Fits the frame to the sheet, cuts sides off, or shows more, and sets the image's width.</summary>
/// <remarks>
/// The frame is that of the flat page until it is cropped. -Fit Sheet shows all of the sheet and a margin around it, -Fit Inside as much as shows nothing but
/// the sheet; or each side is moved by so many mm, as the stages before leave the view. Points of the truth stay where they are, also beside the image; samples
/// there are flagged as cropped, and of everything else the truth says how much of it is visible. Without any parameter up to 8 mm of each side are cut off, drawn by
/// the seed.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgPerspective | Add-EcgCrop -Fit Sheet -Margin 20 -Width 1600 | Export-EcgImage photos -Truth</code>
/// <para>The whole page with 20 mm around it, 1600 pixels wide.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCrop -Left 40 -Bottom -15 | Export-EcgImage scans -Truth</code>
/// <para>4 cm of the left are missing, and below the page 15 mm of what lies behind it show.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgCrop", DefaultParameterSetName = Sides)]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgCropCommand : StageCommand
{
    private const string Sides = "Sides", Fitted = "Fit";

    /// <summary>Sheet: all of the sheet. Inside: nothing but the sheet.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = Fitted)]
    public FrameFit? Fit { get; set; }

    /// <summary>Mm between frame and sheet, from 0 to 1000. Default: 10 around the sheet, 0 inside.</summary>
    [Parameter(ParameterSetName = Fitted)]
    [ValidateRange(0.0, 1000.0)]
    public double? Margin { get; set; }

    /// <summary>Mm to cut off at the left, from -1000 to 1000; below 0 more is shown. Default: 0, or, if nothing at all is given, 0 to 8, drawn by the seed.</summary>
    [Parameter(ParameterSetName = Sides)]
    [ValidateRange(-1000.0, 1000.0)]
    public double? Left { get; set; }

    /// <summary>Mm to cut off at the top.</summary>
    [Parameter(ParameterSetName = Sides)]
    [ValidateRange(-1000.0, 1000.0)]
    public double? Top { get; set; }

    /// <summary>Mm to cut off at the right.</summary>
    [Parameter(ParameterSetName = Sides)]
    [ValidateRange(-1000.0, 1000.0)]
    public double? Right { get; set; }

    /// <summary>Mm to cut off at the bottom.</summary>
    [Parameter(ParameterSetName = Sides)]
    [ValidateRange(-1000.0, 1000.0)]
    public double? Bottom { get; set; }

    /// <summary>The image's width in pixels, from 16 to 20000; its height is in proportion. Default: as many pixels per mm as before.</summary>
    [Parameter]
    [ValidateRange(16, 20000)]
    public int? Width { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) =>
        new CropStage { Fit = Fit, Margin = Margin, Left = Left, Top = Top, Right = Right, Bottom = Bottom, Width = Width };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "cropped";
}
