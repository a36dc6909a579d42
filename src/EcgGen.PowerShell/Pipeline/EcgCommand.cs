// The base of every cmdlet: one way to cancel, one way to report an error of one item and go on.
using System.Management.Automation;
using EcgGen.Binding;
using Microsoft.PowerShell.Commands;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet of EcgGen.</summary>
public abstract class EcgCommand : PSCmdlet, IDisposable
{
    /// <summary>Set when the user stops the pipeline.</summary>
    internal CancelHandle Cancel { get; } = new();

    /// <inheritdoc/>
    protected override void StopProcessing() => Cancel.Cancel();

    /// <summary>Ends what still runs, also when the pipeline ended early.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Cancel.Dispose();
    }

    /// <summary>Does the work of one item; an error of it is reported and does not end the pipeline.</summary>
    /// <param name="target">The culprit, if something is wrong.</param>
    /// <param name="work">The work.</param>
    protected void ForItem(object target, Action work)
    {
        try
        {
            work();
        }
        catch (EcgException e)
        {
            WriteError(ToRecord(e, target));
        }
        catch (OperationCanceledException) when (Cancel.IsCancelled)
        {
            // The user stopped; PowerShell ends the pipeline.
        }
    }

    /// <summary>The full path of a file or folder as the user writes it, whether or not it exists.</summary>
    /// <param name="path">Relative to PowerShell's current location; no character is a wildcard.</param>
    /// <exception cref="EcgException">ArgumentInvalid: the path is not one of the file system.</exception>
    protected string ResolveFile(string path)
    {
        try
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            RequireFileSystem(path, provider);
            return full;
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or NotSupportedException)
        {
            throw new EcgException(ErrorId.ArgumentInvalid, $"{path}: {e.Message}", e);
        }
    }

    /// <summary>A vendor's look as the core takes it: a bundled name as it is, the path of a file in full.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: the path is not one of the file system.</exception>
    protected string ResolveLook(string nameOrPath) =>
        EcgCore.Looks.Vendors.Contains(nameOrPath, StringComparer.OrdinalIgnoreCase) || nameOrPath.AsSpan().IndexOfAny("/\\.") < 0 ? nameOrPath : ResolveFile(nameOrPath);

    /// <summary>Refuses paths of the registry, of variables and the like.</summary>
    protected static void RequireFileSystem(string path, ProviderInfo provider)
    {
        if (provider.ImplementingType != typeof(FileSystemProvider))
            throw new EcgException(ErrorId.ArgumentInvalid, $"{path}: expected a path of the file system, found one of {provider.Name}.");
    }

    /// <summary>An error as PowerShell shows it: the id is stable, the category real.</summary>
    protected static ErrorRecord ToRecord(EcgException error, object target) => new(error, error.Id.ToString(), Category(error.Id), target);

    private static ErrorCategory Category(ErrorId id) => id switch
    {
        ErrorId.ArgumentInvalid or ErrorId.RecipeInvalid or ErrorId.ProfileInvalid => ErrorCategory.InvalidArgument,
        ErrorId.FileNotFound or ErrorId.LeadNotFound => ErrorCategory.ObjectNotFound,
        ErrorId.FileUnreadable => ErrorCategory.ReadError,
        ErrorId.FileUnwritable => ErrorCategory.WriteError,
        ErrorId.FileExists or ErrorId.DuplicateOutput => ErrorCategory.ResourceExists,
        ErrorId.FormatUnknown or ErrorId.HeaderInvalid or ErrorId.SignalInvalid or ErrorId.RecordEmpty or ErrorId.SourceMismatch or ErrorId.RecordChanged or ErrorId.DatasetMismatch or ErrorId.DatasetIncomplete or ErrorId.DatasetDamaged => ErrorCategory.InvalidData,
        ErrorId.DatasetBusy => ErrorCategory.ResourceBusy,
        ErrorId.RecordTooLarge => ErrorCategory.LimitsExceeded,
        ErrorId.Cancelled => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };
}
