// Annotations for object detection: COCO and YOLO.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EcgGen.Core.Truth;

/// <summary>Writes one image's objects in other programs' formats.</summary>
internal static class DetectionFiles
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A COCO document of one image: amodal masks as packed run lengths, boxes around their pixels, and beside COCO's own keys the
    /// lead "instance" and the "text".
    /// </summary>
    /// <param name="file">The image file's name.</param>
    /// <param name="layers">The page's planes.</param>
    /// <param name="stream">Takes the file.</param>
    /// <param name="cancellation">Polled between objects.</param>
    public static void WriteCoco(string file, PageLayers layers, Stream stream, CancellationToken cancellation)
    {
        using var json = new Utf8JsonWriter(stream, Plain);
        json.WriteStartObject();
        json.WriteStartArray("images");
        json.WriteStartObject();
        json.WriteNumber("id", 1);
        json.WriteString("file_name", file);
        json.WriteNumber("width", layers.Width);
        json.WriteNumber("height", layers.Height);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("annotations");
        int id = 0;
        foreach (var thing in AnnotatedObject.Of(layers))
        {
            cancellation.ThrowIfCancellationRequested();
            var (runs, area) = CocoRle.Runs(thing.Plane, thing.Box, layers.Width, layers.Height);
            json.WriteStartObject();
            json.WriteNumber("id", ++id);
            json.WriteNumber("image_id", 1);
            json.WriteNumber("category_id", thing.Class + 1);
            json.WriteStartArray("bbox");
            foreach (int side in (ReadOnlySpan<int>)[thing.Box.X, thing.Box.Y, thing.Box.Width, thing.Box.Height])
                json.WriteNumberValue(side);
            json.WriteEndArray();
            json.WriteNumber("area", area);
            json.WriteNumber("iscrowd", 0);
            json.WriteStartObject("segmentation");
            json.WriteStartArray("size");
            json.WriteNumberValue(layers.Height);
            json.WriteNumberValue(layers.Width);
            json.WriteEndArray();
            json.WriteString("counts", CocoRle.Pack(runs));
            json.WriteEndObject();
            if (thing.Instance is not null)
                json.WriteString("instance", thing.Instance);
            if (thing.Text is not null)
                json.WriteString("text", thing.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("categories");
        for (int i = 0; i < ObjectClasses.Names.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("name", ObjectClasses.Names[i]);
            json.WriteString("supercategory", ObjectClasses.GroupOf(i));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>YOLO's text: one line per object with class, centre and size of the box as parts of the image's width and height.</summary>
    public static byte[] Yolo(PageLayers layers)
    {
        var text = new StringBuilder();
        foreach (var thing in AnnotatedObject.Of(layers))
        {
            var (x, y, w, h) = thing.Box;
            text.Append(CultureInfo.InvariantCulture, $"{thing.Class} {(x + w / 2.0) / layers.Width:0.000000} {(y + h / 2.0) / layers.Height:0.000000} {(double)w / layers.Width:0.000000} {(double)h / layers.Height:0.000000}\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The file of YOLO's classes, as Ultralytics' programs take it.</summary>
    public static byte[] YoloClasses()
    {
        var text = new StringBuilder("# The classes of the .txt files that EcgGen writes beside its images.\ntrain: .\nval: .\nnames:\n");
        for (int i = 0; i < ObjectClasses.Names.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"  {i}: {ObjectClasses.Names[i]}\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
