// Import-EcgRecord: files to records.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Reads ECG recordings from files.</summary>
/// <remarks>
/// Reads WFDB records (header and signal files of all formats, records in segments included) and the form of the PhysioNet
/// Challenges (a header beside a MATLAB file), EDF, EDF+ and BDF, MATLAB, NumPy, CSV, DICOM, SCP-ECG, HL7 aECG, GE MUSE XML, Philips
/// XML and ISHNE files. Samples come in mV; where a file stores eight leads, the other four are computed. By default nothing that identifies a person is taken over: of the comments only age,
/// sex and coded diagnoses are kept, and records of one patient share a PatientKey that tells nothing else.
/// </remarks>
/// <example>
/// <code>Import-EcgRecord records100/00001_lr.hea</code>
/// <para>Reads one record.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecord ptb-xl -Recurse -Lead I, II, V1 -Duration 5</code>
/// <para>Reads the first 5 seconds of three leads of every record in a folder and its subfolders.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecord A0001.hea -AdcGain 1000</code>
/// <para>Reads a record whose header tells a wrong gain or none: 1000 stored units are 1 mV.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecord beats.npy -SamplingRate 360 -Unit uV</code>
/// <para>Reads a matrix of numbers that tells neither its rate nor its unit.</para>
/// </example>
[Cmdlet(VerbsData.Import, "EcgRecord", DefaultParameterSetName = PathSet)]
[OutputType(typeof(EcgRecord))]
public sealed class ImportEcgRecordCommand : PathCommand
{
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <summary>Searches folders with their subfolders.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>The file format, such as wfdb. Default: found by looking at the file.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RecordFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Format { get; set; }

    /// <summary>The leads to read, in this order, in any case. Default: all, in the file's order.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Lead { get; set; }

    /// <summary>Where to start, in seconds from the beginning of the recording. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double? Start { get; set; }

    /// <summary>How much to read, in seconds. Default: all.</summary>
    [Parameter]
    [ValidateRange(1e-3, 1e9)]
    public double? Duration { get; set; }

    /// <summary>Stored units per mV, in the place of the gain that the file tells for each lead. Default: the file's.</summary>
    [Parameter]
    [ValidateRange(1e-6, 1e9)]
    public double? AdcGain { get; set; }

    /// <summary>The sampling rate in Hz, for files that do not tell theirs. Default: the format's, with a warning.</summary>
    [Parameter]
    [ValidateRange(1e-3, 1e6)]
    public double? SamplingRate { get; set; }

    /// <summary>The unit of the values, for files that do not tell theirs. Default: the format's.</summary>
    [Parameter]
    [ValidateSet("mV", "uV", "nV", "V")]
    public string? Unit { get; set; }

    /// <summary>Keeps all comments and the date of the recording, which may identify a person, in the record and in all that is made of it.</summary>
    [Parameter]
    public SwitchParameter KeepIdentity { get; set; }

    /// <inheritdoc/>
    protected override bool ProcessPath(string path, bool chosen)
    {
        if (Directory.Exists(path))
        {
            bool wanted = chosen || Recurse || ParameterSetName == LiteralPathSet;
            if (wanted)
                ImportFolder(path);
            return wanted;
        }
        if (!chosen)
            return ImportOnce(path);
        Import(path);
        return true;
    }

    private void ImportFolder(string folder)
    {
        var files = RecordFiles.Below(folder, Recurse, Format, () => Stopping);
        foreach (var file in files)
        {
            if (Stopping)
                return;
            ForItem(file, () => ImportOnce(file));
        }
        if (files.Count == 0)
            WriteWarning(RecordFiles.NothingFound(folder, Recurse));
    }

    /// <summary>Imports what a listing holds: every record once, though its header, its data and its folder may all be listed.</summary>
    /// <returns>Whether the file is, or belongs to, a record.</returns>
    private bool ImportOnce(string file)
    {
        var record = RecordFiles.OwnerOf(file);
        if (!RecordFiles.IsRecord(record, Format))
            return false;
        if (_listed.Add(record))
            Import(record);
        return true;
    }

    private void Import(string file)
    {
        var source = new FileSource
        {
            Format = Format,
            Lead = Lead,
            Start = Start,
            Duration = Duration,
            AdcGain = AdcGain,
            SamplingRate = SamplingRate,
            Unit = Unit,
            KeepIdentity = KeepIdentity,
        };
        var (record, warnings) = EcgCore.OpenRecord(source, [], [file], Cancel);
        foreach (var warning in warnings)
            WriteWarning(warning);
        WriteVerbose($"{record.Name}: {record.Leads.Count} leads, {record.Duration} s at {record.SamplingRate} Hz from {file}");
        WriteObject(record);
    }
}
