// A token of the core: set from another thread, polled by the work.
namespace EcgGen.Binding;

internal sealed class CancelHandle : IDisposable
{
    private readonly Lock _gate = new();
    private bool _disposed;

    public long Value { get; } = NativeMethods.ecg_cancel_new();

    public bool IsCancelled { get; private set; }

    public void Cancel()
    {
        lock (_gate)
        {
            IsCancelled = true;
            if (!_disposed)
                CoreError.Check(NativeMethods.ecg_cancel(Value));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
                CoreError.Check(NativeMethods.ecg_free(Value));
            _disposed = true;
        }
    }
}
