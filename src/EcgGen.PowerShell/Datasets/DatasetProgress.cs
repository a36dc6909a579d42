// How far a build is, from what it leaves on the disk: the machine that looks is another one than those that build.
namespace EcgGen.Datasets;

internal static class DatasetProgress
{
    /// <summary>The first shard as it will be; its presence says how many shards there are before any has begun.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>Where Submit-EcgDataset has the shards of a data set: beside it.</summary>
    public static string ShardsOf(string folder) => Path.TrimEndingDirectorySeparator(folder) + ".shards";

    /// <summary>How far a data set is.</summary>
    /// <param name="folder">Its folder, or a folder of its shards.</param>
    /// <exception cref="EcgException">FileNotFound: nothing was begun there; DatasetDamaged.</exception>
    public static EcgDatasetProgress Of(string folder)
    {
        if (Directory.Exists(folder) && DatasetFolder.IsFinished(folder))
            return OfOne(folder)!;
        foreach (var shards in new[] { ShardsOf(folder), folder })
        {
            if (OfShards(folder, shards) is { } all)
                return all;
        }
        return OfOne(folder) ?? throw new EcgException(ErrorId.FileNotFound, $"{folder}: no data set was begun there.");
    }

    private static EcgDatasetProgress? OfShards(string folder, string shardsFolder)
    {
        if (!Directory.Exists(shardsFolder))
            return null;
        var plan = Path.Combine(shardsFolder, PlanFile);
        var begun = Directory.GetDirectories(shardsFolder).Select(OfOne).OfType<EcgDatasetProgress>().Where(p => p.Info.Shard is not null).ToList();
        var first = File.Exists(plan) ? DatasetIdentity.Read(plan) : begun.FirstOrDefault()?.Info;
        if (first is null)
            return null;
        EcgDatasetProgress[] shards = [.. Enumerable.Range(0, first.Shard!.Count).Select(i => begun.Find(p => p.Info.Shard!.Index == i) ?? NotStarted(first with { Shard = first.Shard with { Index = i } }, shardsFolder))];
        return new EcgDatasetProgress(folder, first with { Shard = null })
        {
            State = begun.Count > 0 ? DatasetState.Unfinished : DatasetState.NotStarted,
            Done = shards.Sum(s => s.Done),
            Total = shards.Sum(s => s.Total),
            Errors = shards.Sum(s => s.Errors),
            Rate = shards.Any(s => s.Rate is not null) ? shards.Sum(s => s.Rate ?? 0) : null,
            Updated = shards.Max(s => s.Updated),
            Shards = shards,
        };
    }

    private static EcgDatasetProgress NotStarted(DatasetInfo info, string shards) =>
        new(Path.Combine(shards, SlurmScripts.ShardFolder(info.Shard!.Index)), info) { State = DatasetState.NotStarted, Total = info.ImageCount() };

    private static EcgDatasetProgress? OfOne(string folder)
    {
        string finished = Path.Combine(folder, DatasetFolder.Info), begun = DatasetFolder.BuildFile(folder, DatasetIdentity.IdentityFile);
        bool done = File.Exists(finished) && !File.Exists(begun);
        if (!done && !File.Exists(begun))
            return null;
        try
        {
            return done ? OfFinished(folder, DatasetIdentity.Read(finished), File.GetLastWriteTime(finished)) : OfBuild(folder, DatasetIdentity.Read(begun));
        }
        catch (Exception e) when (!done && e is EcgException { Id: ErrorId.FileNotFound } or FileNotFoundException or DirectoryNotFoundException)
        {
            // It was finished between two looks.
            return OfFinished(folder, DatasetIdentity.Read(finished), File.GetLastWriteTime(finished));
        }
    }

    private static EcgDatasetProgress OfFinished(string folder, DatasetInfo info, DateTime updated) =>
        new(folder, info) { State = DatasetState.Finished, Done = info.Images, Total = info.ImageCount(), Errors = info.Errors, Updated = updated };

    private static EcgDatasetProgress OfBuild(string folder, DatasetInfo info)
    {
        var (images, errors, before, since, updated) = BuildJournal.Look(folder);
        double seconds = (DateTime.Now - since).TotalSeconds;
        return new EcgDatasetProgress(folder, info)
        {
            State = DatasetState.Unfinished,
            Done = images,
            Total = info.ImageCount(),
            Errors = errors,
            Rate = images > before && seconds > 0 ? (images - before) / seconds : null,
            Updated = updated,
        };
    }
}
