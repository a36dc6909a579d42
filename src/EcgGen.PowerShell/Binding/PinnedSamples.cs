// A record's samples held still while the core borrows them.
using System.Runtime.InteropServices;

namespace EcgGen.Binding;

internal sealed unsafe class PinnedSamples : IDisposable
{
    private readonly GCHandle[] _handles;
    private readonly nint[] _addresses;
    private readonly GCHandle _table;

    public PinnedSamples(IReadOnlyList<double[]> leads, int sampleCount)
    {
        _handles = [.. leads.Select(l => GCHandle.Alloc(l, GCHandleType.Pinned))];
        _addresses = [.. _handles.Select(h => h.AddrOfPinnedObject())];
        _table = GCHandle.Alloc(_addresses, GCHandleType.Pinned);
        SampleCount = sampleCount;
    }

    public PinnedSamples(EcgRecord record) : this([.. record.Leads.Select(l => l.Samples)], record.SampleCount)
    {
    }

    public double** Leads => (double**)_table.AddrOfPinnedObject();

    public int LeadCount => _addresses.Length;

    public int SampleCount { get; }

    public void Dispose()
    {
        _table.Free();
        foreach (var handle in _handles)
            handle.Free();
    }
}
