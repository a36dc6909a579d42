// The values of placeholders: given by the user, told by the record, measured in the signal, or invented; in this order.
using System.Globalization;
using EcgGen.Core.Measure;
using EcgGen.Core.Random;

namespace EcgGen.Core.Print;

/// <summary>
/// Values for templates of printed text. Of a record only age, sex and coded diagnoses are used: no text of a file gets onto a page. All values of one
/// object agree with each other, with what is given too; they are computed when first asked for. What can't be measured is "--".
/// </summary>
/// <param name="signal">The record.</param>
/// <param name="given">The user's values by name, in any case.</param>
/// <param name="key">A key for each purpose.</param>
internal sealed class FieldValues(SignalView signal, IReadOnlyDictionary<string, string> given, Func<string, SeedKey> key)
{
    /// <summary>What stands for a value that the signal does not show.</summary>
    public const string Unknown = "--";

    private static readonly (string Name, Func<FieldValues, string?, string> Value)[] s_fields =
    [
        ("Name", (v, _) => v.Person.Name),
        ("FirstName", (v, _) => v.Person.FirstName),
        ("LastName", (v, _) => v.Person.LastName),
        ("Id", (v, _) => v.Person.Digits("id", 6, 10)),
        ("Age", (v, _) => v.Person.Age?.ToString(CultureInfo.InvariantCulture) ?? Unknown),
        ("Sex", (v, f) => f == "1" ? v.Person.Sex[..1] : v.Person.Sex),
        ("BirthDate", (v, f) => v.Person.Born.ToString(f ?? v.Person.DateFormat, CultureInfo.InvariantCulture)),
        ("Date", (v, f) => v.Person.Taken.ToString(f ?? v.Person.DateFormat, CultureInfo.InvariantCulture)),
        ("Time", (v, f) => v.Person.Taken.ToString(f ?? v.Person.Pick("timeFormat", ["HH:mm:ss", "HH:mm"]), CultureInfo.InvariantCulture)),
        ("HR", (v, _) => Number(v.Measured.HeartRate)),
        ("PR", (v, _) => Milliseconds(v.Measured.PR)),
        ("QRS", (v, _) => Milliseconds(v.Measured.Qrs)),
        ("QT", (v, _) => Milliseconds(v.Measured.QT)),
        ("QTc", (v, _) => Milliseconds(v.Measured.QTc)),
        ("PAxis", (v, _) => Number(v.Measured.PAxis)),
        ("Axis", (v, _) => Number(v.Measured.QrsAxis)),
        ("TAxis", (v, _) => Number(v.Measured.TAxis)),
        ("RR", (v, _) => Milliseconds(v.Measured.RR)),
        ("Diagnosis", (v, _) => v.Said.Text(v.Person.Random("statementStyle").NextInt(StatementTexts.Styles - 1)) is { Length: > 0 } text ? text : Unknown),
        ("Severity", (v, _) => v.Said.Severity),
        ("Device", (v, _) => v.Person.Pick("device", WordLists.Lines("devices"))),
        ("Software", (v, _) => v.Version()),
        ("Serial", (v, _) => "SN" + v.Person.Digits("serial", 6, 8)),
        ("Hospital", (v, _) => v.Person.Pick("hospital", WordLists.Lines("hospitals")).Replace("{0}", v.Person.Pick("place", WordLists.Lines("places")).Replace('-', ' '), StringComparison.Ordinal)),
        ("Department", (v, _) => v.Person.Pick("department", WordLists.Lines("departments"))),
        ("Room", (v, _) => v.Person.Digits("room", 2, 3)),
        ("Bed", (v, _) => (1 + v.Person.Random("bed").NextInt(6)).ToString(CultureInfo.InvariantCulture)),
        ("Physician", (v, _) => "Dr. " + v.Person.Pick("physician", WordLists.Lines("last-names"))),
        ("Technician", (v, _) => v.Technician()),
        ("Order", (v, _) => v.Person.Digits("order", 7, 9)),
        ("Filter", (v, _) => v.Person.Pick("filter", ["0.05-150 Hz", "0.05-100 Hz", "0.05-40 Hz", "0.16-100 Hz", "0.5-40 Hz", "0.5-35 Hz", "0.15-150 Hz"])),
        ("Mains", (v, _) => v.Person.Pick("mains", ["50 Hz", "60 Hz"])),
        // A file's name may be its patient's; the hash of the samples tells nothing.
        ("Record", (v, _) => v.Record.Source is SyntheticSource ? v.Record.Name : v.Record.Sha256[..Math.Min(12, v.Record.Sha256.Length)]),
        ("Medication", (v, _) => v.Person.Pick("medication", WordLists.Lines("medications"))),
        ("BloodPressure", (v, _) => v.BloodPressure()),
        ("Height", (v, _) => Number(v.Height)),
        ("Weight", (v, _) => Number(v.Weight())),
    ];

    private static readonly Dictionary<string, (string Name, Func<FieldValues, string?, string> Value)> s_byName =
        s_fields.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _given = new(given, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _values = [];

    /// <summary>The names of all placeholders, as documentation lists them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_fields.Select(f => f.Name)];

    private RecordInfo Record => signal.Info;

    private InventedPerson Person => field ??= new InventedPerson(Told, key);

    private EcgMeasurement Measured => field ??= WithGiven(EcgMeasurement.Measure(signal));

    /// <summary>What the record shows.</summary>
    public Interpretation Said => field ??= Interpretation.Of(Record, Measured, Person.GivenSex);

    /// <summary>
    /// A placeholder's value; lines are separated by '\n'. Null if there is no such placeholder. The name may carry a format behind a colon: "upper" and
    /// "lower" for any; a date's or a time's own (<c>Date:dd-MMM-yyyy</c>); "1" for the first letter of Sex.
    /// </summary>
    public string? this[string name]
    {
        get
        {
            if (_values.TryGetValue(name, out var known))
                return known;
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            string bare = (colon < 0 ? name : name[..colon]).Trim();
            string? format = colon < 0 ? null : name[(colon + 1)..].Trim();
            return Value(bare, format) is { } value ? _values[name] = value : null;
        }
    }

    private string? Value(string name, string? format)
    {
        bool upper = Is(format, "upper"), lower = Is(format, "lower");
        string? own = upper || lower || string.IsNullOrEmpty(format) ? null : format;
        // A given date that can be read takes a format too; any other given text is printed as it is.
        bool readable = own is not null && (Is(name, "Date") || Is(name, "BirthDate")) && InventedPerson.ReadDate(_given.GetValueOrDefault(name)) is not null;
        bool letter = own == "1" && Is(name, "Sex") && Person.GivenSex is not null;
        string? value = !readable && !letter && _given.TryGetValue(name, out var text) ? text
            : s_byName.TryGetValue(name, out var found) ? found.Value(this, own) : null;
        return Cased(value, format);
    }

    /// <summary>Whether a placeholder takes a format: "upper" and "lower" all do.</summary>
    public static bool TakesFormat(string name, string format)
    {
        if (Is(format, "upper") || Is(format, "lower") || (Is(name, "Sex") && format == "1"))
            return true;
        if (!Is(name, "Date") && !Is(name, "BirthDate") && !Is(name, "Time"))
            return false;
        try
        {
            return default(DateTime).ToString(format, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>A text in the case that a format says.</summary>
    public static string? Cased(string? text, string? format) =>
        Is(format, "upper") ? text?.ToUpperInvariant() : Is(format, "lower") ? text?.ToLowerInvariant() : text;

    private static bool Is(string? text, string word) => word.Equals(text, StringComparison.OrdinalIgnoreCase);

    private string? Told(string name) => _given.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : name switch
    {
        // A date of birth or another age that the user gives makes the record's age another person's.
        "Age" when !_given.ContainsKey("BirthDate") => Record.Age?.ToString(CultureInfo.InvariantCulture),
        "Sex" when !_given.ContainsKey("FirstName") && !_given.ContainsKey("Name") => Record.Sex,
        _ => null,
    };

    /// <summary>The measurement with what the user says instead, so that QTc and statements follow.</summary>
    private EcgMeasurement WithGiven(EcgMeasurement m) => m with
    {
        HeartRate = Given("HR", 1) ?? 60 / Given("RR", 1000) ?? m.HeartRate,
        PR = Given("PR", 1000) ?? m.PR,
        Qrs = Given("QRS", 1000) ?? m.Qrs,
        QT = Given("QT", 1000) ?? m.QT,
        QrsAxis = Given("Axis", 1) ?? m.QrsAxis,
    };

    private double? Given(string name, double perUnit) =>
        double.TryParse(_given.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value != 0 && double.IsFinite(value)
            ? value / perUnit
            : null;

    private static string Number(double? value) =>
        value is { } v && double.IsFinite(v) ? ((int)Math.Round(v, MidpointRounding.AwayFromZero)).ToString(CultureInfo.InvariantCulture) : Unknown;

    private static string Milliseconds(double? seconds) => Number(1000 * seconds);

    private string Version()
    {
        var random = Person.Random("software");
        return string.Create(CultureInfo.InvariantCulture, $"V{1 + random.NextInt(9)}.{random.NextInt(10)}.{random.NextInt(30)}");
    }

    private string Technician()
    {
        var random = Person.Random("technician");
        return $"{(char)('A' + random.NextInt(26))}{(char)('A' + random.NextInt(26))}";
    }

    private string BloodPressure()
    {
        var random = Person.Random("bloodPressure");
        double systolic = Math.Clamp(130 + 16 * random.NextNormal(), 90, 195), diastolic = Math.Clamp(0.42 * systolic + 24 + 7 * random.NextNormal(), 48, systolic - 25);
        return string.Create(CultureInfo.InvariantCulture, $"{systolic:0}/{diastolic:0}");
    }

    // In cm; children reach an adult's height at sixteen, from 50 cm.
    private double Height
    {
        get
        {
            double adult = Math.Clamp((Person.Sex == "Female" ? 163 : 176) + 7 * Person.Random("height").NextNormal(), 145, 203);
            return Person.Age is { } age and < 16 ? 50 + (adult - 50) * Math.Pow(age / 16.0, 0.65) : adult;
        }
    }

    // In kg, by a body mass index that children have lower.
    private double Weight()
    {
        double height = (double.TryParse(_given.GetValueOrDefault("Height"), NumberStyles.Float, CultureInfo.InvariantCulture, out double cm) && cm is > 40 and < 250 ? cm : Height) / 100;
        double index = Math.Clamp(26.5 + 4 * Person.Random("weight").NextNormal(), 18, 42);
        return height * height * (Person.Age is < 16 ? 0.65 * index : index);
    }
}
