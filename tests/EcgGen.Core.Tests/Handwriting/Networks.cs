// The library's own network with other metadata.
using System.Text;

namespace EcgGen.Core.Tests.Handwriting;

internal static class Networks
{
    /// <summary>The file of the library's own network.</summary>
    public static byte[] Own { get; } = File.ReadAllBytes(Path.Combine(Repository.Folder, "assets", "handwriting", "handwriting.onnx"));

    /// <summary>The file with another value of the same length for a key.</summary>
    public static byte[] Patched(string key, string value, string other)
    {
        Assert.Equal(Encoding.UTF8.GetByteCount(value), Encoding.UTF8.GetByteCount(other));
        // Of a protocol buffer's pair of strings: tag, length, key, tag, length, value.
        byte[] Pair(string text) => [0x0A, (byte)key.Length, .. Encoding.ASCII.GetBytes(key), 0x12, (byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];
        byte[] bytes = [.. Own];
        int at = bytes.AsSpan().IndexOf(Pair(value));
        Assert.True(at >= 0, $"{key} is not {value}");
        Pair(other).CopyTo(bytes, at);
        return bytes;
    }
}
