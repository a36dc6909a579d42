// A patient who does not exist: what is drawn agrees with what is given, and with itself.
using System.Globalization;
using EcgGen.Core.Random;

namespace EcgGen.Core.Print;

/// <summary>Draws the parts of an identity, each by a key of its own.</summary>
/// <param name="given">What the user or the record tells, by name of placeholder; null for nothing.</param>
/// <param name="key">A key per purpose.</param>
internal sealed class InventedPerson(Func<string, string?> given, Func<string, SeedKey> key)
{
    private static readonly string[] s_dateFormats = ["dd-MMM-yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "MM/dd/yyyy", "dd/MM/yyyy", "d MMM yyyy"];
    private static readonly string[] s_readable = [.. s_dateFormats, "yyyy/MM/dd", "yyyyMMdd"];

    /// <summary>"Female" or "Male": that of the record, else that of a given first name, else drawn.</summary>
    public string Sex => field ??= GivenSex ?? (Random("sex").NextInt(2) == 0 ? "Female" : "Male");

    /// <summary>The sex that is told, in so many words or by a first name; or null.</summary>
    public string? GivenSex => given("Sex")?.Trim().ToUpperInvariant() switch
    {
        "F" or "FEMALE" or "W" => "Female",
        "M" or "MALE" => "Male",
        null when GivenFirst is { } first => Array.Exists(Names("female"), n => Same(n, first)) ? "Female" : Array.Exists(Names("male"), n => Same(n, first)) ? "Male" : null,
        _ => null,
    };

    /// <summary>First name.</summary>
    public string FirstName => field ??= GivenFirst ?? Pick("firstName", Names(Sex == "Female" ? "female" : "male"));

    /// <summary>Last name.</summary>
    public string LastName => field ??= given("LastName") ?? Split(given("Name")).Last ?? Pick("lastName", WordLists.Lines("last-names"));

    /// <summary>Full name, as one of the ways of carts has it.</summary>
    public string Name => field ??= given("Name") ?? Random("nameForm").NextInt(3) switch
    {
        0 => $"{LastName}, {FirstName}",
        1 => $"{LastName.ToUpperInvariant()}, {FirstName.ToUpperInvariant()}",
        _ => $"{FirstName} {LastName}",
    };

    /// <summary>When the record is said to be made: a day of 1990–2025, by day more often than by night.</summary>
    public DateTime Taken => _taken ??= Recorded();

    /// <summary>The day of birth.</summary>
    public DateOnly Born => _born ??= Birth();

    /// <summary>Completed years at the recording; null where a given age is no number.</summary>
    public int? Age => GivenAge is { } age ? (int)age : given("Age") is not null ? null : Records.PatientAge.Years(Born, DateOnly.FromDateTime(Taken));

    /// <summary>The date format of this page.</summary>
    public string DateFormat => field ??= Pick("dateFormat", s_dateFormats);

    private DateTime? _taken;
    private DateOnly? _born;

    private string? GivenFirst => given("FirstName") ?? Split(given("Name")).First;

    private double? GivenAge => double.TryParse(given("Age"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double age) && age <= 130 ? age : null;

    /// <summary>A date that somebody wrote, or null.</summary>
    public static DateOnly? ReadDate(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), s_readable, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A number of so many digits; the first is not 0.</summary>
    public string Digits(string purpose, int from, int to)
    {
        var random = Random(purpose);
        int count = from + random.NextInt(to - from + 1);
        return string.Create(count, random, static (text, r) =>
        {
            for (int i = 0; i < text.Length; i++)
                text[i] = (char)('0' + (i == 0 ? 1 + r.NextInt(9) : r.NextInt(10)));
        });
    }

    /// <summary>One of some words.</summary>
    public string Pick(string purpose, string[] words) => words[Random(purpose).NextInt(words.Length)];

    /// <summary>The generator of a purpose, from its beginning.</summary>
    public Philox Random(string purpose) => key(purpose).ToGenerator();

    private static string[] Names(string sex) => WordLists.Lines($"first-names-{sex}");

    private static bool Same(string a, string b) => a.Equals(b.Trim(), StringComparison.OrdinalIgnoreCase);

    // "Last, First" or "First Last".
    private static (string? First, string? Last) Split(string? name)
    {
        name = name?.Trim();
        if (string.IsNullOrEmpty(name))
            return default;
        int comma = name.IndexOf(','), blank = name.LastIndexOf(' ');
        return comma >= 0 ? (NotBlank(name[(comma + 1)..]), NotBlank(name[..comma])) : blank >= 0 ? (NotBlank(name[..blank]), NotBlank(name[(blank + 1)..])) : (null, name);
    }

    private static string? NotBlank(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    private DateTime Recorded()
    {
        var random = Random("date");
        // A day for every date; the hour of the day is a mean of two, so that most are near noon.
        var day = new DateOnly(1990, 1, 1).AddDays(random.NextInt(13_149));
        if (ReadDate(given("Date")) is { } date)
            day = date;
        else if (ReadDate(given("BirthDate")) is { } born && GivenAge is { } age)
            day = born.AddYears((int)Math.Min(age, 9998 - born.Year)).AddDays(random.NextInt(365));
        else if (ReadDate(given("BirthDate")) is { } birth && birth.AddYears(1) > day)
            day = birth.AddDays(random.NextInt(365) + 365 * random.NextInt(40));
        double hours = 24 * (0.8 * (random.NextDouble() + random.NextDouble()) / 2 + 0.2 * random.NextDouble());
        return day.ToDateTime(TimeOnly.FromTimeSpan(TimeSpan.FromSeconds((int)(hours * 3600) % 86_400)));
    }

    private DateOnly Birth()
    {
        var taken = DateOnly.FromDateTime(Taken);
        if (ReadDate(given("BirthDate")) is { } date)
            return date;
        var random = Random("birthDate");
        // Those whose hearts are recorded are mostly past their fifties.
        double age = GivenAge ?? Math.Clamp(62 + 16 * Random("age").NextNormal(), 18, 90);
        int years = (int)age;
        // At least a day and less than a year before the birthday that would make it one more.
        return taken.AddYears(-years).AddDays(-random.NextInt(365));
    }
}
