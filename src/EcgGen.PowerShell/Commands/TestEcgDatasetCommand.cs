// Test-EcgDataset: is a data set whole, and what is in it?
using System.Management.Automation;
using EcgGen.Datasets;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Checks a data set, and counts what is in it.</summary>
/// <remarks>
/// Reads all files: each must be there with the hash that the manifest says, and each JSON must hold a recipe and truth that fit the image, the manifest and themselves.
/// No record may be missing or there twice, and no patient in two parts. Every fault is an error that names it, and counted in the report; Valid says that there is none.
/// </remarks>
/// <example>
/// <code>Test-EcgDataset dataset</code>
/// <para>Checks a data set, and shows how many images have which stages, conditions, layouts and diagnoses.</para>
/// </example>
/// <example>
/// <code>if (-not (Test-EcgDataset dataset -ErrorAction SilentlyContinue).Valid) { throw 'Do not train with this.' }</code>
/// <para>Goes on only with a data set that is whole. examples/Dataset.Tests.ps1 has a test for Pester.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "EcgDataset")]
[OutputType(typeof(EcgDatasetReport))]
public sealed class TestEcgDatasetCommand : EcgCommand
{
    private readonly ExportProgress _progress;

    /// <summary>Makes the cmdlet.</summary>
    public TestEcgDatasetCommand() => _progress = new ExportProgress(this, "Checking ECG images");

    /// <summary>The data set's folder, or several. Takes what New-EcgDataset gives.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>How many images are checked at the same time. Default: the number of processors. Tar files are read from their beginning to their end, by one.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            ForItem(path, () => Test(ResolveFile(path)));
    }

    private void Test(string folder)
    {
        var info = DatasetIdentity.Read(System.IO.Path.Combine(folder, DatasetFolder.Info));
        _progress.Begin(info.Images);
        try
        {
            WriteObject(new DatasetCheck(folder, info)
            {
                Fault = e => WriteError(ToRecord(e, folder)),
                ImageDone = _progress.Step,
            }.Run(ThrottleLimit, Cancel.Token));
        }
        finally
        {
            _progress.End();
        }
    }
}
