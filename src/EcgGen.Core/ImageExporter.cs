// Draws an image and writes it with its JSON, so that a file is either there whole or not at all.
using System.Diagnostics;
using EcgGen.Core.Encoders;
using EcgGen.Core.Records;
using EcgGen.Core.Truth;

namespace EcgGen.Core;

/// <summary>Writes images.</summary>
public static class ImageExporter
{
    /// <summary>Draws and writes one image, the JSON beside it, what else is asked for and, for records from memory, their samples.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="signal">The record.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="EcgException">FileExists, FileUnwritable, or what rendering throws.</exception>
    public static ExportReport Export(ExportRequest request, SignalView signal, CancellationToken cancellation)
    {
        var image = request.Path;
        var names = ExportFiles.Of(request);
        SideFiles.Check(names, request.Force);
        var clock = Stopwatch.StartNew();
        var scene = Renderer.Compose(request.Image, signal, cancellation);
        var beside = new SideFiles(names, scene);
        using var layers = beside.Layers(cancellation);
        using var pixels = ImageEncoder.IsVector(request.Format) && !beside.NeedDrawing ? null : Renderer.Draw(scene, cancellation, layers);
        double rendered = clock.Elapsed.TotalMilliseconds;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(image)!);
            // All but PNG are encoded before there is a file: some encoders can't be interrupted, and a cancelled export leaves nothing.
            using var whole = request.Format == ImageFormat.Png ? null : new MemoryStream();
            if (whole is not null)
                ImageEncoder.Encode(scene, pixels, request.Format, whole, cancellation);
            using var files = new FileBatch(request.Force);
            long size = files.Add(image, stream =>
            {
                if (whole is not null)
                    whole.WriteTo(stream);
                else
                    ImageEncoder.Encode(scene, pixels, request.Format, stream, cancellation);
            });
            double encoded = clock.Elapsed.TotalMilliseconds;
            files.Add(names.Json, stream => stream.Write(Describe(scene, request, beside)));
            beside.Write(files, request.Force, layers, pixels, signal, cancellation);
            if (request.Image.Record.Source is ArraySource { File: { } samples })
                files.AddShared(Path.Combine(Path.GetDirectoryName(image)!, samples.Name), stream => NpyFile.Write(stream, signal.Leads));
            cancellation.ThrowIfCancellationRequested();
            return new ExportReport
            {
                Files = files.Commit(),
                Width = scene.Width,
                Height = scene.Height,
                ImageBytes = size,
                RenderMilliseconds = rendered,
                EncodeMilliseconds = encoded - rendered,
                TruthMilliseconds = clock.Elapsed.TotalMilliseconds - encoded,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EcgException(ErrorId.FileUnwritable, $"{image}: the file can't be written: {e.Message}", e);
        }
    }

    /// <summary>The JSON beside an image, as UTF-8.</summary>
    /// <param name="scene">The image.</param>
    /// <param name="file">The image file's name, or null.</param>
    /// <param name="truth">Whether to tell all, or only recipe and record.</param>
    public static byte[] Describe(PageScene scene, string? file, bool truth) => EcgJson.Write(Facts(scene, file, null, truth), EcgJson.Indented.EcgGroundTruth);

    private static byte[] Describe(PageScene scene, ExportRequest request, SideFiles beside)
    {
        bool kit = request.Annotations.Contains(AnnotationFormat.EcgImageKit);
        var facts = beside.Describe(Facts(scene, Path.GetFileName(request.Path), request.Format, request.Truth || kit));
        var json = EcgJson.Write(facts, EcgJson.Indented.EcgGroundTruth);
        return kit ? new ImageKitFiles(scene).Extend(facts, json) : json;
    }

    private static EcgGroundTruth Facts(PageScene scene, string? file, ImageFormat? format, bool truth)
    {
        var image = scene.Facts(file) with { Format = format };
        return truth ? scene.Truth(file) with { Image = image } : new EcgGroundTruth { Image = image, Recipe = scene.Request.Recipe, Record = scene.Request.Record };
    }
}
