// MATLAB files: real ones by reference, every type in both byte orders, and what is refused.
using System.IO.Compression;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class MatReaderTests : IDisposable
{
    private static readonly FileSource s_rate = new() { SamplingRate = 500 };
    private readonly RecordFolder _folder = new();
    private readonly MatFixture _little = new();

    [Theory]
    [InlineData("A1980", 5000)]
    [InlineData("A1981", 7950)]
    public void Real_structs_of_CPSC2018_have_the_reference_values(string name, int samples)
    {
        var path = SharedData.PathOf("formats", "mat5_cpsc2018", "DeepPSP+torch_ecg", name + ".mat");
        var reference = new ReferenceFile(path + ".ref.json");
        var record = RecordImporter.Import(path, new FileSource(), "", CancellationToken.None);
        Assert.Equal((reference.SamplingRate, samples), (record.Info.SamplingRate, record.Info.SampleCount));
        Assert.Equal(reference.Leads, record.Info.Leads);
        Assert.Equal(reference.PhysicalHash, ReferenceFile.HashOf(record.Samples));
        Assert.NotNull(record.Info.Age);
        Assert.NotNull(record.Info.Sex);
        Assert.Empty(record.Warnings);
    }

    [Theory] // 10800 × 3 int16, compressed; the first column counts the samples
    [InlineData("BW")]
    [InlineData("EM")]
    public void Real_noise_has_the_reference_values(string name)
    {
        var path = SharedData.PathOf("noise_nstdb", "alphanumericslab+OSET", name + ".mat");
        var reference = new ReferenceFile(Path.ChangeExtension(path, ".ref.json"));
        var record = RecordImporter.Import(path, new FileSource { SamplingRate = 360, AdcGain = 200 }, "", CancellationToken.None);
        Assert.Equal(10800, record.Info.SampleCount);
        Assert.Equal(reference.PhysicalHash, ReferenceFile.HashOf(record.Samples));
        Assert.Contains(record.Warnings, w => w.Contains("the first of 3 rows or columns counts the samples"));
        Assert.Contains(record.Warnings, w => w.Contains("taken for µV"));
    }

    [Fact]
    public void A_real_file_with_a_header_beside_it_is_WFDBs_and_has_the_same_values_without()
    {
        var path = Path.ChangeExtension(SharedData.Headers("wfdb12").First(h => File.Exists(Path.ChangeExtension(h, ".mat"))), ".mat");
        var withHeader = RecordImporter.Import(path, new FileSource(), "", CancellationToken.None);
        Assert.Equal("wfdb", ((FileSource)withHeader.Info.Source).Format);
        var raw = new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None);
        var alone = RecordImporter.Import(path, new FileSource { Format = "mat", SamplingRate = 500, AdcGain = raw.Leads[0].UnitsPerMillivolt }, "", CancellationToken.None);
        Assert.Equal(withHeader.Samples.SelectMany(s => s), alone.Samples.SelectMany(s => s), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(withHeader.Info.Leads, alone.Info.Leads);
    }

    [Theory]
    [InlineData("i1", -128, 127)]
    [InlineData("u1", 0, 255)]
    [InlineData("i2", -32768, 32767)]
    [InlineData("u2", 0, 65535)]
    [InlineData("i4", int.MinValue, int.MaxValue)]
    [InlineData("u4", 0, uint.MaxValue)]
    [InlineData("i8", -9007199254740992, 9007199254740992)]
    [InlineData("u8", 0, 9007199254740992)]
    [InlineData("f4", -0.5, 1.25)]
    [InlineData("f8", -0.1, 1e-300)]
    public void Every_type_comes_back(string kind, double least, double greatest)
    {
        double[] one = [least, 0, 1, greatest, greatest, least], two = [1, 2, greatest, 4, least, 6];
        double[] columns = [.. one, .. two], rows = [.. one.Zip(two).SelectMany(p => new[] { p.First, p.Second })];
        foreach (var fixture in new[] { _little, new MatFixture(bigEndian: true) })
        {
            Check(fixture.File(fixture.Numbers("x", kind, [2, 6], rows)));
            Check(fixture.File(fixture.Numbers("x", kind, [6, 2], columns)));
            Check(fixture.File(fixture.Numbers("x", kind, [1, 6, 2], columns)));
            Check(fixture.File(fixture.Compressed(fixture.Numbers("x", kind, [2, 6], rows))));
            Check(fixture.File(fixture.Numbers("x", "f8", [2, 6], rows, stored: kind)));
            if (kind is not ("i1" or "u4" or "i8" or "u8"))
                Check(fixture.File4("val", kind, 2, 6, rows));
        }

        void Check(byte[] bytes) => Assert.Equal([.. one, .. two], _folder.Import("a.mat", bytes, s_rate with { Unit = "mV" }).Samples.SelectMany(s => s));
    }

    [Fact]
    public void The_matrix_of_leads_is_found_among_other_variables()
    {
        double[] lead = [0.1, 0.2, 0.3];
        var f = _little;
        byte[] other = f.Numbers("other", "f8", [2, 40], new double[80]), fs = f.Numbers("Fs", "f8", [1, 1], [250]), data = f.Numbers("ecg", "f8", [1, 3], lead);
        Check(s_rate, f.File(other, data));
        Check(new FileSource(), f.File(f.Text("note", "words"), fs, f.Compressed(data), other));
        Check(s_rate, f.File(f.Struct("rec", ("name", f.Text("", "Meier")), ("sig", f.Numbers("", "f8", [3, 1], lead)))));
        Check(new FileSource(), f.File(f.Struct("rec", ("fs", f.Numbers("", "f8", [1, 1], [100])), ("val", f.Cell("", f.Text("", "x"), f.Numbers("", "f8", [3, 1], lead)))), fs, other));
        Check(s_rate, f.File(f.Numbers("z", "f8", [1, 3], lead), f.Numbers("scalar", "f8", [1, 1], [5]), f.Numbers("empty", "f8", [0, 0], []),
            f.Numbers("big", "f8", [40, 40], new double[1600]), f.Numbers("pile", "f8", [2, 3, 4], new double[24]), f.Numbers("flags", "u1", [1, 9], new double[9], flags: 2)));
        _folder.Throws(ErrorId.HeaderInvalid, "expected one matrix of leads, found several of one size, 'a' and 'b'", "a.mat",
            f.File(f.Numbers("a", "f8", [1, 3], lead), f.Numbers("b", "f8", [1, 3], lead)), s_rate);

        void Check(FileSource request, byte[] bytes) => Assert.Equal(lead, Assert.Single(_folder.Import("a.mat", bytes, request).Samples));
    }

    [Fact]
    public void Only_the_structs_of_CPSC2018_have_a_rate_of_their_own()
    {
        var data = _little.Numbers("", "f8", [8, 20], Enumerable.Range(0, 160).Select(i => i * 37 % 101 / 100.0));
        var fields = new[] { ("sex", _little.Text("", "Male")), ("age", _little.Numbers("", "f8", [1, 1], [74])), ("data", data) };
        var info = _folder.Import("a.mat", _little.File(_little.Compressed(_little.Struct("ECG", fields)))).Info;
        Assert.Equal((500, 74, "Male", 12), (info.SamplingRate, info.Age, info.Sex, info.Leads.Count));
        Assert.Equal(["III", "aVR", "aVL", "aVF"], info.DerivedLeads);
        _folder.Throws(ErrorId.ArgumentInvalid, "samplingRate: the file does not tell it; give it with -SamplingRate", "a.mat", _little.File(_little.Struct("REC", fields)));
        Assert.Equal(100, _folder.Import("a.mat", _little.File(_little.Struct("REC", fields)), s_rate with { SamplingRate = 100 }).Info.SamplingRate);
    }

    [Fact]
    public void Errors_name_file_and_field()
    {
        var f = _little;
        var data = f.Numbers("val", "i2", [1, 20], new double[20]);
        var whole = f.File(data);
        Throws(ErrorId.HeaderInvalid, "header: expected a MATLAB file of version 4 to 7", "nothing of the kind"u8.ToArray());
        Throws(ErrorId.HeaderInvalid, "found 7.3 (HDF5)", "MATLAB 7.3 MAT-file, Platform: GLNXA64"u8.ToArray());
        Throws(ErrorId.HeaderInvalid, "data element: expected", whole[..^8]);
        Throws(ErrorId.HeaderInvalid, "val: numbers: expected 40 bytes, found 38", f.File(f.Numbers("val", "i2", [1, 20], new double[19])));
        Throws(ErrorId.HeaderInvalid, "val: dimensions: expected 2 to 32, found 1", f.File(f.Numbers("val", "i2", [20], new double[20])));
        Throws(ErrorId.RecordEmpty, "no matrix with 1 to 32 leads", f.File(f.Text("t", "x")));
        Throws(ErrorId.RecordEmpty, "no matrix with 1 to 32 leads", f.File());
        Throws(ErrorId.SignalInvalid, "matrix 1 of 2 × 9: expected 36 bytes, found 35", f.File4("val", "i2", 2, 9, new double[18])[..^1]);
        Throws(ErrorId.HeaderInvalid, "matrix 2: expected a header of MATLAB version 4", [.. f.File4("val", "i2", 2, 9, new double[18]), 1, 2, 3]);
        var nested = f.Numbers("", "f8", [1, 3], [1, 2, 3]);
        for (int i = 0; i < 12; i++)
            nested = f.Cell(i == 11 ? "c" : "", nested);
        Throws(ErrorId.RecordTooLarge, "nested more than 8 deep", f.File(nested));
        Throws(ErrorId.RecordTooLarge, "more than 10000 arrays", f.File(f.Cell("c", [.. Enumerable.Repeat(f.Text("", ""), 10_001)])));

        void Throws(ErrorId id, string message, byte[] bytes) => _folder.Throws(id, message, "a.mat", bytes, s_rate);
    }

    [Fact]
    public void Compressed_data_are_bounded_by_the_file_and_by_what_they_say()
    {
        var f = _little;
        var bomb = f.Compressed(f.Numbers("val", "f8", [12, 200_000], new double[2_400_000]), CompressionLevel.Optimal);
        Assert.InRange(bomb.Length, 0, 200_000);
        Throws(ErrorId.RecordTooLarge, "bytes would become 19200056, more than the 16777216 that are allowed", f.File(bomb));
        // Two that are allowed each are not allowed together.
        var half = f.Compressed(f.Numbers("val", "f8", [12, 100_000], new double[1_200_000]), CompressionLevel.Optimal);
        Assert.Equal(100_000, _folder.Import("a.mat", f.File(half), s_rate).Info.SampleCount);
        Throws(ErrorId.RecordTooLarge, "more than the", f.File(half, half));

        var element = f.Numbers("val", "i2", [1, 20], Enumerable.Range(0, 20).Select(i => i * i % 7.0));
        Throws(ErrorId.SignalInvalid, "compressed data: expected", f.File(f.Compressed(element[..^5])));
        Throws(ErrorId.SignalInvalid, "found more", f.File(f.Compressed([.. element, 0])));
        var broken = f.File(f.Compressed(element));
        broken[^1] ^= 1; // the check sum
        Throws(ErrorId.SignalInvalid, "compressed data", broken);

        void Throws(ErrorId id, string message, byte[] bytes)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _folder.Throws(id, message, "a.mat", bytes, s_rate);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
        }
    }

    [Fact]
    public void Files_are_known_by_their_content_whatever_their_name()
    {
        var bytes = _little.File(_little.Numbers("val", "f8", [1, 3], [0.1, 0.2, 0.3]));
        Assert.Equal("mat", ((FileSource)_folder.Import("a.bin", bytes, s_rate).Info.Source).Format);
        Assert.True(new MatReader().CanRead(_folder.File("b.MAT", [])));
        Assert.False(new MatReader().CanRead(_folder.File("b.dat", new byte[200])));
    }

    public void Dispose() => _folder.Dispose();
}
