// A real PowerShell engine in this process, and the packed module in it.
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace EcgGen.Benchmarks;

internal sealed class Engine : IDisposable
{
    /// <summary>Imports the module.</summary>
    public static string ImportModule => $"Import-Module '{Path.Combine(Machine.Module, "EcgGen.psd1")}'";

    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public Engine() => _runspace.Open();

    /// <summary>Runs a script; any error ends the benchmark.</summary>
    /// <param name="script">The script.</param>
    /// <param name="take">Gets each object as it comes.</param>
    public void Run(string script, Action<PSObject>? take = null)
    {
        using var shell = PowerShell.Create(_runspace).AddScript(script);
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, e) => take?.Invoke(output[e.Index]);
        shell.Invoke<object, PSObject>([], output, new PSInvocationSettings { ErrorActionPreference = ActionPreference.Stop });
    }

    public void Dispose() => _runspace.Dispose();
}
