// Things on a page as object detection counts them: a class, a box, a mask of their own.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>One thing on the page with at least one pixel of its own.</summary>
/// <param name="Class">An index into <see cref="ObjectClasses.Names"/>.</param>
/// <param name="Plane">Its own coverage; its pixels are those of at least <see cref="IndexMask.Threshold"/>.</param>
/// <param name="Box">The smallest box around its pixels.</param>
/// <param name="Instance">The lead instance that it is or names, or null.</param>
/// <param name="Text">The string, for texts.</param>
internal sealed record AnnotatedObject(int Class, CoveragePlane Plane, PixelRect Box, string? Instance, string? Text)
{
    /// <summary>The objects of a page in drawing order.</summary>
    public static List<AnnotatedObject> Of(PageLayers layers)
    {
        var objects = new List<AnnotatedObject>();
        foreach (var (shape, plane) in layers.Planes)
        {
            var box = plane.Bounds(IndexMask.Threshold);
            if (box.Width > 0)
                objects.Add(new(ClassOf(shape), plane, box, (shape as TraceInk)?.Lead.Id ?? (shape as TextInk)?.LeadId, (shape as TextInk)?.Text ?? (shape as HandwritingInk)?.Text));
        }
        return objects;
    }

    private static int ClassOf(InkShape shape) => shape switch
    {
        TraceInk trace => IndexOf(trace.Lead.Name, "otherLead"),
        { Layer: InkLayer.Pulse } => IndexOf("pulse"),
        { Layer: InkLayer.Separator } => IndexOf("separator"),
        { Layer: InkLayer.Handwriting } => IndexOf("handwriting"),
        TextInk { Kind: "leadName" } => IndexOf("leadName"),
        TextInk => IndexOf("text"),
        _ => IndexOf("print"),
    };

    private static int IndexOf(string name, string otherwise = "print")
    {
        int index = 0;
        while (index < ObjectClasses.Names.Count && ObjectClasses.Names[index] != name)
            index++;
        return index < ObjectClasses.Names.Count ? index : IndexOf(otherwise);
    }
}
