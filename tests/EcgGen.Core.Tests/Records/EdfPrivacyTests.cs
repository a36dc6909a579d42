// Nothing that identifies passes the import of an EDF file: invented patients in every field of the header.
using System.Text.Json;
using static EcgGen.Core.Tests.Records.EdfFixture;

namespace EcgGen.Core.Tests.Records;

public sealed class EdfPrivacyTests : IDisposable
{
    private readonly RecordFolder _folder = new();
    private static readonly string[] s_secrets = ["Haagse", "Harry", "0234567", "1951", "2002", "PSG", "Telemetry", "Dr_Smith", "Meier", "21.44", "16.11"];

    [Theory]
    [InlineData("MCH-0234567 F 02-MAY-1951 Haagse_Harry", "Startdate 02-MAR-2002 PSG-1234/2002 Dr_Smith Telemetry03", 50.0, "Female", true)]
    [InlineData("MCH-0234567 M 02-MAR-1951 Haagse_Harry more", "Startdate 02-MAR-2002 X X X", 51.0, "Male", true)]
    [InlineData("0234567 X 02-MAY-1901 Haagse_Harry", "Startdate 02-MAR-2002 X X X", 90.0, null, true)]
    [InlineData("X F X X", "Startdate X X X X", null, "Female", false)]
    [InlineData("0234567 F 31-FEB-1951 Harry", "", null, null, false)]
    [InlineData("Haagse Harry 1951", "PSG Dr_Smith 2002", null, null, false)]
    [InlineData("0234567", "Telemetry", null, null, true)]
    [InlineData("Age: 55", "Sex: F", null, null, false)]
    [InlineData("<age>: 55 Meier", "Patient ID: 0234567", null, null, false)]
    [InlineData("dd-MMM-yyyy", "Startdate 16-NOV-2020 0000050", null, null, false)]
    public void Age_sex_and_key_are_kept_and_nothing_else(string patient, string recording, double? age, string? sex, bool hasKey)
    {
        var bytes = new EdfFixture
        {
            Patient = patient,
            Recording = recording,
            Reserved = "EDF+C",
            Signals = [new Signal("Meier Harry", 1, [1, 2]), new Signal("I", 1, [1, 2])],
        }.ToArray();
        var record = _folder.Import("a.edf", bytes);
        Assert.Equal((age, sex, hasKey), (record.Info.Age, record.Info.Sex, record.PatientKey is not null));
        var json = JsonSerializer.Serialize(record.Info);
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
        Assert.Null(record.Info.RecordedAt);
        Assert.DoesNotContain(record.Warnings, w => s_secrets.Any(s => w.Contains(s, StringComparison.OrdinalIgnoreCase)));

        var kept = _folder.Import("a.edf", bytes, new FileSource { KeepIdentity = true }).Info;
        Assert.Equal("16.11.20 21.44.39", kept.RecordedAt);
    }

    [Fact]
    public void Identity_is_kept_where_asked_for()
    {
        var fixture = new EdfFixture { Patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry", Recording = "Startdate 02-MAR-2002 A B C", Signals = [new Signal("I", 1, [1])] };
        var info = _folder.Import("a.edf", fixture.ToArray(), new FileSource { KeepIdentity = true }).Info;
        Assert.Equal(["Patient ID: MCH-0234567", "Sex: F", "Age: 50", "Date of birth: 02-MAY-1951", "Patient name: Haagse_Harry",
            "Recording: Startdate 02-MAR-2002 A B C"], info.Comments);
        // Without a date in the recording field the start date counts, in the years 1985 to 2084.
        Assert.Equal(69, _folder.Import("a.edf", (fixture with { Recording = "" }).ToArray()).Info.Age);
        Assert.Equal(34, _folder.Import("a.edf", (fixture with { Recording = "", Date = "01.06.85" }).ToArray()).Info.Age);
        Assert.Null(_folder.Import("a.edf", (fixture with { Recording = "", Date = "32.06.85" }).ToArray()).Info.Age);
    }

    public void Dispose() => _folder.Dispose();
}
