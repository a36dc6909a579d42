// A token of the core: set from another thread, polled by the work. It exists from its first use on, for PowerShell makes cmdlets that
// it neither runs nor disposes, to complete words and to look for help.
namespace EcgGen.Binding;

internal sealed class CancelHandle : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source = new();
    private long _value;
    private bool _disposed;

    public long Value
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_value == 0)
                {
                    _value = NativeMethods.ecg_cancel_new();
                    if (IsCancelled)
                        CoreError.Check(NativeMethods.ecg_cancel(_value));
                }
                return _value;
            }
        }
    }

    public bool IsCancelled { get; private set; }

    /// <summary>The same for waits on this side.</summary>
    public CancellationToken Token => _source.Token;

    public void Cancel()
    {
        lock (_gate)
        {
            IsCancelled = true;
            _source.Cancel();
            if (_value != 0 && !_disposed)
                CoreError.Check(NativeMethods.ecg_cancel(_value));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_value != 0 && !_disposed)
                CoreError.Check(NativeMethods.ecg_free(_value));
            _disposed = true;
        }
    }
}
