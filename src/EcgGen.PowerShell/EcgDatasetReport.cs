// What Test-EcgDataset finds.
namespace EcgGen;

/// <summary>Whether a data set is whole, and what is in it.</summary>
public sealed record EcgDatasetReport
{
    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    /// <summary>Whether nothing at all is wrong: every fault below is 0. Records that could not be drawn are no fault; they are listed.</summary>
    public bool Valid => Missing + Damaged + InvalidTruth + LostRecords + DuplicateImages + MixedPatients == 0;

    /// <summary>Images in the manifest.</summary>
    public int Images { get; init; }

    /// <summary>Records that have images.</summary>
    public int Records { get; init; }

    /// <summary>Records that could not be drawn, as errors.jsonl lists them.</summary>
    public int Errors { get; init; }

    /// <summary>Bytes of all files of images.</summary>
    public long Bytes { get; init; }

    /// <summary>Files that are not there.</summary>
    public int Missing { get; init; }

    /// <summary>Files with other bytes than the manifest says.</summary>
    public int Damaged { get; init; }

    /// <summary>Images whose JSON is not what it should be, or of another image.</summary>
    public int InvalidTruth { get; init; }

    /// <summary>Records that are neither in the manifest with all their images nor in errors.jsonl.</summary>
    public int LostRecords { get; init; }

    /// <summary>Lines of the manifest that repeat an image or are out of order.</summary>
    public int DuplicateImages { get; init; }

    /// <summary>Patients, or groups, with images in several parts.</summary>
    public int MixedPatients { get; init; }

    /// <summary>Images in each part.</summary>
    public required IReadOnlyDictionary<string, int> Splits { get; init; }

    /// <summary>Images with a stage of each kind.</summary>
    public required IReadOnlyDictionary<string, int> Stages { get; init; }

    /// <summary>Images of each imaging condition.</summary>
    public required IReadOnlyDictionary<string, int> Conditions { get; init; }

    /// <summary>Images of each layout of leads.</summary>
    public required IReadOnlyDictionary<string, int> Layouts { get; init; }

    /// <summary>Images in each maker's look.</summary>
    public required IReadOnlyDictionary<string, int> Vendors { get; init; }

    /// <summary>Images with each coded diagnosis.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>Signal to noise in dB of the noise that was added to signals, as recipes have it; null where none was.</summary>
    public EcgStatistic? SignalSnr { get; init; }

    /// <summary>Peak signal to noise in dB of the noise that was added to images: white (255) over the noise's standard deviation there; null where none was.</summary>
    public EcgStatistic? ImageSnr { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {(Valid ? "valid" : "not valid")}, {Images} images of {Records} records";
}

/// <summary>A quantity over many images.</summary>
/// <param name="Count">Images that have it.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Maximum">The largest.</param>
public sealed record EcgStatistic(int Count, double Minimum, double Mean, double Maximum)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Minimum:0.0} to {Maximum:0.0}, mean {Mean:0.0} of {Count}");
}
