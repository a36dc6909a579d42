// A minimal reader of NumPy's files, by the published format.
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace EcgGen.Core.Tests.Truth;

internal sealed partial record NpyArray(string Type, int[] Shape, byte[] Data)
{
    public ReadOnlySpan<float> Floats => MemoryMarshal.Cast<byte, float>(Data);

    public static NpyArray Parse(byte[] file)
    {
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], file[..8]);
        int start = 10 + BitConverter.ToUInt16(file, 8);
        Assert.Equal(0, start % 64);
        var head = Head().Match(Encoding.ASCII.GetString(file, 10, start - 10));
        Assert.True(head.Success);
        int[] shape = [.. head.Groups[2].Value.Split(", ").Select(int.Parse)];
        int size = head.Groups[1].Value[^1] - '0';
        Assert.Equal(shape.Aggregate((long)size, (a, b) => a * b), file.Length - start);
        return new NpyArray(head.Groups[1].Value, shape, file[start..]);
    }

    /// <summary>The arrays of an archive, by name.</summary>
    public static Dictionary<string, NpyArray> ParseArchive(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return zip.Entries.ToDictionary(e => Path.GetFileNameWithoutExtension(e.Name), e =>
        {
            Assert.EndsWith(".npy", e.FullName, StringComparison.Ordinal);
            var bytes = new MemoryStream();
            using (var stream = e.Open())
                stream.CopyTo(bytes);
            return Parse(bytes.ToArray());
        });
    }

    [GeneratedRegex(@"^\{'descr': '([<|][fu]\d)', 'fortran_order': False, 'shape': \(([\d, ]+)\), \} *\n$")]
    private static partial Regex Head();
}
