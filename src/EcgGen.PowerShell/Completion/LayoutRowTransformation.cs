// Lets users write a layout as strings, arrays and hashtables, as it stands in a script, a .psd1 or a JSON file.
using System.Collections;
using System.Management.Automation;

namespace EcgGen.Completion;

/// <summary>Turns rows as users write them into cells.</summary>
public sealed class LayoutRowTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrap(inputData) switch
    {
        null => throw Error("the rows", "expected rows, found nothing"),
        LayoutCell[][] rows => rows,
        var one when IsSingle(one) => new[] { Row(one, 1) },
        IEnumerable rows => rows.Cast<object?>().Select((row, i) => Row(Unwrap(row), i + 1)).ToArray(),
        var other => throw Error("the rows", $"expected strings, arrays or hashtables, found {other}"),
    };

    // What stands for a whole row by itself: 'I, II', @{ Lead = 'I' }, an object from JSON.
    private static bool IsSingle(object value) => value is string or LayoutCell or IDictionary or PSObject;

    private static LayoutCell[] Row(object? row, int number) => row switch
    {
        string text => [.. text.Split(',').Select(lead => new LayoutCell { Lead = lead.Trim() })],
        not null when IsSingle(row) => [Cell(row, number, 1)],
        IEnumerable cells => [.. cells.Cast<object?>().Select((cell, i) => Cell(Unwrap(cell), number, i + 1))],
        _ => throw Error($"row {number}", $"expected a string, an array of cells or a hashtable, found {row ?? "nothing"}"),
    };

    private static LayoutCell Cell(object? cell, int row, int number)
    {
        var where = $"row {row}, cell {number}";
        switch (cell)
        {
            case LayoutCell ready:
                return ready;
            case string lead:
                return new LayoutCell { Lead = lead.Trim() };
            case IDictionary entries:
                return Cell(entries.Cast<DictionaryEntry>().Select(e => (e.Key.ToString()!, e.Value)), where);
            case PSObject custom:
                return Cell(custom.Properties.Select(p => (p.Name, (object?)p.Value)), where);
            default:
                throw Error(where, $"expected a lead or @{{ Lead; Start; Duration }}, found {cell ?? "nothing"}");
        }
    }

    private static LayoutCell Cell(IEnumerable<(string Name, object? Value)> entries, string where)
    {
        string lead = "";
        double? start = null, duration = null;
        foreach (var (name, value) in entries)
        {
            switch (name.ToUpperInvariant())
            {
                case "LEAD":
                    lead = value?.ToString()?.Trim() ?? "";
                    break;
                case "START":
                    start = Seconds(value, where, name);
                    break;
                case "DURATION":
                    duration = Seconds(value, where, name);
                    break;
                default:
                    throw Error(where, $"expected Lead, Start and Duration, found '{name}'");
            }
        }
        return new LayoutCell { Lead = lead, Start = start, Duration = duration };
    }

    private static double? Seconds(object? value, string where, string name)
    {
        if (value is null)
            return null;
        return LanguagePrimitives.TryConvertTo(value, out double seconds) ? seconds : throw Error(where, $"{name}: expected seconds as a number, found '{value}'");
    }

    // Objects from ConvertFrom-Json have no other form than PSObject.
    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static ArgumentTransformationMetadataException Error(string where, string what) => new($"Layout: {where}: {what}.");
}
