// Reads NumPy files that anybody saved: one array of leads, whichever way round, of any kind of number.
namespace EcgGen.Core.Records;

/// <summary>
/// The reader of NumPy arrays of one or two dimensions. They tell neither rate nor unit nor lead names: the rate must be given;
/// numbers with decimals are mV and whole ones µV unless a unit is given; twelve leads are the standard ones in their usual order.
/// </summary>
public sealed class NpyReader : IRecordReader
{
    /// <inheritdoc/>
    public string Format => "npy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".npy"];

    /// <inheritdoc/>
    public bool CanRead(string path) =>
        FileStart.Of(path, NpyHeader.Magic.Length).AsSpan().SequenceEqual(NpyHeader.Magic)
        || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        using var file = HostileFile.Open(path);
        var (bytes, sha256) = file.Read(0, (int)Math.Min(file.Length, int.MaxValue / 2), cancellation);
        var header = NpyHeader.Parse(file.Name, bytes);
        var matrix = Matrix(file.Name, header);
        long expected = (long)matrix.Leads * matrix.Samples * header.Kind.Bytes;
        if (file.Length - header.DataStart != expected)
        {
            throw new EcgException(ErrorId.SignalInvalid, $"{file.Name}: data: expected {expected} bytes for an array of " +
                $"({string.Join(", ", header.Shape)}), found {file.Length - header.DataStart}.");
        }
        double rate = SamplingRates.Required(file.Name, options);
        if (expected > bytes.Length)
            throw new EcgException(ErrorId.RecordTooLarge, $"{file.Name}: data: expected at most {bytes.Length} bytes, found {expected}.");
        var values = new double[matrix.Leads * matrix.Samples];
        header.Kind.Decode(bytes.AsSpan(header.DataStart), header.IsBigEndian, values);
        cancellation.ThrowIfCancellationRequested();
        var warnings = new List<string>();
        var leads = matrix.Read(file.Name, values, header.Kind.IsInteger, rate, options, warnings);
        return new RawRecord
        {
            Name = Path.GetFileNameWithoutExtension(file.Name),
            SamplingRate = rate,
            Leads = leads,
            DeriveLimbLeads = LeadSets.AreEight(leads.Select(l => l.Name)),
            Files = [(file.FullPath, sha256)],
            Warnings = warnings,
        };
    }

    // Lengths of 1 say nothing: an array of (1, 12, 5000) is one of (12, 5000), and one of (5000,) is one lead.
    private static LeadMatrix Matrix(string file, NpyHeader header)
    {
        long[] sides = [.. header.Shape.Where(n => n != 1)];
        if (header.Shape.Length == 0 || sides.Length > 2)
            throw TextField.Invalid(file, "shape", "one or two dimensions", $"({string.Join(", ", header.Shape)})");
        var (first, second) = sides.Length == 2 ? (sides[0], sides[1]) : (1, sides.Length == 1 ? sides[0] : 1);
        return header.IsFortranOrder ? LeadMatrix.Of(file, second, first) : LeadMatrix.Of(file, first, second);
    }
}
