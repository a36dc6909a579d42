// New-EcgRecord: a synthetic recording, or one made of arrays.
using System.Collections;
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Makes ECG records without a file: synthetic ones, or from arrays in memory.</summary>
/// <remarks>
/// Synthetic records come from the dynamical model of McSharry et al. (2003), extended to a three-dimensional dipole and projected
/// to the 12 leads (Sameni et al. 2007): another person for every seed and every record of -Count, in sinus rhythm with a normal heart
/// unless -Rhythm and -Morphology ask for others. No sample of any real person is in them. What is left out is drawn by the seed within
/// what rhythm and morphology allow; combinations that no heart has are refused. The Beats property of the record holds every beat's type
/// and the exact times of its P, QRS and T.
/// </remarks>
/// <example>
/// <code>New-EcgRecord -HeartRate 72 -Seed 1</code>
/// <para>Makes 10 seconds of 12 leads at 500 Hz.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 100 | New-EcgPaper | Export-EcgImage pages</code>
/// <para>Makes a hundred pages of a hundred people who do not exist.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Rhythm AtrialFibrillation -Morphology LeftBundleBranchBlock -Count 20 -Seed 3</code>
/// <para>Makes twenty people with atrial fibrillation and left bundle branch block.</para>
/// </example>
/// <example>
/// <code>(New-EcgRecord -Rhythm PrematureVentricular -Pattern Bigeminy -TAmplitude 1.5).Beats | ForEach-Object { $_.Type, $_.Qrs.Peak }</code>
/// <para>Shows which beats of a bigeminy are premature (V), and their R peaks in seconds.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -HeartRate 60 -PRInterval 0.24 -QrsDuration 0.1 -QTInterval 0.46</code>
/// <para>Makes a record with these intervals, in seconds.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Signal $i, $ii -Lead I, II -SamplingRate 250 -Name mine</code>
/// <para>Makes a record of two arrays of numbers in mV.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "EcgRecord", DefaultParameterSetName = SyntheticSet)]
[OutputType(typeof(EcgRecord))]
public sealed class NewEcgRecordCommand : EcgCommand
{
    private const string SyntheticSet = "Synthetic";
    private const string SignalSet = "Signal";
    private static readonly string[] StandardLeads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>The rhythm.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    public EcgRhythm Rhythm { get; set; }

    /// <summary>
    /// The form of a rhythm that has several: Isolated, Bigeminy, Trigeminy or Couplets with premature beats; TwoToOne, ThreeToOne, FourToOne or Variable
    /// with AtrialFlutter; ThreeToTwo, FourToThree, ThreeToOne or FourToOne with AvBlock2Mobitz2; Ventricular or Sequential with Paced.
    /// Default: drawn by the seed.
    /// </summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    public RhythmPattern? Pattern { get; set; }

    /// <summary>The shape of the conducted beats.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    public EcgMorphology Morphology { get; set; }

    /// <summary>
    /// Mean heart rate in beats per minute; with premature beats and AV block that of the sinus node. Every rhythm has its range. Default: drawn by the
    /// seed.
    /// </summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(20.0, 300.0)]
    public double? HeartRate { get; set; }

    /// <summary>Standard deviation of the RR intervals in seconds; 0 for a clock-like rhythm. Default: drawn by the seed.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.0, 0.3)]
    public double? HeartRateVariability { get; set; }

    /// <summary>The height of P, or of fibrillatory or flutter waves, relative to the person's: 0 to 5.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.0, 5.0)]
    public double PAmplitude { get; set; } = 1;

    /// <summary>The height of QRS, premature ventricular beats apart, relative to the person's: 0 to 5.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.0, 5.0)]
    public double QrsAmplitude { get; set; } = 1;

    /// <summary>The height of T, premature ventricular beats apart, relative to the person's: 0 to 5.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.0, 5.0)]
    public double TAmplitude { get; set; } = 1;

    /// <summary>
    /// From the onset of P to that of QRS in seconds, at the mean heart rate; with AvBlock2Mobitz1 the first of each cycle. Default: the person's own, or
    /// drawn by the seed.
    /// </summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.06, 0.6)]
    public double? PRInterval { get; set; }

    /// <summary>From the onset of QRS to the J point in seconds. Default: the person's own, or drawn by the seed.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.05, 0.2)]
    public double? QrsDuration { get; set; }

    /// <summary>
    /// From the onset of QRS to the end of T in seconds, at the mean heart rate and not corrected for it: QTc (Bazett) is this over the square root of
    /// 60 / HeartRate, and may be 0.28 to 0.65 s. Default: the person's own, or drawn by the seed.
    /// </summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.1, 1.2)]
    public double? QTInterval { get; set; }

    /// <summary>Length in seconds.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.1, 86400.0)]
    public double Duration { get; set; } = 10;

    /// <summary>How many records to make.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The seed; equal seeds make equal records.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    public int Seed { get; set; }

    /// <summary>Samples in mV: one array of numbers per lead, or one array for one lead. NaN marks missing samples.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignalSet)]
    [AllowEmptyCollection]
    public object Signal { get; set; } = Array.Empty<double>();

    /// <summary>A name per array of -Signal. Default: the 12 standard leads in order for 12 arrays, II for one.</summary>
    [Parameter(ParameterSetName = SignalSet)]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Lead { get; set; }

    /// <summary>The record's name.</summary>
    [Parameter(ParameterSetName = SignalSet)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "signal";

    /// <summary>Samples per second, in Hz; 50 to 10,000 for synthetic records.</summary>
    [Parameter]
    [ValidateRange(1e-3, 1e6)]
    public double SamplingRate { get; set; } = 500;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SignalSet)
        {
            ForItem(Signal, () => WriteObject(FromArrays()));
            return;
        }
        for (int i = 0; i < Count && !Stopping; i++)
        {
            var source = new SyntheticSource
            {
                Seed = Seed,
                Index = i,
                Rhythm = Rhythm,
                Pattern = Pattern,
                Morphology = Morphology,
                HeartRate = HeartRate,
                HeartRateVariability = HeartRateVariability,
                PAmplitude = PAmplitude,
                QrsAmplitude = QrsAmplitude,
                TAmplitude = TAmplitude,
                PRInterval = PRInterval,
                QrsDuration = QrsDuration,
                QTInterval = QTInterval,
                Duration = Duration,
                SamplingRate = SamplingRate,
            };
            ForItem(source, () => WriteObject(EcgCore.OpenRecord(source, [], [], Cancel).Record));
        }
    }

    private EcgRecord FromArrays()
    {
        var leads = ToLeads(Signal is PSObject wrapped ? wrapped.BaseObject : Signal);
        var names = Lead ?? leads.Count switch
        {
            12 => StandardLeads,
            1 => ["II"],
            _ => throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: lead: expected -Lead with a name for each of the {leads.Count} arrays."),
        };
        return EcgCore.CreateRecord(new ArraySource { Name = Name, SamplingRate = SamplingRate, Leads = names }, leads);
    }

    private List<double[]> ToLeads(object signal)
    {
        if (signal is not IList list)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: expected arrays of numbers, found {signal.GetType().Name}.");
        if (signal is Array { Rank: 2 } matrix)
            return [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => ToNumber(matrix.GetValue(i, j))).ToArray())];
        bool nested = list.Count > 0 && Unwrap(list[0]) is IList;
        return nested ? [.. list.Cast<object>().Select(ToLead)] : [ToLead(list)];
    }

    private double[] ToLead(object lead) => Unwrap(lead) switch
    {
        double[] numbers => (double[])numbers.Clone(),
        IList numbers => [.. numbers.Cast<object?>().Select(ToNumber)],
        _ => throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: expected an array of numbers per lead, found '{lead}'."),
    };

    private double ToNumber(object? value) => LanguagePrimitives.TryConvertTo(value, out double number) && value is not null
        ? number
        : throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: expected numbers in mV, found '{value}'.");

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
