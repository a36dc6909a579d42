// What callers hold by number: results, tokens, images. A handle is never reused, so a stale one is an error, not a surprise.
using System.Collections.Concurrent;

namespace EcgGen.Native;

internal static class Handles
{
    private static readonly ConcurrentDictionary<long, object> s_objects = new();
    private static long s_last;

    public static int Count => s_objects.Count;

    public static long Put(object value)
    {
        long handle = Interlocked.Increment(ref s_last);
        s_objects[handle] = value;
        return handle;
    }

    public static T Get<T>(long handle) where T : class =>
        s_objects.TryGetValue(handle, out var value) && value is T typed
            ? typed
            : throw new EcgException(ErrorId.ArgumentInvalid, $"handle {handle}: expected a live {typeof(T).Name}.");

    public static void Free(long handle)
    {
        if (s_objects.TryRemove(handle, out var value))
            (value as IDisposable)?.Dispose();
    }
}

/// <summary>What a call gave: JSON, and samples or pixels where there are any.</summary>
internal sealed record Reply(byte[] Json, IReadOnlyList<double[]>? Samples = null, Core.Raster.PixelBuffer? Pixels = null) : IDisposable
{
    public void Dispose() => Pixels?.Dispose();
}
