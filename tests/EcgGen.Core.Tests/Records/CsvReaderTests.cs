// Tables of text: a real export, and the ways in which people and programs write them.
using System.Globalization;
using System.Text;
using EcgGen.Core.Random;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class CsvReaderTests : IDisposable
{
    private static readonly FileSource s_rate = new() { SamplingRate = 500 };
    private readonly RecordFolder _folder = new();

    [Fact]
    public void A_real_export_has_the_values_of_the_same_recording_in_EDF()
    {
        var record = RecordImporter.Import(SharedData.PathOf("formats", "csv", "RigacciOrg+ecg-contec", "0000050.ECG.csv"),
            new FileSource { SamplingRate = 800, AdcGain = 200 }, "", CancellationToken.None);
        var edf = RecordImporter.Import(SharedData.PathOf("formats", "edf", "RigacciOrg+ecg-contec", "0000050.ECG.edf"), new FileSource(), "", CancellationToken.None);
        Assert.Equal(edf.Info.Leads, record.Info.Leads);
        // The EDF says ±1000 mV; a step of the converter is 5 µV in truth, as the SCP file of the recording tells.
        for (int l = 0; l < 6; l++)
            Assert.Equal(edf.Samples[l].Select(v => (Math.Round((v + 1000) / 2000 * 65535) - 32768) / 200), record.Samples[l], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(record.Samples.Skip(6), s => Assert.All(s, v => Assert.True(double.IsNaN(v))));
        Assert.Contains(record.Warnings, w => w.Contains("6 of 12 leads have no number"));
    }

    [Theory]
    [InlineData("I,II\n0.5,-1\n0.25,1e-3\n1,2\n")]
    [InlineData("I;II\r\n0.5;-1\r\n0.25;1e-3\r\n1;2")]
    [InlineData("I;II\n0,5;-1\n0,25;1e-3\n1;2\n")]
    [InlineData("I\tII\n0,5\t-1\n0,25\t1e-3\n1\t2\n")]
    [InlineData("I II\n0.5 -1\n 0.25   1e-3 \n1\t2\n")]
    [InlineData("I II\n0,5 -1\n0,25 0,001\n1 2\n")]
    [InlineData("\"I\",\"II\"\n\"0.5\",\"-1\"\n\"0.25\",\"1e-3\"\n1,2\n")]
    [InlineData("# made by hand\nECG I , lead_ii\n\n0.5, -1\n0.25 ,1e-3\n# done\n1,2\n")]
    [InlineData("# I II\n0.5 -1\n0.25 0.001\n1 2\n")]
    [InlineData("I (mV),II[uV]\n0.5,-1000\n0.25,1\n1,2000\n")]
    [InlineData("I_mV,II_uV\n0.5,-1000\n0.25,1\n1,2000\n")]
    [InlineData("'I','II'\n'mV','uV'\n0.5,-1000\n0.25,1\n1,2000\n")]
    [InlineData("I,II,HR (bpm),beat\n0.5,-1,60,N\n0.25,1e-3,60,\n1,2,60,V\n")]
    [InlineData("Export of a device\nI,II\n0.5,-1\n0.25,1e-3\n1,2\n")]
    [InlineData("I,II,\n0.5,-1,\n0.25,1e-3,\n1,2,\n")]
    public void Delimiters_marks_headers_and_units_are_found_out(string text)
    {
        foreach (var bytes in new[]
        {
            Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
        })
        {
            var record = _folder.Import("a.csv", bytes, s_rate);
            Assert.Equal(["I", "II"], record.Info.Leads);
            Assert.Equal([0.5, 0.25, 1], record.Samples[0]);
            Assert.Equal([-1, 0.001, 2], record.Samples[1], (a, b) => Math.Abs(a - b) < 1e-15);
            Assert.Equal(text.Contains("bpm") ? 2 : 0, record.Warnings.Count);
        }
    }

    [Fact]
    public void Numbers_of_any_length_are_those_nearest_to_the_text()
    {
        var format = new DelimitedText(',', 1);
        var g = new SeedKey(1, "", 0, "test", 0, "numbers").ToGenerator();
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = [.. Enumerable.Range(0, 1 + g.NextInt(20)).Select(_ => (char)('0' + g.NextInt(10)))];
            if (g.NextInt(4) > 0)
                text[g.NextInt(text.Length)] = '.';
            var cell = (g.NextInt(2) == 0 ? "-" : "") + new string(text);
            double? expected = double.TryParse(cell, CultureInfo.InvariantCulture, out double value) ? value : null;
            Assert.True(BitConverter.DoubleToInt64Bits(expected ?? -1) == BitConverter.DoubleToInt64Bits(format.Parse(cell) ?? -1), cell);
        }
        Assert.All(["", "-", ".", "-.", "1.2.3", "1-", "--1", "0x1", "1 2"], cell => Assert.Null(format.Parse(cell)));
    }

    [Fact]
    public void Missing_numbers_are_missing_samples()
    {
        var record = Import("I,II\n0.5,\nNaN,n/a\n,0.1\n-,inf\n?,-Infinity\nnull,None\n", s_rate);
        double nan = double.NaN;
        Assert.Equal([[0.5, nan, nan, nan, nan, nan], [nan, nan, 0.1, nan, nan, nan]], record.Samples);
    }

    [Fact]
    public void Units_are_told_or_given_or_assumed()
    {
        Assert.Equal([0.1, 0.2], Import("I (\u00b5V)\n100\n200\n", s_rate).Samples[0], Near);
        Assert.Equal([0.1, 0.2], _folder.Import("a.csv", Encoding.Latin1.GetBytes("I (\u00b5V)\n100\n200\n"), s_rate).Samples[0], Near);
        var assumed = Import("I,II\n100,3\n200,-1\n", s_rate);
        Assert.Equal([0.003, -0.001], assumed.Samples[1], Near);
        Assert.Contains("taken for µV", Assert.Single(assumed.Warnings));
        Assert.Equal([100, 200], Import("I\n100\n200\n", s_rate with { Unit = "mV" }).Samples[0]);
        Assert.Equal([100, 200], Import("I (uV)\n100\n200\n", s_rate with { Unit = "mV" }).Samples[0]);
        Assert.Equal([0.5, 1], Import("I\n100\n200\n", s_rate with { AdcGain = 200 }).Samples[0], Near);
    }

    [Theory]
    [InlineData("time,I", "0.000", 0.002, 500, 0)]
    [InlineData("time (s),I", "0.000", 0.004, 250, 0)]
    [InlineData("Time [ms],I", "0", 2, 500, 0)]
    [InlineData("ms,I", "0", 1, 1000, 0)]
    [InlineData("t,I", "0", 4, 250, 1)] // no unit: steps of 4 s are none
    [InlineData("time_us,I", "0", 1000, 1000, 0)]
    [InlineData("time,I", "0.000", 1 / 360.0, 360, 0)] // rounded to milliseconds
    [InlineData("time (s),I", "0.00000", 0.0033, 1 / 0.0033, 0)]
    [InlineData("", "0.000", 0.005, 200, 0)]
    [InlineData("sample,time,I", "0.000", 0.002, 500, 0)]
    public void Rates_follow_from_the_time(string header, string format, double step, double rate, int warnings)
    {
        var text = new StringBuilder(header.Length > 0 ? header + "\n" : "");
        for (int i = 0; i < 400; i++)
        {
            if (header.StartsWith("sample", StringComparison.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{i},");
            text.Append((i * step + 7).ToString(format, CultureInfo.InvariantCulture)).Append(CultureInfo.InvariantCulture, $",{i * 37 % 101 / 100.0}\n");
        }
        var record = Import(text.ToString());
        Assert.Equal(rate, record.Info.SamplingRate, 1e-6);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => i * 37 % 101 / 100.0), Assert.Single(record.Samples));
        Assert.Equal(warnings, record.Warnings.Count);
        Assert.Equal(record.Samples[0][10..20], Import(text.ToString(), new FileSource { Start = 10 / rate, Duration = 10 / rate }).Samples[0]);
    }

    [Fact]
    public void Times_of_day_and_numbers_of_samples_are_no_leads()
    {
        var clock = new StringBuilder("'Elapsed time','MLII','V5'\n'hh:mm:ss.mmm','mV','mV'\n");
        var count = new StringBuilder();
        for (int i = 0; i < 20; i++)
        {
            clock.Append(CultureInfo.InvariantCulture, $"'1:59:5{i * 0.5:0.000}',{i % 3},-0.5\n");
            count.Append(CultureInfo.InvariantCulture, $"{i} {i % 3} 0.5\n");
        }
        var record = Import(clock.ToString());
        Assert.Equal(["MLII", "V5"], record.Info.Leads);
        Assert.Equal(2, record.Info.SamplingRate);
        record = Import(count.ToString(), s_rate);
        Assert.Equal(["Lead 1", "Lead 2"], record.Info.Leads);
        Assert.Equal(500, record.Info.SamplingRate);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 3.0), record.Samples[0]);
    }

    [Fact]
    public void A_rate_that_is_given_wins_over_the_time_with_a_warning()
    {
        var rows = string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 0.01:0.00},{i % 3 / 2.0}\n")));
        Assert.Empty(Import("time,I\n" + rows, new FileSource { SamplingRate = 100 }).Warnings);
        var record = Import("time,I\n" + rows, s_rate);
        Assert.Equal(500, record.Info.SamplingRate);
        Assert.Contains("it tells 100 Hz, but the 500 Hz given", Assert.Single(record.Warnings));
        var gap = "time,I\n" + rows + "5,0\n";
        Throws(ErrorId.SignalInvalid, "time column: expected even steps", gap);
        Assert.Contains("even steps", Assert.Single(Import(gap, s_rate).Warnings));
        Throws(ErrorId.SignalInvalid, "time column: expected times that increase", "time,I\n1,0\n0,0\n");
        Throws(ErrorId.SignalInvalid, "time column: expected a unit", "time,I\n0,0\n500,0\n1000,0\n");
    }

    [Fact]
    public void Leads_have_the_usual_names_where_the_table_has_none()
    {
        string[] twelve = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
        Assert.Equal(twelve, Import(Rows(12), s_rate).Info.Leads);
        Assert.Equal(twelve, Import(Rows(8), s_rate).Info.Leads);
        Assert.Equal(["III", "aVR", "aVL", "aVF"], Import(Rows(8), s_rate).Info.DerivedLeads);
        Assert.Equal(["II"], Import("0.5\n0.25\n", s_rate).Info.Leads);
        Assert.Equal(["Lead 1", "Lead 2", "Lead 3"], Import(Rows(3), s_rate).Info.Leads);
        Assert.Equal(["V1", "Lead 2"], Import("V1,Anna Meier\n0.5,0.5\n", s_rate).Info.Leads);

        static string Rows(int columns) => string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Repeat("0.5", columns)) + "\n", 3));
    }

    [Fact]
    public void Comments_tell_age_and_sex_and_nothing_else()
    {
        var info = Import("# Age: 71\n# Sex: F\n# Name: Anna Meier\nAnna Meier, 1944-01-01, extra\nI,II\n0.5,0.5\n", s_rate).Info;
        Assert.Equal(["Age: 71", "Sex: Female"], info.Comments);
    }

    [Fact]
    public void Errors_name_file_line_and_column()
    {
        Throws(ErrorId.ArgumentInvalid, "samplingRate: the file does not tell it", "I,II\n0.5,0.5\n");
        Throws(ErrorId.SignalInvalid, "line 4: expected 2 columns, found 3", "I,II\n1,2\n1,2\n1,2,3\n1,2\n", s_rate);
        Throws(ErrorId.SignalInvalid, "line 3: expected 2 columns, found 1", "I,II\n1,2\n1\n1,2\n1,2\n", s_rate);
        Throws(ErrorId.SignalInvalid, "line 1: expected 3 columns, found 2", "I,II\n0,1,2\n0,1,2\n", s_rate);
        Throws(ErrorId.SignalInvalid, "line 3: column 'II': expected a number, found 'x1'", "I,II\n1,2\n1,x1\n1,2\n1,2\n", s_rate);
        Throws(ErrorId.SignalInvalid, "expected a number, found '1e999'", "I,II\n1,2\n1,1e999\n", s_rate);
        Throws(ErrorId.RecordEmpty, "no leads", "", s_rate);
        Throws(ErrorId.RecordEmpty, "no leads", "# only a comment\n", s_rate);
        Throws(ErrorId.RecordEmpty, "no samples", "I,II\n", s_rate);
        Throws(ErrorId.RecordEmpty, "no leads", "name,city\nAnna,Berlin\n", s_rate);
        Throws(ErrorId.RecordTooLarge, "number of columns: 5000 are more than 4096", string.Join(',', Enumerable.Repeat("1", 5000)) + "\n", s_rate);
        Throws(ErrorId.RecordTooLarge, "line 2: expected at most 1048576 characters, found 1100000", "1\n" + new string('1', 1_100_000) + "\n", s_rate);
        Throws(ErrorId.ArgumentInvalid, "unit: expected V, mV, uV or nV", "I\n1\n", s_rate with { Unit = "x" });
    }

    [Fact]
    public void Texts_of_numbers_are_known_whatever_their_name()
    {
        Assert.Equal("csv", ((FileSource)_folder.Import("a.txt", "0.5 1\n0.25 2\n0.5 1\n0.5 1\n"u8.ToArray(), s_rate).Info.Source).Format);
        Assert.False(new CsvReader().CanRead(_folder.File("b.txt", "Dear reader,\nthis is\na letter,\nnot a table.\n"u8.ToArray())));
        Assert.False(new CsvReader().CanRead(_folder.File("b.bin", [.. "1,2\n1,2\n1,2\n"u8, 0])));
        Assert.True(new CsvReader().CanRead(_folder.File("b.TSV", [])));
    }

    public void Dispose() => _folder.Dispose();

    private RecordData Import(string text, FileSource? request = null) => _folder.Import("a.csv", Encoding.UTF8.GetBytes(text), request);

    private void Throws(ErrorId id, string message, string text, FileSource? request = null) =>
        _folder.Throws(id, message, "a.csv", Encoding.UTF8.GetBytes(text), request);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
