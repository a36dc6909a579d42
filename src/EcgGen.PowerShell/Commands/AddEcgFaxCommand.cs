// Add-EcgFax: the sheet as it comes out of a fax machine.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Faxes the sheet: black and white pixels of 204 by 98, 196 or 391 per inch, with lost and garbled lines.</summary>
/// <remarks>
/// The sheet goes in with its short side first, so lines run along that. Resolutions are those of ITU-T T.4. A lost line is one that repeats the one
/// before or is white, and never shifts the others, so nothing moves. It applies to all that is on the sheet before; what comes later lies on the
/// received page. What is left out is drawn by the seed. Vector formats can't hold it.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgFax -Resolution Fine | Export-EcgImage faxes -Truth</code>
/// <para>A fax at fine resolution; whether grid lines come through depends on how dark they are, and on the exposure.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgFax Standard -Tone ErrorDiffusion -LineLoss 1 -LineNoise 1 | Export-EcgImage faxes -Format TiffBilevel</code>
/// <para>Photo mode over a bad line, to a file of one bit per pixel.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgFax")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgFaxCommand : StageCommand
{
    /// <summary>Standard (98 lines per inch), Fine (196) or Superfine (391), with 204 pixels per inch along them. Default: drawn by the seed, mostly the first two.</summary>
    [Parameter(Position = 0)]
    public FaxResolution? Resolution { get; set; }

    /// <summary>
    /// Threshold (text mode: what is dark enough is black) or ErrorDiffusion (photo mode: dots as dense as the tone is dark). Default: drawn by the seed.
    /// </summary>
    [Parameter]
    public FaxTone? Tone { get; set; }

    /// <summary>The exposure, from 0, where grids are lost, to 1, where all that is not white is black. Default: 0.45 to 0.85, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Darkness { get; set; }

    /// <summary>Lost lines, from 0 to 1, which is one line in 25. Default: 0 to 0.4, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? LineLoss { get; set; }

    /// <summary>Lines that end in random dashes, from 0 to 1, which is one group of lines in 50. Default: 0 to 0.4, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? LineNoise { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new FaxStage { Resolution = Resolution, Tone = Tone, Darkness = Darkness, LineLoss = LineLoss, LineNoise = LineNoise };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => image.Stages[^1] is FaxStage s ? $"faxed, {s.Resolution}" : "";
}
