// The syntax of WFDB headers, and the error that each broken one gives: its id, the file, the field and what was expected.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class WfdbHeaderTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Theory]
    [InlineData("r 1", 250)]
    [InlineData("r 1 360", 360)]
    [InlineData("r 1 360/360(0) 2", 360)]
    [InlineData("r 1 62.4725/999.56 2", 62.4725)]
    [InlineData("  r\t1  0.0166666666667/125(-3.5)  2 10:44:18.529 04/05/2704", 0.0166666666667)]
    [InlineData("r.mat 1 1e3(7) 2", 1000)]
    public void Rates_are_read(string line, double rate)
    {
        var record = Read("", line, "r.dat 16 1000");
        Assert.Equal(rate, record.SamplingRate);
        Assert.Equal(2, record.Leads.Single().Samples.Length);
        Assert.Equal(rate == 250, record.Warnings.Any(w => w.Contains("250 Hz")));
    }

    [Theory]
    [InlineData("r.dat 16", "")]
    [InlineData("r.dat 16 1000", "")]
    [InlineData("r.dat 16 1000 16 0 -39 65507 0 ECG 1, left arm", "ECG 1, left arm")]
    [InlineData("r.dat 16 1000 16 0    I ", "I")] // blank initial value, sum and block size
    [InlineData("r.dat 16 1000 MLII", "MLII")]
    [InlineData("r.dat 16 1000 12 0 10 114 0 12 lead", "12 lead")]
    public void Names_of_signals_are_read(string line, string name) => Assert.Equal(name, Read("", "r 1 500 2", line).Leads.Single().Name);

    [Fact]
    public void Comments_blank_lines_and_line_ends_do_not_matter()
    {
        var record = Read("\r\n", "\ufeff# before: the record line", "", "r 1 500 2", "  #<age>: 53",
            "r.dat 16 1000", "", "#", "# sex: female ", "#Dx: 1,2");
        Assert.Equal(["before: the record line", "<age>: 53", "", "sex: female", "Dx: 1,2"], record.Comments);
        Assert.Null(record.RecordedAt);
    }

    [Fact]
    public void A_header_in_Latin_1_is_read()
    {
        _fixture.File("r.dat", new byte[4]);
        var path = _fixture.File("r.hea", System.Text.Encoding.Latin1.GetBytes(
            "r 1 500 2\nr.dat 16 1000/\u00b5V 16 0 0 0 0 I\n#Größe: 1 m\n"));
        var record = new WfdbReader().Read(path, new ReadOptions { Duration = 1 }, CancellationToken.None);
        Assert.Equal("Größe: 1 m", record.Comments.Single());
        Assert.Equal("I", record.Leads.Single().Name);
    }

    [Theory]
    [InlineData("number of signals", "a whole number", "nothing", "r")]
    [InlineData("number of signals", "a whole number", "'x'", "r x 500")]
    [InlineData("number of signals", "a whole number", "'-1'", "r -1 500")]
    [InlineData("number of segments", "a whole number", "'x'", "r/x 1 500 2")]
    [InlineData("number of segments", "at least 1", "'r/0'", "r/0 1 500 2")]
    [InlineData("segment", "without folders", "'../r'", "r/1 1 500 2", "../r 2")]
    [InlineData("segment", "without folders", "'a/b'", "r/1 1 500 2", "a/b 2")]
    [InlineData("number of samples", "a whole number", "nothing", "r/1 1 500 2", "r")]
    [InlineData("segment line", "no more than 1", "'s 2'", "r/1 1 500 2", "~ 2", "s 2")]
    [InlineData("sampling rate", "a number", "'NaN'", "r 1 NaN 2")]
    [InlineData("sampling rate", "a number", "'Infinity'", "r 1 Infinity 2")]
    [InlineData("sampling rate", "0.001", "'0'", "r 1 0 2")]
    [InlineData("sampling rate", "0.001", "'-500'", "r 1 -500 2")]
    [InlineData("sampling rate", "1000000 Hz", "'1e9'", "r 1 1e9 2")]
    [InlineData("number of samples", "a whole number", "'-2'", "r 1 500 -2")]
    [InlineData("number of samples", "a whole number", "'2.5'", "r 1 500 2.5")]
    [InlineData("signal file", "bare", "'../r.dat'", "r 1 500 2", "../r.dat 16")]
    [InlineData("signal file", "bare", "'..\\r.dat'", "r 1 500 2", "..\\r.dat 16")]
    [InlineData("signal file", "bare", "'/etc/passwd'", "r 1 500 2", "/etc/passwd 16")]
    [InlineData("signal file", "bare", "'..'", "r 1 500 2", ".. 16")]
    [InlineData("signal file", "bare", "'C:r.dat'", "r 1 500 2", "C:r.dat 16")]
    [InlineData("signal file", "bare", "'r\0.dat'", "r 1 500 2", "r\0.dat 16")]
    [InlineData("format", "a whole number", "nothing", "r 1 500 2", "r.dat")]
    [InlineData("format", "a whole number", "'x'", "r 1 500 2", "r.dat x")]
    [InlineData("format", "16x2", "'*3'", "r 1 500 2", "r.dat 16*3")]
    [InlineData("format", "32-bit", "'99999999999'", "r 1 500 2", "r.dat 99999999999")]
    [InlineData("format", "8, 16, 24, 32, 61, 80, 160, 212, 310, 311, 508, 516, 524", "81", "r 1 500 2", "r.dat 81 200")]
    [InlineData("initial value", "a 32-bit number", "'99999999999'", "r 1 500 2", "r.dat 8 200 8 0 99999999999")]
    [InlineData("samples per frame", "1–100000", "'0'", "r 1 500 2", "r.dat 16x0")]
    [InlineData("samples per frame", "a whole number", "nothing", "r 1 500 2", "r.dat 16x")]
    [InlineData("skew", "a whole number", "'-1'", "r 1 500 2", "r.dat 16:-1")]
    [InlineData("byte offset", "a whole number", "'-24'", "r 1 500 2", "r.dat 16+-24")]
    [InlineData("gain", "a number", "'abc'", "r 1 500 2", "r.dat 16 abc/mV")]
    [InlineData("gain", "a number", "'NaN'", "r 1 500 2", "r.dat 16 NaN")]
    [InlineData("gain", "1E-09", "'1e-300'", "r 1 500 2", "r.dat 16 1e-300/mV")]
    [InlineData("baseline", "a 32-bit number", "'(x)'", "r 1 500 2", "r.dat 16 200(x)/mV")]
    [InlineData("baseline", "a 32-bit number", "'(5'", "r 1 500 2", "r.dat 16 200(5/mV")]
    [InlineData("baseline", "a 32-bit number", "'(99999999999)'", "r 1 500 2", "r.dat 16 200(99999999999)/mV")]
    [InlineData("ADC zero", "a 32-bit number", "'99999999999'", "r 1 500 2", "r.dat 16 200 16 99999999999")]
    [InlineData("signal line", "no more than 1", "'r.dat 16'", "r 1 500 2", "r.dat 16", "r.dat 16")]
    public void A_broken_line_is_named(string field, string expected, string found, params string[] lines)
    {
        var e = Assert.Throws<EcgException>(() => Read("", lines));
        Assert.Equal(ErrorId.HeaderInvalid, e.Id);
        Assert.StartsWith("r.hea", e.Message);
        Assert.Contains(field + ": expected", e.Message);
        Assert.Contains(expected, e.Message);
        Assert.Contains("found " + found, e.Message);
    }

    [Theory]
    [InlineData(ErrorId.HeaderInvalid, "record line: expected a name")]
    [InlineData(ErrorId.HeaderInvalid, "signal lines: expected 3, found 1", "r 3 500 2", "r.dat 16")]
    [InlineData(ErrorId.HeaderInvalid, "segment lines: expected 3, found 1", "r/3 1 500 2", "~ 2")]
    [InlineData(ErrorId.HeaderInvalid, "one number for all signals of r.dat", "r 2 500 2", "r.dat 516", "r.dat 516x2")]
    [InlineData(ErrorId.HeaderInvalid, "expected all signals of R.dat together", "r 3 500 2", "r.dat 16", "x.dat 16", "R.dat 16")]
    [InlineData(ErrorId.HeaderInvalid, "found 16+0 and 212+0", "r 2 500 2", "r.dat 16", "r.dat 212")]
    [InlineData(ErrorId.HeaderInvalid, "found 16+24 and 16+0", "r 2 500 2", "r.dat 16+24", "r.dat 16")]
    [InlineData(ErrorId.RecordTooLarge, "number of signals: 4097 are more than 4096", "r 4097 500 2")]
    [InlineData(ErrorId.RecordTooLarge, "number of signals: 99999999999999999999999 ", "r 99999999999999999999999 500 2")]
    [InlineData(ErrorId.RecordTooLarge, "number of samples: 134217730 over", "r 2 500 67108865", "r.dat 16", "r.dat 16")]
    [InlineData(ErrorId.RecordTooLarge, "number of samples: ", "r 1 500 99999999999999999999999", "r.dat 16x100000")]
    [InlineData(ErrorId.SignalInvalid, "r.dat: expected 5 bytes for 3 samples as r.hea tells, found 4", "r 1 500 3", "r.dat 212")]
    [InlineData(ErrorId.SignalInvalid, "r.dat: expected 6 bytes for 3 samples as r.hea tells, found 4", "r 1 500 3", "r.dat 16")]
    [InlineData(ErrorId.SignalInvalid, "r.dat: expected 9223372036854775807 bytes", "r 1 500", "r.dat 16+99999999999999999999")]
    [InlineData(ErrorId.FileNotFound, "no.dat, which r.hea names, does not exist", "r 1 500 3", "no.dat 16")]
    public void A_broken_record_is_named(ErrorId id, string message, params string[] lines)
    {
        var e = Assert.Throws<EcgException>(() => Read("", lines));
        Assert.Equal(id, e.Id);
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void A_short_matrix_is_named_with_its_sizes()
    {
        _fixture.File("E1.mat", new byte[4711]);
        var path = _fixture.Header("E1", ["E1 12 500 5000", .. Enumerable.Repeat("E1.mat 16+24 1000/mV 16 0 0 0 0 I", 12)]);
        var e = Assert.Throws<EcgException>(() => new WfdbReader().Read(path, new ReadOptions { Duration = 1 }, CancellationToken.None));
        Assert.Equal(ErrorId.SignalInvalid, e.Id);
        Assert.Equal("E1.mat: expected 120024 bytes for 5000 samples as E1.hea tells, found 4711.", e.Message);
    }

    [Fact]
    public void Long_fields_are_shortened_in_messages()
    {
        var e = Assert.Throws<EcgException>(() => Read("", "r 1 500 2", "r.dat 16 " + new string('x', 100_000)));
        Assert.InRange(e.Message.Length, 50, 200);
    }

    [Fact]
    public void Headers_beyond_their_limit_folders_and_missing_files_are_refused()
    {
        Assert.Equal(ErrorId.RecordTooLarge, Error(_fixture.File("big.hea", new byte[(1 << 20) + 1])).Id);
        Assert.Equal(ErrorId.FileNotFound, Error(_fixture.PathOf("none.hea")).Id);
        Assert.Equal(ErrorId.FileNotFound, Error(_fixture.File("alone.dat", [])).Id);
        Assert.Equal(ErrorId.FileUnreadable, Error(Directory.CreateDirectory(_fixture.PathOf("folder.hea")).FullName).Id);
        Directory.CreateDirectory(_fixture.PathOf("folder.dat"));
        var e = Error(_fixture.Header("f", "f 1 500 2", "folder.dat 16"));
        Assert.Equal(ErrorId.FileUnreadable, e.Id);
        Assert.StartsWith("folder.dat, which f.hea names, can't be read", e.Message);
        Assert.Equal(ErrorId.FileUnreadable, Error("a\0b.hea").Id);
        using var locked = File.Open(_fixture.Header("locked", "locked 0"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(ErrorId.FileUnreadable, Error(_fixture.PathOf("locked.hea")).Id);
    }

    [Theory]
    [InlineData(0.004, 1, "start: expected less than the record's length of 0.004 s, found 0.004 s")]
    [InlineData(1e300, 1, "start: expected less than the record's length")]
    [InlineData(-1, 1, "start: expected 0 s or more, found -1 s")]
    [InlineData(double.NaN, 1, "start: expected 0 s or more, found NaN s")]
    [InlineData(double.PositiveInfinity, 1, "start: expected 0 s or more")]
    [InlineData(0, 0, "duration: expected more than 0 s, found 0 s")]
    [InlineData(0, double.NaN, "duration: expected more than 0 s, found NaN s")]
    [InlineData(0, 0.0009, "duration: expected at least one sample at 500 Hz")]
    public void A_cut_outside_the_record_is_refused(double start, double duration, string message)
    {
        _fixture.File("r.dat", new byte[4]);
        var path = _fixture.Header("r", "r 1 500 2", "r.dat 16 1000");
        var e = Assert.Throws<EcgException>(() => new WfdbReader().Read(path, new ReadOptions { Start = start, Duration = duration }, CancellationToken.None));
        Assert.Equal(ErrorId.ArgumentInvalid, e.Id);
        Assert.StartsWith("r.hea: " + message, e.Message);
    }

    [Fact]
    public void Reading_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(() =>
        new WfdbReader().Read(_fixture.Header("r", "r 0"), new ReadOptions { Duration = 1 }, new CancellationToken(canceled: true)));

    public void Dispose() => _fixture.Dispose();

    private RawRecord Read(string lineEnd, params string[] lines)
    {
        _fixture.File("r.dat", new byte[4]);
        _fixture.File("x.dat", new byte[4]);
        var path = _fixture.Header("r", [.. lines.Select(l => l + lineEnd.TrimEnd('\n'))]);
        return new WfdbReader().Read(path, new ReadOptions(), CancellationToken.None);
    }

    private static EcgException Error(string path) =>
        Assert.Throws<EcgException>(() => new WfdbReader().Read(path, new ReadOptions { Duration = 1 }, CancellationToken.None));
}
