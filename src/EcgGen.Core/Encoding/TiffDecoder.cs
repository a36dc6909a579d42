// Reads TIFF files, which Skia does not know, through LibTiff.NET.
using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>Decodes the first page of a TIFF file.</summary>
internal static class TiffDecoder
{
    static TiffDecoder() => Tiff.SetErrorHandler(new LastError());

    /// <summary>Whether a file begins as TIFF files do.</summary>
    public static bool Knows(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    /// <summary>Decodes a file.</summary>
    /// <param name="path">Its path, for errors.</param>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="EcgException">FileUnreadable, RecordTooLarge.</exception>
    public static SKBitmap Decode(string path, byte[] file)
    {
        LastError.Message = null;
        SKBitmap? pixels = null;
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var tiff = Tiff.ClientOpen(path, "r", stream, new TiffStream());
            if (tiff?.GetField(TiffTag.IMAGEWIDTH) is not [var width] || tiff.GetField(TiffTag.IMAGELENGTH) is not [var height] || width.ToInt() <= 0 || height.ToInt() <= 0)
                throw new EcgException(ErrorId.FileUnreadable, $"{path}: expected a TIFF file with a width and a height{Reason()}.");
            pixels = ImageDecoder.Allocate(path, width.ToInt(), height.ToInt());
            var raster = new int[pixels.Width * pixels.Height];
            if (!tiff.ReadRGBAImageOriented(pixels.Width, pixels.Height, raster, Orientation.TOPLEFT, stopOnError: true))
                throw new EcgException(ErrorId.FileUnreadable, $"{path}: the image can't be decoded{Reason()}.");
            // A pixel is R in the lowest byte to A in the highest: on little-endian machines the very order of the bitmap.
            Marshal.Copy(raster, 0, pixels.GetPixels(), raster.Length);
            return pixels;
        }
        catch (Exception e)
        {
            pixels?.Dispose();
            // A broken file can lead the library anywhere in its own memory, which is managed: nothing worse than an exception comes of it.
            throw e is EcgException ? e : new EcgException(ErrorId.FileUnreadable, $"{path}: the image can't be decoded: {e.Message}", e);
        }
    }

    private static string Reason() => LastError.Message is { } message ? $": {message}" : "";

    /// <summary>Keeps what the library would print on the console.</summary>
    private sealed class LastError : TiffErrorHandler
    {
        [ThreadStatic]
        public static string? Message;

        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args) => Message ??= string.Format(format, args);

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
