// Add-EcgPrintedText: header, footer, codes and stamps on a page.
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Prints on a page what carts and hospitals print: header, measurements, interpretation, footer, bar codes, stamps.</summary>
/// <remarks>
/// What stands where is said by a template: that of the page's vendor, another vendor's, or a file of your own; docs/printed-text.md describes the
/// language. Rate, intervals and axes are measured on the signal; age and sex are the record's; name, number, date and everything else that would
/// identify a person is invented by the seed, unless -Field gives it.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Vendor Alder | Add-EcgPrintedText | Export-EcgImage pages -Truth</code>
/// <para>Prints the header of the page's vendor; the truth tells every line and word with its box.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgPrintedText -Template Maple -Field @{ Hospital = 'St. Nowhere'; Diagnosis = 'Normal ECG' } -Overlap Avoid | Export-EcgImage pages</code>
/// <para>Prints another vendor's header with two values given, and moves what would touch a trace.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgPrintedText")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgPrintedTextCommand : StageCommand
{
    /// <summary>A vendor's name, whose text is printed, Any for one drawn by the seed, or the file of a look of your own. Default: that of the page's vendor.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(VendorCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>Values of placeholders by name, in the place of measured and invented ones, and of names that only your template knows. A list gives lines.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Field { get; set; }

    /// <summary>
    /// Whether text may touch traces. Avoid moves it, then shrinks it, then leaves it out, until none does; Allow leaves it where the template says.
    /// Default: drawn by the seed, two in three avoid.
    /// </summary>
    [Parameter]
    public TextOverlap? Overlap { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new PrintedTextStage
    {
        Template = Template is null ? image.VendorFile : ResolveLook(Template),
        Fields = Field?.Cast<DictionaryEntry>().ToDictionary(f => Text(f.Key), f => Text(f.Value)),
        Overlap = Overlap,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "printed text";

    private static string Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => "",
        string text => text,
        DateTime day => day.ToString(day.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IEnumerable list => string.Join('\n', list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
