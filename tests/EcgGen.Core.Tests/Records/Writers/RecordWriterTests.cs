// Records written and read again: the same integers, the same facts, and nothing of anybody's identity.
using EcgGen.Core.Records;
using EcgGen.Core.Records.Writers;

namespace EcgGen.Core.Tests.Records.Writers;

public sealed class RecordWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(RecordFileFormat.Wfdb16, 1000, 12)]
    [InlineData(RecordFileFormat.Wfdb16, 1000, 1)]
    [InlineData(RecordFileFormat.Wfdb212, 200, 12)]
    [InlineData(RecordFileFormat.Wfdb212, 200, 1)]
    [InlineData(RecordFileFormat.Wfdb24, 100_000, 12)]
    [InlineData(RecordFileFormat.Wfdb24, 100_000, 1)]
    public void Comes_back_as_the_same_integers(RecordFileFormat format, double gain, int leads)
    {
        foreach (int samples in new[] { 1, 2, 3, 511, 512, 513, 1025 })
        {
            var signal = Page.FromArrays(500, [.. Enumerable.Range(0, leads).Select(k => ($"L{k}", Enumerable.Range(0, samples).Select(i => 3 * Math.Sin(i * 0.07 + k)).ToArray()))]);
            var back = Back(signal, format);
            Assert.Equal(signal.Info.Leads, back.Info.Leads);
            Assert.Equal(500, back.Info.SamplingRate);
            for (int k = 0; k < leads; k++)
                Assert.Equal(signal.Leads[k].ToArray().Select(v => Math.Round(v * gain) / gain), back.Samples[k]);
            Assert.Empty(back.Warnings);
            // Once more: what came of a file goes back to the same file.
            Assert.Equal(back.Info.Sha256, Back(Page.View(back), format).Info.Sha256);
        }
    }

    [Fact]
    public void Edf_comes_back_as_the_same_integers()
    {
        foreach (int samples in new[] { 500, 750, 1001 })
        {
            var signal = Page.FromArrays(250, ("II", [.. Enumerable.Range(0, samples).Select(i => 3 * Math.Sin(i * 0.07))]), ("V1", [.. Enumerable.Range(0, samples).Select(i => i * 0.001)]));
            var back = Back(signal, RecordFileFormat.EdfPlus);
            Assert.Equal(["II", "V1"], back.Info.Leads);
            Assert.Equal(250, back.Info.SamplingRate);
            for (int k = 0; k < 2; k++)
                Assert.Equal(signal.Leads[k].ToArray().Select(v => Math.Round(v * 1000)), back.Samples[k].Take(samples).Select(v => Math.Round(v * 1000, 6)));
        }
    }

    [Fact]
    public void Missing_samples_comments_and_rates_survive()
    {
        var values = Enumerable.Range(0, 300).Select(i => i is > 20 and < 40 ? double.NaN : i / 300.0).ToArray();
        var signal = Page.FromArrays(360.5, ("II", values));
        signal = signal with { Info = signal.Info with { Comments = ["Age: 61", "Sex: Female", "Dx: 426783006"] } };
        var back = Back(signal, RecordFileFormat.Wfdb16);
        Assert.Equal(360.5, back.Info.SamplingRate);
        Assert.Equal(signal.Info.Comments, back.Info.Comments);
        Assert.Equal(61, back.Info.Age);
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(double.IsNaN(values[i]), double.IsNaN(back.Samples[0][i])));
    }

    [Fact]
    public void A_lead_too_high_for_the_usual_gain_gets_a_lower_one_and_a_wish_that_does_not_fit_is_refused()
    {
        var signal = Page.FromArrays(100, ("I", [0.1, 50, -3]), ("II", [0.001, 0.002, 0.003]));
        var back = Back(signal, RecordFileFormat.Wfdb16);
        Assert.Equal([0.1, 50, -3], back.Samples[0]);
        Assert.Equal([0.001, 0.002, 0.003], back.Samples[1]);
        var error = Assert.Throws<EcgException>(() => RecordWriter.Write(new ExportRecordRequest { Record = signal.Info, Path = At("x.hea"), Format = RecordFileFormat.Wfdb16, AdcGain = 1000 }, signal.Leads));
        Assert.Equal(ErrorId.ArgumentInvalid, error.Id);
        Assert.Contains("50 mV", error.Message);
        Assert.Empty(Directory.GetFiles(_folder, "x*"));
    }

    [Theory]
    [InlineData(5000, 500, 500, "1")]
    [InlineData(257, 257, 257, "1")]
    [InlineData(7, 1000, 7, "0.007")]
    public void Edf_data_records_are_exact(int count, double rate, int samples, string seconds)
    {
        Assert.Equal((samples, seconds), EdfWriter.DataRecord(count, rate));
    }

    [Fact]
    public void Edf_header_and_samples_have_their_published_places_and_name_nobody()
    {
        var signal = Page.FromArrays(250, ("II", [.. Enumerable.Range(0, 500).Select(i => i / 100.0)]));
        RecordWriter.Write(new ExportRecordRequest { Record = signal.Info with { Sex = "Male" }, Path = At("a.edf"), Format = RecordFileFormat.EdfPlus }, signal.Leads);
        var bytes = File.ReadAllBytes(At("a.edf"));
        string Field(int at, int width) => System.Text.Encoding.ASCII.GetString(bytes, at, width).TrimEnd();
        Assert.Equal(("0", "X M X X", "Startdate X X X X", "768", "EDF+C", "2", "1", "2"),
            (Field(0, 8), Field(8, 80), Field(88, 80), Field(184, 8), Field(192, 44), Field(236, 8), Field(244, 8), Field(252, 4)));
        Assert.Equal(("ECG II", "EDF Annotations"), (Field(256, 16), Field(272, 16)));
        Assert.Equal(768 + 2 * (500 + 16), bytes.Length);
        Assert.Equal(10 * 7, BitConverter.ToInt16(bytes, 768 + 14));
        Assert.Equal((byte)20, bytes[768 + 502]);
        Assert.Equal("+1", System.Text.Encoding.ASCII.GetString(bytes, 768 + 516 + 500, 2));
    }

    [Fact]
    public void Existing_files_stay_without_leave_and_empty_records_are_refused()
    {
        var signal = Page.FromArrays(100, ("I", [1, 2]));
        var request = new ExportRecordRequest { Record = signal.Info, Path = At("r.hea"), Format = RecordFileFormat.Wfdb16 };
        File.WriteAllText(At("r.dat"), "mine");
        Assert.Equal(ErrorId.FileExists, Assert.Throws<EcgException>(() => RecordWriter.Write(request, signal.Leads)).Id);
        Assert.Equal("mine", File.ReadAllText(At("r.dat")));
        Assert.False(File.Exists(At("r.hea")));
        RecordWriter.Write(request with { Force = true }, signal.Leads);
        Assert.Equal(4, new FileInfo(At("r.dat")).Length);
        Assert.Equal(ErrorId.ArgumentInvalid, Assert.Throws<EcgException>(() => RecordWriter.Write(request with { Path = At("a b.hea") }, signal.Leads)).Id);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private RecordData Back(SignalView signal, RecordFileFormat format)
    {
        var path = At("r" + (format == RecordFileFormat.EdfPlus ? ".edf" : ".hea"));
        RecordWriter.Write(new ExportRecordRequest { Record = signal.Info, Path = path, Format = format, Force = true }, signal.Leads);
        return RecordImporter.Import(path, new FileSource(), "", default);
    }
}
