// The caller's samples as memory of the core, for the length of one call.
using System.Buffers;

namespace EcgGen.Native;

internal sealed unsafe class BorrowedSamples(double* samples, int count) : MemoryManager<double>
{
    /// <summary>One lead per pointer.</summary>
    public static IReadOnlyList<ReadOnlyMemory<double>> Leads(double** leads, int leadCount, int sampleCount)
    {
        if (leadCount < 0 || sampleCount < 0 || (leads == null && leadCount > 0))
            throw new EcgException(ErrorId.ArgumentInvalid, $"samples: expected leads and counts, found {leadCount} leads of {sampleCount} samples.");
        var memory = new ReadOnlyMemory<double>[leadCount];
        for (int i = 0; i < leadCount; i++)
        {
            if (leads[i] == null && sampleCount > 0)
                throw new EcgException(ErrorId.ArgumentInvalid, $"samples: expected an address for lead {i}, found null.");
            memory[i] = new BorrowedSamples(leads[i], sampleCount).Memory;
        }
        return memory;
    }

    public override Span<double> GetSpan() => new(samples, count);

    public override MemoryHandle Pin(int elementIndex = 0) => new(samples + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
