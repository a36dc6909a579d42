// What a sheet brings with it beside its grid: a frame, its maker's mark, and what is punched out or torn off.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Ink;

/// <summary>Shapes of the sheet itself, as part of the display list.</summary>
internal static class SheetMarks
{
    private const double FrameWidth = 0.4, FrameGap = 1.2, EdgeGap = 2;
    private const double LogoWidth = 25, LogoHeight = 9, LogoGap = 0.5, LogoFrame = 0.25;

    // ISO 838: 6 mm holes, 80 mm apart, 12 mm from the edge; American three-ring punches have 8 mm holes, 108 mm apart.
    private const double FilingEdge = 12;
    private const double IsoHole = 3, IsoPitch = 80, RingHole = 4, RingPitch = 108;

    // Tractor feed: 4 mm holes every half inch, a quarter inch from the edge.
    private const double SprocketHole = 2, SprocketPitch = 12.7, SprocketEdge = 6.35;

    // Perforations: cuts of about 1 mm with ties between them.
    private const double TearPitch = 1.7, TearHole = 0.45, TearTie = 0.35;

    private const int CircleCorners = 40;

    /// <summary>What is printed on the sheet before the cart has it.</summary>
    public static IEnumerable<InkShape> Printed(SheetPlan plan)
    {
        if (plan.Paper.Border!.Value)
            yield return Border(plan);
        if (plan.Paper.Logo!.Value)
        {
            foreach (var shape in Logo(plan))
                yield return shape;
        }
    }

    /// <summary>What is missing from the sheet, seen as the colour under it; to be drawn last.</summary>
    public static IEnumerable<InkShape> Cut(SheetPlan plan)
    {
        var holes = plan.Paper.Edge!.Value switch
        {
            PaperEdge.Punched => Punched(plan),
            PaperEdge.Sprocket => Sprocket(plan.Sheet),
            PaperEdge.Perforated => Torn(plan),
            _ => [],
        };
        return holes.Select(h => h.ToHole(plan.Paper.BackingColor!.Value));
    }

    private static PrintInk Border(SheetPlan plan)
    {
        var (columns, rows) = PrintedGrid.Of(plan);
        double gap = plan.Paper.GridToEdge!.Value ? -EdgeGap : FrameGap;
        return OfSheet(Frame(new SheetRect(columns.From - gap, rows.From - gap, columns.To - columns.From + 2 * gap, rows.To - rows.From + 2 * gap), FrameWidth),
            plan.Paper.GridColor!.Value, "border");
    }

    private static Polygons Frame(SheetRect r, double width) => new Polygons().Ring(r.X, r.Y, r.Width, r.Height, width);

    private static PrintInk OfSheet(Polygons shape, Rgb color, string kind) => shape.ToInk(color, kind) with { OfSheet = true };

    /// <summary>A box at the grid's lower right with a mark and two bars for a name; no maker has it.</summary>
    private static IEnumerable<PrintInk> Logo(SheetPlan plan)
    {
        var (columns, rows) = PrintedGrid.Of(plan);
        double bottom = Math.Min(rows.To, plan.GridArea.Bottom);
        if (plan.Paper.Edge == PaperEdge.Sprocket)
            bottom = Math.Min(bottom, plan.Sheet.Height - SprocketEdge - SprocketHole);
        var box = new SheetRect(Math.Min(columns.To, plan.GridArea.Right) - LogoWidth - LogoGap, bottom - LogoHeight - LogoGap, LogoWidth, LogoHeight);
        var ink = plan.Paper.GridColor!.Value;
        yield return OfSheet(new Polygons().Box(box.X, box.Y, box.Width, box.Height), plan.Paper.PaperColor!.Value, "logo");
        yield return OfSheet(Frame(box, LogoFrame), ink, "logo");

        var random = PaperLook.Generator(plan.Paper, "logo");
        double x = box.X + 5, y = box.Y + LogoHeight / 2;
        var mark = new Polygons();
        switch (random.NextInt(3))
        {
            case 0: // A ring around a beat.
                mark.Disc(x, y, 3, CircleCorners).Disc(x, y, 2.5, CircleCorners, hole: true).Add((x - 2, y - 0.2), (x - 0.6, y - 0.2), (x, y - 1.7), (x + 0.7, y + 0.6), (x + 0.9, y - 0.2), (x + 2, y - 0.2),
                    (x + 2, y + 0.2), (x + 1.2, y + 0.2), (x + 0.6, y + 1.7), (x, y - 0.5), (x - 0.3, y + 0.2), (x - 2, y + 0.2));
                break;
            case 1: // A lozenge with a bar through it.
                mark.Add((x, y - 3), (x + 3, y - 0.4), (x - 3, y - 0.4)).Add((x + 3, y + 0.4), (x, y + 3), (x - 3, y + 0.4));
                break;
            default: // Rising bars.
                for (int bar = 0; bar < 4; bar++)
                    mark.Box(x - 3 + bar * 1.6, y + 2.6 - 1.3 * (bar + 1), 1.1, 1.3 * (bar + 1));
                break;
        }
        double name = random.Uniform(9, 12.5), claim = random.Uniform(5, 8);
        yield return OfSheet(mark.Box(box.X + 10, y - 1.8, name, 1.5).Box(box.X + 10, y + 0.7, claim, 0.6), ink, "logo");
    }

    private static List<Polygons> Punched(SheetPlan plan)
    {
        bool rings = plan.Paper.PaperSize == PaperSize.Letter;
        var (radius, pitch, holes) = rings ? (RingHole, RingPitch, 3) : (IsoHole, IsoPitch, 2);
        return [.. Enumerable.Range(0, holes).Select(i => new Polygons().Disc(plan.Sheet.Width / 2 + (i - (holes - 1) / 2.0) * pitch, FilingEdge, radius, CircleCorners))];
    }

    private static List<Polygons> Sprocket(SheetRect sheet)
    {
        int holes = (int)Math.Floor((sheet.Width - 2 * SprocketHole) / SprocketPitch);
        double first = (sheet.Width - (holes - 1) * SprocketPitch) / 2;
        return
        [
            .. from y in (double[])[SprocketEdge, sheet.Height - SprocketEdge]
               from i in Enumerable.Range(0, holes)
               select new Polygons().Disc(first + i * SprocketPitch, y, SprocketHole, CircleCorners),
        ];
    }

    /// <summary>Along a torn perforation each cut leaves a bay, and each tie a torn tooth of its own length.</summary>
    private static List<Polygons> Torn(SheetPlan plan)
    {
        var random = PaperLook.Generator(plan.Paper, "tear");
        var sheet = plan.Sheet;
        return [new Polygons().Add(Ragged(0, 1)), new Polygons().Add(Ragged(sheet.Width, -1))];

        (double, double)[] Ragged(double edge, int inward)
        {
            var points = new List<(double, double)> { (edge - inward, -1) };
            for (double y = -1 - random.NextDouble(); y < sheet.Height + 1; y += TearPitch)
            {
                double tooth = random.Uniform(0, 0.25), tie = TearTie * random.Uniform(0.8, 1.2);
                points.Add((edge + inward * tooth, y));
                points.Add((edge + inward * tooth * random.Uniform(0.6, 1), y + tie));
                points.Add((edge + inward * TearHole, y + tie + 0.1));
                points.Add((edge + inward * TearHole, y + TearPitch - 0.1));
            }
            points.Add((edge - inward, sheet.Height + 2));
            return [.. points];
        }
    }
}
