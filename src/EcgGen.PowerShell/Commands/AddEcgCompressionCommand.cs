// Add-EcgCompression: what is left of an image that was a JPEG once.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Leaves the artefacts of JPEG in the image, whatever format it is written in then.</summary>
/// <remarks>
/// The image is encoded and decoded by libjpeg-turbo. Most images of paper ECGs went through a quality of 82 to 96 with colours at half the resolution. Stages that
/// follow work on what is left. Saving as JPEG in the end needs no stage: Export-EcgImage -Format Jpeg.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgNoise | Add-EcgCompression | Export-EcgImage pages</code>
/// <para>Noise, then a JPEG whose quality the seed draws, in a PNG.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCompression -Quality 40 -Subsampling Yuv420 -Count 3 | Export-EcgImage sent</code>
/// <para>Sent on by messengers three times, at qualities of 38, 39 and 40.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgCompression")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgCompressionCommand : StageCommand
{
    /// <summary>Quality, 1 to 100, as libjpeg counts. Default: drawn by the seed, 82 to 96.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, 100)]
    public int? Quality { get; set; }

    /// <summary>Resolution of the colours: Yuv444 (whole), Yuv422 (half across) or Yuv420 (half both ways). Default: drawn by the seed, mostly Yuv420.</summary>
    [Parameter]
    public ChromaSubsampling? Subsampling { get; set; }

    /// <summary>How many times the image was saved, 1 to 10, each time one quality below the next, so that losses add up; the last has -Quality. Default: 1.</summary>
    [Parameter]
    [ValidateRange(1, 10)]
    public int? Count { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new CompressionStage { Quality = Quality, Subsampling = Subsampling, Count = Count };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image)
    {
        var stage = (CompressionStage)image.Stages[^1];
        return $"compressed {stage.Count} times, quality {stage.Quality}, {stage.Subsampling}";
    }
}
