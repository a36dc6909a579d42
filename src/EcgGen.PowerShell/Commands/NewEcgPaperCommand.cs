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
/// Layouts are rows × columns and rhythm strips: 6x2+1 is six rows of two columns over one strip. Where a sheet is too narrow for
/// ten seconds, every column shows what it has room for. -Lead fills a layout with other leads, down its columns; a minus before a lead
/// ("-aVR") turns it upside down. -LayoutRow makes a layout of your own: each row is a string of leads parted by commas, or an
/// array of cells, which are leads or @{ Lead; Start; Duration } in seconds. One row of several cells as an array needs a comma before it: (, @(…)).
/// Rows from a .psd1 or JSON file do as well.
/// </remarks>
/// <example>
/// <code>Import-EcgRecord 00001_hr.hea | New-EcgPaper | Export-EcgImage pages -Truth</code>
/// <para>Draws a record on a standard page.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Variant (0..9) -PaperSize Letter -Dpi 300 -GridColor Green</code>
/// <para>Lays one record out on ten pages that differ in what the seed draws.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper 6x2+1 -LeadOrder Cabrera -Separator Tick -PulsePlacement End -Gain 10 -PrecordialGain 5</code>
/// <para>Six rows of two columns in Cabrera's order, with halved chest leads, ticks between columns and the pulses at the rows' ends.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Duration 30 | New-EcgPaper -LayoutRow 'II, V1, V5', @(@{ Lead = 'V2'; Start = 3; Duration = 4 }, '-aVR') -PaperSize Roll</code>
/// <para>A layout of one's own on a strip from a roll: three leads one after the other, and below them four seconds of V2 and aVR upside down.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -GridStyle Dots -Pen Thermal -GridOffset 1.5, 0.5 -PaperTexture 0.5 -Edge Perforated | Export-EcgImage pages</code>
/// <para>Draws a page as a cart with a thermal head prints it on pre-printed paper, torn off at both ends.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Vendor Any -Variant (0..9) | Add-EcgPrintedText | Export-EcgImage carts -Truth</code>
/// <para>Ten pages as from several makers' carts, with header and footer.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "EcgPaper")]
[OutputType(typeof(EcgImage))]
public sealed class NewEcgPaperCommand : ImageCommand
{
    /// <summary>3x4, 3x4+1, 3x4+3, 6x2, 6x2+1, 4x3, 2x6 or Nx1 (N strips). Default: 3x4+1, or one strip per lead if there are few leads.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(LayoutCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Layout { get; set; }

    /// <summary>A layout of your own, row by row: strings such as 'I, aVR, V1', or arrays of leads and @{ Lead; Start; Duration }.</summary>
    [Parameter]
    [LayoutRowTransformation]
    [ValidateNotNullOrEmpty]
    public LayoutCell[][]? LayoutRow { get; set; }

    /// <summary>The leads that fill the layout, down its columns; '-' leaves a place empty. Default: the standard leads, for strips the record's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Lead { get; set; }

    /// <summary>The leads of the rhythm strips. Default: II, V1, V5, I, V2, as many as there are strips, as far as the record has them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? RhythmLead { get; set; }

    /// <summary>The order of the limb leads; Cabrera is aVL, I, −aVR, II, aVF, III. Default: Standard.</summary>
    [Parameter]
    public LeadOrder? LeadOrder { get; set; }

    /// <summary>Whether columns follow each other in time or all show the same stretch. Default: Sequential.</summary>
    [Parameter]
    public ColumnTiming? ColumnTiming { get; set; }

    /// <summary>Seconds that a row shows, if the sheet is wide enough. Default: 10.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinDuration, PaperLimits.MaxDuration)]
    public double? Duration { get; set; }

    /// <summary>The sheet: A4, Letter and A5 in landscape, Roll (as long as its rows), Custom. Default: A4, or Custom where a width or height is given.</summary>
    [Parameter]
    public PaperSize? PaperSize { get; set; }

    /// <summary>The width of a Custom sheet in mm. Default: 297.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinSide, PaperLimits.MaxSide)]
    public double? Width { get; set; }

    /// <summary>The height of a Custom sheet, or of a Roll, in mm. Default: 210; for a roll by its rows 60, 80, 112 or 210.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinSide, PaperLimits.MaxSide)]
    public double? Height { get; set; }

    /// <summary>Pixels per inch. Default: 200.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinDpi, PaperLimits.MaxDpi)]
    public int? Dpi { get; set; }

    /// <summary>Paper speed in mm/s. Default: 25.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinSpeed, PaperLimits.MaxSpeed)]
    public double? Speed { get; set; }

    /// <summary>Gain in mm/mV. Default: 10.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinGain, PaperLimits.MaxGain)]
    public double? Gain { get; set; }

    /// <summary>Gain of the chest leads in mm/mV. Default: as -Gain.</summary>
    [Parameter]
    [ValidateRange(PaperLimits.MinGain, PaperLimits.MaxGain)]
    public double? PrecordialGain { get; set; }

    /// <summary>What parts one lead from the next in a row. Default: None.</summary>
    [Parameter]
    public LeadSeparator? Separator { get; set; }

    /// <summary>Where in its row the calibration pulse stands. Default: Start.</summary>
    [Parameter]
    public PulsePlacement? PulsePlacement { get; set; }

    /// <summary>
    /// Whose look the page has: grid, ink, layout, lead names, and what Add-EcgPrintedText prints. A name, Any for one drawn by the seed, or the
    /// file of a look of your own; what is given by other parameters stays. Default: Plain, a standard page.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(VendorCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Vendor { get; set; }

    /// <summary>The colour of the 5 mm grid lines: a name, "#RRGGBB" or three numbers. Default: drawn by the seed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GridColorCompleter))]
    [ColorTransformation(GridNames = true)]
    public Rgb? GridColor { get; set; }

    /// <summary>The paper's colour: "#RRGGBB" or three numbers. Default: drawn by the seed.</summary>
    [Parameter]
    [ColorTransformation]
    public Rgb? PaperColor { get; set; }

    /// <summary>How the grid is printed: lines, 4×4 dots per 5 mm box, lines with dots, fine lines in an ink of their own, 5 mm lines only, or no grid. Default: Lines.</summary>
    [Parameter]
    public GridStyle? GridStyle { get; set; }

    /// <summary>How far a pre-printed grid lies right of and below the traces' own, in mm: two numbers from -5 to 5. Default: 0, 0.</summary>
    [Parameter]
    [ValidateCount(2, 2)]
    [ValidateRange(-5.0, 5.0)]
    public double[]? GridOffset { get; set; }

    /// <summary>Prints the grid to the sheet's edges, without a margin.</summary>
    [Parameter]
    public SwitchParameter GridToEdge { get; set; }

    /// <summary>How uneven the paper is, from 0 (a flat colour) to 1 (coarse, cloudy, with single fibres). Default: 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? PaperTexture { get; set; }

    /// <summary>What is cut out of the sheet: nothing, filing holes, tractor holes along both long edges, or torn perforations at both ends. Default: None.</summary>
    [Parameter]
    public PaperEdge? Edge { get; set; }

    /// <summary>Prints a frame around the grid.</summary>
    [Parameter]
    public SwitchParameter Border { get; set; }

    /// <summary>Prints an invented maker's mark in a box at the grid's lower right.</summary>
    [Parameter]
    public SwitchParameter Logo { get; set; }

    /// <summary>
    /// What draws the traces. Laser is uniform; Thermal has a head of dots: stairs, light lines where dots are dead, paler along the page;
    /// Recorder is a stylus on an arm: thin on steep strokes, deflected along arcs; InkJet has dots and soft edges. Default: Laser.
    /// </summary>
    [Parameter]
    public PenKind? Pen { get; set; }

    /// <summary>The pen's width in mm. Default: drawn by the seed, 0.22 to 0.32.</summary>
    [Parameter]
    [ValidateRange(0.1, 1.0)]
    public double? PenWidth { get; set; }

    /// <summary>The colour of traces and print: "#RRGGBB" or three numbers. Default: drawn by the seed, as dark as the pen's inks are.</summary>
    [Parameter]
    [ColorTransformation]
    public Rgb? InkColor { get; set; }

    /// <summary>How much of the ink is missing where the page is palest. Default: 0; Thermal: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 0.6)]
    public double? PenFading { get; set; }

    /// <summary>The part of the head's dots that are dead, for Thermal and InkJet. Default: 0; Thermal: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 0.2)]
    public double? PenDropout { get; set; }

    /// <summary>Smooths the traces before they are drawn, as a cart's filter or a slow stylus does: standard deviation in ms. Default: 0; Recorder: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 40.0)]
    public double? TraceSmoothing { get; set; }

    /// <summary>A lead that is drawn 1.5 to 2.2 times as thick as the others, or Any: one chosen by the seed. Default: None.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ThickLeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ThickLead { get; set; }

    /// <summary>Leaves the calibration pulses out.</summary>
    [Parameter]
    public SwitchParameter NoCalibrationPulse { get; set; }

    /// <summary>Leaves the lead names out.</summary>
    [Parameter]
    public SwitchParameter NoLeadName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? vendor = null;
        bool known = Vendor is null;
        if (Vendor is not null)
        {
            ForItem(Vendor, () =>
            {
                vendor = ResolveLook(Vendor);
                known = true;
            });
        }
        if (!known)
            return;
        var paper = new PaperStage
        {
            Vendor = vendor,
            Layout = Layout,
            LayoutRows = LayoutRow,
            Leads = Lead,
            RhythmLeads = RhythmLead,
            LeadOrder = LeadOrder,
            ColumnTiming = ColumnTiming,
            Duration = Duration,
            PaperSize = PaperSize,
            Width = Width,
            Height = Height,
            Dpi = Dpi,
            Speed = Speed,
            Gain = Gain,
            PrecordialGain = PrecordialGain,
            Separator = Separator,
            PulsePlacement = PulsePlacement,
            GridColor = GridColor,
            PaperColor = PaperColor,
            GridStyle = GridStyle,
            GridOffsetX = GridOffset?[0],
            GridOffsetY = GridOffset?[1],
            GridToEdge = GridToEdge ? true : null,
            PaperTexture = PaperTexture,
            Edge = Edge,
            Border = Border ? true : null,
            Logo = Logo ? true : null,
            Pen = Pen,
            PenWidth = PenWidth,
            InkColor = InkColor,
            PenFading = PenFading,
            PenDropouts = PenDropout,
            TraceSmoothing = TraceSmoothing,
            ThickLead = ThickLead,
            CalibrationPulse = NoCalibrationPulse ? false : null,
            LeadNames = NoLeadName ? false : null,
        };
        WriteImages((record, variant) => Page(record, paper, variant), _ => "paper");
    }

    private EcgImage Page(EcgRecord record, PaperStage paper, int variant)
    {
        var recipe = new Recipe { Seed = Seed, Variant = variant, Record = record.Source, RecordSha256 = record.Sha256, Stages = [paper] };
        return new EcgImage(record, recipe, vendorFile: EcgImage.VendorFileOf(recipe));
    }
}
