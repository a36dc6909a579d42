// The classes of object detection.
namespace EcgGen;

/// <summary>The names of the classes in COCO and YOLO annotations: the same in every image, so that data sets can be merged.</summary>
public static class ObjectClasses
{
    /// <summary>The names; a class's number is its place here.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V3R", "V4R", "V5R", "V6R",
        "otherLead", "leadName", "text", "print", "handwriting", "pulse", "separator",
    ];

    /// <summary>"lead" or "page".</summary>
    /// <param name="number">The class.</param>
    public static string GroupOf(int number) => number <= Names.Index().First(c => c.Item == "otherLead").Index ? "lead" : "page";
}
