// Finds places for printed text where it touches no trace.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Print;

/// <summary>
/// Moves groups of items that touch a page's ink: first to the nearest free place within 20 mm to the sides and 16 mm up or down; then the
/// same at 85 % and 70 % of their size; then those items of the group that still touch are left out. Lines and frames stay.
/// </summary>
internal sealed class OverlapAvoider
{
    private const double Clearance = 0.3, TextClearance = 0.5;
    private const int Across = 20, UpAndDown = 16;

    private static readonly double[] Sizes = [1, 0.85, 0.7];

    // Nearest first; of equally near ones always in the same order.
    private static readonly (int X, int Y)[] Moves =
    [
        .. from x in Enumerable.Range(-Across, 2 * Across + 1)
           from y in Enumerable.Range(-UpAndDown, 2 * UpAndDown + 1)
           orderby x * x + y * y, Math.Abs(x), x, y
           select (x, y),
    ];

    private readonly SheetRect _area;
    private readonly InkOccupancy _ink;

    /// <param name="area">The printed area in mm.</param>
    /// <param name="ink">What text must not touch.</param>
    public OverlapAvoider(SheetRect area, IEnumerable<InkShape> ink)
    {
        _area = area;
        _ink = new InkOccupancy(area, ink);
    }

    /// <summary>Places the groups.</summary>
    /// <param name="groups">Resolved items; those of a group move together.</param>
    /// <returns>What is left of them, in the same order.</returns>
    public List<PrintItem> Place(IReadOnlyList<PrintItem[]> groups)
    {
        var placed = groups.Select(g => new Placed(g)).ToArray();
        for (int i = 0; i < placed.Length; i++)
        {
            if (!placed[i].Boxes.Any(Hits))
                continue;
            var others = placed.Where((_, j) => j != i).SelectMany(p => p.Boxes).ToArray();
            placed[i] = Free(placed[i].Items, others) ?? WithoutHits(placed[i]);
        }
        return [.. placed.SelectMany(p => p.Items)];
    }

    private Placed? Free(PrintItem[] items, SheetRect[] others)
    {
        foreach (double size in Sizes)
        {
            var sized = size == 1 ? new Placed(items) : Shrunk(items, size);
            foreach (var (dx, dy) in Moves)
            {
                if (sized.Boxes.All(b => IsFree(new SheetRect(b.X + dx, b.Y + dy, b.Width, b.Height), others)))
                    return new Placed([.. sized.Items.Select(i => i with { X = Hundredths(i.X + dx), Y = Hundredths(i.Y + dy) })]);
            }
        }
        return null;
    }

    private bool IsFree(SheetRect box, SheetRect[] others)
    {
        if (box.X < _area.X || box.Y < _area.Y || box.Right > _area.Right || box.Bottom > _area.Bottom || Hits(box))
            return false;
        foreach (var other in others)
        {
            if (box.X < other.Right + TextClearance && other.X < box.Right + TextClearance && box.Y < other.Bottom + TextClearance && other.Y < box.Bottom + TextClearance)
                return false;
        }
        return true;
    }

    private bool Hits(SheetRect box) => _ink.Touches(new SheetRect(box.X - Clearance, box.Y - Clearance, box.Width + 2 * Clearance, box.Height + 2 * Clearance));

    private Placed WithoutHits(Placed group) => new([.. group.Items.Where(i => !Boxes(i).Any(Hits))]);

    /// <summary>Items made smaller towards the nearest edges of the page, so that they keep their place on it.</summary>
    private Placed Shrunk(PrintItem[] items, double scale)
    {
        var boxes = items.SelectMany(Boxes).ToArray();
        if (boxes.Length == 0)
            return new Placed(items);
        double left = boxes.Min(b => b.X), right = boxes.Max(b => b.Right), top = boxes.Min(b => b.Y), bottom = boxes.Max(b => b.Bottom);
        var fixedPoint = new Point2(
            left - _area.X < _area.Right - right ? left : right,
            top - _area.Y < _area.Bottom - bottom ? top : bottom);
        return new Placed([.. items.Select(i => Shrink(i, scale) with
        {
            X = Hundredths(fixedPoint.X + (i.X - fixedPoint.X) * scale),
            Y = Hundredths(fixedPoint.Y + (i.Y - fixedPoint.Y) * scale),
        })]);
    }

    private static PrintItem Shrink(PrintItem item, double scale) => item switch
    {
        TextItem i => i with { Size = Hundredths(i.Size!.Value * scale) },
        StampItem i => i with { Size = Hundredths(i.Size!.Value * scale) },
        CheckBoxItem i => i with { Size = Hundredths(i.Size!.Value * scale) },
        LogoItem i => i with { Size = Hundredths(i.Size!.Value * scale) },
        QrCodeItem i => i with { Size = Hundredths(i.Size!.Value * scale) },
        BarcodeItem i => i with { Width = Hundredths(i.Width!.Value * scale), Height = Hundredths(i.Height!.Value * scale) },
        _ => item,
    };

    private static IEnumerable<SheetRect> Boxes(PrintItem item) => PrintDrawing.Shapes(item).OfType<AreaInk>().Select(s => s.Box);

    private static double Hundredths(double value) => Math.Round(value, 2);

    private readonly struct Placed(PrintItem[] items)
    {
        public PrintItem[] Items { get; } = items;

        public SheetRect[] Boxes { get; } = [.. items.SelectMany(OverlapAvoider.Boxes)];
    }
}
