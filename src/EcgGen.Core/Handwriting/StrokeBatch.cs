// The words that are written together: one row of the network's inputs and states for each.
using Microsoft.ML.OnnxRuntime;

namespace EcgGen.Core.Handwriting;

/// <summary>Buffers of a number of rows, and the step from one pen point to the next.</summary>
internal sealed class StrokeBatch
{
    private readonly StrokeNetwork _network;
    private readonly int _characters;
    private readonly float[] _x, _mask, _y, _attention;
    private readonly long[] _style, _ids;
    // States before and after a step take turns.
    private readonly float[][] _even, _odd;
    private readonly OrtValue[][] _inputs, _outputs;
    private int _turn;

    /// <summary>Empty rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">How many.</param>
    /// <param name="characters">Room for so many characters, with the end of the text.</param>
    public StrokeBatch(StrokeNetwork network, int rows, int characters)
    {
        _network = network;
        _characters = StrokeNetwork.Padded(characters);
        var contract = network.Contract;
        _x = new float[rows * NetworkContract.PointSize];
        (_mask, _attention) = (new float[rows * _characters], new float[rows * _characters]);
        _ids = new long[rows * _characters];
        Array.Fill(_ids, contract.Pad);
        _style = new long[rows];
        _y = new float[rows * contract.OutputSize];
        float[][] States() => [.. contract.StateSizes.Select(size => new float[rows * size])];
        (_even, _odd) = (States(), States());
        OrtValue Value<T>(T[] values) where T : unmanaged => OrtValue.CreateTensorValueFromMemory(values, [rows, values.Length / rows]);
        OrtValue[] given = [Value(_x), OrtValue.CreateTensorValueFromMemory(_style, [rows]), Value(_ids), Value(_mask)], told = [Value(_y), Value(_attention)];
        OrtValue[] even = [.. _even.Select(Value)], odd = [.. _odd.Select(Value)];
        _inputs = [[.. given, .. even], [.. given, .. odd]];
        _outputs = [[.. told, .. odd], [.. told, .. even]];
    }

    /// <summary>Puts a text into an empty row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="style">The hand's number.</param>
    /// <param name="ids">Ids of the characters and the end.</param>
    public void Begin(int row, int style, ReadOnlySpan<long> ids)
    {
        _style[row] = style;
        ids.CopyTo(_ids.AsSpan(row * _characters));
        _mask.AsSpan(row * _characters, ids.Length).Fill(1);
        // The pen is up and at the line's beginning.
        _x[row * NetworkContract.PointSize + 2] = 1;
    }

    /// <summary>Says where the pen of a row went.</summary>
    public void Move(int row, double dx, double dy, bool end, double height) =>
        (_x[row * NetworkContract.PointSize], _x[row * NetworkContract.PointSize + 1], _x[row * NetworkContract.PointSize + 2], _x[row * NetworkContract.PointSize + 3]) =
        ((float)dx, (float)dy, end ? 1 : 0, (float)height);

    /// <summary>Asks the network where the pens go.</summary>
    public void Step()
    {
        _network.Step(_inputs[_turn], _outputs[_turn]);
        _turn = 1 - _turn;
    }

    /// <summary>The mixture of a row.</summary>
    public ReadOnlySpan<float> Output(int row) => _y.AsSpan(row * _network.Contract.OutputSize, _network.Contract.OutputSize);

    /// <summary>How much a row attends each of its characters.</summary>
    public ReadOnlySpan<float> Attention(int row) => _attention.AsSpan(row * _characters, _characters);

    /// <summary>Takes over the whole state of another batch's row, whose text has at most as many characters as there is room for.</summary>
    public void Copy(StrokeBatch from, int fromRow, int row)
    {
        Take(from._x, _x, NetworkContract.PointSize, NetworkContract.PointSize);
        int common = Math.Min(_characters, from._characters);
        from._ids.AsSpan(fromRow * from._characters, common).CopyTo(_ids.AsSpan(row * _characters, common));
        from._mask.AsSpan(fromRow * from._characters, common).CopyTo(_mask.AsSpan(row * _characters, common));
        _style[row] = from._style[fromRow];
        var (source, target) = (from._turn == 0 ? from._even : from._odd, _turn == 0 ? _even : _odd);
        for (int i = 0; i < target.Length; i++)
            Take(source[i], target[i], _network.Contract.StateSizes[i], _network.Contract.StateSizes[i]);

        void Take(float[] source, float[] target, int size, int targetSize) => source.AsSpan(fromRow * size, size).CopyTo(target.AsSpan(row * targetSize, targetSize));
    }
}
