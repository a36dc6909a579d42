// What is where in an image, in pixels: the reason for all of this.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// Exact ground truth of one image. All coordinates are pixels, x to the right, y down, from the outer corner of the top-left
/// pixel, whose centre is (0.5, 0.5); rounded to 0.001 in JSON, where NaN is null.
/// </summary>
public sealed record EcgGroundTruth
{
    /// <summary>The image's size.</summary>
    public required ImageFacts Image { get; init; }

    /// <summary>
    /// The homography from sheet millimetres to pixels, three rows of three, if the whole way is one: the sheet lies flat, and so it was photographed. Null where
    /// anything bends it; then there are the dense maps.
    /// </summary>
    public double[][]? Homography { get; init; }

    /// <summary>Every lead instance: a grid column II and a rhythm strip II are two.</summary>
    public IReadOnlyList<LeadTruth>? Leads { get; init; }

    /// <summary>The calibration pulses.</summary>
    public IReadOnlyList<PulseTruth>? Pulses { get; init; }

    /// <summary>The marks between leads.</summary>
    public IReadOnlyList<SeparatorTruth>? Separators { get; init; }

    /// <summary>Everything printed.</summary>
    public IReadOnlyList<TextTruth>? Texts { get; init; }

    /// <summary>Every word written by hand.</summary>
    public IReadOnlyList<HandwritingTruth>? Handwriting { get; init; }

    /// <summary>Everything that is no text: codes, logos, frames, boxes, marks by hand.</summary>
    public IReadOnlyList<MarkTruth>? Marks { get; init; }

    /// <summary>The crossings of the 5 mm grid lines, as rows from top to bottom.</summary>
    public IReadOnlyList<PixelPoint[]>? Grid { get; init; }

    /// <summary>The index mask, if one was written.</summary>
    public MaskTruth? Mask { get; init; }

    /// <summary>The coverage planes, if they were written.</summary>
    public PlanesTruth? Planes { get; init; }

    /// <summary>The clean twin, if one was written.</summary>
    public CleanTruth? Clean { get; init; }

    /// <summary>The dense maps, if they were written.</summary>
    public CoordinatesTruth? Coordinates { get; init; }

    /// <summary>How the image was made.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The record it shows.</summary>
    public required RecordInfo Record { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Record.Name}, {Image}";
}

/// <summary>An image file's facts.</summary>
public sealed record ImageFacts
{
    /// <summary>The file's name without folder, if it was written to one.</summary>
    public string? File { get; init; }

    /// <summary>How the file is encoded, if it was written to one; of vector formats the pixels are nominal.</summary>
    public ImageFormat? Format { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Nominal pixels per inch.</summary>
    public required double Dpi { get; init; }

    /// <summary>Whether a place is in the image.</summary>
    public bool Shows(PixelPoint place) => place.X >= 0 && place.X <= Width && place.Y >= 0 && place.Y <= Height;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Width} x {Height} px at {Dpi} dpi");
}

/// <summary>One lead as drawn in one place.</summary>
public sealed record LeadTruth
{
    /// <summary>Unique in the image: the lead's name, with "-" before it if inverted, "-rhythm" behind it in a rhythm strip, "-2" the second time.</summary>
    public required string Id { get; init; }

    /// <summary>The lead, as the record names it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the lead is drawn upside down, as −aVR in Cabrera's order.</summary>
    public required bool Inverted { get; init; }

    /// <summary>mm/mV.</summary>
    public required double Gain { get; init; }

    /// <summary>Time of the first drawn sample in the record, in seconds.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Drawn length in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Hz.</summary>
    public required double SamplingRate { get; init; }

    /// <summary>The ink's axis-aligned box: x, y, width, height; null if nothing of the lead is on the sheet.</summary>
    public double[]? Box { get; init; }

    /// <summary>The ink's box on the sheet as it appears in the image: four corners clockwise from its top left.</summary>
    public PixelPoint[]? Quad { get; init; }

    /// <summary>The line of 0 mV: its left and its right end.</summary>
    public required PixelPoint[] Baseline { get; init; }

    /// <summary>Where each sample is, also where the pen did not draw it; NaN where the sample is missing.</summary>
    public required PixelPoint[] Points { get; init; }

    /// <summary>Samples that the image does not show as they are.</summary>
    public required IReadOnlyList<SampleFlag> Flags { get; init; }

    /// <summary>How much of the box on the sheet is to be seen in the image, 0–1: less where it is cropped, or hidden, or the paper is gone.</summary>
    public double Visible { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>Why samples of a lead are not to be seen at their place, or not alone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleFlagKind>))]
public enum SampleFlagKind
{
    /// <summary>The record has no value.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
    /// <summary>The trace left the printable area and was cut off there.</summary>
    [JsonStringEnumMemberName("clipped")]
    Clipped,
    /// <summary>Other ink lies on the sample's point: another lead's trace, a separator, print or handwriting.</summary>
    [JsonStringEnumMemberName("overlapped")]
    Overlapped,
    /// <summary>Something opaque over the sheet hides the sample's point.</summary>
    [JsonStringEnumMemberName("occluded")]
    Occluded,
    /// <summary>The paper with the sample's point is gone: torn off or punched out.</summary>
    [JsonStringEnumMemberName("lost")]
    Lost,
    /// <summary>The sample's point is on the sheet, but beside the image.</summary>
    [JsonStringEnumMemberName("cropped")]
    Cropped,
}

/// <summary>A run of flagged samples.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Start">First sample, an index into <see cref="LeadTruth.Points"/>.</param>
/// <param name="End">One past the last sample.</param>
public sealed record SampleFlag(SampleFlagKind Kind, int Start, int End)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Start}..{End - 1}";
}

/// <summary>A calibration pulse: 1 mV for 0.2 s.</summary>
/// <param name="Row">The row it belongs to, from 0 at the top.</param>
/// <param name="Points">
/// The pen's path: along the baseline, up, across, down, along the baseline; in a row of two gains the plateau has a step in its
/// middle, from limb leads' gain to chest leads'.
/// </param>
public sealed record PulseTruth(int Row, PixelPoint[] Points)
{
    /// <inheritdoc/>
    public override string ToString() => $"row {Row}";
}

/// <summary>A mark between two leads of a row.</summary>
public sealed record SeparatorTruth
{
    /// <summary>What it looks like.</summary>
    public required LeadSeparator Kind { get; init; }

    /// <summary>The row, from 0 at the top.</summary>
    public required int Row { get; init; }

    /// <summary>The ink's axis-aligned box: x, y, width, height; over both bars or all dashes.</summary>
    public required double[] Box { get; init; }

    /// <summary>The ink's box on the sheet as it appears in the image: four corners clockwise from its top left.</summary>
    public required PixelPoint[] Quad { get; init; }

    /// <summary>How much of the box on the sheet is to be seen in the image, 0–1: less where it is cropped, or hidden, or the paper is gone.</summary>
    public double Visible { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}, row {Row}";
}

/// <summary>A printed text.</summary>
public sealed record TextTruth
{
    /// <summary>What it is: "leadName", "scale", "stamp", "checkBox", or the role that a template gives it.</summary>
    public required string Kind { get; init; }

    /// <summary>The string.</summary>
    public required string Text { get; init; }

    /// <summary>The lead instance it names, or null.</summary>
    public string? Lead { get; init; }

    /// <summary>The ink's axis-aligned box: x, y, width, height.</summary>
    public required double[] Box { get; init; }

    /// <summary>The ink's box on the sheet as it appears in the image: four corners clockwise from its top left.</summary>
    public required PixelPoint[] Quad { get; init; }

    /// <summary>The text's words, parted at spaces, each with its ink's box.</summary>
    public required IReadOnlyList<WordTruth> Words { get; init; }

    /// <summary>How much of the box on the sheet is to be seen in the image, 0–1: less where it is cropped, or hidden, or the paper is gone.</summary>
    public double Visible { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A word of a printed text.</summary>
/// <param name="Text">The string.</param>
/// <param name="Box">The ink's axis-aligned box: x, y, width, height.</param>
/// <param name="Quad">The ink's box along the writing as it appears in the image: four corners clockwise from its top left.</param>
public sealed record WordTruth(string Text, double[] Box, PixelPoint[] Quad)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A word that somebody wrote on the page.</summary>
public sealed record HandwritingTruth
{
    /// <summary>The string.</summary>
    public required string Text { get; init; }

    /// <summary>Which note it belongs to, from 0 for each stage that writes.</summary>
    public required int Note { get; init; }

    /// <summary>The hand's name.</summary>
    public required string Style { get; init; }

    /// <summary>The ink's axis-aligned box: x, y, width, height.</summary>
    public required double[] Box { get; init; }

    /// <summary>The ink's box along the writing as it appears in the image: four corners clockwise from its top left.</summary>
    public required PixelPoint[] Quad { get; init; }

    /// <summary>The line on which the word stands: its left and its right end.</summary>
    public required PixelPoint[] Baseline { get; init; }

    /// <summary>The samples of traces on which its ink lies.</summary>
    public required IReadOnlyList<CoveredSamples> Covers { get; init; }

    /// <summary>How much of the box on the sheet is to be seen in the image, 0–1: less where it is cropped, or hidden, or the paper is gone.</summary>
    public double Visible { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A run of a lead's samples under something.</summary>
/// <param name="Lead">The lead instance.</param>
/// <param name="Start">First sample, an index into <see cref="LeadTruth.Points"/>.</param>
/// <param name="End">One past the last sample.</param>
public sealed record CoveredSamples(string Lead, int Start, int End)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Lead} {Start}..{End - 1}";
}

/// <summary>Something printed that is no text: a bar code, a logo, a frame, a stamp's frame, a check box; or a mark by hand.</summary>
/// <param name="Kind">"barcode", "qrCode", "logo", "line", "frame", "stamp", "checkBox" or "tick"; by hand "underline", "circle", "arrow", "checkMark" or "signature".</param>
/// <param name="Text">What a code says; else null.</param>
/// <param name="Box">The ink's axis-aligned box: x, y, width, height.</param>
/// <param name="Quad">The ink's box on the sheet as it appears in the image: four corners clockwise from its top left.</param>
public sealed record MarkTruth(string Kind, string? Text, double[] Box, PixelPoint[] Quad)
{
    /// <summary>How much of the box on the sheet is to be seen in the image, 0–1: less where it is cropped, or hidden, or the paper is gone.</summary>
    public double Visible { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Kind;
}

/// <summary>A place in an image, in pixels.</summary>
public readonly record struct PixelPoint(double X, double Y)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{X:0.###}, {Y:0.###}");
}
