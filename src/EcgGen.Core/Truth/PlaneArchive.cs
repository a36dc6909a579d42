// Coverage planes as a file: a NumPy archive of one array of bytes per layer and lead instance.
using System.IO.Compression;
using EcgGen.Core.Encoders;
using EcgGen.Core.Ink;

namespace EcgGen.Core.Truth;

/// <summary>Writes NPZ files, which numpy.load reads: a ZIP of NPY files, the same bytes for the same planes.</summary>
internal static class PlaneArchive
{
    // The earliest time a ZIP can tell: an archive that told the hour would differ every time.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The planes of a page: the grid, the layers that it has, holes, then its leads in the order of truth.</summary>
    /// <param name="ink">The page's ink.</param>
    /// <param name="hasHoles">Whether paper is missing.</param>
    public static List<PlaneTruth> Describe(IReadOnlyList<InkShape> ink, bool hasHoles)
    {
        var planes = new List<PlaneTruth> { new("grid", TruthLayer.Grid, null) };
        foreach (var layer in ink.Where(s => s is not (TraceInk or HoleInk)).Select(s => MaskPalette.Of(s.Layer)).Distinct().Order())
            planes.Add(new(layer.ToString().ToLowerInvariant(), layer, null));
        if (hasHoles)
            planes.Add(new("hole", TruthLayer.Hole, null));
        foreach (var trace in ink.OfType<TraceInk>())
        {
            var name = "lead_" + string.Concat(trace.Lead.Id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' ? c : '_'));
            planes.Add(new(planes.Exists(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? $"{name}_{planes.Count}" : name, TruthLayer.Trace, trace.Lead.Id));
        }
        return planes;
    }

    /// <summary>Writes the archive.</summary>
    /// <param name="layers">Grid and planes of the page.</param>
    /// <param name="stream">Takes the file.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Write(PageLayers layers, Stream stream, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var row = new byte[layers.Width];
        foreach (var plane in Describe([.. layers.Planes.Select(p => p.Shape)], layers.Holes.Count > 0))
        {
            var entry = zip.CreateEntry(plane.Name + ".npy", CompressionLevel.Fastest);
            entry.LastWriteTime = Epoch;
            using var file = entry.Open();
            file.Write(NpyHead.Create("|u1", layers.Height, layers.Width));
            CoveragePlane[] parts = plane.Layer == TruthLayer.Hole ? [.. layers.Holes] : [.. layers.Planes.Where(p => Belongs(p.Shape, plane)).Select(p => p.Plane)];
            for (int y = 0; y < layers.Height; y++)
            {
                if (y % 64 == 0)
                    cancellation.ThrowIfCancellationRequested();
                if (plane.Layer == TruthLayer.Grid)
                {
                    file.Write(layers.Grid!.Row(y));
                    continue;
                }
                row.AsSpan().Clear();
                foreach (var part in parts)
                    part.MaxInto(y, row);
                file.Write(row);
            }
        }
    }

    private static bool Belongs(InkShape shape, PlaneTruth plane) =>
        MaskPalette.Of(shape.Layer) == plane.Layer && (shape as TraceInk)?.Lead.Id == plane.Lead;
}
