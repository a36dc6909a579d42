// A real PowerShell engine with the packed module: what every test here drives.
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Security;

namespace EcgGen.PowerShell.Tests;

/// <summary>One runspace. Scripts run in it one after another and see each other's variables.</summary>
internal sealed class Engine : IDisposable
{
    private readonly CapturingHost _host = new();
    private readonly Runspace _runspace;

    public Engine(bool import = true)
    {
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (import)
            Run($"Import-Module '{Locations.Manifest}'").AssertClean();
    }

    /// <summary>What was shown on the console since the last call.</summary>
    public string ConsoleText => _host.Text.Take();

    /// <summary>Sets a variable.</summary>
    public void Set(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script and collects all its streams.</summary>
    public Outcome Run(string script)
    {
        using var shell = Create(script);
        return Collect(shell, () => shell.Invoke());
    }

    /// <summary>Shows a script's output on the console, as at the prompt.</summary>
    public string Show(string script)
    {
        using var shell = Create(script);
        shell.AddCommand("Out-Default");
        shell.Invoke();
        return ConsoleText;
    }

    /// <summary>Starts a script that the test will stop.</summary>
    public System.Management.Automation.PowerShell Create(string script)
    {
        var shell = System.Management.Automation.PowerShell.Create(_runspace);
        return shell.AddScript(script);
    }

    /// <summary>Collects a script's streams, whether or not it ended in an error.</summary>
    public static Outcome Collect(System.Management.Automation.PowerShell shell, Func<Collection<PSObject>> invoke)
    {
        Collection<PSObject> output = [];
        RuntimeException? terminating = null;
        try
        {
            output = invoke();
        }
        catch (RuntimeException e)
        {
            terminating = e;
        }
        return new Outcome(output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Verbose.Select(v => v.Message)], [.. shell.Streams.Progress], terminating);
    }

    public void Dispose() => _runspace.Dispose();
}

/// <summary>What a script gave.</summary>
internal sealed record Outcome(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose, IReadOnlyList<ProgressRecord> Progress, RuntimeException? Terminating)
{
    /// <summary>The one output object.</summary>
    public dynamic Single => Assert.Single(AssertClean().Output).BaseObject;

    /// <summary>The ids of all errors, without the cmdlet's name.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]);

    /// <summary>Asserts that nothing went wrong.</summary>
    public Outcome AssertClean()
    {
        Assert.Null(Terminating);
        Assert.True(Errors.Count == 0, string.Join("\n", Errors.Select(e => e.ToString())));
        return this;
    }

    /// <summary>The one error, which did not end the pipeline, has this id and names this in its message.</summary>
    public ErrorRecord AssertError(string id, params string[] inMessage)
    {
        Assert.Null(Terminating);
        var error = Assert.Single(Errors);
        Assert.StartsWith(id + ",EcgGen.Commands.", error.FullyQualifiedErrorId);
        Assert.All(inMessage, text => Assert.Contains(text, error.ToString()));
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        return error;
    }
}

/// <summary>A console that remembers.</summary>
internal sealed class CapturingHost : PSHost
{
    public CapturingText Text { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "EcgGen tests";

    public override PSHostUserInterface UI => Text;

    public override Version Version => new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}

internal sealed class CapturingText : PSHostUserInterface
{
    private readonly StringWriter _text = new();

    public override PSHostRawUserInterface RawUI { get; } = new Screen();

    public string Take()
    {
        var text = _text.ToString();
        _text.GetStringBuilder().Clear();
        return text;
    }

    public override void Write(string value) => _text.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => _text.Write(value);

    public override void WriteLine(string value) => _text.WriteLine(value);

    public override void WriteErrorLine(string value) => _text.WriteLine(value);

    public override void WriteDebugLine(string message) => _text.WriteLine(message);

    public override void WriteVerboseLine(string message) => _text.WriteLine(message);

    public override void WriteWarningLine(string message) => _text.WriteLine(message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

    private sealed class Screen : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(160, 3000);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => new(160, 60);

        public override Size MaxWindowSize => new(160, 60);

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(160, 60);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
