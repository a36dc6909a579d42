// Draws an image and writes it with its JSON, so that a file is either there whole or not at all.
using System.Diagnostics;
using EcgGen.Core.Encoders;
using EcgGen.Core.Records;

namespace EcgGen.Core;

/// <summary>Writes images.</summary>
public static class ImageExporter
{
    /// <summary>Draws and writes one image, the JSON beside it and, for records from memory, their samples.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="signal">The record.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="EcgException">FileExists, FileUnwritable, or what rendering throws.</exception>
    public static ExportReport Export(ExportRequest request, SignalView signal, CancellationToken cancellation)
    {
        string image = request.Path, json = Path.ChangeExtension(image, ".json");
        if (!request.Force && new[] { image, json }.FirstOrDefault(File.Exists) is { } taken)
            throw new EcgException(ErrorId.FileExists, $"{taken}: the file exists; -Force replaces it.");
        var clock = Stopwatch.StartNew();
        var scene = Renderer.Compose(request.Image, signal);
        using var pixels = Renderer.Draw(scene, cancellation);
        double rendered = clock.Elapsed.TotalMilliseconds;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(image)!);
            // JPEG is encoded before there is a file: its encoder can't be interrupted, and a cancelled export leaves nothing.
            using var jpeg = request.Format == ImageFormat.Jpeg ? new MemoryStream() : null;
            if (jpeg is not null)
                JpegEncoder.Encode(pixels, scene.Dpi, jpeg, cancellation);
            using var files = new FileBatch(request.Force);
            long size = files.Add(image, stream =>
            {
                if (jpeg is not null)
                    jpeg.WriteTo(stream);
                else
                    PngEncoder.Encode(pixels, scene.Dpi, stream, cancellation);
            });
            double encoded = clock.Elapsed.TotalMilliseconds;
            files.Add(json, stream => stream.Write(Describe(scene, Path.GetFileName(image), request.Truth)));
            if (request.Image.Record.Source is ArraySource { File: { } samples })
                files.AddShared(Path.Combine(Path.GetDirectoryName(image)!, samples.Name), stream => NpyFile.Write(stream, signal.Leads));
            cancellation.ThrowIfCancellationRequested();
            return new ExportReport
            {
                Files = files.Commit(),
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
    public static byte[] Describe(PageScene scene, string? file, bool truth)
    {
        var facts = truth ? scene.Truth(file) : new EcgGroundTruth { Image = scene.Facts(file), Recipe = scene.Request.Recipe, Record = scene.Request.Record };
        return EcgJson.Write(facts, EcgJson.Indented.EcgGroundTruth);
    }
}
