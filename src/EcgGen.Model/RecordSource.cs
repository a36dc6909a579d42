// Where a record's samples came from, in enough detail to get the very same samples again.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A record's origin; a recipe starts with it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FileSource), "file")]
[JsonDerivedType(typeof(SyntheticSource), "synthetic")]
[JsonDerivedType(typeof(ArraySource), "array")]
public abstract record RecordSource;

/// <summary>One file of a record: its name without folder, and the sha256 of its bytes.</summary>
/// <param name="Name">File name.</param>
/// <param name="Sha256">64 hex digits.</param>
public sealed record SourceFile(string Name, string Sha256)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A record read from files, and how.</summary>
public sealed record FileSource : RecordSource
{
    /// <summary>The reader's name, such as "wfdb"; null lets the readers look at the file.</summary>
    public string? Format { get; init; }

    /// <summary>The files, the one to open first. Empty in a request to import.</summary>
    public IReadOnlyList<SourceFile> Files { get => field ?? []; init; } = [];

    /// <summary>The leads asked for, in order; null for all.</summary>
    public IReadOnlyList<string>? Lead { get; init; }

    /// <summary>Where the cut starts, in seconds; null for the beginning.</summary>
    public double? Start { get; init; }

    /// <summary>How long the cut is, in seconds; null for all the rest.</summary>
    public double? Duration { get; init; }

    /// <summary>Stored units per mV, in the place of the file's own gain; null for the file's.</summary>
    public double? AdcGain { get; init; }

    /// <summary>Hz, for files that do not tell.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The unit of the values ("mV", "uV", "V"), for files that do not tell.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether identity was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool KeepIdentity { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Files.Count > 0 ? Files[0].Name : Format ?? "file";
}

/// <summary>
/// A record that the dynamical model made (McSharry et al. 2003; Sameni et al. 2007). Null values are drawn by the seed within what rhythm
/// and morphology allow; those that do not apply to the rhythm stay null.
/// </summary>
public sealed record SyntheticSource : RecordSource
{
    /// <summary>Makes a source. JSON that leaves these out gets the values here; the generated reader forgets those of init-only properties.</summary>
    /// <param name="duration">See <see cref="Duration"/>.</param>
    /// <param name="samplingRate">See <see cref="SamplingRate"/>.</param>
    /// <param name="pAmplitude">See <see cref="PAmplitude"/>.</param>
    /// <param name="qrsAmplitude">See <see cref="QrsAmplitude"/>.</param>
    /// <param name="tAmplitude">See <see cref="TAmplitude"/>.</param>
    [JsonConstructor]
    public SyntheticSource(double duration = 10, double samplingRate = 500, double pAmplitude = 1, double qrsAmplitude = 1, double tAmplitude = 1)
    {
        Duration = duration;
        SamplingRate = samplingRate;
        (PAmplitude, QrsAmplitude, TAmplitude) = (pAmplitude, qrsAmplitude, tAmplitude);
    }

    /// <summary>The seed.</summary>
    public int Seed { get; init; }

    /// <summary>Which record of this seed, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The rhythm.</summary>
    public EcgRhythm Rhythm { get; init; }

    /// <summary>The form of a rhythm that comes in several.</summary>
    public RhythmPattern? Pattern { get; init; }

    /// <summary>The shape of the conducted beats.</summary>
    public EcgMorphology Morphology { get; init; }

    /// <summary>
    /// Mean heart rate in beats per minute, 20–300. With premature beats and AV blocks: that of the sinus node, dropped beats counted.
    /// </summary>
    public double? HeartRate { get; init; }

    /// <summary>Standard deviation of the RR intervals in seconds, 0–0.3; premature and dropped beats apart.</summary>
    public double? HeartRateVariability { get; init; }

    /// <summary>The height of P, or of what atrial waves the rhythm has instead, relative to the person's: 0–5.</summary>
    public double PAmplitude { get; init; }

    /// <summary>The height of QRS in conducted and paced beats, relative to the person's: 0–5.</summary>
    public double QrsAmplitude { get; init; }

    /// <summary>The height of T in conducted and paced beats, relative to the person's: 0–5.</summary>
    public double TAmplitude { get; init; }

    /// <summary>From the onset of P to that of QRS in seconds, 0.06–0.6, at the mean heart rate; with Mobitz 1, the first of a cycle.</summary>
    public double? PRInterval { get; init; }

    /// <summary>From the onset of QRS to the J point in seconds, 0.05–0.2, in conducted and paced beats.</summary>
    public double? QrsDuration { get; init; }

    /// <summary>
    /// From the onset of QRS to the end of T in seconds at the mean heart rate, not corrected; every beat's end of T goes with √RR.
    /// QTc, this over √RR, is 0.28–0.65 s.
    /// </summary>
    public double? QTInterval { get; init; }

    /// <summary>Seconds, greater than 0.</summary>
    public double Duration { get; init; }

    /// <summary>Hz, 50–10,000.</summary>
    public double SamplingRate { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"synthetic, seed {Seed}";
}

/// <summary>A record made from arrays in memory; exports write it beside the image as a NumPy file of float64, leads × samples.</summary>
public sealed record ArraySource : RecordSource
{
    /// <summary>The NumPy file, named by the beginning of its hash.</summary>
    public SourceFile? File { get; init; }

    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary>Hz.</summary>
    public required double SamplingRate { get; init; }

    /// <summary>Lead names, one per row of the file.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "array";
}
