// A network that moves a pen: one session, shared by all threads.
using Microsoft.ML.OnnxRuntime;

namespace EcgGen.Core.Handwriting;

/// <summary>A recurrent network of one pen step (Graves 2013, "Generating sequences with recurrent neural networks", section 5).</summary>
/// <remarks>
/// Kernels of ONNX Runtime take another way for one row than for several, and for the rest of a vector than for whole ones. With an even number of rows and
/// multiples of eight characters, a row's numbers are the same to the bit whatever the other rows are; that was measured for float32, and for int8 with scales of
/// its own for each row. Where a network's rows do depend on each other, as with DynamicQuantizeLinear over a batch, loading finds it, and each word is written alone.
/// </remarks>
internal sealed class StrokeNetwork
{
    private const int CharacterStep = 8, MostRows = 16;

    private readonly InferenceSession _session;

    /// <summary>Loads and tries a network.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="EcgException">FileUnreadable: it is no network that fits the contract.</exception>
    public StrokeNetwork(byte[] model, string name)
    {
        try
        {
            using var options = new SessionOptions
            {
                // Images are the parallel axis. Neither arena nor patterns, which grow with every shape: memory is what the steps in flight take.
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                EnableCpuMemArena = false,
                EnableMemoryPattern = false,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            _session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{name}: expected an ONNX model: {e.Message}", e);
        }
        try
        {
            Contract = new NetworkContract(_session, name);
            Rows = RowsAreIndependent() ? MostRows : 1;
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>What the network says of itself.</summary>
    public NetworkContract Contract { get; }

    /// <summary>What it wrote lately.</summary>
    public WrittenWords Words => field ??= new WrittenWords(this);

    /// <summary>How many words may be written together.</summary>
    public int Rows { get; }

    /// <summary>Characters, the end of the text included, for which there is room if there are at least so many.</summary>
    public static int Padded(int characters) => (characters + CharacterStep - 1) / CharacterStep * CharacterStep;

    /// <summary>One step.</summary>
    /// <param name="inputs">Values of <see cref="NetworkContract.Inputs"/>.</param>
    /// <param name="outputs">Take the values of <see cref="NetworkContract.Outputs"/>.</param>
    /// <exception cref="EcgException">FileUnreadable: the network does not fit the contract.</exception>
    public void Step(OrtValue[] inputs, OrtValue[] outputs)
    {
        using var options = new RunOptions();
        try
        {
            _session.Run(options, NetworkContract.Inputs, inputs, NetworkContract.Outputs, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw Contract.Invalid($"the network does not run: {e.Message}", e);
        }
    }

    /// <summary>Whether a row's numbers stay the same to the bit when the row beside it changes.</summary>
    private bool RowsAreIndependent()
    {
        var first = new StrokeBatch(this, 2, 1);
        var second = new StrokeBatch(this, 2, 1);
        foreach (var batch in (StrokeBatch[])[first, second])
        {
            for (int row = 0; row < 2; row++)
                batch.Begin(row, 0, [Contract.End]);
        }
        // Far beyond what a pen does, so that any common scale changes.
        second.Move(1, 30, -20, true, 10);
        for (int step = 0; step < 2; step++)
        {
            first.Step();
            second.Step();
        }
        return first.Output(0).SequenceEqual(second.Output(0)) && first.Attention(0).SequenceEqual(second.Attention(0));
    }
}
