// Nothing that identifies passes the import: invented patients in every style of comment, looked for in what is kept.
using System.Text.Json;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class PrivacyTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    // Invented; each stands in several comments below.
    private static readonly string[] s_secrets =
        ["Anna", "Meier", "Smith", "1944", "Hauptstr", "4711-0815", "555-0199", "anna@example.org",
            "St. Mary", "12:34:56", "Nov", "Müller", "SN-99"];

    private static readonly string[] s_comments =
    [
        "Name: Anna Meier", "name Anna Meier", "Patient: Anna Meier", "Patient ID: 4711-0815", "patient_id:4711-0815",
        "PATIENT NUMBER : 4711-0815",
        "Subject: 4711-0815", "subject id: Smith", "Anna Meier", "<name>: Anna Meier <dob>: 1944-03-01", "<age>: Anna <sex>: Meier",
        "<diagnoses>: seen by Dr. Smith, St. Mary", "DOB: 03/01/1944", "Date of birth: 1944-03-01", "ECG date: 09-Nov-1944",
        "Recorded 09-Nov-1944 12:34:56",
        "Address: Hauptstr. 5", "Phone: 555-0199", "E-mail: anna@example.org", "Hospital: St. Mary", "Physician: Müller", "Device: SN-99",
        "Dx: 164889003 Anna", "Dx: Anna", "Rx: ordered by Smith", "Hx: since Nov 1944", "Sx: (Meier)", "Dx:1944-03-01", "Dx: ４７１１",
        "Dxx: 1944", "Sex: Female (Meier)",
        "Sex: Anna", "Age: 67 (Meier)", "Age: 1944", "Age: 03/01/1944", "age at Nov: 1944", "Labels: Meier", "Comment: Age: 67 Anna",
        "Anna: 1944",
        "Height: 1944", "Image: Meier.png", "Medication: Müller", "=Anna", "#Anna", ": Anna", "Sx: 1\u00a0Anna",
        "Infarction date: 09-Nov-1944",
    ];

    [Fact]
    public void Nothing_identifying_is_kept()
    {
        foreach (var mark in new[] { "#", "# ", "#  \t", " # " })
        {
            var record = Import([.. s_comments.Select(c => mark + c)]);
            var json = JsonSerializer.Serialize(record.Info);
            Assert.All(s_secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
            Assert.Empty(record.Info.Comments);
            Assert.Null(record.Info.RecordedAt);
            Assert.Null(record.Info.Age);
            Assert.Null(record.Info.Sex);
            Assert.Matches("^[0-9a-f]{16}$", record.PatientKey);
        }
    }

    [Fact]
    public void Each_comment_alone_leaks_nothing_beside_the_facts_that_stay()
    {
        string[] kept = ["# Age: 67", "# Sex: M", "# Dx: 164889003, 59118001", "# Hx: unknown"];
        foreach (var comment in s_comments)
        {
            var record = Import(["# " + comment, .. kept]);
            var json = JsonSerializer.Serialize(record.Info);
            Assert.All(s_secrets, s => Assert.DoesNotContain(s, json, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(["Age: 67", "Sex: Male", "Dx: 164889003, 59118001", "Hx: Unknown"], record.Info.Comments);
        }
    }

    [Fact]
    public void Identity_is_kept_as_read_where_asked_for()
    {
        var record = Import(["# Name: Anna Meier", "#age: 95", "#", "# sex: F"], keep: true);
        Assert.Equal(["Name: Anna Meier", "age: 95", "", "sex: F"], record.Info.Comments);
        Assert.Equal((95, "Female", "12:34:56 09-Nov-1944"), (record.Info.Age, record.Info.Sex, record.Info.RecordedAt));
        Assert.True(Assert.IsType<FileSource>(record.Info.Source).KeepIdentity);
    }

    [Theory]
    [InlineData("Age: 87", 87.0)]
    [InlineData("age:81", 81.0)]
    [InlineData("AGE : 0.5", 0.5)]
    [InlineData("<age>: 53", 53.0)]
    [InlineData("<age>: 69  <sex>: M  <diagnoses>: (none)", 69.0)]
    [InlineData("Age: 89", 89.0)]
    [InlineData("Age: 89.5", 90.0)]
    [InlineData("Age: 90", 90.0)]
    [InlineData("Age: 300", 90.0)]
    [InlineData("Age: NaN", null)]
    [InlineData("Age: Unknown", null)]
    [InlineData("Age: -3", null)]
    [InlineData("Age: 1e2", null)]
    [InlineData("Age: 9999999", null)]
    [InlineData("Age:", null)]
    [InlineData("<age>: ?? <sex>: ?", null)]
    [InlineData("Average: 5", null)]
    public void Ages_are_read_and_the_oldest_made_one_group(string comment, double? age)
    {
        var info = Import(["#" + comment]).Info;
        Assert.Equal(age, info.Age);
        if (age is not null)
            Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Age: {age}"), info.Comments[0]);
    }

    [Theory]
    [InlineData("Sex: Female", "Female")]
    [InlineData("sex: female ", "Female")]
    [InlineData("Sex: F", "Female")]
    [InlineData("Sex:Male", "Male")]
    [InlineData("<age>: 59 <sex>: m <diagnoses>: (none)", "Male")]
    [InlineData("Sex: Unknown", null)]
    [InlineData("Sex: 1", null)]
    [InlineData("Sex: 0", null)]
    [InlineData("Sex: NaN", null)]
    public void Sexes_are_read(string comment, string? sex) => Assert.Equal(sex, Import(["# " + comment]).Info.Sex);

    [Fact]
    public void The_patient_key_groups_the_records_of_a_patient()
    {
        var key = Import(["# Patient ID: 4711"]).PatientKey;
        Assert.Equal(key, Import(["# subject: 4711", "# Patient: other"]).PatientKey);
        Assert.Equal("f53b722881c7e54f", key); // printf 4711 | openssl dgst -sha256 -hmac secret
        Assert.NotEqual(key, Import(["# Patient ID: 4712"]).PatientKey);
        Assert.NotEqual(key, Import(["# Patient ID: 4711"], secret: "another").PatientKey);
        Assert.Null(Import(["# Patient ID: 4711"], secret: "").PatientKey);
        Assert.Null(Import(["# Patient ID: Unknown", "# Age: 5"]).PatientKey);
        Assert.DoesNotContain(key!, JsonSerializer.Serialize(Import(["# Patient ID: 4711"]).Info));
    }

    [Theory] // as the PTB database has it
    [InlineData("patient001", true)]
    [InlineData("Patient294", true)]
    [InlineData("patient", false)]
    [InlineData("patients1", false)]
    [InlineData("mypatient001", false)]
    public void The_folder_names_the_patient(string folder, bool known)
    {
        Directory.CreateDirectory(_fixture.PathOf(folder));
        _fixture.File(folder + "/r.dat", new byte[2]);
        var path = _fixture.Header(folder + "/r", "r 1 500 1", "r.dat 16 1000");
        var record = RecordImporter.Import(path, new FileSource(), "secret", CancellationToken.None);
        Assert.Equal(known, record.PatientKey is not null);
        Assert.DoesNotContain("patient", JsonSerializer.Serialize(record.Info), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _fixture.Dispose();

    private RecordData Import(string[] comments, bool keep = false, string secret = "secret")
    {
        _fixture.File("r.dat", new byte[2]);
        var path = _fixture.Header("r", ["AnnaMeier 1 500 1 12:34:56 09-Nov-1944", "r.dat 16 1000 16 0 0 0 0 II", .. comments]);
        return RecordImporter.Import(path, new FileSource { KeepIdentity = keep }, secret, CancellationToken.None);
    }
}
