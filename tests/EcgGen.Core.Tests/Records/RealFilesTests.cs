// What real files do, from file to record: each gives the right signal, or says what is wrong.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class RealFilesTests : IDisposable
{
    private static readonly string[] s_eight = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
    private static readonly int[] s_ecg = [.. Enumerable.Range(0, 5000).Select(i => (int)(40 * Math.Sin(i / 90.0)) + (i % 400 is > 150 and < 170 ? 1000 : 0))];
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void The_format_asked_for_overrules_what_the_file_looks_like()
    {
        var matrix = _fixture.File("E1.mat", [.. WfdbFixture.Matlab4Header(2, 5000), .. WfdbFixture.Pack16(WfdbFixture.Interleave([s_ecg, s_ecg]))]);
        _fixture.Header("E1", "E1.mat 2 500 5000 26-Mar-2021 15:14:37", "E1.mat 16x1+24 500/mV 16 0 0 0 0 AVR", "E1.mat 16x1+24 751(-4)/mV 16 0 0 0 0 ECG V1");
        var wfdb = Import(matrix);
        Assert.Equal((500.0, "wfdb"), (wfdb.Info.SamplingRate, ((FileSource)wfdb.Info.Source).Format));
        Assert.Equal(["aVR", "V1"], wfdb.Info.Leads);
        Assert.Equal(s_ecg.Select(v => v / 500.0), wfdb.Samples[0]);
        Assert.Equal(s_ecg.Select(v => (v + 4) / 751.0), wfdb.Samples[1]);
        var mat = Import(matrix, new FileSource { Format = "MAT", SamplingRate = 250, Unit = "mV" });
        Assert.Equal((250.0, "mat"), (mat.Info.SamplingRate, ((FileSource)mat.Info.Source).Format));
        Assert.Equal(s_ecg.Select(v => (double)v), mat.Samples[0]);
        // A text that looks like a table is none to a reader that was asked for by name.
        var e = Assert.Throws<EcgException>(() => Import(_fixture.File("t.csv", "I\n1\n2\n"u8.ToArray()), new FileSource { Format = "edf" }));
        Assert.Equal(ErrorId.HeaderInvalid, e.Id);
    }

    [Fact]
    public void Masked_stretches_are_missing_and_masked_leads_are_told()
    {
        var masked = s_ecg.ToArray();
        masked.AsSpan(1000, 3000).Fill(-32768);
        int[] none = [.. Enumerable.Repeat(-32768, 5000)];
        var record = Wfdb(("II", masked), ("V1", none), ("V5", s_ecg));
        Assert.Equal(masked.Select(v => v == -32768 ? double.NaN : v / 1000.0), record.Samples[0]);
        Assert.All(record.Samples[1], v => Assert.True(double.IsNaN(v)));
        Assert.Equal("r.hea: lead V1 has no samples.", Assert.Single(record.Warnings));
    }

    [Fact]
    public void Flat_leads_are_read_and_told()
    {
        var record = Wfdb(("II", s_ecg), ("V1", new int[5000]));
        Assert.Equal(new double[5000], record.Samples[1]);
        Assert.Equal("r.hea: lead V1 is flat, at 0 mV.", Assert.Single(record.Warnings));
    }

    [Fact]
    public void One_signal_under_two_names_or_headers_is_one_record_by_its_id()
    {
        var first = Wfdb(("II", s_ecg));
        _fixture.File("copy.mat", [.. new byte[24], .. WfdbFixture.Pack16(s_ecg)]);
        var copy = Import(_fixture.Header("copy", "copy.mat 1 500 5000 12-May-2020 12:33:59", "copy.mat 16+24 1000/mv 16 0 0 0 0 ii", "#Age: 59"));
        Assert.Equal(first.Info.Sha256, copy.Info.Sha256);
        Assert.NotEqual(first.Info.Name, copy.Info.Name);
        Assert.NotEqual(first.Info.Sha256, Wfdb(("II", [.. s_ecg[..^1], 1])).Info.Sha256);
    }

    [Fact]
    public void Eight_leads_become_twelve_exactly()
    {
        var record = Wfdb([.. s_eight.Select((name, i) => (name, s_ecg.Select(v => v * (i + 3) / 4 + 7 * i).ToArray()))]);
        Assert.Equal(["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"], record.Info.Leads);
        Assert.Equal(["III", "aVR", "aVL", "aVF"], record.Info.DerivedLeads);
        double[] one = record.Samples[0], two = record.Samples[1];
        Assert.Equal(two.Zip(one, (ii, i) => ii - i), record.Samples[2]);
        Assert.Equal(one.Zip(two, (i, ii) => -0.5 * i - 0.5 * ii), record.Samples[3]);
        Assert.Equal(one.Zip(two, (i, ii) => i - 0.5 * ii), record.Samples[4]);
        Assert.Equal(two.Zip(one, (ii, i) => ii - 0.5 * i), record.Samples[5]);
        var chosen = Import(_fixture.PathOf("r.hea"), new FileSource { Lead = ["V2", "avf"] }).Info;
        Assert.Equal((2, "aVF"), (chosen.Leads.Count, Assert.Single(chosen.DerivedLeads)));
        Assert.Empty(Wfdb(("I", s_ecg), ("II", s_ecg), ("V1", s_ecg)).Info.DerivedLeads); // who stores three leads wants three
    }

    [Fact]
    public void A_range_of_1000_mV_in_an_EDF_is_told_and_the_gain_of_the_user_mends_it()
    {
        var signal = new EdfFixture.Signal("ECG II", 500, s_ecg) { Unit = "mV", PhysicalMin = "-1000", PhysicalMax = "1000" };
        var path = _fixture.File("a.edf", new EdfFixture { Signals = [signal] }.ToArray());
        var wide = Import(path);
        Assert.Contains("steps of 0.0305 mV", wide.Warnings[0]);
        Assert.Contains("the scale is implausible", wide.Warnings[1]);
        var mended = Import(path, new FileSource { AdcGain = 1000 });
        // The ends of the range stand for −32,768 and 32,767, so that a stored 0 is half a step above 0 mV.
        Assert.Equal(s_ecg.Select(v => (v + 0.5) / 1000), mended.Samples[0], (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.DoesNotContain(mended.Warnings, w => w.Contains("implausible"));
    }

    [Fact]
    public void A_lead_named_twice_keeps_both()
    {
        var record = Wfdb(("avr", s_ecg), ("MDC_ECG_LEAD_AVR", new int[5000]));
        Assert.Equal(["aVR", "aVR_2"], record.Info.Leads);
        Assert.Equal(s_ecg.Select(v => v / 1000.0), record.Samples[0]);
    }

    public void Dispose() => _fixture.Dispose();

    private RecordData Wfdb(params (string Name, int[] Samples)[] leads)
    {
        _fixture.File("r.dat", WfdbFixture.Pack16(WfdbFixture.Interleave([.. leads.Select(l => l.Samples)])));
        return Import(_fixture.Header("r", [$"r {leads.Length} 500 {leads[0].Samples.Length}", .. leads.Select(l => $"r.dat 16 1000/mV 16 0 0 {(short)l.Samples.Sum()} 0 {l.Name}")]));
    }

    private static RecordData Import(string path, FileSource? request = null) =>
        RecordImporter.Import(path, request ?? new FileSource(), "secret", CancellationToken.None);
}
