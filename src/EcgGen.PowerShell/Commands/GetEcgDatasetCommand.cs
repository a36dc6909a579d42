// Get-EcgDataset: how far builds are.
using System.Management.Automation;
using EcgGen.Datasets;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Gets how far data sets are built, on this machine or on others, whole or in shards.</summary>
/// <remarks>
/// Looks at the folders alone, and disturbs no build: how many images are done, how many records failed, how fast it goes, and when something was done last. Of a data set
/// that is built in shards it gives the sum; its property Shards has each of them. docs/cluster.md tells about builds on clusters.
/// </remarks>
/// <example>
/// <code>Get-EcgDataset dataset</code>
/// <para>Shows how many images are done, and the time left.</para>
/// </example>
/// <example>
/// <code>(Get-EcgDataset dataset).Shards | Where-Object State -ne Finished</code>
/// <para>Shows the shards that are not finished.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "EcgDataset")]
[OutputType(typeof(EcgDatasetProgress))]
public sealed class GetEcgDatasetCommand : EcgCommand
{
    /// <summary>The data set's folder, or several, or a folder of shards. Takes what Submit-EcgDataset and New-EcgDataset give.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            ForItem(path, () => WriteObject(DatasetProgress.Of(ResolveFile(path))));
    }
}
