// What the importer adds to a reader: names, choice of leads, source, replay, and its errors.
using System.Security.Cryptography;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class RecordImporterTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();
    private readonly string _path;

    public RecordImporterTests()
    {
        _fixture.File("r.dat", WfdbFixture.Pack16([1, 10, 100, -32768, 2, 20, 200, 7, 3, 30, 300, 8]));
        _path = _fixture.Header("r", "r 4 2 3", "r.dat 16 1000 16 0 0 0 0 avr", "r.dat 16 1000 16 0 0 0 0 ECG I",
            "r.dat 16 1000 16 0 0 0 0 v1", "r.dat 16 1000 16 0 0 0 0 AVR");
    }

    [Fact]
    public void A_record_comes_with_its_facts()
    {
        var record = Import(new FileSource());
        Assert.Equal(("r", 2, 3), (record.Info.Name, record.Info.SamplingRate, record.Info.SampleCount));
        Assert.Equal(["aVR", "I", "V1", "aVR_2"], record.Info.Leads);
        Assert.Equal([[0.001, 0.002, 0.003], [0.01, 0.02, 0.03], [0.1, 0.2, 0.3], [double.NaN, 0.007, 0.008]], record.Samples);
        Assert.Equal(RecordHash.Compute(record.Samples.Select(s => (ReadOnlyMemory<double>)s)), record.Info.Sha256);
        var source = Assert.IsType<FileSource>(record.Info.Source);
        Assert.Equal("wfdb", source.Format);
        Assert.Equal(["r.hea", "r.dat"], source.Files.Select(f => f.Name));
        Assert.All(source.Files, f =>
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_fixture.PathOf(f.Name)))), f.Sha256));
        Assert.Equal((null, null, null, false), (source.Lead, source.Start, source.Duration, source.KeepIdentity));
        _ = new EcgRecord(record.Info, record.Samples, record.PatientKey);
    }

    [Fact]
    public void Leads_are_chosen_and_ordered()
    {
        var record = Import(new FileSource { Lead = ["v1", "AVR_2", "ECG i"], Start = 0.5, Duration = 0.5 });
        Assert.Equal(["V1", "aVR_2", "I"], record.Info.Leads);
        Assert.Equal([[0.2], [0.007], [0.02]], record.Samples);
        var source = Assert.IsType<FileSource>(record.Info.Source);
        Assert.Equal(["v1", "AVR_2", "ECG i"], source.Lead!);
        Assert.Equal((0.5, 0.5), (source.Start, source.Duration));
    }

    [Fact]
    public void A_source_gives_the_same_record_again()
    {
        var record = Import(new FileSource { Lead = ["V1"], Start = 0.5 });
        var again = Import((FileSource)record.Info.Source);
        Assert.Equal(record.Info.Sha256, again.Info.Sha256);
        Assert.Equal(record.Samples, again.Samples);
        Assert.NotEqual(record.Info.Sha256, Import(new FileSource()).Info.Sha256);
    }

    [Fact]
    public void A_source_refuses_other_files()
    {
        var source = (FileSource)Import(new FileSource()).Info.Source;
        Throws(ErrorId.SourceMismatch, "r.dat: expected one of r.hea, which", source with { Files = [source.Files[0]] });
        var upper = source with { Files = [.. source.Files.Select(f => f with { Sha256 = f.Sha256.ToUpperInvariant() })] };
        Assert.Equal(4, Import(upper).Samples.Count);
        _fixture.File("r.dat", new byte[24]);
        Throws(ErrorId.SourceMismatch, "r.dat: expected sha256 " + source.Files[1].Sha256, source);
    }

    [Fact]
    public void Leads_that_are_missing_or_asked_for_twice_are_named()
    {
        Throws(ErrorId.LeadNotFound, "r.hea: lead 'V6' is not in the record, which has aVR, I, V1, aVR_2.",
            new FileSource { Lead = ["I", "V6"] });
        Throws(ErrorId.ArgumentInvalid, "r.hea: lead: expected each name once, found 'ecg i' again.",
            new FileSource { Lead = ["I", "ecg i"] });
        Throws(ErrorId.ArgumentInvalid, "r.hea: lead: expected at least one", new FileSource { Lead = [] });
    }

    [Fact]
    public void Records_without_leads_or_samples_are_refused()
    {
        _fixture.File("e.dat", []);
        Throws(ErrorId.RecordEmpty, "e.hea: the record has no samples", new FileSource(), _fixture.Header("e", "e 1 500", "e.dat 16"));
        Throws(ErrorId.RecordEmpty, "e.hea: the record has no leads", new FileSource(), _fixture.Header("e", "e 0 500"));
        Throws(ErrorId.RecordEmpty, "e.hea: the record has no leads", new FileSource(), _fixture.Header("e", "e 1 500", "e.dat 16 1/mmHg"));
    }

    [Fact]
    public void Paths_and_formats_that_fit_nothing_are_refused()
    {
        Throws(ErrorId.FileNotFound, "does not exist", new FileSource(), _fixture.PathOf("none.hea"));
        Throws(ErrorId.FileNotFound, "does not exist", new FileSource(), "");
        Throws(ErrorId.FileNotFound, "does not exist", new FileSource(), "a\0b");
        Throws(ErrorId.FileUnreadable, "is a folder", new FileSource(), _fixture.Folder);
        Throws(ErrorId.FormatUnknown, "x.dat: no reader knows this file", new FileSource(), _fixture.File("x.dat", [1]));
        Throws(ErrorId.FormatUnknown, "no format is named 'nonsense'", new FileSource { Format = "nonsense" });
        Throws(ErrorId.ArgumentInvalid, "start", new FileSource { Start = 1.5 });
        Throws(ErrorId.HeaderInvalid, "record line", new FileSource(), _fixture.File("garbage.hea", []));
        Assert.Equal("wfdb", ((FileSource)Import(new FileSource { Format = "WFDB" }).Info.Source).Format);
    }

    public void Dispose() => _fixture.Dispose();

    private RecordData Import(FileSource request, string? path = null) =>
        RecordImporter.Import(path ?? _path, request, "secret", CancellationToken.None);

    private void Throws(ErrorId id, string message, FileSource request, string? path = null)
    {
        var e = Assert.Throws<EcgException>(() => Import(request, path));
        Assert.Equal(id, e.Id);
        Assert.Contains(message, e.Message);
    }
}
