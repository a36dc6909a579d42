// What a MATLAB file holds, as far as an ECG can be in it: matrices of numbers, text, and groups of values.
namespace EcgGen.Core.Records;

/// <summary>A variable, a field of a struct, or a cell.</summary>
/// <param name="Name">Its name; empty for cells.</param>
internal abstract record MatValue(string Name);

/// <summary>A matrix of real numbers, column after column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Stored">The kind of number in the file, which may take fewer bytes than the matrix's class.</param>
/// <param name="IsBigEndian">The byte order.</param>
/// <param name="IsInteger">Whether the matrix is of a class of integers.</param>
/// <param name="Data">The numbers.</param>
internal sealed record MatNumbers(string Name, long Rows, long Columns, NumberKind Stored, bool IsBigEndian, bool IsInteger,
    ReadOnlyMemory<byte> Data) : MatValue(Name)
{
    /// <summary>How many numbers.</summary>
    public long Count => Rows * Columns;

    /// <summary>Decodes the numbers.</summary>
    public double[] Decode()
    {
        var values = new double[Count];
        Stored.Decode(Data.Span, IsBigEndian, values);
        return values;
    }
}

/// <summary>Text.</summary>
internal sealed record MatText(string Name, string Text) : MatValue(Name);

/// <summary>The fields of a struct, or the cells of a cell array.</summary>
internal sealed record MatGroup(string Name, IReadOnlyList<MatValue> Members) : MatValue(Name);
