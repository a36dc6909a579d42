// EDF, EDF+, BDF and BDF+: a real file by reference, and fixtures for what the specifications and real writers do.
using EcgGen.Core.Records;
using static EcgGen.Core.Tests.Records.EdfFixture;

namespace EcgGen.Core.Tests.Records;

public sealed class EdfReaderTests : IDisposable
{
    private readonly RecordFolder _folder = new();
    private static readonly int[] s_extremes = [-32768, 32767, 0, 1, -1, 12345, -12345, 256];

    [Fact]
    public void A_real_file_has_the_reference_values()
    {
        var path = SharedData.PathOf("formats", "edf", "RigacciOrg+ecg-contec", "0000050.ECG.edf");
        var reference = new ReferenceFile(path + ".ref.json");
        var record = RecordImporter.Import(path, new FileSource(), "", CancellationToken.None);
        Assert.Equal(reference.SamplingRate, record.Info.SamplingRate);
        Assert.Equal(reference.Leads, record.Info.Leads);
        Assert.Equal(37855, record.Info.SampleCount);
        Assert.Equal(reference.PhysicalHash, ReferenceFile.HashOf(record.Samples));
        Assert.Contains("steps of 0.0305 mV", Assert.Single(record.Warnings, w => !w.Contains("is flat")));
        Assert.Empty(record.Info.Comments);
        // The stored values are those of the CSV export that its author made of the same recording.
        var rows = File.ReadLines(SharedData.PathOf("formats", "csv", "RigacciOrg+ecg-contec", "0000050.ECG.csv")).Select(l => l.Split(','));
        Assert.Equal(rows.Select(r => double.Parse(r[0], null)), record.Samples[0].Select(v => Math.Round((v + 1000) / 2000 * 65535) - 32768));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Samples_of_16_bits_come_back_exactly(int perRecord)
    {
        var record = _folder.Import("a.edf", new EdfFixture
        {
            Signals = [new Signal("ECG I", perRecord, s_extremes), new Signal("EKG v1", perRecord, [.. s_extremes.Reverse()]) { Unit = "mV" }],
        }.ToArray());
        Assert.Equal(["I", "V1"], record.Info.Leads);
        Assert.Equal(perRecord, record.Info.SamplingRate);
        Assert.Equal(s_extremes.Select(v => v / 10.0 / 1000), record.Samples[0], (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(s_extremes.Reverse().Select(v => v / 10.0), record.Samples[1], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal("edf", ((FileSource)record.Info.Source).Format);
    }

    [Fact]
    public void Samples_of_24_bits_come_back_exactly_and_triggers_are_no_leads()
    {
        int[] samples = [-8388608, 8388607, 0, 1, -1, 65536, -65537, 127];
        var lead = new Signal("II", 4, samples) { PhysicalMin = "-262144", PhysicalMax = "262143", DigitalMin = "-8388608", DigitalMax = "8388607" };
        var record = _folder.Import("a.bdf", new EdfFixture
        {
            Bdf = true,
            Reserved = "24BIT",
            Signals = [lead, lead with { Label = "Status", Unit = "Boolean" }],
        }.ToArray());
        double gain = 524287.0 / 16777215 / 1000;
        Assert.Equal(samples.Select(v => (v + 8388608.0) * gain - 262.144), record.Samples[0], (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Single(record.Info.Leads);
        Assert.Empty(record.Warnings);
    }

    [Theory]
    [InlineData("uV", 1e-3)]
    [InlineData("\u00b5V", 1e-3)]
    [InlineData("mV", 1)]
    [InlineData("V", 1e3)]
    [InlineData("nV", 1e-6)]
    public void Units_and_any_range_are_scaled(string unit, double millivolts)
    {
        var signal = new Signal("I", 2, [0, 2047]) { Unit = unit, PhysicalMin = "5", PhysicalMax = "-5", DigitalMin = "0", DigitalMax = "4094" };
        var samples = Assert.Single(_folder.Import("a.edf", new EdfFixture { Signals = [signal] }.ToArray()).Samples);
        Assert.Equal([5 * millivolts, 0], samples, (a, b) => Math.Abs(a - b) < 1e-12);
        // A gain of the user's takes the file's place; the file's is 409.4 units down for one up.
        var raw = new EdfReader().Read(Path.Combine(_folder.FullPath, "a.edf"), new ReadOptions(), CancellationToken.None);
        Assert.Equal(-409.4 / millivolts, raw.Leads[0].UnitsPerMillivolt!.Value, 1e-9 / millivolts);
    }

    [Fact]
    public void Signals_that_are_no_lead_are_left_out_and_named()
    {
        int[] four = [1, 2, 3, 4], two = [1, 2];
        var record = _folder.Import("a.edf", new EdfFixture
        {
            Signals =
            [
                new Signal("SpO2", 2, four) { Unit = "%" }, new Signal("EEG Fpz-Cz", 2, four), new Signal("MLII", 2, four), new Signal("V5", 1, two),
                new Signal("Event", 2, four) { Unit = "", PhysicalMin = "", DigitalMax = "text" }, new Signal("V2", 2, four),
            ],
        }.ToArray());
        Assert.Equal(["MLII", "V2"], record.Info.Leads);
        Assert.Equal(4, record.Warnings.Count);
        Assert.All(new[] { "'SpO2' is in %", "'EEG Fpz-Cz' is no ECG", "'V5' has 1 samples", "'Event' has no unit" },
            text => Assert.Single(record.Warnings, w => w.Contains(text) && w.StartsWith("a.edf")));
        Assert.Equal([0.0001, 0.0002, 0.0003, 0.0004], record.Samples[0], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Uncalibrated_signals_take_the_unit_that_is_given()
    {
        var bytes = new EdfFixture { Signals = [new Signal("I", 2, [10, 20]) { Unit = "" }] }.ToArray();
        _folder.Throws(ErrorId.RecordEmpty, "no leads", "a.edf", bytes);
        Assert.Equal([1, 2], _folder.Import("a.edf", bytes, new FileSource { Unit = "mV" }).Samples[0], (a, b) => Math.Abs(a - b) < 1e-12);
        _folder.Throws(ErrorId.ArgumentInvalid, "unit: expected V, mV, uV or nV, found 'mmHg'", "a.edf", bytes, new FileSource { Unit = "mmHg" });
    }

    [Fact]
    public void Eight_leads_become_twelve()
    {
        string[] names = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
        var record = _folder.Import("a.edf", new EdfFixture { Signals = [.. names.Select((n, i) => new Signal(n, 1, [10 * i, 10]))] }.ToArray());
        Assert.Equal(12, record.Info.Leads.Count);
        Assert.Equal(["III", "aVR", "aVL", "aVF"], record.Info.DerivedLeads);
    }

    [Theory]
    [InlineData("0.003906", 1, 256)]
    [InlineData("0.00125", 1, 800)]
    [InlineData("0.7", 100, 100 / 0.7)]
    [InlineData("10", 5000, 500)]
    public void Rates_follow_from_the_data_records(string duration, int perRecord, double rate)
    {
        var fixture = new EdfFixture { Duration = duration, Signals = [new Signal("I", perRecord, new int[2 * perRecord])] };
        Assert.Equal(rate, _folder.Import("a.edf", fixture.ToArray()).Info.SamplingRate, 1e-9);
        Assert.Contains(_folder.Import("a.edf", fixture.ToArray(), new FileSource { SamplingRate = 77 }).Warnings, w => w.Contains("are not used"));
    }

    [Fact]
    public void Cuts_are_those_of_the_whole()
    {
        var samples = Enumerable.Range(0, 60).ToArray();
        var bytes = new EdfFixture { Signals = [new Signal("I", 4, samples), new Signal("II", 4, [.. samples.Select(v => -v)])] }.ToArray();
        var whole = _folder.Import("a.edf", bytes).Samples;
        for (int first = 0; first < 60; first += 3)
        {
            for (int count = 1; count <= 60 - first; count += 5)
            {
                var part = _folder.Import("a.edf", bytes, new FileSource { Start = first / 4.0, Duration = count / 4.0 }).Samples;
                Assert.Equal(whole.Select(l => l[first..(first + count)]), part);
            }
        }
    }

    [Fact]
    public void Gaps_of_discontinuous_files_are_missing_samples()
    {
        var fixture = new EdfFixture
        {
            Reserved = "EDF+D",
            Duration = "0.5",
            Signals =
            [
                new Signal("EDF Annotations", 8, []) { Annotations = ["+0.25\u0014\u0014\0+1\u0014x\u0014", "+0.75\u0014\u0014", "+2.26\u0014\u0014"], PhysicalMin = "" },
                new Signal("I", 2, [10, 20, 30, 40, 50, 60]),
            ],
        };
        double nan = double.NaN;
        var record = _folder.Import("a.edf", fixture.ToArray());
        Assert.Equal([0.001, 0.002, 0.003, 0.004, nan, nan, nan, nan, 0.005, 0.006], record.Samples[0], Near);
        Assert.Equal([nan, nan, 0.005], _folder.Import("a.edf", fixture.ToArray(), new FileSource { Start = 1.5, Duration = 0.75 }).Samples[0], Near);
        // Without the mark of a discontinuous file the records are one after the other.
        Assert.Equal(6, _folder.Import("a.edf", (fixture with { Reserved = "EDF+C" }).ToArray()).Info.SampleCount);

        Throws("+0\u0014\u0014", "+0.1\u0014\u0014", ErrorId.SignalInvalid, "data record 2: expected a start behind the end");
        Throws("+0\u0014\u0014", "0.5\u0014", ErrorId.SignalInvalid, "data record 2: time-keeping annotation");
        Throws("+0\u0014\u0014", "+99999999\u0014", ErrorId.RecordTooLarge, "samples");
        Throws("+0\u0014\u0014", "+9999\u0014", ErrorId.RecordTooLarge, "with its gaps");

        void Throws(string first, string second, ErrorId id, string message) => _folder.Throws(id, message, "a.edf", (fixture with
        {
            Signals = [fixture.Signals[0] with { Annotations = [first, second] }, new Signal("I", 2, [1, 2, 3, 4])],
        }).ToArray());
    }

    [Fact]
    public void Lengths_that_contradict_each_other_are_told()
    {
        var fixture = new EdfFixture { Signals = [new Signal("I", 2, [10, 20, 30, 40])] };
        var whole = fixture.ToArray();
        Warns(4, "expected at least 1, found -1; the file holds 2", (fixture with { Records = "-1" }).ToArray());
        Warns(4, "5 by the header, but the file holds 2", (fixture with { Records = "5" }).ToArray());
        Warns(2, "2 by the header, but the file holds 1", whole[..^1]);
        Warns(4, "3 bytes behind the last of 2", [.. whole, 1, 2, 3]);
        Warns(4, "number of bytes in header: expected 512 for 1 signals, found 600", (fixture with { HeaderBytes = "600" }).ToArray());
        Warns(4, "read from byte 768", [.. (fixture with { HeaderBytes = "768" }).ToArray()[..512], .. new byte[256], .. whole[512..]]);
        _folder.Throws(ErrorId.RecordEmpty, "no samples", "a.edf", whole[..512]);

        void Warns(int samples, string warning, byte[] bytes)
        {
            var record = _folder.Import("a.edf", bytes);
            Assert.Equal(new[] { 0.001, 0.002, 0.003, 0.004 }[..samples], record.Samples[0], Near);
            Assert.Contains(warning, Assert.Single(record.Warnings));
        }
    }

    [Fact]
    public void Errors_name_file_and_field()
    {
        var signal = new Signal("I", 2, [1, 2]);
        var fixture = new EdfFixture { Signals = [signal] };
        Throws("version", "1       "u8.ToArray());
        Throws("header: expected 256 bytes, found 8", "0       "u8.ToArray());
        Throws("header: expected 512 bytes for 1 signals, found 300", fixture.ToArray()[..300]);
        Throws("number of signals: expected a whole number from 1 to 4096, found '9999'", (fixture with { SignalCount = "9999" }).ToArray());
        Throws("number of signals: expected a number, found nothing", (fixture with { SignalCount = "" }).ToArray());
        Throws("number of data records: expected a number, found 'many'", (fixture with { Records = "many" }).ToArray());
        Throws("duration of a data record: expected 0 to 1e9 s, found '-1'", (fixture with { Duration = "-1" }).ToArray());
        Throws("duration of a data record: expected more than 0 s", (fixture with { Duration = "0" }).ToArray());
        Throws("sampling rate: expected", (fixture with { Duration = "1e-9" }).ToArray());
        Throws("signal 1 (I): number of samples", (fixture with { Signals = [signal with { PerRecord = -1, Samples = [] }] }).ToArray());
        Throws("signal I: physical maximum: expected another", Signal(signal with { PhysicalMin = "1", PhysicalMax = "1" }));
        Throws("signal I: digital maximum: expected another", Signal(signal with { DigitalMin = "1", DigitalMax = "1" }));
        Throws("signal I: physical minimum: expected a number, found '1,5'", Signal(signal with { PhysicalMin = "1,5" }));
        Throws("signal I: physical minimum: expected 0, or 1e-12 to 1e12", Signal(signal with { PhysicalMin = "1e300" }));
        Assert.Equal(2, _folder.Import("a.edf", (fixture with { Duration = "0" }).ToArray(), new FileSource { SamplingRate = 2 }).Info.SamplingRate);

        byte[] Signal(Signal s) => (fixture with { Signals = [s] }).ToArray();
        void Throws(string message, byte[] bytes) => _folder.Throws(ErrorId.HeaderInvalid, message, "a.edf", bytes);
    }

    [Fact]
    public void Files_are_known_by_their_content_whatever_their_name()
    {
        var bytes = new EdfFixture { Signals = [new Signal("I", 2, [1, 2])] }.ToArray();
        Assert.Equal("edf", ((FileSource)_folder.Import("a.rec", bytes).Info.Source).Format);
        Assert.Equal("edf", ((FileSource)_folder.Import("b.dat", (new EdfFixture { Bdf = true, Signals = [new Signal("I", 2, [1, 2])] }).ToArray()).Info.Source).Format);
        Assert.False(new EdfReader().CanRead(_folder.File("c.txt", "0       0.5\n"u8.ToArray())));
        Assert.True(new EdfReader().CanRead(_folder.File("c.EDF", [])));
    }

    public void Dispose() => _folder.Dispose();

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12 || double.IsNaN(a) && double.IsNaN(b);
}
