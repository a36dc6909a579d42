// What keeps records together in one part of a data set: their patient, another property, or a column of a table.
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;

namespace EcgGen.Datasets;

/// <summary>Tells the group of each record.</summary>
internal sealed class RecordGroups
{
    private readonly string _name;
    private readonly Dictionary<string, string>? _table;

    /// <summary>By a property of records.</summary>
    /// <exception cref="EcgException">ArgumentInvalid: records have no such property.</exception>
    public RecordGroups(string property)
    {
        _name = typeof(EcgRecord).GetProperties().Select(p => p.Name).FirstOrDefault(p => p.Equals(property, StringComparison.OrdinalIgnoreCase))
            ?? throw new EcgException(ErrorId.ArgumentInvalid, $"-GroupBy {property}: expected a property of records, such as PatientKey, or with -GroupPath a column of a table.");
    }

    /// <summary>By a column of a table, in which a record's row is the one that has the record's name in it, whether with folders and an ending or without.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="path">The table, a CSV file.</param>
    /// <param name="records">The records, each of which must have a row.</param>
    /// <exception cref="EcgException">ArgumentInvalid: there is no such column, or a record without a row or with several.</exception>
    public RecordGroups(string column, string path, IReadOnlyList<RecordFile> records)
    {
        var rows = CsvRows.Read(path);
        var file = Path.GetFileName(path);
        int group = rows.Count == 0 ? -1 : Array.FindIndex(rows[0], c => c.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (group < 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{file}: no column '{column}'; there are {(rows.Count == 0 ? "none" : string.Join(", ", rows[0]))}.");
        (_name, _table) = (rows[0][group], Match(rows, group, [.. records.Select(r => Stem(r.Name))], file));
    }

    /// <summary>The property or column.</summary>
    public string Name => _name;

    /// <summary>A record's group; null where it tells none.</summary>
    public string? Of(RecordFile file, EcgRecord record) =>
        _table is not null ? _table[Stem(file.Name)] : PSObject.AsPSObject(record).Properties[_name].Value is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null;

    /// <summary>A group as outputs tell it: equal for equal groups of this data set, and telling nothing else.</summary>
    public static string Hide(string group, byte[] secret) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(group)))[..16];

    private static Dictionary<string, string> Match(List<string[]> rows, int group, HashSet<string> stems, string file)
    {
        // Tables have the names in some column; it is the one with most of them.
        int columns = rows[0].Length;
        int names = Enumerable.Range(0, columns).MaxBy(c => rows.Skip(1).Count(r => c < r.Length && stems.Contains(Stem(r[c]))));
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1).Where(r => r.Length > Math.Max(names, group)))
        {
            var stem = Stem(row[names]);
            if (stems.Contains(stem) && !groups.TryAdd(stem, row[group]) && groups[stem] != row[group])
                throw new EcgException(ErrorId.ArgumentInvalid, $"{file}: record {stem} has rows with '{groups[stem]}' and '{row[group]}' in column {rows[0][group]}.");
        }
        var without = stems.Where(s => !groups.TryGetValue(s, out var g) || g.Length == 0).Order(StringComparer.Ordinal).ToArray();
        if (without.Length > 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{file}: {without.Length} of {stems.Count} records have no value in column {rows[0][group]}, such as {without[0]}; their names are looked for in column {rows[0][names]}.");
        return groups;
    }

    private static string Stem(string name) => Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
}
