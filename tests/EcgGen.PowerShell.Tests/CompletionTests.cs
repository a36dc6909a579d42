// Tab completion: every value that has names, partial words in any case, quoted words; what is offered is also accepted.
using System.Management.Automation;

namespace EcgGen.PowerShell.Tests;

public sealed class CompletionTests : IDisposable
{
    private const string StandardLeads = "I II III aVR aVL aVF V1 V2 V3 V4 V5 V6";

    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    private CommandCompletion Complete(string line)
    {
        using var shell = _engine.Create("");
        return CommandCompletion.CompleteInput(line, line.Length, null, shell);
    }

    private string[] Texts(string line) => [.. Complete(line).CompletionMatches.Select(m => m.CompletionText)];

    [Theory]
    [InlineData("New-EcgPaper -Layout ", "3x4 3x4+1 3x4+3 6x2 6x2+1 4x3 2x6 1x1 2x1 3x1 4x1 5x1 6x1 7x1 8x1 9x1 10x1 11x1 12x1")]
    [InlineData("New-EcgPaper ", "3x4 3x4+1 3x4+3 6x2 6x2+1 4x3 2x6 1x1 2x1 3x1 4x1 5x1 6x1 7x1 8x1 9x1 10x1 11x1 12x1")]
    [InlineData("New-EcgPaper -Layout 3X4", "3x4 3x4+1 3x4+3")]
    [InlineData("New-EcgPaper -PaperSize ", "A4 A5 Custom Letter Roll")]
    [InlineData("New-EcgPaper -Lead ", StandardLeads)]
    [InlineData("New-EcgPaper -LeadOrder ", "Cabrera Standard")]
    [InlineData("New-EcgPaper -ColumnTiming s", "Sequential Simultaneous")]
    [InlineData("New-EcgPaper -PulsePlacement ", "End Start")]
    [InlineData("New-EcgPaper -Separator ", "Dashes None SplitBar Tick")]
    [InlineData("New-EcgPaper -PaperSize l", "Letter")]
    [InlineData("New-EcgPaper -GridColor gRe", "Green")]
    [InlineData("New-EcgPaper -RhythmLead ", StandardLeads)]
    [InlineData("New-EcgPaper -RhythmLead AV", "aVR aVL aVF")]
    [InlineData("New-EcgRecord -Signal $a -Lead v", "V1 V2 V3 V4 V5 V6")]
    [InlineData("Import-EcgRecord *.hea -Lead ", StandardLeads)]
    [InlineData("Import-EcgRecord *.hea -Lead I, V2, iI", "II III")]
    [InlineData("Import-EcgRecord *.hea -Format ", "wfdb edf scp dicom ishne npy mat muse aecg philips csv")]
    [InlineData("Import-EcgRecord *.hea -Format W", "wfdb")]
    [InlineData("Export-EcgImage pages -Format ", "Jpeg Pdf Png Svg Tiff TiffBilevel TiffGray Webp WebpLossless")]
    [InlineData("Export-EcgImage pages -Format jP", "Jpeg")]
    [InlineData("New-EcgPaper -Vendor ", "Any Alder Birch Cedar Hazel Juniper Larch Maple Plain Rowan Sorrel Willow")]
    [InlineData("New-EcgRecord | New-EcgImage ", "archive-scan challenge clean paper phone-photo stress")]
    [InlineData("New-EcgImage -Profile P", "paper phone-photo")]
    [InlineData("Add-EcgWrinkle -Texture ", "BalledLeft BalledTop BalledLow CrushedLeft CrushedTop CrushedLow HandledLeft HandledTop HandledLow WornLeft WornTop WornLow")]
    [InlineData("Add-EcgPrintedText -Template m", "Maple")]
    [InlineData("Add-EcgHandwriting -Pen ", "Ballpoint Felt Pencil")]
    [InlineData("Add-EcgHandwriting -Color ", "Blue Black Red Green Graphite")]
    [InlineData("Add-EcgHandwriting -Style an", "Any")]
    [InlineData("Add-EcgHandwriting -Position be", "BetweenRows BesideLead")]
    [InlineData("Add-EcgHandwriting -Mark ", "Arrow CheckMark Circle Signature Underline")]
    [InlineData("Add-EcgStain -Kind ", "CoffeeRing InkSmear MissingPiece Mould MouldGray PunchHole Staple Tape TornCorner WaterEdge Yellowing")]
    [InlineData("Add-EcgStain Mould, t", "Tape TornCorner")]
    [InlineData("Add-EcgLight -Kind ", "Glare Gradient LidLeak LiftedEdge Point Shadow Vignette")]
    [InlineData("Add-EcgLight -Shape ", "Edge Hand Phone")]
    [InlineData("Add-EcgBackground -Kind ", "Clipboard Cloth Desk Paper Plain ScannerLid")]
    [InlineData("Add-EcgBackground c", "Clipboard Cloth")]
    [InlineData("Add-EcgCurl -Shape ", "Edge Roll Spine Wave")]
    [InlineData("Add-EcgCurl s", "Spine")]
    [InlineData("Add-EcgCrop -Fit ", "Inside Sheet")]
    [InlineData("Add-EcgHalftone -Ink ", "Black Cmyk")]
    [InlineData("Add-EcgHalftone -Shape ", "Ellipse Line Round")]
    [InlineData("Add-EcgFax -Resolution ", "Fine Standard Superfine")]
    [InlineData("Add-EcgFax -Tone ", "ErrorDiffusion Threshold")]
    [InlineData("Add-EcgPrintedText -Overlap ", "Allow Avoid")]
    [InlineData("Add-EcgCrease -Pattern ", "Half Quarters Thirds")]
    [InlineData("Add-EcgCrease -Style f", "Fold")]
    [InlineData("Add-EcgCrease -Direction ", "Backward Both Forward")]
    [InlineData("Add-EcgBlur -Kind ", "Defocus Gaussian Motion")]
    [InlineData("Add-EcgCompression -Subsampling ", "Yuv420 Yuv422 Yuv444")]
    [InlineData("Set-EcgColorDepth -Dither ", "FloydSteinberg None Ordered")]
    [InlineData("Set-EcgColorTemperature -Convention ", "Illuminant WhiteBalance")]
    [InlineData("Add-EcgAffine -S", "-Scale -Shear")]
    [InlineData("Add-EcgLensDistortion -K", "-K1 -K2 -K3")]
    [InlineData("Add-EcgPhotocopy -C", "-Contrast -Color")]
    [InlineData("Add-EcgNoise -S", "-Shot -SaltPepper -SaltShare")]
    [InlineData("New-EcgPaper -Grid", "-GridColor -GridStyle -GridOffset -GridToEdge")]
    [InlineData("Show-EcgImage -Protocol ", "Auto Block ITerm Kitty Sixel")]
    [InlineData("Show-EcgImage -Region av", "aVR aVL aVF")]
    [InlineData("New-EcgPaper -no", "-NoCalibrationPulse -NoLeadName")]
    [InlineData("Export-EcgImage -thr", "-ThrottleLimit")]
    [InlineData("Import-EcgRecipe -Rec", "-RecordPath")]
    [InlineData("Export-EcgI", "Export-EcgImage")]
    [InlineData("Export-EcgG", "Export-EcgGallery")]
    [InlineData("Export-EcgGallery -D", "-DatasetPath -Debug")]
    public void Offers(string line, string expected) => Assert.Equal(expected.Split(' '), Texts(line));

    [Theory]
    [InlineData("New-EcgPaper -Layout 5x5")]
    [InlineData("New-EcgPaper -GridColor '#FF")]
    [InlineData("New-EcgPaper -RhythmLead [")]
    [InlineData("New-EcgPaper -RhythmLead *")]
    public void Offers_no_name_that_does_not_begin_with_the_word(string line) =>
        Assert.DoesNotContain(Complete(line).CompletionMatches, m => m.ResultType == CompletionResultType.ParameterValue);

    [Theory]
    [InlineData("New-EcgPaper -Layout '3x4", "Layout", "3x4")]
    [InlineData("New-EcgPaper -Layout \"12", "Layout", "12x1")]
    [InlineData("New-EcgPaper -Layout '3x4'", "Layout", "3x4")]
    [InlineData("New-EcgPaper -RhythmLead 'av", "RhythmLead", "aVR")]
    [InlineData("New-EcgPaper -GridColor \"gre", "GridColor", "Green")]
    [InlineData("Import-EcgRecord a.hea -Lead 'v", "Lead", "V1")]
    public void A_quoted_word_completes_to_a_line_that_is_whole(string line, string parameter, string value)
    {
        var completion = Complete(line);
        var text = completion.CompletionMatches[0].CompletionText;
        Assert.Equal(value, text.Trim('\'', '"'));
        Assert.Equal(line[completion.ReplacementIndex], text[0]);
        var whole = line[..completion.ReplacementIndex] + text + line[(completion.ReplacementIndex + completion.ReplacementLength)..];
        var script = System.Management.Automation.Language.Parser.ParseInput(whole, out _, out var errors);
        Assert.Empty(errors);
        Assert.Contains("-" + parameter, script.Extent.Text);
    }

    [Theory]
    [InlineData("New-EcgPaper -GridColor ", "New-EcgRecord | New-EcgPaper -GridColor {0}")]
    [InlineData("New-EcgPaper -RhythmLead ", "New-EcgRecord | New-EcgPaper -RhythmLead {0}")]
    [InlineData("New-EcgPaper -PaperSize ", "New-EcgRecord | New-EcgPaper -PaperSize {0}")]
    [InlineData("New-EcgPaper -Layout ", "New-EcgRecord | New-EcgPaper -Layout {0}")]
    [InlineData("New-EcgPaper -Lead ", "New-EcgRecord | New-EcgPaper -Lead {0}")]
    [InlineData("New-EcgPaper -Separator ", "New-EcgRecord | New-EcgPaper -Separator {0}")]
    [InlineData("New-EcgPaper -Vendor ", "New-EcgRecord | New-EcgPaper -Vendor {0} | Add-EcgPrintedText")]
    [InlineData("Add-EcgPrintedText -Template ", "New-EcgRecord | New-EcgPaper | Add-EcgPrintedText -Template {0}")]
    [InlineData("Add-EcgHandwriting -Style ", "New-EcgRecord | New-EcgPaper | Add-EcgHandwriting a -Style {0}")]
    [InlineData("Add-EcgHandwriting -Color ", "New-EcgRecord | New-EcgPaper | Add-EcgHandwriting a -Color {0}")]
    [InlineData("Add-EcgHandwriting -Position ", "New-EcgRecord | New-EcgPaper | Add-EcgHandwriting a -Position {0}")]
    [InlineData("Add-EcgCrease -Pattern ", "New-EcgRecord | New-EcgPaper | Add-EcgCrease -Pattern {0}")]
    [InlineData("Add-EcgBlur -Kind ", "New-EcgRecord | New-EcgPaper | Add-EcgBlur -Kind {0}")]
    [InlineData("Add-EcgCurl -Shape ", "New-EcgRecord | New-EcgPaper | Add-EcgCurl -Shape {0}")]
    [InlineData("Add-EcgCrop -Fit ", "New-EcgRecord | New-EcgPaper | Add-EcgCrop -Fit {0}")]
    [InlineData("Add-EcgBackground -Kind ", "New-EcgRecord | New-EcgPaper | Add-EcgBackground -Kind {0}")]
    [InlineData("Add-EcgHalftone -Shape ", "New-EcgRecord | New-EcgPaper | Add-EcgHalftone -Shape {0}")]
    [InlineData("Add-EcgHalftone -Ink ", "New-EcgRecord | New-EcgPaper | Add-EcgHalftone -Ink {0}")]
    [InlineData("Add-EcgFax -Resolution ", "New-EcgRecord | New-EcgPaper | Add-EcgFax -Resolution {0}")]
    [InlineData("Add-EcgFax -Tone ", "New-EcgRecord | New-EcgPaper | Add-EcgFax -Tone {0}")]
    [InlineData("Add-EcgCompression -Subsampling ", "New-EcgRecord | New-EcgPaper | Add-EcgCompression -Subsampling {0}")]
    [InlineData("New-EcgRecord -Lead ", "New-EcgRecord -Signal (1..9) -Lead {0}")]
    public void What_is_offered_is_accepted(string line, string script)
    {
        var texts = Texts(line);
        Assert.True(texts.Length > 1);
        foreach (var text in texts)
            Assert.Single(_engine.Run(string.Format(null, script, text)).AssertClean().Output);
    }

    [Fact]
    public void Offers_all_parameters_and_no_other()
    {
        var offered = Texts("New-EcgPaper -").Select(t => t[1..]).Except(Cmdlet.CommonParameters);
        Assert.Equal(["Border", "ColumnTiming", "Dpi", "Duration", "Edge", "Gain", "GridColor", "GridOffset", "GridStyle", "GridToEdge", "Height", "InkColor", "InputObject", "Layout", "LayoutRow", "Lead", "LeadOrder", "Logo", "NoCalibrationPulse", "NoLeadName", "PaperColor", "PaperSize", "PaperTexture", "Pen", "PenDropout", "PenFading", "PenWidth", "PrecordialGain", "PulsePlacement", "RhythmLead", "Seed", "Separator", "Speed", "ThickLead", "TraceSmoothing", "Variant", "Vendor", "Width"],
            offered.Order(StringComparer.Ordinal));
    }
}
