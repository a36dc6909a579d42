// Show-EcgImage: what a terminal would show is the image, scaled; the truth lies where the ink is; and what is asked for is what is seen.
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

[Collection(Alone.Name)]
public sealed partial class ShowEcgImageTests : IDisposable
{
    private static readonly string[] s_variables = ["TERM", "TERM_PROGRAM", "LC_TERMINAL", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "TMUX", "STY"];

    private readonly Engine _engine = new();
    private readonly Dictionary<string, string?> _before = s_variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public ShowEcgImageTests()
    {
        Tell("TERM=xterm-256color");
        _engine.Run("$page = New-EcgRecord -Seed 3 | New-EcgPaper -Dpi 60 -Vendor Any -Variant 1 | Add-EcgPrintedText | Add-EcgBackground Desk").AssertClean();
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        _engine.Dispose();
    }

    /// <summary>Shows an image and takes what the terminal gets.</summary>
    private string Show(string arguments)
    {
        Assert.Empty(_engine.Run("$page | Show-EcgImage " + arguments).AssertClean().Output);
        return _engine.ConsoleText;
    }

    private Shown Raster(string image = "$page")
    {
        dynamic raster = _engine.Run(image + ".Render()").Single;
        return new Shown(raster.Width, raster.Height, raster.Pixels);
    }

    /// <summary>Sets the environment that a terminal makes, and nothing else of it.</summary>
    private static void Tell(string variables)
    {
        foreach (var name in s_variables)
            Environment.SetEnvironmentVariable(name, null);
        foreach (var pair in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')))
            Environment.SetEnvironmentVariable(pair[0], pair[1]);
    }

    [Fact]
    public void Kitty_and_iTerm2_get_the_mean_of_the_light_on_each_pixel()
    {
        var page = Raster();
        foreach (var (image, columns) in new[] { TerminalDecoder.Kitty(Show("-Protocol Kitty -Width 31")), TerminalDecoder.ITerm(Show("-Protocol ITerm -Width 31")) })
        {
            Assert.Equal((31, 310, (int)Math.Round(310.0 * page.Height / page.Width)), (columns, image.Width, image.Height));
            Assert.InRange(image.Difference(page.Part(0, 0, page.Width, page.Height, image.Width, image.Height)), 0, 1);
        }
    }

    [Theory]
    [InlineData(70)]
    [InlineData(37)]
    public void Half_blocks_are_two_pixels_of_the_image_each(int columns)
    {
        var page = Raster();
        var image = TerminalDecoder.Block(Show($"-Protocol Block -Width {columns}"));
        int height = (int)Math.Round((double)columns * page.Height / page.Width);
        Assert.Equal((columns, height + height % 2), (image.Width, image.Height));
        image = image with { Height = height, Pixels = image.Pixels[..(3 * columns * height)] };
        Assert.InRange(image.Difference(page.Part(0, 0, page.Width, page.Height, columns, height)), 0, 1);
    }

    [Theory]
    [InlineData("$page")]
    [InlineData("($page | Add-EcgLight Point -Kelvin 3000 | Add-EcgNoise -Gaussian 12)")]
    [InlineData("(New-EcgRecord | New-EcgPaper -Dpi 60)")]
    public void Sixels_in_256_colours_look_as_the_image(string image)
    {
        var page = Raster(image);
        _engine.Run($"$page = {image}").AssertClean();
        var shown = TerminalDecoder.Sixel(Show("-Protocol Sixel -Width 40"));
        var expected = page.Part(0, 0, page.Width, page.Height, shown.Width, shown.Height);
        Assert.Equal(400, shown.Width);
        // From a distance nothing differs: dithering is right in the mean. Close up it stays below what one sees.
        for (int y = 0; y + 8 <= shown.Height; y += 8)
        {
            for (int x = 0; x + 8 <= shown.Width; x += 8)
            {
                for (int c = 0; c < 3; c++)
                {
                    double mean = Enumerable.Range(0, 64).Average(i => shown[x + i % 8, y + i / 8, c] - expected[x + i % 8, y + i / 8, c]);
                    Assert.InRange(mean, -4, 4);
                }
            }
        }
        Assert.InRange(Math.Sqrt(shown.Pixels.Zip(expected.Pixels, (a, b) => Math.Pow(a - b, 2)).Average()), 0, 7);
    }

    [Fact]
    public void Pixels_of_an_enlarged_part_are_squares()
    {
        var page = Raster();
        var image = TerminalDecoder.Block(Show("-Region 300, 200, 20, 11 -Protocol Block -Width 60"));
        Assert.Equal((60, 34), (image.Width, image.Height));
        for (int y = 0; y < 33; y++)
        {
            for (int x = 0; x < 60; x++)
                Assert.InRange(image[x, y, 1] - page[300 + x / 3, 200 + y / 3, 1], -1, 1);
        }
    }

    [Theory]
    [InlineData("V2", "V2")]
    [InlineData("v6", "V6")]
    [InlineData("II", "II")]
    [InlineData("II-rhythm", "II-rhythm")]
    public void The_part_around_a_lead_is_its_box_and_a_grid_box_more(string region, string id)
    {
        _engine.Run("$page = New-EcgRecord -Seed 3 | New-EcgPaper -Dpi 100 | Add-EcgPerspective -Yaw 15").AssertClean();
        var page = Raster();
        double[] box = _engine.Run($"($page | Get-EcgGroundTruth).Leads.Where({{ $_.Id -ceq '{id}' }})[0].Box").Output.Select(v => (double)v.BaseObject).ToArray();
        double margin = 5 * 100 / 25.4;
        int left = (int)Math.Max(0, Math.Floor(box[0] - margin)), top = (int)Math.Max(0, Math.Floor(box[1] - margin));
        int right = (int)Math.Min(page.Width, Math.Ceiling(box[0] + box[2] + margin)), bottom = (int)Math.Min(page.Height, Math.Ceiling(box[1] + box[3] + margin));
        var (image, _) = TerminalDecoder.Kitty(Show($"-Region {region} -Protocol Kitty -Width 50"));
        Assert.InRange(image.Difference(page.Part(left, top, right - left, bottom - top, image.Width, image.Height)), 0, 1);
        Assert.Equal((double)(bottom - top) / (right - left), image.Height / 500.0, 0.002);
    }

    [Theory]
    [InlineData("-Region V9", "LeadNotFound", "II-rhythm", "V9")]
    [InlineData("-Region 9000, 0, 10, 10", "ArgumentInvalid", "9000, 0, 10, 10", "px")]
    public void A_part_that_is_not_in_the_image_is_an_error_that_says_what_is(string arguments, string id, params string[] words) =>
        _engine.Run($"New-EcgRecord | New-EcgPaper -Dpi 60 | Show-EcgImage -Protocol Block {arguments}").AssertError(id, words);

    [Theory]
    [InlineData("1, 2, 3")]
    [InlineData("1, 2, 0, 4")]
    [InlineData("1, 2, ([double]::NaN), 4")]
    [InlineData("''")]
    public void What_is_no_region_is_refused(string region) =>
        Assert.Contains("Region", Assert.Single(_engine.Run($"$page | Show-EcgImage -Protocol Block -Region {region}").Errors).ToString());

    [Theory]
    [InlineData("A4", 297, 210, 160)]
    [InlineData("Custom -Width 150 -Height 300", 150, 300, 58)]
    public void An_image_is_as_large_as_the_terminal_but_is_seen_at_once(string paper, int width, int height, int columns)
    {
        _engine.Run($"$page = New-EcgRecord | New-EcgPaper {(width < height ? "1x1" : "3x4")} -PaperSize {paper} -Dpi 60").AssertClean();
        var image = TerminalDecoder.Block(Show("-Protocol Block"));
        Assert.Equal(columns, image.Width);
        Assert.InRange(image.Height / 2, 1, 59);
        Assert.Equal((double)height / width, image.Height / (double)image.Width, 0.02);
    }

    [Theory]
    [InlineData("TERM=xterm-kitty", "Kitty")]
    [InlineData("TERM=xterm-256color KITTY_WINDOW_ID=3", "Kitty")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=ghostty", "Kitty")]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=230805", "Kitty")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=iTerm.app LC_TERMINAL=iTerm2", "ITerm")]
    [InlineData("TERM=xterm-256color LC_TERMINAL=iTerm2", "ITerm")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", "ITerm")]
    [InlineData("TERM=xterm TERM_PROGRAM=mintty", "ITerm")]
    [InlineData("TERM=foot", "Sixel")]
    [InlineData("TERM=foot-extra", "Sixel")]
    [InlineData("TERM=mlterm", "Sixel")]
    [InlineData("TERM=xterm-256color", "Block")]
    [InlineData("TERM=linux", "Block")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", "Block")]
    [InlineData("TERM=tmux-256color TMUX=/tmp/tmux,1,0 KITTY_WINDOW_ID=3", "Block")]
    [InlineData("TERM=screen-256color LC_TERMINAL=iTerm2", "Block")]
    [InlineData("TERM=xterm-kitty STY=1.pts", "Block")]
    [InlineData("", "Block")]
    public void The_environment_tells_the_protocol(string variables, string expected)
    {
        Tell(variables);
        Assert.Contains($" {expected} ", Assert.Single(_engine.Run("$page | Show-EcgImage -Width 10 -Verbose").AssertClean().Verbose));
    }

    [Fact]
    public void A_terminal_without_colours_is_none()
    {
        Tell("TERM=dumb");
        _engine.Run("$page | Show-EcgImage").AssertError("ArgumentInvalid", "TERM=dumb", "-Window", "Export-EcgImage");
        Assert.NotEmpty(Show("-Protocol Block -Width 10"));
    }

    [Fact]
    public void Several_images_are_shown_one_below_the_other()
    {
        _engine.Run("$page = New-EcgRecord -Count 3 | New-EcgPaper -Dpi 60").AssertClean();
        Assert.Equal(3 * 14 / 2, TerminalDecoder.Block(Show("-Protocol Block -Width 20")).Height / 2);
        Assert.Equal(3, ITermStart().Count(Show("-Protocol ITerm -Width 20")));
    }

    [Theory]
    [InlineData("Add-EcgCrop -Left 0", 0.999)]
    [InlineData("Add-EcgCrumple | Add-EcgPerspective -Pitch 15 -Yaw 10", 0.98)]
    public async Task The_truth_that_is_drawn_lies_on_the_traces(string stages, double share)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The viewer that is replaced here is Linux's.");
        var script = $"$page = New-EcgRecord -Seed 5 | New-EcgPaper -Dpi 150 | {stages}";
        _engine.Run(script).AssertClean();
        var page = Raster();
        var drawn = await InViewer(script, "-Truth");
        Assert.Equal((page.Width, page.Height), (drawn.Width, drawn.Height));
        double tested = 0, onLine = 0, onInk = 0;
        dynamic truth = _engine.Run("$page | Get-EcgGroundTruth").Single;
        foreach (var lead in truth.Leads)
        {
            foreach (var point in lead.Points)
            {
                if (double.IsNaN(point.X))
                    continue;
                int x = (int)point.X, y = (int)point.Y;
                tested++;
                onLine += Enumerable.Range(0, 3).Any(c => Math.Abs(drawn[x, y, c] - page[x, y, c]) > 20) ? 1 : 0;
                onInk += Enumerable.Range(0, 9).Any(i => page[x - 1 + i % 3, y - 1 + i / 3, 0] < 150) ? 1 : 0;
            }
        }
        Assert.InRange(onLine / tested, share, 1);
        Assert.InRange(onInk / tested, share, 1);
        // And it is lines: most of the page is as it was.
        int changed = Enumerable.Range(0, page.Width * page.Height).Count(i => !page.Pixels.AsSpan(3 * i, 3).SequenceEqual(drawn.Pixels.AsSpan(3 * i, 3)));
        Assert.InRange(changed, 4000, page.Width * page.Height / 10);
        // Boxes of texts: their corners are on them.
        foreach (var text in truth.Texts)
        {
            var corner = text.Quad[2];
            Assert.Contains(Enumerable.Range(0, 9), i => drawn[(int)corner.X - 1 + i % 3, (int)corner.Y - 1 + i / 3, 1] < page[(int)corner.X - 1 + i % 3, (int)corner.Y - 1 + i / 3, 1] - 20);
        }
    }

    [Fact]
    public async Task The_viewer_gets_the_pixels_of_the_image()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The viewer that is replaced here is Linux's.");
        const string Script = "$page = New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgNoise";
        _engine.Run(Script).AssertClean();
        Assert.Equal(Raster().Pixels, (await InViewer(Script, "")).Pixels);
        Assert.Equal((30, 20), await InViewer(Script, "-Region 100, 100, 30, 20") is var part ? (part.Width, part.Height) : default);
    }

    [Theory]
    [InlineData("echo nothing to show it with >&2; exit 3", "nothing to show it with")]
    [InlineData(null, "xdg-open can't be started")]
    public async Task Without_a_viewer_an_error_says_so_and_no_file_is_left(string? viewer, string words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The viewer that is replaced here is Linux's.");
        using var scratch = new Scratch();
        AddViewer(scratch, viewer);
        var run = await ChildProcess.Run($"Import-Module '{Locations.Manifest}'; New-EcgRecord | New-EcgPaper -Dpi 60 | Show-EcgImage -Window",
            ("PATH", scratch["bin"]), ("TMPDIR", Directory.CreateDirectory(scratch["tmp"]).FullName));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error);
        Assert.DoesNotContain(scratch.Hashes("tmp").Keys, f => f.EndsWith(".png", StringComparison.Ordinal));
    }

    /// <summary>What a viewer is given, of the image $page that a script makes.</summary>
    private static async Task<Shown> InViewer(string script, string arguments)
    {
        using var scratch = new Scratch();
        AddViewer(scratch, $"/bin/cp \"$1\" '{scratch["seen.png"]}'");
        var run = await ChildProcess.Run($"Import-Module '{Locations.Manifest}'; {script}; $page | Show-EcgImage -Window {arguments} -Verbose 4>&1",
            ("PATH", scratch["bin"]), ("TMPDIR", Directory.CreateDirectory(scratch["tmp"]).FullName));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"ecggen-[^/]+/synthetic_\d+_000\.png$", Assert.Single(run.Output, l => l.Contains(scratch["tmp"], StringComparison.Ordinal)));
        return TerminalDecoder.Png(await File.ReadAllBytesAsync(scratch["seen.png"]));
    }

    private static void AddViewer(Scratch scratch, string? lines)
    {
        Directory.CreateDirectory(scratch["bin"]);
        if (lines is not null)
            scratch.AddProgram("bin/xdg-open", lines);
    }

    [GeneratedRegex(@"\e\]1337;File=")]
    private static partial Regex ITermStart();
}
