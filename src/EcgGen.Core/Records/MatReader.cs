// Reads MATLAB files without a WFDB header: the one matrix in them that is a record.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>
/// The reader of MATLAB files of version 4 to 7. The record is the matrix with a usual name ("val", "data", "ecg", "signal"), or else the
/// largest; the rate is that of a variable such as "fs", or must be given. The structs of the China Physiological Signal
/// Challenge 2018 have 500 Hz, as that data set documents, and tell age and sex.
/// </summary>
public sealed class MatReader : IRecordReader
{
    private const double Cpsc2018Rate = 500;
    private const int StartBytes = 128;
    private static readonly string[] s_signalNames = ["val", "data", "ecg", "signal", "signals", "sig"];
    private static readonly string[] s_rateNames =
        ["fs", "freq", "sfreq", "srate", "samplerate", "sample_rate", "samplingrate", "sampling_rate", "sampling_frequency", "samplingfrequency"];

    /// <inheritdoc/>
    public string Format => "mat";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".mat"];

    /// <inheritdoc/>
    public bool CanRead(string path)
    {
        var start = FileStart.Of(path, StartBytes);
        return Mat5File.IsMine(start) || Mat5File.IsHdf5(start) || Path.GetExtension(path).Equals(".mat", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var (bytes, sha256) = HostileFile.ReadAll(path, int.MaxValue / 2, cancellation);
        var file = Path.GetFileName(path);
        var values = Parse(file, bytes, cancellation);
        var (numbers, group) = Choose(file, values);
        var matrix = LeadMatrix.Of(file, numbers.Columns, numbers.Rows);
        var warnings = new List<string>();
        double? known = RateIn(group) ?? RateIn(values) ?? (IsCpsc2018(values, group) ? Cpsc2018Rate : null);
        double rate = known is { } told ? SamplingRates.Checked(file, told, options, warnings) : SamplingRates.Required(file, options);
        var leads = matrix.Read(file, numbers.Decode(), numbers.IsInteger, rate, options, warnings);
        return new RawRecord
        {
            Name = Path.GetFileNameWithoutExtension(file),
            SamplingRate = rate,
            Leads = leads,
            DeriveLimbLeads = LeadSets.AreEight(leads.Select(l => l.Name)),
            Files = [(Path.GetFullPath(path), sha256)],
            Comments = Comments(group),
            Warnings = warnings,
        };
    }

    private static List<MatValue> Parse(string file, byte[] bytes, CancellationToken cancellation)
    {
        if (Mat5File.IsHdf5(bytes))
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: version: expected MATLAB 4 to 7, found 7.3 (HDF5); save it with -v7.");
        if (Mat5File.IsMine(bytes))
            return Mat5File.Parse(file, bytes, cancellation);
        if (Mat4File.IsMine(bytes))
            return Mat4File.Parse(file, bytes);
        throw new EcgException(ErrorId.HeaderInvalid, $"{file}: header: expected a MATLAB file of version 4 to 7.");
    }

    private static (MatNumbers Numbers, IReadOnlyList<MatValue> Group) Choose(string file, List<MatValue> values)
    {
        var all = new List<(MatNumbers Numbers, IReadOnlyList<MatValue> Group)>();
        Collect(values, "", all);
        var candidates = all.Where(c => c.Numbers.Count > 1 && Math.Min(c.Numbers.Rows, c.Numbers.Columns) <= LeadMatrix.MaxLeads).ToList();
        if (candidates.Count == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{file}: the file has no matrix with 1 to {LeadMatrix.MaxLeads} leads.");
        var named = candidates.Where(c => s_signalNames.Contains(c.Numbers.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        var largest = (named.Count > 0 ? named : candidates).OrderByDescending(c => c.Numbers.Count).ToList();
        if (largest.Count > 1 && largest[0].Numbers.Count == largest[1].Numbers.Count)
        {
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: variables: expected one matrix of leads, found several of one size, " +
                $"{TextField.Quote(largest[0].Numbers.Name)} and {TextField.Quote(largest[1].Numbers.Name)}.");
        }
        return largest[0];
    }

    private static void Collect(IReadOnlyList<MatValue> values, string groupName, List<(MatNumbers, IReadOnlyList<MatValue>)> found)
    {
        foreach (var value in values)
        {
            if (value is MatNumbers numbers)
                found.Add((numbers.Name.Length == 0 ? numbers with { Name = groupName } : numbers, values));
            else if (value is MatGroup group)
                Collect(group.Members, group.Name.Length == 0 ? groupName : group.Name, found);
        }
    }

    private static bool IsCpsc2018(List<MatValue> values, IReadOnlyList<MatValue> group) =>
        values.Any(v => v is MatGroup { Name: "ECG" } ecg && ecg.Members == group) && group.Any(m => m.Name == "sex") && group.Any(m => m.Name == "age");

    private static double? RateIn(IReadOnlyList<MatValue> values) => values.OfType<MatNumbers>()
        .Where(n => n.Count == 1 && s_rateNames.Contains(n.Name, StringComparer.OrdinalIgnoreCase))
        .Select(n => (double?)n.Decode()[0]).FirstOrDefault();

    private static List<string> Comments(IReadOnlyList<MatValue> group)
    {
        var comments = new List<string>();
        foreach (var member in group)
        {
            if (member is MatNumbers { Count: 1 } number && number.Name.Equals("age", StringComparison.OrdinalIgnoreCase))
                comments.Add(string.Create(CultureInfo.InvariantCulture, $"Age: {number.Decode()[0]}"));
            else if (member is MatText text && text.Name.Equals("sex", StringComparison.OrdinalIgnoreCase))
                comments.Add($"Sex: {text.Text}");
        }
        return comments;
    }
}
