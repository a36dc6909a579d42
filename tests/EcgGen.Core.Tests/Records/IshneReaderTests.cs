// ISHNE Holter files: samples, leads, check sum and identity, from fixtures that the standard tells how to write.
using System.Text.Json;

namespace EcgGen.Core.Tests.Records;

public sealed class IshneReaderTests : IDisposable
{
    private static readonly int[] s_extremes = [-32768, 32767, 0, 1, -1, 12345];
    private readonly RecordFolder _folder = new();

    [Fact]
    public void Samples_come_back_exactly()
    {
        var fixture = new IshneFixture
        {
            Leads = [(11, 2500, s_extremes), (15, 1, [.. s_extremes.Reverse()]), (0, 32767, s_extremes), (19, 1000, s_extremes), (-9, 5000, s_extremes)],
            Remarks = "a remark",
        };
        var record = _folder.Import("a.ecg", fixture.ToArray());
        Assert.Equal(["V1", "V5", "Lead 3", "AI", "Lead 5"], record.Info.Leads);
        Assert.Equal(200, record.Info.SamplingRate);
        Assert.Equal(s_extremes.Select(v => v * 2500 / 1e6), record.Samples[0]);
        Assert.Equal(s_extremes.Reverse().Select(v => v / 1e6), record.Samples[1]);
        Assert.Equal(s_extremes.Select(v => v * 32767.0 / 1e6), record.Samples[2]);
        Assert.Empty(record.Warnings);
        Assert.Equal("ishne", ((FileSource)record.Info.Source).Format);
        var part = _folder.Import("a.ecg", fixture.ToArray(), new FileSource { Start = 0.01, Duration = 0.015 });
        Assert.Equal(record.Samples.Select(s => s[2..5]), part.Samples);
        var gain = _folder.Import("a.ecg", fixture.ToArray(), new FileSource { AdcGain = 200, Lead = ["V1"] });
        Assert.Equal(s_extremes.Select(v => v / 200.0), gain.Samples[0], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Every_lead_code_has_its_name()
    {
        string[] names = ["X", "Y", "Z", "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6", "ES", "AS", "AI"];
        for (int i = 0; i < names.Length; i++)
            Assert.Equal([names[i]], _folder.Import("a.ecg", new IshneFixture { Leads = [(i + 2, 1000, [1, 2])] }.ToArray()).Info.Leads);
        int[] eight = [5, 6, 11, 12, 13, 14, 15, 16];
        var info = _folder.Import("a.ecg", new IshneFixture { Leads = [.. eight.Select(s => (s, 1000, new[] { s, 2 }))] }.ToArray()).Info;
        Assert.Equal(12, info.Leads.Count);
        Assert.Equal(["III", "aVR", "aVL", "aVF"], info.DerivedLeads);
    }

    [Fact]
    public void Contradictions_are_told()
    {
        Assert.Equal(0x29b1, IshneFixture.Crc("123456789"u8.ToArray()));
        var fixture = new IshneFixture { Leads = [(11, 2500, s_extremes), (12, 2500, s_extremes)], Remarks = "x" };
        Warns("checksum", fixture with { ChecksumError = 1 });
        Warns("number of samples: 7 by the header, but the file holds 6 of each lead", fixture with { SampleCount = 7 });
        Assert.Empty(_folder.Import("a.ecg", (fixture with { SampleCount = 12 }).ToArray()).Warnings); // all leads together, as some write
        var left = _folder.Import("a.ecg", (fixture with { Leads = [fixture.Leads[0], (12, -9, s_extremes)] }).ToArray());
        Assert.Equal(["V1"], left.Info.Leads);
        Assert.Contains("lead 2: resolution: expected more than 0 nV, found -9", Assert.Single(left.Warnings));
        Assert.Equal(5, _folder.Import("a.ecg", fixture.ToArray()[..^1]).Info.SampleCount);

        void Warns(string warning, IshneFixture changed)
        {
            var record = _folder.Import("a.ecg", changed.ToArray());
            Assert.Equal(6, record.Info.SampleCount);
            Assert.Contains(warning, Assert.Single(record.Warnings));
        }
    }

    [Fact]
    public void Errors_name_file_and_field()
    {
        var fixture = new IshneFixture { Leads = [(11, 2500, s_extremes)] };
        Throws("magic: expected 'ISHNE1.0', found 'ISHNE2.0'", "ISHNE2.0 and more"u8.ToArray());
        Throws("header: expected 522 bytes, found 521", fixture.ToArray()[..521]);
        Throws("number of leads: expected 1 to 12, found '0'", (fixture with { LeadCount = 0 }).ToArray());
        Throws("number of leads: expected 1 to 12, found '13'", (fixture with { LeadCount = 13 }).ToArray());
        Throws("sampling rate: expected more than 0 Hz, found '-9'", (fixture with { Rate = -9 }).ToArray());
        Throws("offset of the samples: expected 522 to the file's 534 bytes, found '535'", (fixture with { SamplesAt = 535 }).ToArray());
        Throws("offset of the samples", (fixture with { SamplesAt = -1 }).ToArray());
        _folder.Throws(ErrorId.RecordEmpty, "no samples", "a.ecg", fixture.ToArray()[..522]);

        void Throws(string message, byte[] bytes) => _folder.Throws(ErrorId.HeaderInvalid, message, "a.ecg", bytes, new FileSource { Format = "ishne" });
    }

    [Fact]
    public void Nothing_that_identifies_is_kept_unless_asked_for()
    {
        var bytes = new IshneFixture
        {
            FirstName = "Anna",
            LastName = "Meier",
            Id = "4711-0815",
            Sex = 2,
            Birth = (1, 3, 1944),
            Recorded = (28, 2, 2001),
            Recorder = "SN-99",
            Proprietary = "Dr. Smith",
            Copyright = "St. Mary",
            Remarks = "Age: 33\nseen by Müller",
            Leads = [(11, 2500, s_extremes)],
        }.ToArray();
        var record = _folder.Import("a.ecg", bytes);
        Assert.Equal((56, "Female", null), (record.Info.Age, record.Info.Sex, record.Info.RecordedAt));
        Assert.Equal(["Age: 56", "Sex: Female"], record.Info.Comments);
        Assert.NotNull(record.PatientKey);
        var json = JsonSerializer.Serialize(record.Info);
        Assert.All(new[] { "Anna", "Meier", "4711", "1944", "2001", "SN-99", "Smith", "Mary", "Müller", "12:34" }, s => Assert.DoesNotContain(s, json));

        var kept = _folder.Import("a.ecg", bytes, new FileSource { KeepIdentity = true }).Info;
        Assert.Equal("2001-02-28 12:34:56", kept.RecordedAt);
        Assert.Equal(["Patient ID: 4711-0815", "Patient name: Anna Meier", "Sex: Female", "Age: 56", "Date of birth: 1944-03-01", "Recorder: SN-99",
            "Proprietary: Dr. Smith", "Copyright: St. Mary", "Remarks: Age: 33\nseen by Müller"], kept.Comments);
    }

    public void Dispose() => _folder.Dispose();
}
