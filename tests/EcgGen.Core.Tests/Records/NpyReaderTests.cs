// NumPy arrays: real files, every kind of number in every order and shape, and what is refused.
using System.Runtime.InteropServices;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class NpyReaderTests : IDisposable
{
    private static readonly string[] s_twelve = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
    private static readonly FileSource s_rate = new() { SamplingRate = 500 };
    private readonly RecordFolder _folder = new();

    [Theory] // 5000 × 12 float32, C order
    [InlineData("3094.npy")]
    [InlineData("7695.npy")]
    public void Real_files_have_their_values(string name)
    {
        var path = SharedData.PathOf("formats", "npy", "Luis-Fernadez-Cardenas+PROYECTO-IA", name);
        var record = RecordImporter.Import(path, s_rate, "", CancellationToken.None);
        var stored = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path).AsSpan(128)).ToArray();
        Assert.Equal(s_twelve, record.Info.Leads);
        Assert.Equal((5000, 500), (record.Info.SampleCount, record.Info.SamplingRate));
        for (int l = 0; l < 12; l++)
            Assert.Equal(stored.Where((_, i) => i % 12 == l).Select(v => (double)v), record.Samples[l]);
        Assert.Empty(record.Warnings);
    }

    [Theory]
    [InlineData("<i1", -128, 127)]
    [InlineData("|u1", 0, 255)]
    [InlineData("<i2", -32768, 32767)]
    [InlineData(">i2", -32768, 32767)]
    [InlineData("<u2", 0, 65535)]
    [InlineData(">u2", 0, 65535)]
    [InlineData("<i4", int.MinValue, int.MaxValue)]
    [InlineData(">i4", int.MinValue, int.MaxValue)]
    [InlineData("<u4", 0, uint.MaxValue)]
    [InlineData(">u4", 0, uint.MaxValue)]
    [InlineData("<i8", -9007199254740992, 9007199254740992)]
    [InlineData(">i8", -9007199254740992, 9007199254740992)]
    [InlineData("<u8", 0, 9007199254740992)]
    [InlineData(">u8", 0, 9007199254740992)]
    [InlineData("<f2", -0.5, 1.25)]
    [InlineData(">f2", -0.5, 1.25)]
    [InlineData("<f4", -0.5, 1.25)]
    [InlineData(">f4", -0.5, 1.25)]
    [InlineData("<f8", -0.1, 1e-300)]
    [InlineData("=f8", -0.1, 1e-300)]
    [InlineData(">f8", -0.1, 1e-300)]
    public void Every_kind_of_number_comes_back(string descr, double least, double greatest)
    {
        double[] lead = [least, 0, 1, greatest, greatest, least], other = [1, 2, greatest, 4, least, 6];
        double[] leadByLead = [.. lead, .. other], interleaved = [.. lead.Zip(other).SelectMany(p => new[] { p.First, p.Second })];
        double[] expected = [.. lead, .. other];
        foreach (int version in new[] { 1, 2, 3 })
        {
            Check("(2, 6)", leadByLead, fortran: false);
            Check("(6, 2)", leadByLead, fortran: true);
            Check("(6, 2)", interleaved, fortran: false);
            Check("(2L, 6L)", interleaved, fortran: true);
            Check("(1, 2, 6,)", leadByLead, fortran: false);

            void Check(string shape, double[] values, bool fortran)
            {
                var record = _folder.Import("a.npy", NpyFixture.File(descr, shape, values, fortran, version), s_rate with { Unit = "mV" });
                Assert.Equal(expected, record.Samples.SelectMany(s => s));
                Assert.Equal(["Lead 1", "Lead 2"], record.Info.Leads);
            }
        }
    }

    [Fact]
    public void Leads_have_the_usual_names()
    {
        Assert.Equal(["II"], Import("(3,)", 3).Info.Leads);
        Assert.Equal(s_twelve, Import("(12, 40)", 480).Info.Leads);
        var eight = Import("(40, 8)", 320).Info;
        Assert.Equal(s_twelve, eight.Leads);
        Assert.Equal(["III", "aVR", "aVL", "aVF"], eight.DerivedLeads);
        Assert.Equal("Lead 15", Import("(15, 40)", 600).Info.Leads[^1]);

        RecordData Import(string shape, int count) =>
            _folder.Import("a.npy", NpyFixture.File("<f4", shape, Enumerable.Range(0, count).Select(i => i * 37 % 101 / 100.0)), s_rate);
    }

    [Fact]
    public void Units_are_given_or_assumed_with_a_warning()
    {
        double[] values = [1, -100, 200];
        Check("<i2", null, 1e-3, 1);
        Check("<f8", null, 1e-3, 1); // whole numbers: a converter's
        Check("<i2", "uV", 1e-3, 0);
        Check("<i2", "mV", 1, 0);
        Check("<f8", "V", 1e3, 0);
        var gain = _folder.Import("a.npy", NpyFixture.File("<i2", "(3,)", values), s_rate with { AdcGain = 200 });
        Assert.Equal([0.005, -0.5, 1], gain.Samples[0], (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Empty(_folder.Import("a.npy", NpyFixture.File("<f8", "(3,)", [1, 0, 1]), s_rate).Warnings);
        Assert.Equal([double.NaN, double.NaN, 0.5], _folder.Import("a.npy", NpyFixture.File("<f8", "(3,)", [double.NaN, double.NegativeInfinity, 0.5]), s_rate).Samples[0]);

        void Check(string descr, string? unit, double millivolts, int warnings)
        {
            var record = _folder.Import("a.npy", NpyFixture.File(descr, "(3,)", values), s_rate with { Unit = unit });
            Assert.Equal(values.Select(v => v * millivolts), record.Samples[0], (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.Equal(warnings, record.Warnings.Count(w => w.Contains("taken for µV")));
        }
    }

    [Fact]
    public void A_row_that_counts_samples_is_no_lead()
    {
        double[] values = [.. Enumerable.Range(0, 20).SelectMany(i => new[] { i + 1, i * i % 7, -i * i % 5.0 })];
        var record = _folder.Import("a.npy", NpyFixture.File("<i2", "(20, 3)", values), s_rate with { Unit = "mV" });
        Assert.Equal(["Lead 1", "Lead 2"], record.Info.Leads);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * i % 7.0), record.Samples[0]);
        Assert.Contains("counts the samples", Assert.Single(record.Warnings));
    }

    [Fact]
    public void Cuts_are_those_of_the_whole()
    {
        var bytes = NpyFixture.File("<f4", "(2, 30)", Enumerable.Range(0, 60).Select(i => i * 37 % 11 / 10.0));
        var whole = _folder.Import("a.npy", bytes, s_rate with { SamplingRate = 10 }).Samples;
        var part = _folder.Import("a.npy", bytes, s_rate with { SamplingRate = 10, Start = 0.7, Duration = 1.1 }).Samples;
        Assert.Equal(whole.Select(l => l[7..18]), part);
    }

    [Fact]
    public void Errors_name_file_and_field()
    {
        double[] four = [1, 2, 3, 4];
        Throws(ErrorId.ArgumentInvalid, "samplingRate: the file does not tell it; give it with -SamplingRate", NpyFixture.File("<f4", "(4,)", four), new FileSource());
        Throws(ErrorId.ArgumentInvalid, "samplingRate: expected", NpyFixture.File("<f4", "(4,)", four), new FileSource { SamplingRate = -1 });
        Throws(ErrorId.HeaderInvalid, "matrix: expected sides of different lengths", NpyFixture.File("<f4", "(2, 2)", four));
        Throws(ErrorId.HeaderInvalid, "matrix: expected at most 32 leads", NpyFixture.File("<i1", "(33, 34)", new double[33 * 34]));
        Throws(ErrorId.HeaderInvalid, "shape: expected one or two dimensions, found '(2, 3, 4)'", NpyFixture.File("<i1", "(2, 3, 4)", new double[24]));
        Throws(ErrorId.HeaderInvalid, "shape: expected one or two dimensions, found '()'", NpyFixture.File("<i1", "()", [1]));
        Throws(ErrorId.HeaderInvalid, "shape: expected at most 32 whole numbers", NpyFixture.File("<i1", "(-1, 2)", [1]));
        Throws(ErrorId.HeaderInvalid, "descr: expected integers or floats such as '<f4' or '>i2', found '|O8'", Header("{'descr': '|O8', 'fortran_order': False, 'shape': (4,), }"));
        Throws(ErrorId.HeaderInvalid, "descr: expected text in quotes", Header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4,), }"));
        Throws(ErrorId.HeaderInvalid, "fortran_order: expected True or False", Header("{'descr': '<f4', 'fortran_order': 1, 'shape': (4,), }"));
        Throws(ErrorId.HeaderInvalid, "key: expected descr, fortran_order or shape, found 'x'", Header("{'x': '<f4'}"));
        Throws(ErrorId.HeaderInvalid, "expected descr, fortran_order and shape", Header("{'descr': '<f4'}"));
        Throws(ErrorId.HeaderInvalid, "version: expected 1.0, 2.0 or 3.0, found 4.0", NpyFixture.File("<f4", "(4,)", four, version: 4));
        Throws(ErrorId.HeaderInvalid, "magic", "PK\u0003\u0004 not a numpy file"u8.ToArray());
        Throws(ErrorId.HeaderInvalid, "header length", NpyFixture.File("<f4", "(4,)", four)[..60]);
        Throws(ErrorId.SignalInvalid, "data: expected 16 bytes for an array of (4), found 15", NpyFixture.File("<f4", "(4,)", four)[..^1]);
        Throws(ErrorId.SignalInvalid, "data: expected 20 bytes", NpyFixture.File("<f4", "(5,)", four));
        Throws(ErrorId.RecordTooLarge, "number of samples", NpyFixture.File("<f4", "(12, 99999999999)", four));
        Throws(ErrorId.RecordEmpty, "no samples", NpyFixture.File("<f4", "(0, 12)", []));

        static byte[] Header(string text) => NpyFixture.File(text, new byte[16]);
        void Throws(ErrorId id, string message, byte[] bytes, FileSource? request = null) => _folder.Throws(id, message, "a.npy", bytes, request ?? s_rate);
    }

    public void Dispose() => _folder.Dispose();
}
