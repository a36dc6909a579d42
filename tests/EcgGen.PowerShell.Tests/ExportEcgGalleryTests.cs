// Export-EcgGallery: what it writes and where; what happens to data sets that are broken or hostile. GalleryPageTests looks at the page itself.
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

public sealed partial class ExportEcgGalleryTests : IDisposable
{
    private static readonly string[] s_page = ["entries.js", "facts.js", "gallery.css", "index.html", "layers.js", "list.js", "viewer.js"];

    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();
    private readonly DatasetOnDisk _set;

    public ExportEcgGalleryTests()
    {
        _set = new(_scratch["set"]);
        _set.AddDot("train/a.png");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private Outcome ExportSet(string more = "") => _engine.Run($"Export-EcgGallery -DatasetPath '{_set.Folder}' {more}");

    /// <summary>The list of images as the page gets it.</summary>
    private static JsonElement[] Entries(string gallery)
    {
        var script = File.ReadAllText(Path.Combine(gallery, "entries.js"));
        Assert.StartsWith("gallery({", script);
        Assert.EndsWith("});\n", script);
        return [.. JsonDocument.Parse(script[8..^3]).RootElement.GetProperty("entries").EnumerateArray()];
    }

    private string[] Leftovers() => Directory.GetFileSystemEntries(_scratch.Folder, ".*");

    [Fact]
    public void Images_of_the_pipeline_are_drawn_beside_the_page()
    {
        var page = (FileInfo)_engine.Run($"New-EcgRecord -Count 2 -Duration 2 | New-EcgPaper -Dpi 50 -Vendor Alder -Layout 3x4 | Add-EcgStain Tape | Export-EcgGallery '{_scratch["look"]}' -PassThru").Single;
        Assert.Equal(_scratch["look/index.html"], page.FullName);
        string[] files = [.. new[] { 0, 1 }.SelectMany(n => new[] { $"images/000/00000{n}.json", $"images/000/00000{n}.png", $"images/000/00000{n}_mask.png", $"thumbs/000/00000{n}.webp", $"truth/000/00000{n}.js" })];
        Assert.Equal(files.Concat(s_page).Order(StringComparer.Ordinal), _scratch.Hashes("look").Keys);
        var entry = Entries(_scratch["look"])[1];
        Assert.Equal(("synthetic_0_001", "Alder", "3x4", 1), (entry.GetProperty("id").GetString(), entry.GetProperty("vendor").GetString(), entry.GetProperty("layout").GetString(), entry.GetProperty("n").GetInt32()));
        Assert.Equal(["paper", "stain"], entry.GetProperty("stages").EnumerateArray().Select(s => s.GetString()));
        Assert.False(entry.TryGetProperty("split", out _));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public void The_same_images_give_the_same_page_whatever_the_threads()
    {
        foreach (int threads in new[] { 1, 3 })
            _engine.Run($"New-EcgRecord -Count 4 -Duration 2 | New-EcgPaper -Dpi 50 | Export-EcgGallery '{_scratch[$"t{threads}/look"]}' -ThrottleLimit {threads}").AssertClean();
        Assert.Equal(_scratch.Hashes("t1"), _scratch.Hashes("t3"));
    }

    [Fact]
    public void A_data_set_stays_where_it_is_and_the_page_names_its_files()
    {
        _set.AddDot("train/a b#1?.png");
        _set.Add("x", split: "train", condition: "Photo", files: [("image", "train/a b#1?.png")]);
        _set.Save();
        var before = _scratch.Hashes("set/train");
        Assert.Empty(ExportSet().AssertClean().Output);
        Assert.Equal("../train/a b#1?.png", Assert.Single(Entries(_set["gallery"])).GetProperty("files").GetProperty("image").GetString());
        ExportSet($"'{_scratch["elsewhere/page"]}'").AssertClean();
        Assert.Equal("../../set/train/a b#1?.png", Assert.Single(Entries(_scratch["elsewhere/page"])).GetProperty("files").GetProperty("image").GetString());
        Assert.Equal(before, _scratch.Hashes("set/train"));
    }

    [Fact]
    public void Truth_is_the_very_JSON_of_the_image()
    {
        _engine.Run($"New-EcgRecord -Duration 2 | New-EcgPaper -Dpi 50 | Export-EcgImage '{_set["train/p.png"]}' -Truth").AssertClean();
        _set.Add("p", files: [("image", "train/p.png"), ("json", "train/p.json")]);
        _set.Save();
        ExportSet().AssertClean();
        var script = ScriptOfTruth().Match(File.ReadAllText(_set["gallery/truth/000/000000.js"]));
        using var json = new GZipStream(new MemoryStream(Convert.FromBase64String(script.Groups[1].Value)), CompressionMode.Decompress);
        using var text = new StreamReader(json);
        Assert.Equal(File.ReadAllText(_set["train/p.json"]), text.ReadToEnd());
    }

    [Fact]
    public void Images_that_cannot_be_read_are_errors_and_left_out()
    {
        File.WriteAllText(_set["train/text.png"], "no image");
        File.WriteAllText(_set["train/bad.json"], "{ \"image\": ");
        _set.Add("good", files: [("image", "train/a.png")]);
        _set.Add("text", files: [("image", "train/text.png")]);
        _set.Add("gone", files: [("image", "train/gone.png")]);
        _set.Add("json", files: [("image", "train/a.png"), ("json", "train/bad.json")]);
        _set.Add("out", files: [("image", "../secret.png")]);
        _set.Add("root", files: [("image", "/etc/secret.png")]);
        _set.Add("none", files: [("json", "train/bad.json")]);
        _set.AddLine("{ \"id\": 7 }");
        _set.AddLine("");
        _set.Add("pdf", files: [("image", "train/gone.pdf")]);
        _set.Add("last", files: [("image", "train/a.png")]);
        _set.Save();
        _scratch.AddRecord("secret");
        var outcome = ExportSet();
        Assert.Null(outcome.Terminating);
        Assert.Equal(["FormatUnknown", "FileNotFound", "FileUnreadable", "HeaderInvalid", "HeaderInvalid", "HeaderInvalid", "HeaderInvalid", "HeaderInvalid", "FileNotFound"], Ordered(outcome));
        Assert.Contains(outcome.Errors, e => e.ToString().Contains("line 5: files[0].path", StringComparison.Ordinal) && e.ToString().Contains("'../secret.png'", StringComparison.Ordinal));
        Assert.Equal(["good", "last"], Entries(_set["gallery"]).Select(e => e.GetProperty("id").GetString()));
    }

    /// <summary>Ids of errors by the line that they are about: what is seen at once comes before what comes of work.</summary>
    private static IEnumerable<string> Ordered(Outcome outcome)
    {
        string[] marks = ["text.png", "gone.png", "bad.json", "line 5", "line 6", "line 7", "line 8", "line 9", "gone.pdf"];
        return marks.Select(m => outcome.Errors.Single(e => e.ToString().Contains(m, StringComparison.Ordinal)).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_data_set_of_tar_files_is_copied_out_as_far_as_the_page_shows_it()
    {
        _engine.Run($"New-EcgRecord -Count 2 -Duration 2 | New-EcgPaper -Dpi 50 | Export-EcgImage '{_scratch["plain"]}' -Truth -Mask").AssertClean();
        using (var tar = new TarWriter(File.Create(_set["train-000000.tar"])))
        {
            foreach (var file in _scratch.Hashes("plain").Keys)
                tar.WriteEntry(_scratch["plain/" + file], file);
        }
        for (int i = 0; i < 2; i++)
            _set.Add($"{i}", files: [("image", $"train-000000.tar/synthetic_0_00{i}.png"), ("json", $"train-000000.tar/synthetic_0_00{i}.json"), ("mask", $"train-000000.tar/synthetic_0_00{i}_mask.png"), ("planes", $"train-000000.tar/p{i}.npz")]);
        _set.Add("lost", files: [("image", "train-000000.tar/lost.png")]);
        _set.Add("nowhere", files: [("image", "test-000000.tar/lost.png")]);
        _set.Save();
        var outcome = ExportSet();
        Assert.Equal(["FileNotFound", "FileNotFound"], outcome.ErrorIds);
        Assert.Contains("expected a file lost.png in it", outcome.Errors[0].ToString());
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(_scratch.Hashes("plain")[$"synthetic_0_00{i}.png"], _scratch.Hashes("set/gallery")[$"images/000/00000{i}.png"]);
            Assert.Equal(_scratch.Hashes("plain")[$"synthetic_0_00{i}_mask.png"], _scratch.Hashes("set/gallery")[$"images/000/00000{i}_mask.png"]);
            Assert.Equal($"images/000/00000{i}.json", Entries(_set["gallery"])[i].GetProperty("files").GetProperty("json").GetString());
        }
    }

    [Fact]
    public void A_gallery_is_replaced_only_with_Force_and_another_folder_never()
    {
        _set.Add("a", files: [("image", "train/a.png")]);
        _set.Save();
        ExportSet().AssertClean();
        File.WriteAllText(_set["gallery/old.txt"], "old");
        ExportSet().AssertError("FileExists", _set["gallery"], "-Force");
        Assert.True(File.Exists(_set["gallery/old.txt"]));
        ExportSet("-Force").AssertClean();
        Assert.False(File.Exists(_set["gallery/old.txt"]));

        File.WriteAllText(_scratch["mine.txt"], "mine");
        Directory.CreateDirectory(_scratch["empty"]);
        ExportSet($"'{_scratch["empty"]}'").AssertClean();
        foreach (var target in new[] { _set["train"], _scratch["mine.txt"] })
            ExportSet($"'{target}' -Force").AssertError("FileExists", target);
        Assert.Equal("mine", File.ReadAllText(_scratch["mine.txt"]));
        Assert.True(File.Exists(_set["train/a.png"]));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public void What_is_no_data_set_is_an_error_and_nothing_is_written()
    {
        _engine.Run($"Export-EcgGallery -DatasetPath '{_scratch["nowhere"]}'").AssertError("FileNotFound", _scratch["nowhere"]);
        Directory.CreateDirectory(_scratch["bare"]);
        var bare = _engine.Run($"Export-EcgGallery -DatasetPath '{_scratch["bare"]}'");
        bare.AssertError("FileNotFound", "manifest.jsonl");
        Assert.Contains("no gallery is written", Assert.Single(bare.Warnings));
        Assert.Empty(Directory.GetFileSystemEntries(_scratch["bare"]));
        _set.Save();
        Assert.Contains("no gallery is written", Assert.Single(ExportSet().AssertClean().Warnings));
        Assert.False(Directory.Exists(_set["gallery"]));
    }

    [Fact]
    public void WhatIf_and_a_pipeline_that_is_stopped_leave_nothing()
    {
        _engine.Run($"New-EcgRecord -Duration 2 | New-EcgPaper -Dpi 50 | Export-EcgGallery '{_scratch["look"]}' -WhatIf").AssertClean();
        _engine.Run($"New-EcgRecord -Count 50 -Duration 2 | New-EcgPaper -Dpi 50 | ForEach-Object {{ if ($_.Name -like '*_009') {{ throw 'enough' }}; $_ }} | Export-EcgGallery '{_scratch["look"]}'");
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Folder, "*look*"));
        Assert.Empty(Leftovers());
    }

    [GeneratedRegex("^ecgTruth\\(0,\"([A-Za-z0-9+/=]+)\"\\);\n$")]
    private static partial Regex ScriptOfTruth();
}
