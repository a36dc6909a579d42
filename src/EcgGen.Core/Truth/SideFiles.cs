// The files of truth beside an image, other than its JSON.
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using EcgGen.Core.Records.Writers;

namespace EcgGen.Core.Truth;

/// <summary>Writes what an export asks for beside image and JSON.</summary>
/// <param name="names">The files.</param>
/// <param name="scene">The image.</param>
internal sealed class SideFiles(ExportFiles names, PageScene scene)
{
    /// <summary>Refuses, before anything is drawn, names that are taken or can't be had.</summary>
    /// <param name="names">The files.</param>
    /// <param name="force">Whether files may be replaced.</param>
    /// <exception cref="EcgException">FileExists, ArgumentInvalid.</exception>
    public static void Check(ExportFiles names, bool force)
    {
        if (names.Header is { } header)
            RecordWriter.CheckWfdbName(header, Path.GetFileNameWithoutExtension(header));
        if (force)
            return;
        if (names.All.FirstOrDefault(File.Exists) is { } taken)
            throw new EcgException(ErrorId.FileExists, $"{taken}: the file exists; -Force replaces it.");
        if (names.Yolo is not null && File.Exists(YoloClasses(names)) && !File.ReadAllBytes(YoloClasses(names)).AsSpan().SequenceEqual(DetectionFiles.YoloClasses()))
            throw new EcgException(ErrorId.FileExists, $"{YoloClasses(names)}: the file exists and tells other classes; -Force replaces it.");
    }

    /// <summary>What has to be gathered while the image is drawn; null if nothing has.</summary>
    public PageLayers? Layers(CancellationToken cancellation)
    {
        bool planes = names.Planes is not null || names.Coco is not null || names.Yolo is not null;
        return planes || names.Mask is not null ? new PageLayers(scene, names.Mask is not null, names.Planes is not null, planes, cancellation) : null;
    }

    /// <summary>Whether there are files that hold or need pixels, also beside a vector image.</summary>
    public bool NeedDrawing => names.Mask is not null || names.Planes is not null || names.Coco is not null || names.Yolo is not null || names.Clean is not null;

    /// <summary>Adds to the truth what the files hold.</summary>
    public EcgGroundTruth Describe(EcgGroundTruth truth) => truth with
    {
        Mask = names.Mask is { } mask ? new MaskTruth(Path.GetFileName(mask), MaskPalette.Classes(scene.Ink)) : null,
        Planes = names.Planes is { } planes ? new PlanesTruth(Path.GetFileName(planes), PlaneArchive.Describe(scene.Ink, scene.Occluders.Any(o => o.Flag == SampleFlagKind.Lost))) : null,
        Clean = names.Clean is { } clean ? new CleanTruth(Path.GetFileName(clean)) : null,
        Coordinates = names.Coordinates is { } map ? new CoordinatesTruth(Path.GetFileName(map), Path.GetFileName(names.Nodes)!, CoordinateFiles.NodeStep) : null,
    };

    /// <summary>Writes the files.</summary>
    /// <param name="files">Takes them.</param>
    /// <param name="force">Whether files may be replaced.</param>
    /// <param name="layers">What was gathered while the image was drawn.</param>
    /// <param name="image">The image; null for vectors that need none.</param>
    /// <param name="signal">The record.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Write(FileBatch files, bool force, PageLayers? layers, PixelBuffer? image, SignalView signal, CancellationToken cancellation)
    {
        void Add(string? path, Action<Stream> write)
        {
            cancellation.ThrowIfCancellationRequested();
            if (path is not null)
                files.Add(path, write);
        }
        Add(names.Mask, stream => PngEncoder.EncodeIndexed(layers!.Width, layers.Height, layers.Mask!.Row, MaskPalette.Colors, scene.Dpi, stream, cancellation));
        Add(names.Planes, stream => PlaneArchive.Write(layers!, stream, cancellation));
        Add(names.Clean, stream =>
        {
            using var twin = CleanTwin.Draw(scene, signal, cancellation);
            PngEncoder.Encode(twin ?? image!, scene.Dpi, stream, cancellation);
        });
        Add(names.Coordinates, stream => CoordinateFiles.WritePixels(scene.Map, scene.Plan.Sheet, scene.Width, scene.Height, stream, cancellation));
        Add(names.Nodes, stream => CoordinateFiles.WriteNodes(scene.Map, scene.Plan.Sheet, stream));
        Add(names.Coco, stream => DetectionFiles.WriteCoco(Path.GetFileName(names.Image), layers!, stream, cancellation));
        Add(names.Yolo, stream => stream.Write(DetectionFiles.Yolo(layers!)));
        if (names.Yolo is not null)
            files.AddShared(YoloClasses(names), stream => stream.Write(DetectionFiles.YoloClasses()), evenIfThere: force);
        if (names.Header is { } header)
        {
            var (text, writeSamples) = new ImageKitFiles(scene).Wfdb(Path.GetFileNameWithoutExtension(header), Path.GetFileName(names.Image), signal);
            Add(header, stream => stream.Write(text));
            Add(names.Samples, writeSamples);
        }
    }

    private static string YoloClasses(ExportFiles names) => Path.Combine(Path.GetDirectoryName(names.Image)!, ExportFiles.YoloClasses);
}
