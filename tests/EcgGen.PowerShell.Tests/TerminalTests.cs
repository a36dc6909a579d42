// Show-EcgImage on a real terminal's line: what it asks, how it takes answers, and what it does without any terminal.
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

public sealed partial class TerminalTests
{
    private static string PowerShell => Path.Combine(Locations.Repository, "tools", "pwsh.cs");

    private static string Command(string script) => $"Import-Module '{Locations.Manifest}'; $page = New-EcgRecord | New-EcgPaper -Dpi 60; {script}";

    [Fact]
    public async Task The_terminal_itself_tells_what_it_takes()
    {
        (string? Answer, string Shown)[] cases =
        [
            ("\e[6;20;9t\e[?62;4;22c", "Sixel in 5 columns, 45 x "),
            ("\e_Gi=31;OK\e\\\e[6;34;16t\e[?62c", "Kitty in 5 columns, 80 x "),
            ("\e[?62;22c", "Block in 5 columns, 5 x "),
            ("\e_Gi=31;ENOTSUPPORTED:no\e\\\e[?64;1;4c", "Sixel in 5 columns, 50 x "),
            (null, "Block in 5 columns, 5 x "),
        ];
        var shown = await OnTerminal($"foreach ($i in 1..{cases.Length}) {{ $page | Show-EcgImage -Width 5 -Verbose }}", [.. cases.Select(c => c.Answer)]);
        Assert.Equal(cases.Select(c => c.Shown), ShownAs().Matches(shown).Select(m => m.Groups[1].Value));
        // No answer is left standing on the screen.
        Assert.DoesNotContain("[?6", shown);
    }

    [Fact]
    public async Task Without_a_terminal_an_error_says_so_and_a_protocol_writes_in_any_case()
    {
        var run = await ExternalTool.Run("dotnet", "run", PowerShell, "--", "-Command", Command("$page | Show-EcgImage -Protocol Block -Width 30; $page | Show-EcgImage"));
        Assert.Equal(1, run!.ExitCode);
        int end = run.Output.LastIndexOf("\e[0m\n", StringComparison.Ordinal) + 5;
        Assert.Equal(30, TerminalDecoder.Block(run.Output[..end]).Width);
        Assert.Contains("There is no terminal to show an image in: the output is redirected.", Spaces().Replace(run.Output[end..], " "));
    }

    /// <summary>Runs a command on a pseudo-terminal of which this is the other end; gives all that was written to it.</summary>
    private static async Task<string> OnTerminal(string script, string?[] answers)
    {
        var start = new ProcessStartInfo("script", ["-qfec", $"stty -echo; exec dotnet run '{PowerShell}' -- -Command \"$ECGGEN_COMMAND\"", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ECGGEN_COMMAND"] = Command(script);
        start.Environment["TERM"] = "xterm-256color";
        foreach (var other in new[] { "TERM_PROGRAM", "LC_TERMINAL", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "TMUX", "STY" })
            start.Environment.Remove(other);
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("The program 'script', which makes pseudo-terminals, is not installed.");
        }
        using var process = started!;
        try
        {
            var text = new StringBuilder();
            var buffer = new char[1 << 16];
            int asked = 0;
            while (await process.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromMinutes(1)) is > 0 and var count)
            {
                text.Append(buffer, 0, count);
                for (; Questions().Count(text.ToString()) > asked; asked++)
                    await process.StandardInput.WriteAsync(answers[asked]);
                await process.StandardInput.FlushAsync();
            }
            Assert.Equal(answers.Length, asked);
            return text.ToString();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex(@"\e_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\e\\\e\[16t\e\[c")]
    private static partial Regex Questions();

    [GeneratedRegex("shown as ([A-Z][a-z]+ in [0-9]+ columns, [0-9]+ x )")]
    private static partial Regex ShownAs();

    [GeneratedRegex(@"[\s|]+")]
    private static partial Regex Spaces();
}
