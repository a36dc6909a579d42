// The whole import of a record from each format, by BenchmarkDotNet: reading, lead names, checks, privacy, id.
using BenchmarkDotNet.Attributes;
using EcgGen.Core.Records;

namespace EcgGen.Benchmarks;

/// <summary>Imports from files that the system has in memory.</summary>
public class ReaderBenchmarks
{
    private OpenRecordRequest _request = null!;

    /// <summary>The formats' names.</summary>
    public static IEnumerable<string> Formats => RecordFiles.All.Select(f => f.Title);

    [ParamsSource(nameof(Formats))]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _request = RecordFiles.Request(StepBenchmarks.Folder, RecordFiles.All.Single(f => f.Title == Format).File);

    [Benchmark]
    public RecordData Import() => RecordOpener.Open(_request, default);
}
