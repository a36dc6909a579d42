// Lets users say where to write as a region, as a lead's name, or as two numbers in mm.
using System.Management.Automation;

namespace EcgGen.Completion;

/// <summary>Turns what users write into a <see cref="HandwritingPlace"/>.</summary>
public sealed class PlaceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is HandwritingPlace)
            return value;
        if (value is HandwritingRegion known)
            return new HandwritingPlace { Region = known };
        if (value is string text && !string.IsNullOrWhiteSpace(text))
        {
            // The names of regions, not their numbers.
            var region = Enum.GetNames<HandwritingRegion>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            return region is null ? new HandwritingPlace { Lead = text } : new HandwritingPlace { Region = Enum.Parse<HandwritingRegion>(region) };
        }
        if (LanguagePrimitives.TryConvertTo(value, out double[] place) && place is [var x, var y])
            return new HandwritingPlace { X = x, Y = y };
        throw new ArgumentTransformationMetadataException($"'{inputData}' is no place: expected {string.Join(", ", Enum.GetNames<HandwritingRegion>())}, a lead's name, or x and y in mm.");
    }
}
