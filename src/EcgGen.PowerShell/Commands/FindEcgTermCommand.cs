// Find-EcgTerm: texts, files and pages to the terms in them.
using System.Management.Automation;
using System.Text;
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Finds terms of electrocardiography and cardiology in texts, files and web pages.</summary>
/// <remarks>
/// A trained recogniser reads sentence by sentence; it knows terms by list, by form and by context, so it also finds terms that it has never seen.
/// Each has a kind (Rhythm, Finding, Measurement, Lead, Drug, Device, Anatomy, Procedure), a score from 0.65 to 1 and its place, in UTF-16 units from the
/// beginning: of the string, of the text or Markdown file, or of the text of a page, whose paragraphs are parted by blank lines. Texts are English.
/// Files may have 32 MB. Pages may have 5 MB and five redirects, and scripts, styles and drawings in them are passed over.
/// </remarks>
/// <example>
/// <code>'Sinus rhythm with LAFB, QTc 480 ms, on sotalol.' | Find-EcgTerm</code>
/// <para>Finds a rhythm, a finding, a measurement with its value, and a drug.</para>
/// </example>
/// <example>
/// <code>Find-EcgTerm -Path textbook/*.html, notes.md -Top 50</code>
/// <para>Finds the fifty terms that occur most often and most surely in some files.</para>
/// </example>
/// <example>
/// <code>Find-EcgTerm -Uri https://example.org/atrial-flutter | Where-Object Kind -eq Drug</code>
/// <para>Finds the drugs that a web page names.</para>
/// </example>
[Cmdlet(VerbsCommon.Find, "EcgTerm", DefaultParameterSetName = TextSet)]
[OutputType(typeof(EcgTerm))]
public sealed class FindEcgTermCommand : PathCommand
{
    private const string TextSet = "Text";
    private const string UriSet = "Uri";
    private const int MaxFileBytes = 32 << 20;

    private readonly TermTally _tally = new();
    private WebReader? _web;

    /// <summary>The text, or several; each is read by itself.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Text { get; set; } = [];

    /// <summary>Addresses of web pages or texts, of http or https.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public Uri[] Uri { get; set; } = [];

    /// <summary>How long a page may take, in seconds, from the first word to the server to the last of the page. Default: 30.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>Only so many different terms, of all that is read: those that occur most often and most surely. Each comes once, with the count of its occurrences. Default: every occurrence, in the order of the text.</summary>
    [Parameter]
    [ValidateRange(1, 1000000)]
    public int? Top { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case TextSet:
                foreach (var text in Text)
                    ForItem(text, () => Find(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", null));
                break;
            case UriSet:
                foreach (var uri in Uri)
                    ForItem(uri, () => Find(uri));
                break;
            default:
                base.ProcessRecord();
                break;
        }
    }

    /// <inheritdoc/>
    protected override bool ProcessPath(string path, bool chosen)
    {
        var type = MediaType(path);
        if (type is null && !chosen)
            return false;
        if (type is null)
            throw new EcgException(ErrorId.FormatUnknown, $"{path}: expected a file named *.txt, *.md, *.markdown, *.html, *.htm or *.xhtml.");
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new EcgException(ErrorId.FileNotFound, $"{path}: no such file.");
        if (file.Length > MaxFileBytes)
            throw new EcgException(ErrorId.RecordTooLarge, $"{path}: expected at most {MaxFileBytes >> 20} MB of text, found {file.Length / 1e6:0.0} MB.");
        try
        {
            Find(File.ReadAllBytes(path), type, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path}: {e.Message}", e);
        }
        return true;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (var term in Top is { } count ? _tally.Top(count) : [])
            WriteObject(term);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _web?.Dispose();
        base.Dispose(disposing);
    }

    private void Find(Uri uri)
    {
        _web ??= new WebReader();
        var (content, type) = _web.Read(uri, TimeoutSec, Cancel.Token);
        Find(content, type, uri.ToString());
    }

    private void Find(byte[] content, string mediaType, string? source)
    {
        var terms = FindTerms(content, mediaType, source ?? "text");
        WriteVerbose($"{source ?? "text"}: {terms.Count} terms in {content.Length} bytes");
        foreach (var term in terms)
        {
            var found = term with { Source = source };
            if (Top is null)
                WriteObject(found);
            else
                _tally.Add(found);
        }
    }

    /// <summary>What the core calls content has a name here.</summary>
    private IReadOnlyList<EcgTerm> FindTerms(byte[] content, string mediaType, string name)
    {
        const string Unnamed = "content:";
        try
        {
            return EcgCore.FindTerms(content, mediaType, Cancel);
        }
        catch (EcgException e) when (e.Message.StartsWith(Unnamed, StringComparison.Ordinal))
        {
            throw new EcgException(e.Id, $"{name}:{e.Message[Unnamed.Length..]}", e);
        }
    }

    private static string? MediaType(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".txt" => "text/plain",
        ".md" or ".markdown" => "text/markdown",
        ".html" or ".htm" or ".xhtml" => "text/html",
        _ => null,
    };
}
