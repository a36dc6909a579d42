// The head of a NumPy file: what numpy.load needs to know of the array that follows.
using System.Buffers.Binary;

namespace EcgGen.Core.Encoders;

/// <summary>NPY format 1.0 (numpy.lib.format), C order, little-endian.</summary>
internal static class NpyHead
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>The file's bytes up to the array's.</summary>
    /// <param name="type">The elements, such as "&lt;f4" or "|u1".</param>
    /// <param name="shape">The array's lengths, at least two.</param>
    public static byte[] Create(string type, params ReadOnlySpan<int> shape)
    {
        var lengths = string.Join(", ", shape.ToArray());
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({lengths}), }}";
        int total = (10 + text.Length + 1 + 63) / 64 * 64;
        var header = new byte[total];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - 10));
        System.Text.Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }
}
