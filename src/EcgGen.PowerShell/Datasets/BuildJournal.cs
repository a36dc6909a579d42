// What a build has done: one line per record, in the order of the list. Whatever happens to the process, what stands here is on the disk.
namespace EcgGen.Datasets;

/// <summary>The journal of a build that is not finished.</summary>
internal sealed class BuildJournal : IDisposable
{
    private const string JournalFile = "journal.jsonl";

    private readonly DatasetFolder _folder;
    private readonly string _path;
    private readonly FileStream _stream;

    /// <summary>Opens or begins a journal; from one that was interrupted, what is not whole is cut off.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="info">What is to be built.</param>
    /// <param name="first">The first record of the build.</param>
    /// <exception cref="EcgException">DatasetMismatch: the folder holds the beginning of another data set.</exception>
    public BuildJournal(DatasetFolder folder, DatasetInfo info, int first)
    {
        _folder = folder;
        _path = DatasetFolder.BuildFile(folder.Path, JournalFile);
        Next = first;
        DatasetIdentity.Claim(folder, info);
        _stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        // Once all is built, the layout may have moved files.
        bool inPlace = !folder.IsBuilt;
        long end = 0;
        foreach (var (line, lineEnd) in JsonLines.ReadWhole(_path, EcgJson.Default.JournalLine))
        {
            if (line.Index != Next || (inPlace && !line.Entries.SelectMany(e => e.Files).All(IsThere)))
                break;
            Next++;
            Images += line.Entries.Count;
            end = lineEnd;
        }
        _stream.SetLength(end);
        _stream.Position = end;
    }

    /// <summary>The record to go on with.</summary>
    public int Next { get; private set; }

    /// <summary>Images of the records before it.</summary>
    public int Images { get; private set; }

    /// <summary>The records that are done.</summary>
    public IEnumerable<JournalLine> Lines => JsonLines.Read(_path, EcgJson.Default.JournalLine);

    /// <summary>Notes a record; its files are on the disk.</summary>
    public void Append(JournalLine line)
    {
        JsonLines.Write(_stream, line, EcgJson.Lines.JournalLine);
        Next = line.Index + 1;
        Images += line.Entries.Count;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private bool IsThere(ManifestFile file) => new FileInfo(_folder[file.Path]) is { Exists: true } found && found.Length == file.Bytes;
}
