// Joins shards into the data set that one machine would have built.
using System.Security.Cryptography;

namespace EcgGen.Datasets;

/// <summary>The shards of a data set, in their order.</summary>
internal sealed class ShardMerge
{
    private readonly IReadOnlyList<(string Path, DatasetInfo Info)> _shards;

    private ShardMerge(IReadOnlyList<(string Path, DatasetInfo Info)> shards) => _shards = shards;

    /// <summary>What the whole is.</summary>
    public DatasetInfo Info => _shards[0].Info with { Shard = null, Records = 0, Images = 0, Errors = 0, Counts = null };

    /// <summary>The number of images.</summary>
    public int Images => _shards.Sum(s => s.Info.Images);

    /// <summary>Where the shards are.</summary>
    public IEnumerable<string> Paths => _shards.Select(s => s.Path);

    /// <summary>Finds shards and checks that they are one data set.</summary>
    /// <param name="folders">Shards, or folders of them.</param>
    /// <exception cref="EcgException">FileNotFound; DatasetMismatch: they do not belong together; DatasetIncomplete: some are missing or not finished.</exception>
    public static ShardMerge Find(IEnumerable<string> folders)
    {
        var found = new List<(string Path, DatasetInfo Info)>();
        foreach (var path in folders.SelectMany(ShardsIn).Distinct(StringComparer.Ordinal))
        {
            if (!DatasetFolder.IsFinished(path))
                throw new EcgException(ErrorId.DatasetIncomplete, $"{path}: the shard is not finished; run its command again, and it goes on where it was.");
            var info = DatasetIdentity.Read(Path.Combine(path, DatasetFolder.Info));
            if (info.Shard is null)
                throw new EcgException(ErrorId.DatasetMismatch, $"{path}: expected a shard, found a whole data set.");
            if (found.Find(f => f.Info.Shard == info.Shard) is { Path: { } other })
                throw new EcgException(ErrorId.DatasetMismatch, $"{path}: shard {info.Shard} is there twice; {other} is the same.");
            if (found.Count > 0)
                DatasetIdentity.Require(path, info with { Shard = null }, found[0].Info with { Shard = null });
            if (found.Count > 0 && info.Shard.Count != found[0].Info.Shard!.Count)
                throw new EcgException(ErrorId.DatasetMismatch, $"{path}: shard {info.Shard}: {found[0].Path} is shard {found[0].Info.Shard}.");
            found.Add((path, info));
        }
        int count = found[0].Info.Shard!.Count;
        var missing = Enumerable.Range(0, count).Except(found.Select(f => f.Info.Shard!.Index)).ToList();
        if (missing.Count > 0)
            throw new EcgException(ErrorId.DatasetIncomplete, $"Of {count} shards, {missing.Count} are missing: {string.Join(", ", missing)}.");
        return new ShardMerge([.. found.OrderBy(f => f.Info.Shard!.Index)]);
    }

    /// <summary>Brings all files into the folder of the whole; those that are there already stay.</summary>
    /// <param name="folder">The folder of the whole.</param>
    /// <param name="move">Whether to move them instead of copying.</param>
    /// <param name="imageDone">Told of every image.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="EcgException">DatasetDamaged: a file is missing or not what its manifest says.</exception>
    public void Gather(DatasetFolder folder, bool move, Action imageDone, CancellationToken stop)
    {
        foreach (var (path, _) in _shards)
        {
            foreach (var entry in Entries(path))
            {
                stop.ThrowIfCancellationRequested();
                foreach (var file in entry.Files)
                    Gather(Path.Combine(path, file.Path), folder, file, move);
                imageDone();
            }
        }
        folder.SetBuilt();
    }

    /// <summary>All records in their order.</summary>
    /// <exception cref="EcgException">DatasetDamaged: the lists of a shard do not fit its range of records.</exception>
    public IEnumerable<JournalLine> Lines() => _shards.SelectMany(s => Lines(s.Path, s.Info));

    private static IEnumerable<string> ShardsIn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new EcgException(ErrorId.FileNotFound, $"{folder}: no such folder.");
        if (DatasetFolder.IsBegun(folder))
            return [folder];
        var below = Directory.GetDirectories(folder).Where(DatasetFolder.IsBegun).Order(StringComparer.Ordinal).ToList();
        return below.Count > 0 ? below : throw new EcgException(ErrorId.FileNotFound, $"{folder}: no shard in this folder: expected {DatasetFolder.Info} in it, or in folders below it.");
    }

    private static void Gather(string from, DatasetFolder folder, ManifestFile file, bool move)
    {
        var to = folder[file.Path];
        if (new FileInfo(to) is { Exists: true } there && there.Length == file.Bytes)
            return;
        if (new FileInfo(from) is not { Exists: true } source || source.Length != file.Bytes)
            throw new EcgException(ErrorId.DatasetDamaged, $"{from}: expected a file of {file.Bytes} bytes.");
        if (move)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(from, to, overwrite: true);
            return;
        }
        using var copy = folder.Create(file.Path);
        using (var stream = File.OpenRead(from))
            stream.CopyTo(copy.Stream);
        copy.Stream.Position = 0;
        if (Convert.ToHexStringLower(SHA256.HashData(copy.Stream)) != file.Sha256)
            throw new EcgException(ErrorId.DatasetDamaged, $"{from}: sha256: expected {file.Sha256}.");
        copy.Commit();
    }

    private static IEnumerable<ManifestEntry> Entries(string shard) => JsonLines.Read(Path.Combine(shard, DatasetFolder.Manifest), EcgJson.Default.ManifestEntry);

    private static IEnumerable<JournalLine> Lines(string path, DatasetInfo info)
    {
        using var entries = Entries(path).GetEnumerator();
        using var timings = JsonLines.Read(Path.Combine(path, DatasetFolder.Timings), EcgJson.Default.DatasetTiming).GetEnumerator();
        using var errors = JsonLines.Read(Path.Combine(path, DatasetFolder.Errors), EcgJson.Default.DatasetError).GetEnumerator();
        bool moreEntries = entries.MoveNext(), moreErrors = errors.MoveNext();
        var (start, end) = info.Range();
        for (int index = start; index < end; index++)
        {
            var (images, times) = (new List<ManifestEntry>(), new List<DatasetTiming>());
            for (; moreEntries && entries.Current.Index == index; moreEntries = entries.MoveNext())
            {
                images.Add(entries.Current);
                if (timings.MoveNext())
                    times.Add(timings.Current);
            }
            bool failed = moreErrors && errors.Current.Index == index;
            if (images.Count != (failed ? 0 : info.VariantCount))
                throw new EcgException(ErrorId.DatasetDamaged, $"{path}: record {index}: expected {info.VariantCount} images, or an error; found {images.Count}.");
            yield return new JournalLine(index, images, times, failed ? errors.Current : null);
            moreErrors = failed ? errors.MoveNext() : moreErrors;
        }
        if (moreEntries || moreErrors)
            throw new EcgException(ErrorId.DatasetDamaged, $"{path}: expected records {start} to {end - 1}; the lists hold others, or in another order.");
    }
}
