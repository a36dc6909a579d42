// The base of every cmdlet that appends a stage to images.
using System.Management.Automation;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet that gives each image with one more stage.</summary>
public abstract class StageCommand : EcgCommand
{
    /// <summary>The image, or several. It stays as it is; another one comes out.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgImage[] InputObject { get; set; } = [];

    /// <summary>The stage as the parameters say it; its null values are chosen by the seed.</summary>
    /// <param name="image">The image that it is for.</param>
    protected abstract Stage Stage(EcgImage image);

    /// <summary>What was done, for -Verbose.</summary>
    /// <param name="image">The image that comes out.</param>
    protected abstract string Describe(EcgImage image);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject)
            ForItem(image, () => Add(image));
    }

    private void Add(EcgImage image)
    {
        var changed = image.With(Stage(image));
        WriteVerbose($"{image.Name}: {Describe(changed)} with seed {image.Seed}, variant {image.Variant}");
        WriteObject(changed);
    }
}
