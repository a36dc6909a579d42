// The one place where work runs in parallel: a bounded window of items, finished in any order, handed out in the order given.
using System.Collections.Concurrent;

namespace EcgGen.Pipeline;

/// <summary>
/// Runs work on a fixed number of threads. At most twice as many items as threads are in the window; adding to a full one
/// waits for the oldest. All members are for the one thread that owns the window.
/// </summary>
/// <param name="threads">Threads, at least 1; they start as items come.</param>
/// <param name="work">Runs on one of the threads.</param>
/// <param name="stop">Ends all waiting, with an OperationCanceledException.</param>
internal sealed class OrderedWindow<TItem, TResult>(int threads, Func<TItem, TResult> work, CancellationToken stop) : IDisposable
{
    private const int LongestWait = 500;

    private readonly Queue<Entry> _order = new();
    private readonly BlockingCollection<Entry> _todo = [];
    private readonly List<Thread> _threads = [];

    /// <summary>Adds an item; hands out whatever is finished at the head of the window, and waits for room if it is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="take">Gets items and outcomes on this thread, in order; what the work threw is in the task.</param>
    public void Add(TItem item, Action<TItem, Task<TResult>> take)
    {
        var entry = new Entry(item);
        _order.Enqueue(entry);
        if (_threads.Count < Math.Min(threads, _order.Count))
            StartThread();
        _todo.Add(entry);
        while (_order.Count > 2 * threads || (_order.TryPeek(out var head) && head.Done.Task.IsCompleted))
            TakeHead(take);
    }

    /// <summary>Waits for everything and hands it out.</summary>
    public void Drain(Action<TItem, Task<TResult>> take)
    {
        while (_order.Count > 0)
            TakeHead(take);
    }

    /// <summary>
    /// Drops work not begun and waits for what is, but no longer than half a second: a cancelled encoder of a large JPEG can't be
    /// interrupted, and ends by itself without a trace while the user goes on.
    /// </summary>
    public void Dispose()
    {
        while (_todo.TryTake(out _))
        {
        }
        _todo.CompleteAdding();
        long end = Environment.TickCount64 + LongestWait;
        if (_threads.TrueForAll(t => t.Join((int)Math.Max(0, end - Environment.TickCount64))))
            _todo.Dispose();
    }

    private void TakeHead(Action<TItem, Task<TResult>> take)
    {
        var head = _order.Dequeue();
        Task.WaitAny([head.Done.Task], stop);
        take(head.Item, head.Done.Task);
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"EcgGen {_threads.Count + 1}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        foreach (var entry in _todo.GetConsumingEnumerable())
        {
            try
            {
                entry.Done.SetResult(work(entry.Item));
            }
            catch (Exception e)
            {
                entry.Done.SetException(e);
            }
        }
    }

    private sealed record Entry(TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
