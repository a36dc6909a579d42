// The base of the cmdlets that make images of records.
using System.Management.Automation;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet that gives images for each record.</summary>
public abstract class ImageCommand : EcgCommand
{
    /// <summary>The record to draw, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgRecord[] InputObject { get; set; } = [];

    /// <summary>The seed of everything that is drawn by chance.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Which image of this record; several numbers make several images.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ValidateNotNullOrEmpty]
    public int[] Variant { get; set; } = [0];

    /// <summary>Gives every image of every record.</summary>
    /// <param name="make">Makes the image of a record's variant.</param>
    /// <param name="describe">What was done, for -Verbose.</param>
    protected void WriteImages(Func<EcgRecord, int, EcgImage> make, Func<EcgImage, string> describe)
    {
        foreach (var record in InputObject)
        {
            foreach (int variant in Variant)
            {
                ForItem(record, () =>
                {
                    var image = make(record, variant);
                    WriteVerbose($"{image.Name}: {describe(image)} with seed {Seed}, variant {variant}");
                    WriteObject(image);
                });
            }
        }
    }
}
