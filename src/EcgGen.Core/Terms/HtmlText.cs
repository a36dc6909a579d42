// The text of an HTML page. Only AngleSharp's tokenizer is used, not its tree: a tree costs time and memory without bound when hostile
// pages nest or misnest elements, tokens cost a fixed amount per character.
using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace EcgGen.Core.Terms;

internal static class HtmlText
{
    private static readonly FrozenSet<string> s_blocks = Names("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul");

    // Elements whose content is no text of the page; the tokenizer reads the first ones as raw text up to their end tag.
    private static readonly FrozenSet<string> s_raw = Names("style xmp iframe noembed noframes noscript");
    private static readonly FrozenSet<string> s_dropped = Names("script style iframe noembed noframes noscript template svg math object canvas select textarea");

    /// <summary>Paragraphs parted by blank lines, blanks as a browser shows them; scripts, styles, drawings and forms are left out.</summary>
    public static string Read(string html, CancellationToken cancellation)
    {
        using var source = new TextSource(html);
        var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            ShouldEmitAttribute = (ref _, _) => false,
        };
        var text = new StringBuilder();
        string? dropped = null;
        int depth = 0;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            cancellation.ThrowIfCancellationRequested();
            if (token.Type == HtmlTokenType.Character && dropped is null)
            {
                AppendText(text, token.Data);
            }
            else if (token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
            {
                bool start = token.Type == HtmlTokenType.StartTag;
                if (start)
                    tokenizer.State = Mode(token.Name);
                // Only drawings can end with their own tag, as <svg/>.
                if (start && token is HtmlTagToken { IsSelfClosing: true } && token.Name is "svg" or "math")
                    continue;
                if (dropped is null && start && s_dropped.Contains(token.Name))
                    dropped = token.Name;
                if (dropped == token.Name)
                    depth += start ? 1 : -1;
                if (depth == 0)
                    dropped = null;
                if (dropped is null && (s_blocks.Contains(token.Name) || token.Name == "br"))
                    Break(text, token.Name == "br" ? "\n" : "\n\n");
            }
        }
        return text.ToString();
    }

    private static HtmlParseMode Mode(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "title" or "textarea" => HtmlParseMode.RCData,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => s_raw.Contains(name) ? HtmlParseMode.Rawtext : HtmlParseMode.PCData,
    };

    private static void AppendText(StringBuilder text, string data)
    {
        foreach (char c in data)
        {
            bool blank = c is ' ' or '\t' or '\n' or '\r' or '\f';
            if (!blank)
                text.Append(c == '\0' ? '\uFFFD' : c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }

    private static void Break(StringBuilder text, string with)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        if (text.Length > 0 && !(text.Length > 1 && text[^1] == '\n' && text[^2] == '\n'))
            text.Append(with.AsSpan(text[^1] == '\n' ? 1 : 0));
    }

    private static FrozenSet<string> Names(string list) => list.Split(' ').ToFrozenSet();
}
