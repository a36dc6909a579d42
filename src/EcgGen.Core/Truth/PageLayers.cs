// Layered truth gathered while a page is drawn, from the very coverages that the image is painted with.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>Gathers the index mask, the coverage planes, or both, as they appear in the image: where the sheet is bent, all goes through its map.</summary>
public sealed class PageLayers : IDisposable
{
    private readonly List<(InkShape Shape, CoveragePlane Plane)> _planes = [];
    // Flat, as drawn: what is gone with its paper, and what something lies on.
    private readonly List<CoveragePlane> _lost = [], _covered = [];
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
        var coverage = new CoverageMask();
        try
        {
            var sheet = new PixelRect(0, 0, scene.SheetWidth, scene.SheetHeight);
            foreach (var occluder in scene.Occluders)
            {
                occluder.Draw(coverage, _sheet.Scale, sheet);
                (occluder.Flag == SampleFlagKind.Lost ? _lost : _covered).Add(CoveragePlane.From(coverage));
            }
            if (planes)
                Holes = _lost.ConvertAll(Seen);
            if (!mask && !grid)
                return;
            coverage.Reset(sheet);
            GridCoverage.Draw(scene.Plan, scene.Flat.Scale, coverage, cancellation);
            foreach (var hole in _lost)
                hole.CutOut(coverage);
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
                foreach (var cover in _covered)
                    Mask.Add(Seen(cover), MaskPalette.Background);
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

    /// <summary>Where paper is missing, if planes were asked for.</summary>
    public IReadOnlyList<CoveragePlane> Holes { get; } = [];

    /// <summary>Takes a shape's coverage as it is painted; holes are known from the start.</summary>
    public void Add(InkShape shape, CoverageMask coverage)
    {
        byte value = Mask is null ? (byte)0 : shape is TraceInk ? MaskPalette.IndexOfLead(_leads++) : MaskPalette.IndexOf(shape.Layer);
        if (!IsBent && _lost.Count + _covered.Count == 0)
        {
            Mask?.Add(coverage, value);
            if (_wantsPlanes)
                _planes.Add((shape, CoveragePlane.From(coverage)));
            return;
        }
        var left = CoveragePlane.From(coverage).Without(_lost);
        var plane = Seen(left);
        if (_wantsPlanes)
            _planes.Add((shape, plane));
        if (Mask is null)
            return;
        var open = left.Without(_covered);
        Mask.Add(open == left ? plane : Seen(open), value);
    }

    /// <summary>A plane of the flat sheet as it appears in the image.</summary>
    private CoveragePlane Seen(CoveragePlane plane) => plane.Through(_sheet, _map, Width, Height);

    private bool IsBent => _map is not FlatMap;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Mask?.Dispose();
        _grid?.Dispose();
    }
}
