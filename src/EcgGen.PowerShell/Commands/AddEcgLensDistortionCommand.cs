// Add-EcgLensDistortion: what a lens does to straight lines.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Bends straight lines as a lens does.</summary>
/// <remarks>
/// Brown's model: a point at (x, y) from the middle of the frame, in units of half its diagonal, goes to x (1 + K1 r2 + K2 r4 + K3 r6) + 2 P1 x y + P2 (r2 + 2 x2), and
/// y likewise, where r2 = x2 + y2, r4 and r6 are its powers. Without any parameter the little that phones leave is drawn by the seed; otherwise what is
/// left out is 0.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgPerspective | Add-EcgLensDistortion | Export-EcgImage photos -Truth</code>
/// <para>A photo by a phone.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgLensDistortion -K1 -0.1 | Export-EcgImage photos -Truth</code>
/// <para>A barrel: lines bulge outwards.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgLensDistortion")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgLensDistortionCommand : StageCommand
{
    /// <summary>From -0.3 to 0.3; below 0 a barrel, above 0 a pincushion. Below about -0.12 it needs a K2 that keeps the corners of the view apart. Default: 0, or, if nothing at all is given, -0.06 to 0.03, drawn by the seed.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(-0.3, 0.3)]
    public double? K1 { get; set; }

    /// <summary>From -0.3 to 0.3. Default: 0, or -0.01 to 0.02, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(-0.3, 0.3)]
    public double? K2 { get; set; }

    /// <summary>From -0.3 to 0.3. Default: 0.</summary>
    [Parameter]
    [ValidateRange(-0.3, 0.3)]
    public double? K3 { get; set; }

    /// <summary>From -0.05 to 0.05: a lens that is not centred. Default: 0.</summary>
    [Parameter]
    [ValidateRange(-0.05, 0.05)]
    public double? P1 { get; set; }

    /// <summary>From -0.05 to 0.05. Default: 0.</summary>
    [Parameter]
    [ValidateRange(-0.05, 0.05)]
    public double? P2 { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new LensStage { K1 = K1, K2 = K2, K3 = K3, P1 = P1, P2 = P2 };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "lens distortion";
}
