// Lets users write a colour as "#E49D96", as three numbers, or by the name of an ink.
using System.Management.Automation;
using EcgGen.Binding;

namespace EcgGen.Completion;

/// <summary>Turns what users write into an <see cref="Rgb"/>.</summary>
public sealed class ColorTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether names of grid inks are known.</summary>
    public bool GridNames { get; set; }

    /// <summary>Whether names of pens' inks are known.</summary>
    public bool InkNames { get; set; }

    private IReadOnlyList<NamedColor> Names => GridNames ? EcgCore.Looks.GridColors : InkNames ? EcgCore.Looks.Inks : [];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is Rgb)
            return value;
        if (value is string text)
        {
            if (Names.FirstOrDefault(c => c.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } named)
                return named.Color;
            if (Rgb.TryParse(text, out var color))
                return color;
        }
        else if (LanguagePrimitives.TryConvertTo(value, out byte[] parts) && parts.Length == 3)
        {
            return new Rgb(parts[0], parts[1], parts[2]);
        }
        throw new ArgumentTransformationMetadataException(
            $"'{inputData}' is no colour: expected \"#RRGGBB\"{(Names.Count > 0 ? ", a name (" + string.Join(", ", Names.Select(c => c.Name)) + ")" : "")} or three numbers from 0 to 255.");
    }
}
