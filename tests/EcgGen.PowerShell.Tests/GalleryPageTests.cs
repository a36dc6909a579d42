// The gallery's page in a real browser, from a file, without a server: filters, thumbnails, layers that lie where the truth says, keys, names of any kind.
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

public sealed partial class GalleryPageTests : IClassFixture<GalleryPageTests.Site>, IDisposable
{
    private const string Hostile = "<img src=x onerror=\"window.harm=1\">'&</script><script>window.harm=1</script>";

    private readonly Site _site;

    public GalleryPageTests(Site site)
    {
        Assert.SkipWhen(site.Browser is null, "chromium is not installed.");
        _site = site;
        site.Browser.Requests.Clear();
        site.Browser.Problems.Clear();
    }

    private Browser Browser => _site.Browser!;

    /// <summary>After every test: the page asked for files alone, and no script failed.</summary>
    public void Dispose()
    {
        if (_site.Browser is null)
            return;
        Assert.NotEmpty(Browser.Requests);
        Assert.All(Browser.Requests, address => Assert.True(address.StartsWith("file:///", StringComparison.Ordinal) || address is "about:blank" or "data:,", address));
        Assert.Empty(Browser.Problems);
    }

    private async Task<int> Number(string expression) => (await Browser.Evaluate(expression)).GetInt32();

    private async Task<string> Text(string expression) => (await Browser.Evaluate(expression)).GetString()!;

    private Task<int> Cells() => Number("document.querySelectorAll('.cell').length");

    private Task OpenImage(int number, string layers = "") => OpenImage(_site.Set, number, layers);

    private async Task OpenImage(string page, int number, string layers)
    {
        await Browser.Open($"{page}#image={number}&layers={layers}");
        await Browser.WaitFor("document.getElementById('picture').complete && document.querySelector('#sheet svg')");
    }

    [Fact]
    public async Task Filters_change_what_is_shown_and_count_what_would_be()
    {
        await Browser.Open(_site.Set);
        Assert.Equal(12, await Cells());
        Assert.Equal("12 images", await Text("document.getElementById('count').textContent"));
        async Task AssertShown(int count)
        {
            Assert.Equal(count, await Cells());
            Assert.Equal(count == 12 ? "12 images" : $"{count} of 12 images", await Text("document.getElementById('count').textContent"));
        }
        async Task Choose(string name, string value) => await Browser.Click($"input[name={name}][value='{value}']");
        Task<string> Count(string name, string value) => Text($"document.querySelector(`input[name={name}][value='{value}']`).parentElement.querySelector('.number').textContent");

        await Choose("split", "test");
        await AssertShown(4);
        Assert.Equal(("8", "2"), (await Count("split", "train"), await Count("condition", "Photo")));
        await Choose("condition", "Photo");
        await AssertShown(2);
        await Choose("split", "train"); // two of one kind: either
        await AssertShown(6);
        await Choose("vendor", "Alder");
        await AssertShown(3);
        await Browser.Click("#reset");
        await AssertShown(12);
        await Choose("stages", "stain");
        await AssertShown(6);
        await Choose("stages", "noise"); // two stages: both
        await AssertShown(3);
        Assert.Equal(("3", "3"), (await Count("stages", "paper"), await Count("stages", "noise")));
        await Browser.Click("#reset");
        await Browser.Evaluate("document.getElementById('search').value = 'IMG_1 rec'; document.getElementById('search').dispatchEvent(new Event('input'))");
        await AssertShown(2);
        await Browser.Evaluate("document.getElementById('search').value = 'nobody'; document.getElementById('search').dispatchEvent(new Event('input'))");
        Assert.Equal(0, await Cells());
        Assert.True((await Browser.Evaluate("getComputedStyle(document.getElementById('none')).display !== 'none'")).GetBoolean());
    }

    [Fact]
    public async Task A_click_opens_the_whole_image_with_its_recipe_and_Escape_closes_it()
    {
        await Browser.Open(_site.Set);
        await Browser.Click("[aria-posinset='2'] a");
        await Browser.WaitFor("document.getElementById('viewer').open && document.getElementById('picture').naturalWidth > 0 && document.querySelector('#facts details')");
        using var truth = JsonDocument.Parse(File.ReadAllText(_site.Json(1)));
        var image = truth.RootElement.GetProperty("image");
        Assert.Equal((image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()),
            (await Number("document.getElementById('picture').naturalWidth"), await Number("document.getElementById('picture').naturalHeight")));
        var recipe = truth.RootElement.GetProperty("recipe");
        Assert.Equal(string.Join(",", recipe.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("kind").GetString())),
            await Text("[...document.querySelectorAll('#facts summary')].map(s => s.textContent).join()"));
        var facts = await Text("document.getElementById('facts').textContent");
        foreach (var value in new[] { recipe.GetProperty("recordSha256").GetString()!, truth.RootElement.GetProperty("record").GetProperty("name").GetString()!, "seed3", "variant1" })
            Assert.Contains(value, facts);
        Assert.Equal("2 of 12", await Text("document.getElementById('place').textContent"));
        await Browser.Press("Escape");
        await Browser.WaitFor("!document.getElementById('viewer').open && location.hash === ''");
        Assert.Equal("2", await Text("document.activeElement.parentElement.ariaPosInSet"));
    }

    [Fact]
    public async Task Layers_are_where_the_truth_says()
    {
        await OpenImage(0);
        Assert.Equal(0, await Number("document.querySelectorAll('#sheet svg *').length"));
        foreach (var layer in (string[])["boxes", "samples", "texts", "marks", "grid"])
        {
            await Browser.Click($"#layer-{layer}");
            await Browser.WaitFor($"document.querySelector('#sheet svg .{layer}')");
        }
        using var truth = JsonDocument.Parse(File.ReadAllText(_site.Json(0)));
        var root = truth.RootElement;
        var leads = root.GetProperty("leads").EnumerateArray().ToArray();
        Assert.Equal(13, leads.Length);
        foreach (var lead in leads)
        {
            var id = $"[data-lead='{lead.GetProperty("id").GetString()}']";
            Assert.Equal(Points(lead.GetProperty("points")), await Points($"document.querySelector(`.samples .trace{id}`).getAttribute('d')"));
            Assert.Equal(Points(lead.GetProperty("points")), await Points($"document.querySelector(`.samples .dot{id}`).getAttribute('d').replaceAll('h0', '')"));
            Assert.Equal(Points(lead.GetProperty("quad")), await Points($"document.querySelector(`.boxes .quad{id}`).getAttribute('points')"));
            Assert.Equal(Points(lead.GetProperty("baseline")), await Points($"document.querySelector(`.boxes .baseline{id}`).getAttribute('d')"));
            Assert.Equal(lead.GetProperty("box").EnumerateArray().Select(v => v.GetDouble()),
                (await Browser.Evaluate($"(b => ['x', 'y', 'width', 'height'].map(n => Number(b.getAttribute(n))))(document.querySelector(`.boxes .box{id}`))")).EnumerateArray().Select(v => v.GetDouble()));
        }
        Assert.Equal(root.GetProperty("texts").EnumerateArray().SelectMany(t => Points(t.GetProperty("quad"))), await Points("[...document.querySelectorAll('.texts .text')].map(t => t.getAttribute('points')).join(' ')"));
        Assert.Equal(root.GetProperty("texts").EnumerateArray().Select(t => t.GetProperty("text").GetString()), (await Browser.Evaluate("[...document.querySelectorAll('.texts text')].map(t => t.textContent)")).EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(root.GetProperty("pulses").EnumerateArray().SelectMany(p => Points(p.GetProperty("points"))), await Points("[...document.querySelectorAll('.marks .pulse')].map(t => t.getAttribute('d')).join(' ')"));
        Assert.Equal(root.GetProperty("grid").EnumerateArray().SelectMany(Points), await Points("document.querySelector('.grid .node').getAttribute('d').replaceAll('h0', '')"));
        await Browser.Click("#layer-texts");
        await Browser.WaitFor("!document.querySelector('.texts') && document.querySelector('.boxes')");
    }

    [Fact]
    public async Task Layers_lie_on_the_image_at_every_magnification_and_the_mask_is_one()
    {
        await OpenImage(0, "samples.mask");
        await Browser.WaitFor("document.getElementById('mask').naturalWidth > 0");
        for (int zoom = 0; zoom < 3; zoom++)
        {
            // The middle of the image's pixels and of the layers' units is the same place on the screen.
            var shift = await Browser.Evaluate("""
                (() => {
                  const svg = document.querySelector('#sheet svg'), picture = document.getElementById('picture'), mask = document.getElementById('mask');
                  const frame = picture.getBoundingClientRect(), over = mask.getBoundingClientRect(), lead = svg.querySelector('.trace');
                  const point = lead.getPointAtLength(lead.getTotalLength() / 2), shown = point.matrixTransform(lead.getScreenCTM());
                  const x = frame.x + point.x * frame.width / picture.naturalWidth, y = frame.y + point.y * frame.height / picture.naturalHeight;
                  return Math.max(Math.abs(shown.x - x), Math.abs(shown.y - y), Math.abs(over.x - frame.x), Math.abs(over.bottom - frame.bottom), Math.abs(mask.naturalWidth - picture.naturalWidth));
                })()
                """);
            Assert.InRange(shift.GetDouble(), 0, 0.02);
            await Browser.Click("#in");
        }
        Assert.Equal(("block", "none"), (await Text("getComputedStyle(document.getElementById('mask')).display"), await Text("getComputedStyle(document.getElementById('clean')).display")));
        await Browser.Press("3");
        await Browser.WaitFor("document.getElementById('mask').hidden");
    }

    [Fact]
    public async Task Handwriting_is_a_layer_of_its_own_and_missing_layers_cannot_be_chosen()
    {
        await OpenImage(1, "handwriting");
        using var truth = JsonDocument.Parse(File.ReadAllText(_site.Json(1)));
        Assert.Equal(truth.RootElement.GetProperty("handwriting").EnumerateArray().SelectMany(t => Points(t.GetProperty("quad"))), await Points("[...document.querySelectorAll('.handwriting polygon')].map(t => t.getAttribute('points')).join(' ')"));
        Assert.False((await Browser.Evaluate("document.getElementById('layer-handwriting').disabled")).GetBoolean());
        await OpenImage(0);
        Assert.True((await Browser.Evaluate("document.getElementById('layer-handwriting').disabled && document.getElementById('layer-clean').disabled")).GetBoolean());
    }

    [Fact]
    public async Task Keys_move_through_list_and_images()
    {
        await Browser.Open(_site.Set);
        await Browser.Evaluate("document.querySelector('.cell a').focus()");
        int columns = await Number("columns");
        foreach (var (key, place) in new[] { ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("ArrowDown", 2 + columns), ("ArrowUp", 2), ("End", 12), ("Home", 1), ("ArrowRight", 2) })
        {
            await Browser.Press(key);
            await Browser.WaitFor($"document.activeElement.parentElement.ariaPosInSet === '{place}'");
        }
        await Browser.Press("Enter");
        await Browser.WaitFor("document.getElementById('viewer').open && document.querySelector('#sheet svg')");
        await Browser.Press("1");
        await Browser.WaitFor("document.querySelector('.boxes')");
        await Browser.Press("ArrowRight"); // layers stay when the image changes
        await Browser.WaitFor("document.getElementById('name').textContent === 'img_02' && document.querySelector('.boxes')");
        await Browser.Press("+");
        await Browser.WaitFor("!fitting");
        await Browser.Press("0");
        await Browser.WaitFor("fitting");
        await Browser.Press("Escape");
        await Browser.WaitFor("document.activeElement.parentElement.ariaPosInSet === '3'");
        Assert.Equal(1, await Number("document.querySelectorAll('.cell a[tabindex=\"0\"]').length"));
    }

    [Fact]
    public async Task Ten_thousand_images_are_a_few_elements_and_the_last_is_reached()
    {
        await Browser.Open(_site.Large);
        Assert.Equal("10,000 images", await Text("document.getElementById('count').textContent"));
        foreach (var place in new[] { "0", "1e9", "scroller.scrollHeight / 3" })
        {
            await Browser.Evaluate($"(scroller => scroller.scrollTop = {place})(document.getElementById('scroller'))");
            await Browser.WaitFor("(s => [...document.querySelectorAll('.cell')].some(c => c.getBoundingClientRect().bottom > s.bottom - 20 || c.ariaPosInSet === '10000'))(document.getElementById('scroller').getBoundingClientRect())");
            Assert.InRange(await Cells(), 5, 80);
            Assert.InRange(await Number("document.getElementsByTagName('*').length"), 100, 800);
        }
        await Browser.Evaluate("document.querySelector('.cell a').focus()");
        await Browser.Press("End");
        await Browser.WaitFor("document.activeElement.textContent.startsWith('img_09999') && (p => p.complete && p.naturalWidth === 3 && p.src.endsWith('/thumbs/009/009999.webp'))(document.activeElement.firstChild)");
        await Browser.Press("Enter");
        await Browser.WaitFor("document.getElementById('place').textContent === '10,000 of 10,000' && document.getElementById('picture').naturalWidth === 3");
    }

    [Fact]
    public async Task Names_are_texts_whatever_stands_in_them()
    {
        await Browser.Open(_site.Strange);
        await Browser.WaitFor("[...document.querySelectorAll('.cell img')].every(i => i.complete && i.naturalWidth > 0) && document.querySelectorAll('.cell').length === 2");
        Assert.Equal(Hostile, await Text("document.querySelector('.cell .id').textContent"));
        await Browser.Click(".cell a");
        await Browser.WaitFor("document.getElementById('picture').naturalWidth === 3");
        Assert.Equal(Hostile, await Text("document.getElementById('name').textContent"));
        Assert.Contains(Hostile, await Text("document.getElementById('facts').textContent"));
        Assert.True((await Browser.Evaluate("typeof harm === 'undefined'")).GetBoolean());
        Assert.Equal(Hostile, await Text("document.querySelectorAll('input[name=split]')[0].value"));
    }

    [Fact]
    public async Task Truth_that_cannot_be_read_is_said_and_the_image_is_shown()
    {
        await Browser.Open($"{_site.Strange}#image=1");
        await Browser.WaitFor("!document.getElementById('problem').hidden && document.getElementById('picture').naturalWidth === 3");
        Assert.Contains("can't be read", await Text("document.getElementById('problem').textContent"));
        // Here the browser itself complains of the file that is missing.
        Assert.Contains("ERR_FILE_NOT_FOUND", Assert.Single(Browser.Problems));
        Browser.Problems.Clear();
    }

    [Fact]
    public async Task Images_of_a_pipeline_of_any_format_are_shown()
    {
        await OpenImage(_site.Piped, 0, "samples");
        Assert.Equal("synthetic_3_000", await Text("document.getElementById('name').textContent"));
        await Browser.Open($"{_site.Formats}#image=0");
        await Browser.WaitFor("document.getElementById('picture').naturalWidth > 100");
        Assert.EndsWith("_view.png", await Text("document.getElementById('picture').src"));
        await Browser.Press("ArrowRight");
        await Browser.WaitFor("document.getElementById('picture').src.endsWith('.svg') && document.getElementById('picture').complete && document.getElementById('picture').naturalWidth > 0");
        await Browser.Press("ArrowRight");
        await Browser.WaitFor("document.getElementById('picture').hidden && document.querySelector('#facts a[href$=\".pdf\"]')");
        await Browser.Press("Escape");
        Assert.Equal("PDF", await Text("document.querySelector('.noimage').textContent"));
    }

    [Fact]
    public async Task Light_and_dark_follow_the_system()
    {
        await Browser.Open(_site.Set);
        const string Lightness = "(c => c.match(/[0-9]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) / 3)(getComputedStyle(document.body).{0})";
        Task<JsonElement> Of(string property) => Browser.Evaluate(Lightness.Replace("{0}", property));
        Assert.True((await Of("backgroundColor")).GetDouble() > 200 && (await Of("color")).GetDouble() < 60);
        await Browser.Show(1400, 900, dark: true);
        Assert.True((await Of("backgroundColor")).GetDouble() < 60 && (await Of("color")).GetDouble() > 200);
        // On a narrow screen nothing is wider than the screen.
        await Browser.Show(400, 800);
        await Browser.WaitFor("document.documentElement.scrollWidth <= 400 && document.querySelectorAll('.cell').length > 0");
        await Browser.Show(1400, 900);
    }

    private static IEnumerable<(double X, double Y)> Points(JsonElement points) => points.EnumerateArray().Where(p => p[0].ValueKind == JsonValueKind.Number).Select(p => (p[0].GetDouble(), p[1].GetDouble()));

    /// <summary>The points of a path or a polygon as the browser has it.</summary>
    private async Task<IEnumerable<(double X, double Y)>> Points(string expression)
    {
        var numbers = Numbers().Matches(await Text(expression)).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture));
        return numbers.Chunk(2).Select(p => (p[0], p[1]));
    }

    [GeneratedRegex(@"-?[0-9.]+(e-?[0-9]+)?")]
    private static partial Regex Numbers();

    /// <summary>The galleries and the browser of all tests here.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private readonly Scratch _scratch = new();

        internal Browser? Browser { get; private set; }

        /// <summary>The address of the page of twelve images, of which the first two have files of their own.</summary>
        public string Set => Address("set/gallery");

        /// <summary>That of ten thousand.</summary>
        public string Large => Address("large/gallery");

        /// <summary>That of two with names that nobody should give.</summary>
        public string Strange => Address("strange/gallery");

        /// <summary>That of a TIFF, an SVG and a PDF.</summary>
        public string Formats => Address("formats/gallery");

        /// <summary>That of images of a pipeline.</summary>
        public string Piped => Address("piped");

        /// <summary>The JSON of an image of <see cref="Set"/>.</summary>
        public string Json(int number) => _scratch[$"set/train/{(number == 0 ? "plain" : "noted_001")}.json"];

        public async ValueTask InitializeAsync()
        {
            Browser = await Browser.Start();
            if (Browser is null)
                return;
            using var engine = new Engine();
            engine.Run($"""
                New-EcgRecord -Duration 10 -Seed 3 | New-EcgPaper -Dpi 60 -Vendor Alder -Seed 3 | Add-EcgPrintedText | Add-EcgPerspective -Pitch 20 -Distance 450 -FocalLength 44 | Export-EcgImage '{_scratch["set/train/plain.png"]}' -Truth -Mask
                New-EcgRecord -Duration 10 -Seed 3 | New-EcgPaper -Dpi 60 -Seed 3 -Variant 1 | Add-EcgHandwriting 'old MI' | Add-EcgNoise | Export-EcgImage '{_scratch["set/train/noted_001.png"]}' -Truth -Mask
                New-EcgRecord -Duration 10 -Seed 3 | New-EcgPaper -Dpi 50 | Export-EcgGallery '{_scratch["piped"]}'
                """).AssertClean();
            foreach (var format in (string[])["TiffBilevel", "Svg", "Pdf"])
                engine.Run($"New-EcgRecord -Seed 3 | New-EcgPaper -Dpi 50 | Export-EcgImage '{_scratch["formats"]}' -Format {format} -Force").AssertClean();
            AddSet();
            AddLarge();
            AddStrange();
            var formats = new DatasetOnDisk(_scratch["formats"]);
            foreach (var ending in (string[])["tif", "svg", "pdf"])
                formats.Add(ending, width: 585, height: 413, files: [("image", $"synthetic_3_000.{ending}")]);
            formats.Save();
            foreach (var name in (string[])["set", "large", "strange", "formats"])
                engine.Run($"Export-EcgGallery -DatasetPath '{_scratch[name]}'").AssertClean();
            File.Delete(_scratch["strange/gallery/truth/000/000001.js"]);
        }

        public async ValueTask DisposeAsync()
        {
            if (Browser is not null)
                await Browser.DisposeAsync();
            _scratch.Dispose();
        }

        private string Address(string folder) => new Uri(_scratch[folder + "/index.html"]).AbsoluteUri;

        private void AddSet()
        {
            var set = new DatasetOnDisk(_scratch["set"]);
            for (int i = 0; i < 12; i++)
            {
                var stem = i % 2 == 0 ? "train/plain" : "train/noted_001";
                set.Add($"img_{i:00}", record: $"record{i / 4}", split: i % 3 == 0 ? "test" : "train", condition: i % 2 == 0 ? "Photo" : "Scan", vendor: i % 4 == 0 ? "Alder" : null,
                    stages: ["paper", .. i % 2 == 1 ? new[] { "stain" } : [], .. i % 5 < 2 ? new[] { "noise", "noise" } : []], files: [("image", stem + ".png"), ("json", stem + ".json"), ("mask", stem + "_mask.png")]);
            }
            set.Save();
        }

        private void AddLarge()
        {
            var large = new DatasetOnDisk(_scratch["large"]);
            // Vectors, of which no thumbnails are made, but for the last: the page does the same with them, and the test is done sooner.
            large.AddDot("a.png");
            File.WriteAllText(large["a.svg"], "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'><path d='M0 0h3v2z'/></svg>");
            for (int i = 0; i < 10_000; i++)
                large.Add($"img_{i:00000}", split: i % 10 == 0 ? "test" : "train", files: [("image", i < 9990 ? "a.svg" : "a.png")]);
            large.Save();
        }

        private void AddStrange()
        {
            const string Name = "a #1?x=%41&'\" <b>é;.png";
            var strange = new DatasetOnDisk(_scratch["strange"]);
            strange.AddDot(Name);
            File.WriteAllText(strange["t.json"], "{}");
            strange.Add(Hostile, record: Hostile, split: Hostile, vendor: Hostile, stages: [Hostile, "paper"], files: [("image", Name)]);
            strange.Add("without truth", files: [("image", Name), ("json", "t.json")]);
            strange.Save();
        }
    }
}
