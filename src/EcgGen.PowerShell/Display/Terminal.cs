// The terminal behind the host: whether there is one, what it shows, and how large it is.
using System.Globalization;
using System.Management.Automation.Host;
using System.Text;
using System.Text.RegularExpressions;

namespace EcgGen.Display;

/// <summary>What a terminal says of itself when asked.</summary>
/// <param name="Protocol">The best that it says it takes; null if none.</param>
/// <param name="CellWidth">Pixels of a character's cell across; null if it does not say so.</param>
/// <param name="CellHeight">The same, down.</param>
internal sealed record TerminalAnswer(ImageProtocol? Protocol, int? CellWidth, int? CellHeight);

internal sealed partial class Terminal(PSHost host)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);

    // PowerShell's own host stands before the console of this process. What others stand before only they know.
    private readonly bool _isConsole = host.Name == "ConsoleHost";

    /// <summary>Why nothing would be seen; null if something would.</summary>
    public string? Missing =>
        host.UI is null ? $"the host '{host.Name}' has no screen"
        : _isConsole && Console.IsOutputRedirected ? "the output is redirected"
        : Environment.GetEnvironmentVariable("TERM") == "dumb" ? "the terminal (TERM=dumb) knows no colours"
        : null;

    /// <summary>Columns and lines; what the host does not know is as on the first terminals.</summary>
    public (int Columns, int Lines) Size
    {
        get
        {
            try
            {
                var size = host.UI.RawUI.WindowSize;
                return (size.Width > 0 ? size.Width : 80, size.Height > 0 ? size.Height : 24);
            }
            catch (Exception e) when (e is NotImplementedException or NotSupportedException or HostException or InvalidOperationException or IOException)
            {
                return (80, 24);
            }
        }
    }

    /// <summary>What the environment tells: a protocol; or null, where only the terminal itself knows.</summary>
    public static ImageProtocol? FromEnvironment(Func<string, string?> variable)
    {
        string term = variable("TERM") ?? "", program = variable("TERM_PROGRAM") ?? "";
        // Inside a multiplexer the variables may be those of another terminal than one looks at.
        if (Has("TMUX") || Has("STY") || term.StartsWith("tmux", StringComparison.Ordinal) || term.StartsWith("screen", StringComparison.Ordinal))
            return null;
        if (program is "iTerm.app" or "WezTerm" or "mintty" || variable("LC_TERMINAL") == "iTerm2")
            return ImageProtocol.ITerm;
        if (program == "ghostty" || term is "xterm-kitty" or "xterm-ghostty" || Has("KITTY_WINDOW_ID") || Has("KONSOLE_VERSION"))
            return ImageProtocol.Kitty;
        if (term is "mlterm" or "contour" or "yaft-256color" || term == "foot" || term.StartsWith("foot-", StringComparison.Ordinal))
            return ImageProtocol.Sixel;
        // These would print the question.
        return program == "Apple_Terminal" || term == "linux" ? ImageProtocol.Block : null;

        bool Has(string name) => variable(name) is { Length: > 0 };
    }

    /// <summary>
    /// Asks the terminal, and waits a moment for the answer. Nothing is asked if the host is not this process's console, if input or output is redirected, or if the user
    /// has typed ahead, for that would be lost.
    /// </summary>
    public TerminalAnswer Ask()
    {
        // The first look for keys also turns echo off.
        if (!_isConsole || Console.IsInputRedirected || Console.IsOutputRedirected || Console.KeyAvailable)
            return new TerminalAnswer(null, null, null);
        // Whether it takes Kitty's images; how large a cell is; and what every terminal answers, so that one knows when all is said: its attributes, where 4 is sixels.
        Console.Out.Write("\e_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\e\\\e[16t\e[c");
        Console.Out.Flush();
        var text = new StringBuilder();
        long end = Environment.TickCount64 + (long)s_patience.TotalMilliseconds;
        while (!Attributes().IsMatch(text.ToString()) && Environment.TickCount64 < end)
        {
            if (Console.KeyAvailable)
                text.Append(Console.ReadKey(intercept: true).KeyChar);
            else
                Thread.Sleep(2);
        }
        return Read(text.ToString());
    }

    /// <summary>Writes what makes an image, past hosts that strip colours from texts.</summary>
    public void Write(string image)
    {
        if (_isConsole)
        {
            Console.Out.Write(image);
            Console.Out.Flush();
        }
        else
        {
            host.UI.Write(image);
        }
    }

    private static TerminalAnswer Read(string answer)
    {
        bool sixels = Attributes().Match(answer).Groups[1].Value.Split(';').Contains("4");
        var cell = Cell().Match(answer);
        return new TerminalAnswer(answer.Contains("Gi=31;OK", StringComparison.Ordinal) ? ImageProtocol.Kitty : sixels ? ImageProtocol.Sixel : null, Number(cell.Groups[2]), Number(cell.Groups[1]));

        static int? Number(Group digits) => int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is > 0 and <= 200 ? n : null;
    }

    [GeneratedRegex(@"\[\?([0-9;]+)c")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\[6;([0-9]+);([0-9]+)t")]
    private static partial Regex Cell();
}
