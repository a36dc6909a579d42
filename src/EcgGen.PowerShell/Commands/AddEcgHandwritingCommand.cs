// Add-EcgHandwriting: notes and marks by hand on a page.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Writes notes on a page by hand, and marks what they are about.</summary>
/// <remarks>
/// A recurrent network moves the pen: nobody ever wrote the words. A page is written by one hand with one pen unless -Style, -Pen or -Color say otherwise, and its
/// habits are drawn by the seed. The ink takes light from what is under it, as ink does; truth tells each word with its box, its baseline and the samples that it covers,
/// and clean twins have none of it. Where -Overlap Avoid finds no room for a note on the whole sheet, even at two thirds of its size, the note is left out with a warning.
/// docs/handwriting.md shows all hands and pens.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgHandwriting | Export-EcgImage pages -Truth</code>
/// <para>Writes one to four short notes that the seed draws from a list, and that fit the record's rhythm and findings.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgHandwriting 'ST elev V2-V4', "r/o MI`nrepeat in 1 h" -Pen Felt -Color Red -Mark Circle, Arrow | Export-EcgImage pages -Truth</code>
/// <para>Writes two notes, the second in two lines, with a red felt-tip; a circle and an arrow show what is meant.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgHandwriting 'no change' -Position 30, 18 -Size 3 -Angle -4 -Style 2 | Export-EcgImage pages</code>
/// <para>Writes a note whose baseline begins 30 mm from the left and 18 mm from the top, rising by 4 degrees.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Variant (0..9) | Add-EcgHandwriting -TermPath my-terms.txt -Count 3 -Position BetweenRows -Overlap Avoid | Export-EcgImage pages -Truth</code>
/// <para>Ten pages with three terms each from a file that has one in a line, between the rows and off the traces.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgHandwriting", DefaultParameterSetName = TextSet)]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgHandwritingCommand : StageCommand
{
    private const string TextSet = "Text", TermSet = "Term", FileSet = "TermPath";

    private IReadOnlyList<string>? _terms;

    /// <summary>The notes; a line break in one starts a new line. Default: drawn by the seed from EcgGen's list of short notes, by what the record shows.</summary>
    [Parameter(Position = 0, ParameterSetName = TextSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Text { get; set; }

    /// <summary>What notes are drawn from by the seed: strings, or objects with a property Text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TermSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Term { get; set; }

    /// <summary>A file of terms from which notes are drawn by the seed: one in a line; empty lines and those that begin with # don't count.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? TermPath { get; set; }

    /// <summary>How many notes; 0 for marks alone. Default: as many as -Text has; else 1 to 4, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0, 50)]
    public int? Count { get; set; }

    /// <summary>The hand by name or number, or several, which take turns; Any for one drawn for each note. Default: one for the page, drawn by the seed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HandCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Style { get; set; }

    /// <summary>
    /// A region of the sheet, the name of a lead near which to write, or two numbers: where the first baseline begins, in mm from the sheet's left and top. Default: a region
    /// for each note, drawn by the seed.
    /// </summary>
    [Parameter]
    [PlaceTransformation]
    [ArgumentCompleter(typeof(PlaceCompleter))]
    [ValidateNotNull]
    public HandwritingPlace? Position { get; set; }

    /// <summary>Height of small letters without ascenders, in mm; capitals are about twice as high. Default: 2.1 to 3.6, drawn by the seed for each note.</summary>
    [Parameter]
    [ValidateRange(0.8, 15.0)]
    public double? Size { get; set; }

    /// <summary>Degrees by which lines are turned, clockwise: negative ones rise. Default: a little, drawn by the seed for each note.</summary>
    [Parameter]
    [ValidateRange(-180.0, 180.0)]
    public double? Angle { get; set; }

    /// <summary>What it is written with. Default: drawn by the seed for the page; three in four are ball-points.</summary>
    [Parameter]
    public HandwritingPen? Pen { get; set; }

    /// <summary>The ink as it looks on white paper: "#RRGGBB", three numbers from 0 to 255, or Blue, Black, Red, Green, Graphite. Default: what is usual for the pen, drawn by the seed.</summary>
    [Parameter]
    [ColorTransformation(InkNames = true)]
    [ArgumentCompleter(typeof(InkCompleter))]
    public Rgb? Color { get; set; }

    /// <summary>How careful the hand is, 0 to 5: at 0 it is at its loosest, from 2 on every draw is nearly the same. Default: 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 5.0)]
    public double? Bias { get; set; }

    /// <summary>
    /// Whether notes may touch traces and print; they never touch one another. Marks go where they belong in any case. Default: drawn by the seed, two in three avoid.
    /// </summary>
    [Parameter]
    public TextOverlap? Overlap { get; set; }

    /// <summary>The ONNX file of a handwriting network of your own; docs/handwriting.md tells what it must be like. Default: EcgGen's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Marks to add: a line under a note, a circle around a part of a trace, an arrow to one, a check mark, a signature. Circles and arrows go to the lead of -Position, else to those that notes name (V2-V4), else to any. Default: none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public HandMarkKind[]? Mark { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new HandwritingStage
    {
        Texts = Text,
        Terms = ParameterSetName == TextSet ? null : _terms ??= Terms(),
        Count = Count,
        Styles = Style,
        Position = Position,
        Size = Size,
        Angle = Angle,
        Pen = Pen,
        Color = Color,
        Bias = Bias,
        Overlap = Overlap,
        Model = Model is null ? null : new NetworkFile(ResolveFile(Model)),
        MarkKinds = Mark,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => image.Stages[^1] is HandwritingStage hand
        ? $"by hand: {string.Join(' ', hand.Words!.Select(w => w.Text).Concat(hand.Marks!.Select(m => m.Kind.ToString())))}" : "";

    /// <inheritdoc/>
    protected override string? Warn(EcgImage image)
    {
        var hand = (HandwritingStage)image.Stages[^1];
        int written = hand.Words!.Select(w => w.Note).Distinct().Count();
        return written == hand.Count ? null : $"{hand.Count - written} of {hand.Count} notes found no room.";
    }

    private IReadOnlyList<string> Terms() => TermPath is null ? [.. (Term ?? []).Select(TextOf)] : ReadTerms(ResolveFile(TermPath));

    private static string TextOf(PSObject term) => (term.BaseObject as string ?? term.Properties["Text"]?.Value?.ToString()) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text : throw new EcgException(ErrorId.ArgumentInvalid, $"Term: expected strings, or objects with a property Text, found '{term}'.");

    private static string[] ReadTerms(string path)
    {
        const long LargestFile = 1 << 24;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile } file)
                throw new EcgException(ErrorId.FileUnreadable, $"{path}: expected at most {LargestFile} bytes, found {file.Length}.");
            string[] lines = [.. File.ReadAllLines(path).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
            return lines.Length > 0 ? lines : throw new EcgException(ErrorId.FileUnreadable, $"{path}: expected terms, one in a line, found none.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{path} does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path} can't be read: {e.Message}", e);
        }
    }
}
