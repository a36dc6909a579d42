// What programs for images of ecg-image-kit read: its keys in the JSON, and a WFDB copy of the plotted signal.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcgGen.Core.Ink;
using EcgGen.Core.Records.Writers;

namespace EcgGen.Core.Truth;

/// <summary>
/// The schema of ecg-image-kit (github.com/alphanumericslab/ecg-image-kit, its JSON with all parameters): points and corners are
/// [row, column] in pixels from the outer corner of the top-left pixel; samples are counted in the WFDB copy. Its keys and ours have
/// different names, so one file serves both.
/// </summary>
internal sealed class ImageKitFiles
{
    private const double UsualGain = 1000;
    private const string ImageComment = "Image: ";

    private readonly PageScene _scene;
    private readonly int _first, _count;

    /// <summary>For a page.</summary>
    public ImageKitFiles(PageScene scene)
    {
        _scene = scene;
        _first = scene.Plan.Leads.Min(l => l.FirstSample);
        _count = scene.Plan.Leads.Max(l => l.FirstSample + l.SampleCount) - _first;
    }

    /// <summary>The JSON beside the image with the kit's keys added to it and to its leads.</summary>
    /// <param name="truth">The truth.</param>
    /// <param name="json">The same as JSON.</param>
    public byte[] Extend(EcgGroundTruth truth, byte[] json)
    {
        using var ours = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            WritePage(writer, truth);
            foreach (var property in ours.RootElement.EnumerateObject())
            {
                writer.WritePropertyName(property.Name);
                if (property.Name != "leads")
                {
                    writer.WriteRawValue(property.Value.GetRawText());
                    continue;
                }
                writer.WriteStartArray();
                for (int i = 0; i < truth.Leads!.Count; i++)
                {
                    writer.WriteStartObject();
                    foreach (var part in property.Value[i].EnumerateObject())
                    {
                        writer.WritePropertyName(part.Name);
                        writer.WriteRawValue(part.Value.GetRawText());
                    }
                    WriteLead(writer, truth, i);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>The header and the samples of the plotted signal, from the first to the last sample that any lead shows.</summary>
    /// <param name="name">The files' base name.</param>
    /// <param name="image">The image file's name, which the header tells as the PhysioNet Challenges do.</param>
    /// <param name="signal">The record.</param>
    public (byte[] Header, Action<Stream> WriteSamples) Wfdb(string name, string image, SignalView signal)
    {
        const int Bits = 16;
        QuantizedLead[] leads = [.. signal.Leads.Select((l, i) => QuantizedLead.Of($"{signal.Info.Name}: {signal.Info.Leads[i]}", l.Span.Slice(_first, _count), null, UsualGain, (1 << (Bits - 1)) - 1))];
        var info = signal.Info with { SampleCount = _count, Comments = [.. signal.Info.Comments.Where(c => !c.StartsWith(ImageComment, StringComparison.Ordinal)), ImageComment + image] };
        return (WfdbWriter.Header(name, info, leads, Bits), stream => WfdbWriter.WriteSamples(stream, leads, Bits));
    }

    private void WritePage(Utf8JsonWriter writer, EcgGroundTruth truth)
    {
        var paper = _scene.Plan.Paper;
        Rgb sheet = paper.PaperColor!.Value, coarse = paper.GridColor!.Value, fine = paper.FineGridColor!.Value, ink = paper.InkColor!.Value;
        double box = Math.Round(5 * _scene.Scale, 3);
        writer.WriteNumber("sampling_frequency", truth.Record.SamplingRate);
        writer.WriteNumber("width", truth.Image.Width);
        writer.WriteNumber("height", truth.Image.Height);
        writer.WriteNumber("x_grid", box);
        writer.WriteNumber("y_grid", box);
        writer.WriteNumber("resolution", truth.Image.Dpi);
        writer.WriteNumber("pad_inches", 0);
        writer.WriteBoolean("dc_pulse", truth.Pulses!.Count > 0);
        writer.WriteBoolean("bw", IsGrey(sheet) && IsGrey(coarse) && IsGrey(ink));
        writer.WriteBoolean("gridlines", paper.GridStyle != GridStyle.None);
        writer.WriteBoolean("printed_text", _scene.Ink.Any(s => s is PrintInk or TextInk { Kind: not ("leadName" or "scale") }));
        writer.WriteNumber("number_of_columns_in_image", _scene.Plan.Leads.GroupBy(l => l.Row).Max(row => row.Count()));
        writer.WriteString("full_mode_lead", _scene.Plan.Leads.FirstOrDefault(l => l.Id.EndsWith("-rhythm", StringComparison.Ordinal))?.Name ?? "None");
        // What that program's stages write; none of them is used here, and code that asks for the keys finds them.
        writer.WriteBoolean("handwritten_text", truth.Handwriting!.Count > 0);
        foreach (var key in (ReadOnlySpan<string>)["wrinkles", "augment"])
            writer.WriteBoolean(key, false);
        foreach (var key in (ReadOnlySpan<string>)["crease_angle", "number_of_creases_horizontally", "number_of_creases_vertically", "crop", "temperature", "rotate", "noise"])
            writer.WriteNumber(key, 0);
        WriteColor(writer, "grid_line_color_major", coarse);
        WriteColor(writer, "grid_line_color_minor", fine);
        WriteColor(writer, "ecg_plot_color", ink);
    }

    private void WriteLead(Utf8JsonWriter writer, EcgGroundTruth truth, int index)
    {
        var lead = truth.Leads![index];
        int start = _scene.Ink.OfType<TraceInk>().ElementAt(index).Lead.FirstSample - _first;
        writer.WriteString("lead_name", lead.Name);
        writer.WriteNumber("start_sample", start);
        writer.WriteNumber("end_sample", start + lead.Points.Length);
        writer.WritePropertyName("plotted_pixels");
        writer.WriteRawValue(Points(lead.Points));
        WriteCorners(writer, "text_bounding_box", truth.Texts!.FirstOrDefault(t => t.Kind == "leadName" && t.Lead == lead.Id)?.Quad);
        WriteCorners(writer, "lead_bounding_box", lead.Quad);
    }

    private static void WriteCorners(Utf8JsonWriter writer, string name, PixelPoint[]? quad)
    {
        if (quad is null)
            return;
        writer.WriteStartObject(name);
        for (int i = 0; i < quad.Length; i++)
        {
            writer.WritePropertyName(i.ToString(CultureInfo.InvariantCulture));
            writer.WriteRawValue(Point(quad[i]));
        }
        writer.WriteEndObject();
    }

    private static void WriteColor(Utf8JsonWriter writer, string name, Rgb color)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue($"[{color.R}, {color.G}, {color.B}]");
    }

    private static string Points(PixelPoint[] points)
    {
        var text = new StringBuilder("[");
        foreach (var point in points)
            text.Append(text.Length > 1 ? ", " : "").Append(Point(point));
        return text.Append(']').ToString();
    }

    private static string Point(PixelPoint p) =>
        double.IsNaN(p.Y) ? "[null, null]" : string.Create(CultureInfo.InvariantCulture, $"[{p.Y:0.##}, {p.X:0.##}]");

    private static bool IsGrey(Rgb color) => color.R == color.G && color.G == color.B;
}
