// New-EcgPaper: a record to a page that will be drawn.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Lays a record out on standard ECG paper.</summary>
/// <remarks>
/// Gives an image to be: nothing is drawn before it is exported or rendered. The page is in true millimetres: a 1 mm and a 5 mm
/// grid, calibration pulses of 1 mV and 0.2 s, lead names. What is left out is the standard where there is one (A4, 25 mm/s, 10 mm/mV,
/// 3×4 with a rhythm strip) and else drawn by the seed from the looks of real paper (colours and line widths).
/// A record with few leads gets one strip per lead; one that is shorter than the page fills its columns as far as it goes.
/// </remarks>
/// <example>
/// <code>Import-EcgRecord 00001_hr.hea | New-EcgPaper | Export-EcgImage pages -Truth</code>
/// <para>Draws a record on a standard page.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Variant (0..9) -PaperSize Letter -Dpi 300 -GridColor Green</code>
/// <para>Lays one record out on ten pages that differ in what the seed draws.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "EcgPaper")]
[OutputType(typeof(EcgImage))]
public sealed class NewEcgPaperCommand : EcgCommand
{
    /// <summary>The record to draw, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgRecord[] InputObject { get; set; } = [];

    /// <summary>3x4, 3x4+1 (with a rhythm strip) or Nx1 (N strips). Default: 3x4+1, or one strip per lead if the record has few leads.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(LayoutCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Layout { get; set; }

    /// <summary>The sheet, in landscape. Default: A4.</summary>
    [Parameter]
    public PaperSize? PaperSize { get; set; }

    /// <summary>Pixels per inch. Default: 200.</summary>
    [Parameter]
    [ValidateRange(50, 1200)]
    public int? Dpi { get; set; }

    /// <summary>Paper speed in mm/s. Default: 25.</summary>
    [Parameter]
    [ValidateRange(5.0, 100.0)]
    public double? Speed { get; set; }

    /// <summary>Gain in mm/mV. Default: 10.</summary>
    [Parameter]
    [ValidateRange(1.0, 50.0)]
    public double? Gain { get; set; }

    /// <summary>The colour of the 5 mm grid lines: a name, "#RRGGBB" or three numbers. Default: drawn by the seed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GridColorCompleter))]
    [ColorTransformation(GridNames = true)]
    public Rgb? GridColor { get; set; }

    /// <summary>The paper's colour: "#RRGGBB" or three numbers. Default: drawn by the seed.</summary>
    [Parameter]
    [ColorTransformation]
    public Rgb? PaperColor { get; set; }

    /// <summary>The lead of the rhythm strip. Default: II, or V1, V5, I, V2, whichever the record has.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string? RhythmLead { get; set; }

    /// <summary>Leaves the calibration pulses out.</summary>
    [Parameter]
    public SwitchParameter NoCalibrationPulse { get; set; }

    /// <summary>Leaves the lead names out.</summary>
    [Parameter]
    public SwitchParameter NoLeadName { get; set; }

    /// <summary>The seed of everything that is drawn by chance.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Which image of this record; several numbers make several images.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ValidateNotNullOrEmpty]
    public int[] Variant { get; set; } = [0];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var paper = new PaperStage
        {
            Layout = Layout,
            PaperSize = PaperSize,
            Dpi = Dpi,
            Speed = Speed,
            Gain = Gain,
            GridColor = GridColor,
            PaperColor = PaperColor,
            RhythmLead = RhythmLead,
            CalibrationPulse = NoCalibrationPulse ? false : null,
            LeadNames = NoLeadName ? false : null,
        };
        foreach (var record in InputObject)
        {
            foreach (int variant in Variant)
                ForItem(record, () => Add(record, paper, variant));
        }
    }

    private void Add(EcgRecord record, PaperStage paper, int variant)
    {
        var image = new EcgImage(record, new Recipe { Seed = Seed, Variant = variant, Record = record.Source, RecordSha256 = record.Sha256, Stages = [paper] });
        WriteVerbose($"{image.Name}: paper with seed {Seed}, variant {variant}");
        WriteObject(image);
    }
}
