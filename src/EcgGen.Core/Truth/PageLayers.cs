// Layered truth gathered while a page is drawn, from the very coverages that the image is painted with.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>Gathers the index mask, the coverage planes, or both, as they appear in the image: where the sheet is bent, all goes through its map.</summary>
public sealed class PageLayers : IDisposable
{
    private readonly List<(InkShape Shape, CoveragePlane Plane)> _planes = [];
    private readonly CoverageMask? _grid;
    private readonly FlatMap _sheet;
    private readonly CoordinateMap _map;
    private readonly bool _wantsPlanes;
    private int _leads;

    /// <summary>Begins with the grid.</summary>
    /// <param name="scene">The page.</param>
    /// <param name="mask">Whether to gather the index mask.</param>
    /// <param name="grid">Whether to keep the grid's coverage.</param>
    /// <param name="planes">Whether to gather one plane for each shape.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public PageLayers(PageScene scene, bool mask, bool grid, bool planes, CancellationToken cancellation)
    {
        _wantsPlanes = planes;
        (_sheet, _map) = (scene.Flat, scene.Map);
        (Width, Height) = (scene.Width, scene.Height);
        if (!mask && !grid)
            return;
        var coverage = new CoverageMask();
        try
        {
            coverage.Reset(new PixelRect(0, 0, scene.SheetWidth, scene.SheetHeight));
            GridCoverage.Draw(scene.Plan, scene.Flat.Scale, coverage, cancellation);
            if (IsBent)
            {
                var seen = new CoverageMask();
                seen.Reset(new PixelRect(0, 0, Width, Height));
                GridCoverage.Through(coverage, _sheet, _map, seen, cancellation);
                coverage.Dispose();
                coverage = seen;
            }
            if (mask)
            {
                Mask = new IndexMask(Width, Height);
                Mask.Add(coverage, MaskPalette.Grid);
            }
            if (grid)
                _grid = coverage;
        }
        finally
        {
            if (_grid is null)
                coverage.Dispose();
        }
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The index mask, if it was asked for.</summary>
    public IndexMask? Mask { get; }

    /// <summary>The grid's coverage, if it was asked for.</summary>
    public CoverageMask? Grid => _grid;

    /// <summary>Every shape's coverage in drawing order, if planes were asked for.</summary>
    public IReadOnlyList<(InkShape Shape, CoveragePlane Plane)> Planes => _planes;

    /// <summary>Takes a shape's coverage as it is painted.</summary>
    public void Add(InkShape shape, CoverageMask coverage)
    {
        byte value = Mask is null ? (byte)0 : shape is TraceInk ? MaskPalette.IndexOfLead(_leads++) : MaskPalette.IndexOf(shape.Layer);
        if (!IsBent)
        {
            Mask?.Add(coverage, value);
            if (_wantsPlanes)
                _planes.Add((shape, CoveragePlane.From(coverage)));
            return;
        }
        var plane = CoveragePlane.From(coverage).Through(_sheet, _map, Width, Height);
        Mask?.Add(plane, value);
        if (_wantsPlanes)
            _planes.Add((shape, plane));
    }

    private bool IsBent => _map is not FlatMap;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Mask?.Dispose();
        _grid?.Dispose();
    }
}
