// Export-EcgRecord: records to files that other programs read.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Writes records to WFDB or EDF+ files.</summary>
/// <remarks>
/// A WFDB record is a header NAME.hea and a signal file NAME.dat with 16, 12 (format 212) or 24 bits a sample; read again it gives the same
/// integers. The comments that the record kept stand in the header. No name, birth date or recording date is written.
/// </remarks>
/// <example>
/// <code>New-EcgRecord -Count 10 | Export-EcgRecord records</code>
/// <para>Writes ten synthetic records.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecord old -Recurse | Edit-EcgRecord -SamplingRate 500 | Export-EcgRecord 'new/{Record}.edf' -Format EdfPlus</code>
/// <para>Turns a folder of records into EDF+ files of one rate.</para>
/// </example>
[Cmdlet(VerbsData.Export, "EcgRecord", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEcgRecordCommand : EcgCommand
{
    private static readonly ExportNames<RecordFileFormat> s_names = new(
        (RecordFileFormat.Wfdb16, [".hea"]), (RecordFileFormat.Wfdb212, [".hea"]), (RecordFileFormat.Wfdb24, [".hea"]), (RecordFileFormat.EdfPlus, [".edf"]));

    private readonly TakenPaths _taken = new();
    private int _index;

    /// <summary>The record, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgRecord[] InputObject { get; set; } = [];

    /// <summary>
    /// A folder, or a file name that may hold {Record}, {Index:000} and {Sha256}. A path that ends in .hea or .edf, or holds a placeholder in its
    /// last part, is a file name; else it is a folder, and files are named {Record}. Missing folders are made.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Wfdb16, Wfdb212, Wfdb24 or EdfPlus. Default: EdfPlus for names in .edf, else Wfdb16.</summary>
    [Parameter]
    public RecordFileFormat? Format { get; set; }

    /// <summary>Units per mV. Default: 1000 (200 for 12 bits, 100,000 for 24 bits), less where a lead is too high for it.</summary>
    [Parameter]
    [ValidateRange(1e-6, 1e9)]
    public double? AdcGain { get; set; }

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the header files or EDF files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var record in InputObject)
        {
            if (Stopping)
                return;
            ForItem(record, () => Export(record));
        }
    }

    private void Export(EcgRecord record)
    {
        var (path, format) = Target(record);
        _taken.Add(path);
        if (!ShouldProcess(path, "Write record"))
            return;
        var report = EcgCore.ExportRecord(new ExportRecordRequest { Record = record.Info, Path = path, Format = format, AdcGain = AdcGain, Force = Force }, record);
        foreach (var warning in report.Warnings)
            WriteWarning(warning);
        if (PassThru)
            WriteObject(InvokeProvider.Item.Get([report.Files[0]], force: true, literalPath: true), enumerateCollection: true);
    }

    private (string Path, RecordFileFormat Format) Target(EcgRecord record)
    {
        var (pattern, format) = s_names.Choose(Path, Format, null, "{Record}", _ => false);
        return (ResolveFile(EcgCore.FileName(pattern, record, _index++)), format);
    }
}
