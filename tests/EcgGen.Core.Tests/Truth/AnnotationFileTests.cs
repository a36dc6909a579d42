// Annotations for other programs, read as those programs read them.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Truth;

public sealed class AnnotationFileTests : LayeredExport
{
    [Fact]
    public void Coco_masks_are_the_planes_and_boxes_fit_them()
    {
        Export();
        var coco = JsonDocument.Parse(Bytes("page_coco.json")).RootElement;
        var planes = NpyArray.ParseArchive(Bytes("page_planes.npz"));
        var image = Assert.Single(coco.GetProperty("images").EnumerateArray());
        int width = image.GetProperty("width").GetInt32(), height = image.GetProperty("height").GetInt32();
        Assert.Equal("page.png", image.GetProperty("file_name").GetString());
        var categories = coco.GetProperty("categories").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetInt32(), c => c.GetProperty("name").GetString()!);
        Assert.Equal(Enumerable.Range(1, categories.Count), categories.Keys);
        var annotations = coco.GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(1, annotations.Length), annotations.Select(a => a.GetProperty("id").GetInt32()));
        var found = annotations.GroupBy(a => categories[a.GetProperty("category_id").GetInt32()]).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal((2, 1, 4, 13, 1), (found["II"], found["V6"], found["pulse"], found["leadName"], found["text"]));
        var yolo = Encoding.ASCII.GetString(Bytes("page.txt")).TrimEnd('\n').Split('\n');
        Assert.Equal(annotations.Length, yolo.Length);
        foreach (var (annotation, line) in annotations.Zip(yolo))
        {
            Assert.Equal([height, width], annotation.GetProperty("segmentation").GetProperty("size").EnumerateArray().Select(s => s.GetInt32()));
            var mask = CocoRleTests.Decode(annotation.GetProperty("segmentation").GetProperty("counts").GetString()!, width, height);
            var name = categories[annotation.GetProperty("category_id").GetInt32()];
            var pixels = new List<(int x, int y)>();
            for (int x = 0; x < width; x++)
            {
                for (int y = 0; y < height; y++)
                {
                    if (mask[x, y])
                        pixels.Add((x, y));
                }
            }
            int[] box = [.. annotation.GetProperty("bbox").EnumerateArray().Select(b => b.GetInt32())];
            Assert.Equal(new[] { pixels.Min(p => p.x), pixels.Min(p => p.y), pixels.Max(p => p.x) - pixels.Min(p => p.x) + 1, pixels.Max(p => p.y) - pixels.Min(p => p.y) + 1 }, box);
            Assert.Equal(pixels.Count, annotation.GetProperty("area").GetInt32());
            var fields = line.Split(' ');
            Assert.Equal(name, categories[int.Parse(fields[0]) + 1]);
            var parts = fields[1..].Select(f => double.Parse(f, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal([(box[0] + box[2] / 2.0) / width, (box[1] + box[3] / 2.0) / height, (double)box[2] / width, (double)box[3] / height], parts, (a, b) => Math.Abs(a - b) < 1e-6);
            if (annotation.TryGetProperty("instance", out var instance) && name is not ("leadName" or "text"))
            {
                var plane = planes["lead_" + instance.GetString()].Data;
                Assert.Equal(plane.Count(c => c >= 128), pixels.Count);
                Assert.DoesNotContain(pixels, p => plane[p.y * width + p.x] < 128);
            }
        }
        var yaml = Encoding.ASCII.GetString(Bytes("ecggen-yolo.yaml"));
        Assert.All(categories, c => Assert.Contains($"\n  {c.Key - 1}: {c.Value}\n", yaml));
    }

    [Fact]
    public void Programs_for_ecg_image_kit_find_their_keys_and_theSignal_they_describe()
    {
        Export();
        var truth = Scene().Truth();
        var json = JsonDocument.Parse(Bytes("page.json")).RootElement;
        Assert.Equal((250, 1403, 992), (json.GetProperty("sampling_frequency").GetDouble(), json.GetProperty("width").GetInt32(), json.GetProperty("height").GetInt32()));
        Assert.Equal(5 * 120 / 25.4, json.GetProperty("x_grid").GetDouble(), 3);
        Assert.Equal((4, "II", true, true, false), (json.GetProperty("number_of_columns_in_image").GetInt32(), json.GetProperty("full_mode_lead").GetString(), json.GetProperty("dc_pulse").GetBoolean(), json.GetProperty("gridlines").GetBoolean(), json.GetProperty("bw").GetBoolean()));

        var wfdb = RecordImporter.Import(Path.Combine(Folder, "page.hea"), new FileSource(), "", default);
        Assert.EndsWith("\n# Image: page.png\n", Encoding.UTF8.GetString(Bytes("page.hea")), StringComparison.Ordinal);
        var paper = Scene().Plan.Paper;
        foreach (var (lead, ours) in json.GetProperty("leads").EnumerateArray().Zip(truth.Leads!))
        {
            Assert.Equal(ours.Name, lead.GetProperty("lead_name").GetString());
            int start = lead.GetProperty("start_sample").GetInt32(), end = lead.GetProperty("end_sample").GetInt32();
            var pixels = lead.GetProperty("plotted_pixels").EnumerateArray().Select(p => (Row: p[0].GetDouble(), Column: p[1].GetDouble())).ToArray();
            Assert.Equal(end - start, pixels.Length);
            Assert.All(pixels.Zip(ours.Points), p => Assert.True(Math.Abs(p.First.Row - p.Second.Y) < 0.0051 && Math.Abs(p.First.Column - p.Second.X) < 0.0051));
            // The rows of the pixels are the samples of the record's copy.
            var samples = wfdb.Samples[wfdb.Info.Leads.ToList().IndexOf(ours.Name)];
            double pixelsPerMillivolt = paper.Gain!.Value * 120 / 25.4;
            for (int i = 0; i < pixels.Length; i++)
                Assert.Equal(samples[start + i], (ours.Baseline[0].Y - pixels[i].Row) / pixelsPerMillivolt, 0.001);
            foreach (var (key, box) in new[] { ("lead_bounding_box", ours.Box!), ("text_bounding_box", truth.Texts!.Single(t => t.Lead == ours.Id).Box) })
            {
                var corners = lead.GetProperty(key);
                (double Row, double Column) Corner(string c) => (corners.GetProperty(c)[0].GetDouble(), corners.GetProperty(c)[1].GetDouble());
                Assert.Equal(box[1], Corner("0").Row, 0.01);
                Assert.Equal(box[0], Corner("0").Column, 0.01);
                Assert.Equal(box[1] + box[3], Corner("2").Row, 0.01);
                Assert.Equal(box[0] + box[2], Corner("2").Column, 0.01);
                Assert.Equal((Corner("0").Row, Corner("2").Column), Corner("1"));
                Assert.Equal((Corner("2").Row, Corner("0").Column), Corner("3"));
            }
        }
    }

    [Fact]
    public void The_wfdb_copy_holds_only_what_is_plotted()
    {
        var signal = Page.Synthetic(seconds: 60, rate: 100);
        var request = Request() with { Image = Page.Request(signal, new PaperStage { Dpi = 60 }), Annotations = [AnnotationFormat.EcgImageKit] };
        ImageExporter.Export(request, signal, default);
        var scene = Renderer.Compose(request.Image, signal);
        int last = scene.Plan.Leads.Max(l => l.FirstSample + l.SampleCount), first = scene.Plan.Leads.Min(l => l.FirstSample);
        var wfdb = RecordImporter.Import(Path.Combine(Folder, "page.hea"), new FileSource(), "", default);
        Assert.Equal(last - first, wfdb.Info.SampleCount);
        Assert.All(JsonDocument.Parse(Bytes("page.json")).RootElement.GetProperty("leads").EnumerateArray(), l => Assert.InRange(l.GetProperty("end_sample").GetInt32(), 1, last - first));
    }
}
