// The registry of file formats: a new format is one reader file and one line here.
using EcgGen.Core.Records.Dicom;
using EcgGen.Core.Records.Scp;
using EcgGen.Core.Records.Xml;

namespace EcgGen.Core.Records;

/// <summary>All readers, and the choice among them.</summary>
public static class RecordFormats
{
    /// <summary>The readers, in the order in which they are asked: the one that takes any text with numbers comes last.</summary>
    public static IReadOnlyList<IRecordReader> All { get; } =
    [
        new WfdbReader(),
        new EdfReader(),
        new ScpReader(),
        new DicomReader(),
        new IshneReader(),
        new NpyReader(),
        new MatReader(),
        new MuseXmlReader(),
        new AnnotatedEcgReader(),
        new SierraXmlReader(),
        new CsvReader(),
    ];

    /// <summary>The reader for a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">A format's name, or null to look at the file.</param>
    /// <exception cref="EcgException">FormatUnknown.</exception>
    public static IRecordReader Find(string path, string? format)
    {
        var reader = format is null
            ? All.FirstOrDefault(r => r.CanRead(path))
            : All.FirstOrDefault(r => r.Format.Equals(format, StringComparison.OrdinalIgnoreCase));
        return reader ?? throw new EcgException(ErrorId.FormatUnknown, format is null
            ? $"{Path.GetFileName(path)}: no reader knows this file; known formats are {Names}."
            : $"{Path.GetFileName(path)}: no format is named '{format}'; known formats are {Names}.");
    }

    private static string Names => string.Join(", ", All.Select(r => r.Format));
}
