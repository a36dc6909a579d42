// PowerShell for machines that have only the .NET SDK: hosts the engine, and behaves as pwsh does with -File and -Command.
// The engine's package lacks the Utility and Management modules (Write-Host, Get-ChildItem, ...), and so does this.

#:package System.Management.Automation
#:property PublishAot=false
// Scripts name cultures, such as [cultureinfo]'en-US', which the invariant mode refuses otherwise.
#:property PredefinedCulturesOnly=false

using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security;
using Microsoft.PowerShell;

// The engine would report its use to its maker over the network, as pwsh does; a build has no business with that.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

try
{
    var request = Request.Parse(args);
    if (request.IsEmpty)
    {
        Console.WriteLine(Request.Usage);
        return 0;
    }
    using var interruption = new Interruption();
    using var session = new Session(interruption, request.NonInteractive);
    return session.Run(request);
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(Request.Usage);
    return 64; // EX_USAGE, as pwsh does
}

/// <summary>What the command line asks for: a script file with arguments, or a text, or neither when only help is wanted.</summary>
sealed record Request(string? File, string? Text, Collection<CommandParameter> Arguments, bool NonInteractive)
{
    public const string Usage = """
        Usage: dotnet run tools/pwsh.cs -- [options] [-File] FILE [arguments]
               dotnet run tools/pwsh.cs -- [options] -Command TEXT

        FILE or TEXT may be -, then the script is read from standard input.
        Options: -NonInteractive makes prompts fail; -NoProfile, -NoLogo and -ExecutionPolicy NAME are ignored; -Help.
        """;

    public bool IsEmpty => File is null && Text is null;

    public static Request Parse(string[] args)
    {
        var nonInteractive = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i].ToLowerInvariant())
            {
                case "-noprofile" or "-nop" or "-nologo" or "-nol":
                    break;
                case "-executionpolicy" or "-ex" or "-ep":
                    i++;
                    break;
                case "-noninteractive" or "-noni":
                    nonInteractive = true;
                    break;
                case "-help" or "-h" or "-?" or "/?" or "--help":
                    return Nothing;
                case "-command" or "-c":
                    return ForText(args[(i + 1)..], nonInteractive);
                case "-file" or "-f":
                    return ForFile(args[(i + 1)..], nonInteractive);
                default:
                    return ForFile(args[i..], nonInteractive);
            }
        }
        return Nothing;
    }

    static Request Nothing => new(null, null, [], false);

    static Request ForText(string[] words, bool nonInteractive) => words switch
    {
        [] => throw new UsageException("-Command needs a text to run."),
        ["-"] => new(null, Console.In.ReadToEnd(), [], nonInteractive),
        _ => new(null, string.Join(' ', words), [], nonInteractive),
    };

    static Request ForFile(string[] words, bool nonInteractive)
    {
        if (words is [])
            throw new UsageException("-File needs a script to run.");
        if (words is ["-"])
            return ForText(words, nonInteractive);
        if (!System.IO.File.Exists(words[0]))
            throw new UsageException($"There is no script file '{words[0]}'. Check the spelling, and the path if there is one.");
        return new(Path.GetFullPath(words[0]), null, ScriptArguments.Parse(words[1..]), nonInteractive);
    }
}

sealed class UsageException(string message) : Exception(message);

/// <summary>The arguments of a script. Words stay literal strings, as pwsh does it; only -Name:true and -Name:false are Booleans.</summary>
static class ScriptArguments
{
    public static Collection<CommandParameter> Parse(string[] words)
    {
        var arguments = new Collection<CommandParameter>();
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (!IsName(word))
                arguments.Add(new CommandParameter(null, word));
            else if (colon < 0)
                arguments.Add(new CommandParameter(word)); // the engine takes the next word as its value, unless it is a switch
            else if (colon < word.Length - 1)
                arguments.Add(new CommandParameter(word[..colon], BooleanOrText(word[(colon + 1)..])));
            else if (i + 1 < words.Length)
                arguments.Add(new CommandParameter(word[..colon], words[++i]));
        }
        return arguments;
    }

    static bool IsName(string word) => word.Length > 1 && word[0] is '-' or '\u2013' or '\u2014' or '\u2015';

    static object BooleanOrText(string value) => bool.TryParse(value.StartsWith('$') ? value[1..] : value, out var flag) ? flag : value;
}

/// <summary>One runspace of the engine on this console; runs one request and says with what the process exits.</summary>
sealed class Session : IDisposable
{
    /// <summary>The engine itself calls this, and only this way, to pipe into native commands. Objects give their ToString.</summary>
    const string OutString = """
        [CmdletBinding()] param([Parameter(Mandatory)] [switch] $Stream, [Parameter(ValueFromPipeline)] $InputObject)
        process { "$InputObject" }
        """;

    readonly Interruption interruption;
    readonly ConsoleHost host;
    readonly Runspace runspace;

    public Session(Interruption interruption, bool nonInteractive)
    {
        this.interruption = interruption;
        host = new ConsoleHost(new ConsoleInput(nonInteractive, interruption.Token));
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned; // pwsh's default there; elsewhere the engine refuses to set any
        state.Commands.Add(new SessionStateFunctionEntry("Out-String", OutString));
        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        if (runspace.SessionStateProxy.GetVariable("PSStyle") is PSStyle style)
            style.OutputRendering = OutputRendering.PlainText;
    }

    public int Run(Request request)
    {
        if (request is { File: null, Text: "" })
            return 0;
        // Only with history does the engine keep $? after the pipeline: -Command exits by it, -File doesn't.
        using var pipeline = request.Text is { } text ? runspace.CreatePipeline(text, addToHistory: true) : runspace.CreatePipeline();
        if (request.File is { } file)
            pipeline.Commands.Add(Script(file, request.Arguments));

        var failure = Invoke(pipeline);
        host.Console.EndProgress();
        if (interruption.ExitCode is { } signalled)
            return signalled;
        if (failure is not null)
        {
            Report(failure);
            return 1;
        }
        return host.ExitCode ?? (runspace.SessionStateProxy.GetVariable("?") is false ? 1 : 0);
    }

    public void Dispose() => runspace.Dispose();

    /// <summary>In the global scope, as if dot-sourced. A file of another name, say one with a shebang, can only run as a text.</summary>
    static Command Script(string file, Collection<CommandParameter> arguments)
    {
        var command = file.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new Command(file, isScript: false, useLocalScope: false)
            : new Command(File.ReadAllText(file), isScript: true, useLocalScope: false);
        foreach (var argument in arguments)
            command.Parameters.Add(argument);
        return command;
    }

    /// <summary>Runs to the end, printing on the way. Returns what ended it before its end, if anything did.</summary>
    Exception? Invoke(Pipeline pipeline, params object[] input)
    {
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");
        LetExitEndTheSession();
        using var stopping = interruption.Token.Register(pipeline.StopAsync);
        try
        {
            pipeline.Invoke(input);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>
    /// Makes exit N in the script file reach the host. Otherwise the engine only stores N in $LASTEXITCODE, where it can't be told
    /// from that of the last native command. pwsh sets this same switch, which is not public.
    /// </summary>
    void LetExitEndTheSession()
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var context = typeof(Runspace).GetProperty("ExecutionContext", Hidden)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Hidden)!.SetValue(context, true);
    }

    /// <summary>Shows what ended the script as the engine shows all errors, or plainly if it can't: its view needs a position.</summary>
    void Report(Exception failure)
    {
        var error = (failure as IContainsErrorRecord)?.ErrorRecord ?? new ErrorRecord(failure, "Failure", ErrorCategory.NotSpecified, null);
        using var pipeline = runspace.CreatePipeline("$input");
        host.Console.EverythingIsAnError = true;
        if (error.InvocationInfo is null || Invoke(pipeline, error) is not null)
            Console.Error.WriteLine(error);
    }
}

/// <summary>Turns Ctrl-C, termination and hang-up into an orderly stop, so that cmdlets and finally blocks clean up.</summary>
sealed class Interruption : IDisposable
{
    /// <summary>From then on a second signal ends the process. Before, it is the first again: dotnet run and timeout repeat them.</summary>
    static readonly TimeSpan Echo = TimeSpan.FromSeconds(1);

    /// <summary>How long a termination waits for what can't be stopped, such as native commands, which only Ctrl-C reaches too.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource source = new();
    readonly PosixSignalRegistration[] registrations;
    long firstAt;

    public Interruption() => registrations = [On(PosixSignal.SIGHUP, 1), On(PosixSignal.SIGINT, 2), On(PosixSignal.SIGTERM, 15)];

    public CancellationToken Token => source.Token;

    /// <summary>128 + the signal's number once there was one, as shells do.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    PosixSignalRegistration On(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (ExitCode is { } code)
        {
            if (Stopwatch.GetElapsedTime(firstAt) > Echo)
                Environment.Exit(code);
            return;
        }
        ExitCode = 128 + number;
        firstAt = Stopwatch.GetTimestamp();
        source.Cancel();
        if (signal != PosixSignal.SIGINT)
            Task.Delay(Grace).ContinueWith(_ => Environment.Exit(128 + number), TaskScheduler.Default);
    });
}

/// <summary>What the engine sees of this process. Bears pwsh's name because scripts, and the engine itself, look for it.</summary>
sealed class ConsoleHost(ConsoleInput input) : PSHost
{
    public ConsoleUI Console { get; } = new(input);

    /// <summary>N, once the script has called exit N.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "ConsoleHost";
    public override Version Version { get; } = PSVersionInfo.PSVersion;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override PSHostUserInterface UI => Console;
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
    public override void NotifyBeginApplication() => Console.EndProgress();
    public override void NotifyEndApplication() { }
    public override void EnterNestedPrompt() => throw new PSNotSupportedException("This host has no interactive session.");
    public override void ExitNestedPrompt() { }
}

/// <summary>Prints what the engine says, errors and progress to standard error, and asks what it wants to know.</summary>
sealed class ConsoleUI(ConsoleInput input) : PSHostUserInterface
{
    readonly ProgressLine progress = new();

    public bool EverythingIsAnError { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleScreen();
    public override bool SupportsVirtualTerminal => false;

    public override void Write(string value)
    {
        progress.Clear();
        (EverythingIsAnError ? Console.Error : Console.Out).Write(Plain(value));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);
    public override void WriteLine(string value) => Write(value + Environment.NewLine);
    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);
    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);
    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteErrorLine(string value)
    {
        progress.Clear();
        Console.Error.WriteLine(Plain(value));
    }

    /// <summary>Without the colours that the formatter puts in regardless; leaving them out is the host's task.</summary>
    static string Plain(string value) => GetOutputString(value, supportsVirtualTerminal: false);

    public override void WriteProgress(long sourceId, ProgressRecord record) => progress.Show(record);
    public void EndProgress() => progress.Clear();

    public override string ReadLine() => input.ReadLine();

    /// <summary>Asks for missing parameters. The engine converts the answers to their types.</summary>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteTitle(caption, message);
        return descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Ask(field.Name + ": ")));
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteTitle(caption, message);
        var all = choices.Select(choice => new Choice(choice)).ToList();
        var question = string.Concat(all.Select(choice => $"[{choice.Key}] {choice.Name}  ")) + "[?] Help"
            + (defaultChoice >= 0 ? $" (default is \"{all[defaultChoice].Key}\"): " : ": ");
        while (true)
        {
            var answer = Ask(question).Trim();
            var picked = answer.Length == 0 ? defaultChoice : all.FindIndex(choice => choice.IsMeantBy(answer));
            if (picked >= 0)
                return picked;
            if (answer == "?")
                all.ForEach(choice => WriteLine($"{choice.Key} - {choice.Help}"));
        }
    }

    public override SecureString ReadLineAsSecureString() => throw NoSecrets();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => throw NoSecrets();
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options)
        => throw NoSecrets();

    static PSNotSupportedException NoSecrets() => new("This host doesn't ask for passwords.");

    string Ask(string question)
    {
        Write(question);
        return input.ReadLine();
    }

    void WriteTitle(params string?[] lines)
    {
        input.Require();
        foreach (var line in lines.Where(line => !string.IsNullOrEmpty(line)))
            WriteLine(line!);
    }

    /// <summary>One answer of a choice: the letter after the label's ampersand, or the whole label, picks it.</summary>
    sealed class Choice(ChoiceDescription description)
    {
        readonly int ampersand = description.Label.IndexOf('&', StringComparison.Ordinal);

        public string Name { get; } = description.Label.Replace("&", "", StringComparison.Ordinal);
        public string Key => ampersand >= 0 && ampersand < Name.Length ? Name[ampersand].ToString().ToUpperInvariant() : Name;
        public string Help => description.HelpMessage;

        public bool IsMeantBy(string answer) =>
            answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Name, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>One line on the terminal that says how far things are, drawn at most ten times a second; nothing without a terminal.</summary>
sealed class ProgressLine
{
    readonly bool visible = !Console.IsErrorRedirected;
    long drawnAt;
    int drawnWidth;

    public void Show(ProgressRecord record)
    {
        if (!visible)
            return;
        if (record.RecordType == ProgressRecordType.Completed)
            Clear();
        else if (Stopwatch.GetElapsedTime(drawnAt).TotalMilliseconds >= 100)
            Draw(record);
    }

    public void Clear()
    {
        if (drawnWidth > 0)
            Console.Error.Write($"\r{new string(' ', drawnWidth)}\r");
        drawnWidth = 0;
    }

    void Draw(ProgressRecord record)
    {
        var share = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
        var text = $"{record.Activity}: {record.StatusDescription} {record.CurrentOperation}".TrimEnd().ReplaceLineEndings(" ") + share;
        Clear();
        drawnAt = Stopwatch.GetTimestamp();
        drawnWidth = Math.Min(text.Length, Math.Min(ConsoleScreen.CurrentSize.Width, 80) - 1);
        Console.Error.Write(text[..drawnWidth]);
    }
}

/// <summary>What a person types. Refuses where nobody can, instead of waiting forever, and gives up when interrupted.</summary>
sealed class ConsoleInput(bool nonInteractive, CancellationToken interrupted)
{
    public void Require()
    {
        if (nonInteractive)
            throw new PSInvalidOperationException("This needs an answer, but -NonInteractive forbids to ask.");
        if (Console.IsInputRedirected)
            throw new PSInvalidOperationException("This needs an answer, but standard input is not a terminal, so there is nobody to ask.");
    }

    /// <summary>A read can't be cancelled, so it waits on another thread, which is left behind when the script is stopped.</summary>
    public string ReadLine()
    {
        Require();
        try
        {
            return Task.Run(Console.ReadLine).WaitAsync(interrupted).GetAwaiter().GetResult()
                ?? throw new PSInvalidOperationException("This needs an answer, but standard input has ended.");
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}

/// <summary>The size of the terminal, for the formatter; the rest of what a host could do with a screen is not supported.</summary>
sealed class ConsoleScreen : PSHostRawUserInterface
{
    /// <summary>Fixed where there is no terminal, so that logs look the same everywhere. Some pseudo-terminals say 0.</summary>
    public static Size CurrentSize =>
        Console.IsOutputRedirected || Console.WindowWidth < 1 ? new(120, 50) : new(Console.WindowWidth, Console.WindowHeight);

    public override Size BufferSize { get => CurrentSize; set { } }
    public override Size WindowSize { get => CurrentSize; set { } }
    public override Size MaxWindowSize => CurrentSize;
    public override Size MaxPhysicalWindowSize => CurrentSize;
    public override Coordinates WindowPosition { get; set; }
    public override Coordinates CursorPosition { get; set; }
    public override int CursorSize { get; set; } = 1;
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override string WindowTitle { get; set; } = "";
    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new PSNotSupportedException();
    public override void FlushInputBuffer() { }
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new PSNotSupportedException();
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new PSNotSupportedException();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new PSNotSupportedException();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new PSNotSupportedException();
}
