// Lets users say which part of an image as a lead's name, or as four numbers in pixels.
using System.Management.Automation;

namespace EcgGen.Completion;

/// <summary>Turns what users write into an <see cref="ImageRegion"/>.</summary>
public sealed class RegionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is ImageRegion)
            return value;
        if (value is string text && !string.IsNullOrWhiteSpace(text))
            return new ImageRegion(text, null);
        if (LanguagePrimitives.TryConvertTo(value, out double[] box) && box is [_, _, > 0, > 0] && box.All(double.IsFinite))
            return new ImageRegion(null, box);
        throw new ArgumentTransformationMetadataException($"'{inputData}' is no region: expected a lead's name, or x, y, width and height in pixels.");
    }
}
