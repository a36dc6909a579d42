// Collects polygons for one mark or hole.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Ink;

/// <summary>Polygons in mm; those that add run clockwise on the sheet, holes the other way. What adds gives the collection itself.</summary>
internal sealed class Polygons
{
    private readonly List<Point2> _points = [];
    private readonly List<int> _ends = [];

    /// <summary>Adds a polygon.</summary>
    public Polygons Add(params ReadOnlySpan<(double X, double Y)> corners)
    {
        foreach (var (x, y) in corners)
            _points.Add(new Point2(x, y));
        return End();
    }

    /// <summary>Adds a rectangle.</summary>
    public Polygons Box(double x, double y, double width, double height) => Add((x, y), (x + width, y), (x + width, y + height), (x, y + height));

    /// <summary>Adds a rectangle's outline, drawn inside of it.</summary>
    public Polygons Ring(double x, double y, double width, double height, double line)
    {
        Box(x, y, width, height);
        return width > 2 * line && height > 2 * line
            ? Add((x + line, y + line), (x + line, y + height - line), (x + width - line, y + height - line), (x + width - line, y + line))
            : this;
    }

    /// <summary>Adds a disc.</summary>
    /// <param name="x">Its centre.</param>
    /// <param name="y">Its centre.</param>
    /// <param name="radius">Its radius.</param>
    /// <param name="corners">How many corners stand for the circle.</param>
    /// <param name="hole">Whether it is cut from what it lies on.</param>
    public Polygons Disc(double x, double y, double radius, int corners, bool hole = false)
    {
        for (int i = 0; i < corners; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (hole ? -i : i) / corners);
            _points.Add(new Point2(x + radius * cos, y + radius * sin));
        }
        return End();
    }

    /// <summary>All of them as one printed mark.</summary>
    public PrintInk ToInk(Rgb color, string kind) => new(color, kind, [.. _points], [.. _ends]);

    /// <summary>All of them as what parts two places of a row.</summary>
    public SeparatorInk ToSeparator(Rgb color, LeadSeparator kind, int row) => new(color, kind, row, [.. _points], [.. _ends]);

    /// <summary>All of them as one hole.</summary>
    public HoleInk ToHole(Rgb color) => new(color, [.. _points], [.. _ends]);

    private Polygons End()
    {
        _ends.Add(_points.Count);
        return this;
    }
}
