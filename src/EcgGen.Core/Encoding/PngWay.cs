// How a PNG file's rows are filtered and compressed.
using System.IO.Compression;

namespace EcgGen.Core.Encoders;

/// <summary>A way to write an image.</summary>
/// <param name="Filter">The filter of all rows but the first.</param>
/// <param name="Matches">Whether repetitions are looked for, else bytes get shorter codes the more frequent they are.</param>
internal readonly record struct PngWay(PngFilter Filter, bool Matches)
{
    private static readonly ZLibCompressionOptions s_matching = new() { CompressionLevel = 1 };

    /// <summary>A stream that compresses to another, which stays open.</summary>
    public Stream Deflate(Stream output) => Matches ? new ZLibStream(output, s_matching, leaveOpen: true) : new LiteralDeflate(output);
}
