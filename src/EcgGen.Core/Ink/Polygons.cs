// Collects polygons for one printed mark.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Print;

/// <summary>Polygons in mm; those that add run clockwise on the sheet, holes the other way.</summary>
internal sealed class Polygons
{
    private readonly List<Point2> _points = [];
    private readonly List<int> _ends = [];

    /// <summary>Adds a polygon.</summary>
    public void Add(params ReadOnlySpan<(double X, double Y)> corners)
    {
        foreach (var (x, y) in corners)
            _points.Add(new Point2(x, y));
        _ends.Add(_points.Count);
    }

    /// <summary>Adds a rectangle.</summary>
    public void Box(double x, double y, double width, double height) => Add((x, y), (x + width, y), (x + width, y + height), (x, y + height));

    /// <summary>Adds a rectangle's outline, drawn inside of it.</summary>
    public void Ring(double x, double y, double width, double height, double line)
    {
        Box(x, y, width, height);
        if (width > 2 * line && height > 2 * line)
            Add((x + line, y + line), (x + line, y + height - line), (x + width - line, y + height - line), (x + width - line, y + line));
    }

    /// <summary>Adds a circle's outline.</summary>
    public void Circle(double x, double y, double radius, double line)
    {
        const int Corners = 64;
        Span<(double, double)> outer = stackalloc (double, double)[Corners], inner = stackalloc (double, double)[Corners];
        for (int i = 0; i < Corners; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / Corners);
            outer[i] = (x + radius * cos, y + radius * sin);
            inner[^(i + 1)] = (x + (radius - line) * cos, y + (radius - line) * sin);
        }
        Add(outer);
        Add(inner);
    }

    /// <summary>All of them as one ink.</summary>
    public PrintInk ToInk(Rgb color, string kind) => new(color, kind, [.. _points], [.. _ends]);
}
