// The base of every cmdlet: one way to cancel, one way to report an error of one item and go on.
using System.Management.Automation;
using EcgGen.Binding;

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

    /// <summary>An error as PowerShell shows it: the id is stable, the category real.</summary>
    protected static ErrorRecord ToRecord(EcgException error, object target) => new(error, error.Id.ToString(), Category(error.Id), target);

    private static ErrorCategory Category(ErrorId id) => id switch
    {
        ErrorId.ArgumentInvalid or ErrorId.RecipeInvalid => ErrorCategory.InvalidArgument,
        ErrorId.FileNotFound or ErrorId.LeadNotFound => ErrorCategory.ObjectNotFound,
        ErrorId.FileUnreadable => ErrorCategory.ReadError,
        ErrorId.FileUnwritable => ErrorCategory.WriteError,
        ErrorId.FileExists or ErrorId.DuplicateOutput => ErrorCategory.ResourceExists,
        ErrorId.FormatUnknown or ErrorId.HeaderInvalid or ErrorId.SignalInvalid or ErrorId.RecordEmpty or ErrorId.SourceMismatch or ErrorId.RecordChanged => ErrorCategory.InvalidData,
        ErrorId.RecordTooLarge => ErrorCategory.LimitsExceeded,
        ErrorId.Cancelled => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };
}
