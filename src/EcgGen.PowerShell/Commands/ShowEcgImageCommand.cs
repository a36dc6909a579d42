// Show-EcgImage: images in the terminal, or in the system's viewer.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Display;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Shows images in the terminal, or in the system's viewer, if asked with the truth drawn over them.</summary>
/// <remarks>
/// In the terminal images are shown where the command stands: by the protocols of Kitty and iTerm2 or as sixels where the terminal takes them, else in half-block characters
/// of 24-bit colour. Which of them is told by the environment, or by the terminal itself, which is asked if input and output are the terminal's. Scaling takes the mean of
/// the light on each pixel. Without a terminal, as where the output is redirected, nothing is shown and an error says so; a -Protocol makes the command write its characters
/// in any case. -Window leaves a file in the folder for temporary files.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCondition Photo | Show-EcgImage</code>
/// <para>Shows a page as large as the terminal.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCrumple | Show-EcgImage -Truth -Region V2</code>
/// <para>Shows lead V2 with the truth: whether each sample's point lies on the ink.</para>
/// </example>
/// <example>
/// <code>$page = New-EcgRecord | New-EcgPaper -Vendor Any | Add-EcgPrintedText; $page | Show-EcgImage -Window -Region ($page | Get-EcgGroundTruth).Texts[0].Box</code>
/// <para>Opens the first printed text in the system's viewer.</para>
/// </example>
[Cmdlet(VerbsCommon.Show, "EcgImage", DefaultParameterSetName = TerminalSet)]
[OutputType(typeof(void))]
public sealed class ShowEcgImageCommand : EcgCommand
{
    private const string TerminalSet = "Terminal", WindowSet = "Window";

    // Of terminals that do not tell: the cell of the VT340, which those that only imitate it take, too.
    private const int CellWidth = 10, CellHeight = 20;

    private Terminal? _terminal;
    private TerminalAnswer _answer = new(null, null, null);
    private ImageProtocol _protocol;

    /// <summary>The image, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public EcgImage[] InputObject { get; set; } = [];

    /// <summary>
    /// Draws what the ground truth says: the boxes of leads, texts, handwriting and marks, the traces through all samples, and, where there is room, the samples and the crossings
    /// of the 5 mm grid.
    /// </summary>
    [Parameter]
    public SwitchParameter Truth { get; set; }

    /// <summary>The part to show: the id or name of a lead, or x, y, width and height in pixels, as the truth has boxes. Default: all.</summary>
    [Parameter]
    [RegionTransformation]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNull]
    public ImageRegion? Region { get; set; }

    /// <summary>Columns of the terminal, from 4 to 1000. Default: as many as there are, and as let all of it be seen at once.</summary>
    [Parameter(ParameterSetName = TerminalSet)]
    [ValidateRange(4, 1000)]
    public int? Width { get; set; }

    /// <summary>How the image is sent to the terminal: Sixel, Kitty, ITerm, or Block for half-block characters. Default: Auto, the best that the terminal takes.</summary>
    [Parameter(ParameterSetName = TerminalSet)]
    public ImageProtocol Protocol { get; set; }

    /// <summary>Opens each image in the system's viewer, in its full size.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WindowSet)]
    public SwitchParameter Window { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject)
        {
            if (Stopping)
                return;
            ForItem(image, () => Show(image));
        }
    }

    private void Show(EcgImage image)
    {
        if (!Window && _terminal is null)
            FindTerminal();
        var raster = image.Render();
        var (x, y, width, height) = Region?.In(raster.Truth) ?? (0, 0, raster.Width, raster.Height);
        var part = new Picture(raster.Width, raster.Height, raster.Pixels).Crop(x, y, width, height);
        if (Window)
        {
            var path = Viewer.Open(image.Name, PngFile.Encode(Overlaid(part, raster.Truth, x, y, width, height)));
            WriteVerbose($"{image.Name}: {width} x {height} px in {path}");
            return;
        }
        // A block is two pixels, one above the other; elsewhere the picture has the pixels of the cells that it takes.
        var (cellWidth, cellHeight) = _protocol == ImageProtocol.Block ? (1, 2) : (_answer.CellWidth ?? CellWidth, _answer.CellHeight ?? CellHeight);
        int columns = Width ?? Fitting((double)width * cellHeight / (height * (double)cellWidth));
        int across = columns * cellWidth, down = Math.Max(1, (int)Math.Round(across * (double)height / width));
        _terminal!.Write(TerminalImage.Encode(Overlaid(part.Scale(across, down), raster.Truth, x, y, width, height), _protocol, columns));
        WriteVerbose($"{image.Name}: {width} x {height} px shown as {_protocol} in {columns} columns, {across} x {down} px");
    }

    private void FindTerminal()
    {
        var terminal = new Terminal(Host);
        var known = Protocol == ImageProtocol.Auto ? Terminal.FromEnvironment(Environment.GetEnvironmentVariable) : Protocol;
        if ((Protocol == ImageProtocol.Auto || Host.UI is null) && terminal.Missing is { } why)
            throw new EcgException(ErrorId.ArgumentInvalid, $"There is no terminal to show an image in: {why}. -Window opens a viewer, -Protocol writes in any case, Export-EcgImage makes files.");
        if (known != ImageProtocol.Block)
            _answer = terminal.Ask();
        (_terminal, _protocol) = (terminal, known ?? _answer.Protocol ?? ImageProtocol.Block);
    }

    /// <summary>How many columns an image takes that is as wide and as high as the terminal lets it, with a line for the prompt below it.</summary>
    /// <param name="columnsPerLine">The image's width in columns over its height in lines.</param>
    private int Fitting(double columnsPerLine)
    {
        var (columns, lines) = _terminal!.Size;
        return Math.Max(1, Math.Min(columns, (int)((lines - 1) * columnsPerLine)));
    }

    private Picture Overlaid(Picture picture, EcgGroundTruth truth, int x, int y, int width, int height)
    {
        if (Truth)
            TruthOverlay.Draw(picture, truth, x, y, (double)picture.Width / width, (double)picture.Height / height);
        return picture;
    }
}
