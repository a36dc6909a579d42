// Small records of a few patients, and data sets of them that are drawn in milliseconds.
using System.Text.Json.Nodes;

namespace EcgGen.PowerShell.Tests.Datasets;

internal sealed class DatasetFixture : IDisposable
{
    /// <summary>Of each image, a few milliseconds' work: a page, every other one with noise.</summary>
    private const string Profile = """
        @{
            Stages = @(
                @{ Kind = 'paper'; Dpi = 60; Layout = @{ Choice = '3x4', '6x2' } }
                @{ Kind = 'imageNoise'; Probability = 0.5; Gaussian = @{ Uniform = 1, 4 } }
            )
        }
        """;

    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public DatasetFixture()
    {
        _engine.Set("root", _scratch.Folder);
        File.WriteAllText(_scratch["small.psd1"], Profile);
    }

    public Engine Engine => _engine;

    public Scratch Scratch => _scratch;

    public string this[string name] => _scratch[name];

    /// <summary>Writes records; so many in turn are of one patient. Every third has a second diagnosis.</summary>
    public DatasetFixture AddRecords(int count, int perPatient = 1, string folder = "records")
    {
        _engine.Run($"New-EcgRecord -Count {count} -Duration 10 -SamplingRate 100 -Seed 3 | Export-EcgRecord \"$root/{folder}\"").AssertClean();
        foreach (var (header, i) in Directory.GetFiles(_scratch[folder], "*.hea").Order(StringComparer.Ordinal).Select((h, i) => (h, i)))
            File.AppendAllText(header, $"# Patient ID: {4000 + i / perPatient}\n# Dx: 426783006{(i % 3 == 0 ? ",164889003" : "")}\n");
        return this;
    }

    /// <summary>The command that builds a data set in a folder.</summary>
    public string Command(string folder, string options = "", string records = "records") =>
        $"New-EcgDataset '{_scratch[records]}' '{_scratch[folder]}' -Profile '{_scratch["small.psd1"]}' -ThrottleLimit 2 {options}";

    /// <summary>Builds a data set.</summary>
    public Outcome Build(string folder, string options = "", string records = "records") => _engine.Run(Command(folder, options, records));

    /// <summary>Checks a data set, which must be valid.</summary>
    public dynamic AssertValid(string folder)
    {
        var report = _engine.Run($"Test-EcgDataset '{_scratch[folder]}'").Single;
        Assert.True(report.Valid);
        return report;
    }

    /// <summary>All files with their hashes, but for those that say how long things took.</summary>
    public SortedDictionary<string, string> Files(string folder)
    {
        var files = _scratch.Hashes(folder);
        Assert.True(files.Remove("timings.jsonl"));
        return files;
    }

    /// <summary>The lines of a list.</summary>
    public JsonNode[] Lines(string path) => [.. File.ReadLines(_scratch[path]).Select(l => JsonNode.Parse(l)!)];

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }
}
