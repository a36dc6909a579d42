// Values of the placeholders of printed text.
using EcgGen.Core.Random;

namespace EcgGen.Core.Print;

/// <summary>What placeholders stand for: given by the user, of the record, or invented by key.</summary>
internal sealed class FieldValues(SignalView signal, IReadOnlyDictionary<string, string> given, Func<string, SeedKey> key)
{
    private static readonly string[] Family = ["Ashgrove", "Bellamy", "Carrow", "Dunmore", "Ellery", "Fennick", "Garland", "Hollis"];
    private static readonly string[] First = ["Alma", "Benno", "Clara", "Doran", "Edith", "Felix", "Greta", "Hugo"];

    public static IReadOnlyList<string> Names { get; } =
    [
        "Name", "Id", "Age", "Sex", "Date", "Time", "HR", "PR", "QRS", "QT", "QTc", "Axis", "PAxis", "TAxis", "Diagnosis", "Device", "Hospital",
        "Department", "Physician", "Technician", "Room", "Speed", "Gain", "Filter",
    ];

    public string? this[string name] =>
        given.FirstOrDefault(g => g.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        ?? (Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? Value(known) : null);

    private string Value(string name)
    {
        var g = key(name).ToGenerator();
        return name switch
        {
            "Name" => $"{Family[g.NextInt(Family.Length)]}, {First[g.NextInt(First.Length)]}",
            "Id" => g.NextInt(90_000_000).ToString("00000000", null),
            "Age" => (signal.Info.Age ?? 30 + g.NextInt(60)).ToString("0", null),
            "Sex" => signal.Info.Sex ?? "Male",
            "Date" => "14-Mar-2019",
            "Time" => "10:42:17",
            "HR" => "72",
            "PR" => "158",
            "QRS" => "92",
            "QT" => "392",
            "QTc" => "429",
            "Axis" => "41",
            "PAxis" => "52",
            "TAxis" => "37",
            "Diagnosis" => "Sinus rhythm\nNonspecific T wave abnormality\nBorderline ECG",
            "Device" => "XR-12",
            "Hospital" => "Northfield General Hospital",
            "Department" => "Cardiology",
            "Physician" => "Dr. I. Wexford",
            "Technician" => "T. Marsh",
            "Room" => "204",
            "Speed" => "25",
            "Gain" => "10",
            _ => "0.05-150 Hz",
        };
    }
}
