// Placeholders: keyed, consistent with each other and with what is given, and without anybody's identity.
using System.Globalization;
using EcgGen.Core.Print;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Tests.Records;

namespace EcgGen.Core.Tests.Print;

public sealed class FieldValuesTests : IDisposable
{
    private static readonly SignalView s_signal = Page.Synthetic(3);
    private readonly WfdbFixture _fixture = new();

    private static FieldValues Values(int seed = 0, SignalView? signal = null, params (string, string)[] given) =>
        new(signal ?? s_signal, given.ToDictionary(g => g.Item1, g => g.Item2), p => new SeedKey(seed, "", 0, "printedText", 0, p));

    private static int Int(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    [Fact]
    public void Every_placeholder_has_a_value_and_no_other_name_has()
    {
        Assert.Equal(FieldValues.Names.Count, FieldValues.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var values = Values();
        foreach (var name in FieldValues.Names)
        {
            Assert.False(string.IsNullOrWhiteSpace(values[name]), name);
            Assert.Equal(values[name], values[name.ToLowerInvariant()]);
        }
        Assert.Null(values["Race"]);
        Assert.Null(values["Nmae:upper"]);
    }

    [Fact]
    public void The_documentation_lists_every_placeholder()
    {
        var table = File.ReadLines(Path.Combine(Repository.Folder, "docs", "placeholders.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        var listed = table.SelectMany(l => l.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)).Select(n => n.Trim('`'));
        Assert.Equal(FieldValues.Names.Order(), listed.Order());
    }

    [Fact]
    public void The_same_keys_give_the_same_values_in_any_order_and_others_give_others()
    {
        FieldValues a = Values(5), b = Values(5), c = Values(6);
        var forward = FieldValues.Names.Select(n => a[n]).ToList();
        var backward = FieldValues.Names.Reverse().Select(n => b[n]).Reverse().ToList();
        Assert.Equal(forward, backward);
        Assert.NotEqual(a["Name"], c["Name"]);
        Assert.Equal(a["HR"], c["HR"]); // measured, not drawn
    }

    [Fact]
    public void Invented_people_are_many_and_plausible()
    {
        var names = new HashSet<string>();
        int women = 0;
        string[] female = WordLists.Lines("first-names-female"), male = WordLists.Lines("first-names-male");
        for (int seed = 0; seed < 1000; seed++)
        {
            var v = Values(seed);
            names.Add(v["FirstName"] + " " + v["LastName"]);
            women += v["Sex"] == "Female" ? 1 : 0;
            Assert.Contains(v["FirstName"]!, v["Sex"] == "Female" ? female : male);
            Assert.Contains(v["LastName"]!, v["Name"]!, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(v["FirstName"]!, v["Name"]!, StringComparison.OrdinalIgnoreCase);
            var taken = DateOnly.ParseExact(v["Date:yyyy-MM-dd"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var born = DateOnly.ParseExact(v["BirthDate:yyyy-MM-dd"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            Assert.InRange(taken.Year, 1990, 2025);
            Assert.Equal(PatientAge.Years(born, taken), Int(v["Age"]));
            Assert.InRange(Int(v["Age"]), 18, 97);
            Assert.InRange(Int(v["Weight"]) / Math.Pow(Int(v["Height"]) / 100.0, 2), 17, 43);
            int[] pressure = [.. v["BloodPressure"]!.Split('/').Select(Int)];
            Assert.True(pressure[0] > pressure[1] + 20 && pressure[1] >= 45);
        }
        Assert.True(names.Count > 980, $"{names.Count} names");
        Assert.InRange(women, 430, 570);
        Assert.True(WordLists.Lines("last-names").Length > 350 && female.Length > 200 && male.Length > 200);
    }

    [Theory]
    [InlineData("71", "1950-06-01")]
    [InlineData("3", null)]
    [InlineData("90", null)]
    public void Dates_agree_with_a_given_age(string age, string? born)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var v = born is null ? Values(seed, null, ("Age", age)) : Values(seed, null, ("age", age), ("BirthDate", born));
            var taken = DateOnly.ParseExact(v["Date:yyyyMMdd"]!, "yyyyMMdd", CultureInfo.InvariantCulture);
            var birth = DateOnly.ParseExact(v["BirthDate:yyyyMMdd"]!, "yyyyMMdd", CultureInfo.InvariantCulture);
            Assert.Equal(age, v["Age"]);
            Assert.Equal(Int(age), PatientAge.Years(birth, taken));
        }
    }

    [Fact]
    public void Given_values_win_and_the_others_follow_them()
    {
        var v = Values(1, null, ("name", "Doe, Anna"), ("HR", "50"), ("QT", "400"), ("Hospital", "Anywhere"));
        Assert.Equal(("Doe, Anna", "Anna", "Doe", "Female", "Anywhere"), (v["Name"], v["FirstName"], v["LastName"], v["Sex"], v["hospital"]));
        Assert.Equal(("50", "1200", "365"), (v["HR"], v["RR"], v["QTc"]));
        Assert.Contains("bradycardia", v["Diagnosis"]!, StringComparison.Ordinal);
        Assert.Equal("DOE, ANNA", v["Name:upper"]);
        Assert.Equal("F", v["Sex:1"]);
        Assert.Equal("yesterday", Values(1, null, ("Date", "yesterday"))["Date:yyyy"]);
        Assert.Equal("1999", Values(1, null, ("Date", "31.12.1999"))["Date:yyyy"]);
        Assert.Equal("40", Values(1, null, ("Date", "1999-12-31"), ("BirthDate", "1959-12-31"))["Age"]);
    }

    [Fact]
    public void Measured_values_agree_with_each_other()
    {
        foreach (var rhythm in Enum.GetValues<EcgRhythm>())
        {
            var v = Values(2, Page.View(EcgSynthesizer.Synthesize(new() { Seed = 7, Rhythm = rhythm }, default)));
            Assert.Equal(60_000.0 / Int(v["RR"]), Int(v["HR"]), 0.6);
            if (v["QT"] != FieldValues.Unknown)
                Assert.Equal(Int(v["QT"]) / Math.Sqrt(Int(v["RR"]) / 1000.0), Int(v["QTc"]), 1.5);
            Assert.Equal(rhythm is EcgRhythm.Sinus ? "Normal ECG" : v["Severity"], v["Severity"]);
            Assert.Matches("^(Normal|Borderline|Abnormal) ECG$", v["Severity"]!);
        }
        var fibrillation = Values(2, Page.View(EcgSynthesizer.Synthesize(new() { Seed = 7, Rhythm = EcgRhythm.AtrialFibrillation }, default)));
        Assert.Equal((FieldValues.Unknown, FieldValues.Unknown), (fibrillation["PR"], fibrillation["PAxis"]));
        Assert.Contains("ATRIAL FIBRILLATION", fibrillation["Diagnosis:upper"]!, StringComparison.Ordinal);
        var nothing = Values(2, Page.FromArrays(500, ("II", new double[5000])));
        Assert.Equal((FieldValues.Unknown, FieldValues.Unknown, "Unconfirmed"), (nothing["HR"], nothing["Diagnosis"], nothing["Severity"]));
    }

    /// <summary>Names, dates and free text of a file are not used even where the user keeps them with the record; age, sex and codes are.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_identity_gets_out(bool keep)
    {
        string[] secrets = ["Meierowitz", "Annalena", "1944", "4711-0815", "St. Marys", "12:34"];
        var samples = new byte[2 * 5000];
        new System.Random(1).NextBytes(samples);
        _fixture.File("r.dat", samples);
        var path = _fixture.Header("r", "AnnalenaMeierowitz 1 500 5000 12:34:56 09-Nov-1944", "r.dat 16 20000 16 0 0 0 0 II",
            "# Name: Annalena Meierowitz", "# Patient ID: 4711-0815", "# Hospital: St. Marys", "# Age: 67", "# Sex: F", "# Dx: 164889003,999");
        var record = RecordImporter.Import(path, new FileSource { KeepIdentity = keep }, "", CancellationToken.None);
        for (int seed = 0; seed < 20; seed++)
        {
            var v = Values(seed, Page.View(record));
            var all = string.Join('\n', FieldValues.Names.Where(n => n is not ("Time" or "BirthDate" or "Id" or "Serial" or "Order")).Select(n => v[n]));
            Assert.All(secrets, s => Assert.DoesNotContain(s, all, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(("67", "Female"), (v["Age"], v["Sex"]));
            Assert.Contains("Atrial fibrillation", v["Diagnosis"]!, StringComparison.Ordinal);
            Assert.Equal("Abnormal ECG", v["Severity"]);
            Assert.Equal(record.Info.Sha256[..12], v["Record"]);
        }
    }

    [Fact]
    public void Every_statement_has_its_wordings_and_no_code_has_two()
    {
        foreach (var statement in Enum.GetValues<EcgGen.Core.Measure.EcgStatement>())
        {
            var text = StatementTexts.Of(statement);
            Assert.Equal(StatementTexts.Styles, text.Wordings.Length);
            Assert.All(text.Wordings, w => Assert.Matches("^[ -~]{2,70}$", w));
        }
        Assert.Equal(EcgGen.Core.Measure.EcgStatement.LeftBundleBranchBlock, StatementTexts.FromCode("733534002"));
        Assert.Null(StatementTexts.FromCode("1"));
    }

    public void Dispose() => _fixture.Dispose();
}
