// The base of every cmdlet that appends a stage to images.
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet that gives each image with one more stage.</summary>
public abstract partial class StageCommand : EcgCommand
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

    /// <summary>What the user should know of it, or null.</summary>
    /// <param name="image">The image that comes out.</param>
    protected virtual string? Warn(EcgImage image) => null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject)
            ForItem(image, () => Add(image));
    }

    private void Add(EcgImage image)
    {
        EcgImage changed;
        try
        {
            changed = image.With(Stage(image));
        }
        catch (EcgException e) when (e.Id == ErrorId.RecipeInvalid)
        {
            throw new EcgException(e.Id, WithParameter(e.Message), e);
        }
        WriteVerbose($"{image.Name}: {Describe(changed)} with seed {image.Seed}, variant {image.Variant}");
        if (Warn(changed) is { } warning)
            WriteWarning($"{image.Name}: {warning}");
        WriteObject(changed);
    }

    /// <summary>A message about a field of the recipe, as one about the parameter that filled it; lists have plural names there.</summary>
    private string WithParameter(string message) => FieldPattern().Replace(message, match =>
    {
        string field = match.Groups["field"].Value;
        var parameter = MyInvocation.MyCommand.Parameters.Keys.FirstOrDefault(p => new[] { p, p + "s", p + "Kinds" }.Contains(field, StringComparer.OrdinalIgnoreCase));
        return parameter is null ? match.Value : $"-{parameter}{match.Groups["index"].Value}: ";
    });

    [GeneratedRegex(@"^Recipe: (?<field>[A-Za-z]+)(?<index>\[\d+\])?(\.[A-Za-z]+)?: ")]
    private static partial Regex FieldPattern();
}
