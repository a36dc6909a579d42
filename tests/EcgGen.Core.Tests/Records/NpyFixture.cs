// Writes NumPy files for tests, as numpy.lib.format tells, independently of the reader.
using System.Text;

namespace EcgGen.Core.Tests.Records;

internal static class NpyFixture
{
    /// <summary>A file of this header text and data.</summary>
    public static byte[] File(string header, byte[] data, int version = 1)
    {
        int fixedBytes = version == 1 ? 10 : 12;
        var text = Encoding.UTF8.GetBytes(header.PadRight((header.Length + 1 + fixedBytes + 63) / 64 * 64 - fixedBytes - 1) + "\n");
        var length = BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length[..(fixedBytes - 8)], .. text, .. data];
    }

    /// <summary>A file of these numbers, in the order in which they are to stand.</summary>
    public static byte[] File(string descr, string shape, IEnumerable<double> values, bool fortran = false, int version = 1) =>
        File($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}",
            [.. values.SelectMany(v => Number(descr, v))], version);

    /// <summary>One number as bytes.</summary>
    public static byte[] Number(string descr, double value)
    {
        byte[] bytes = descr[1..] switch
        {
            "i1" => [(byte)(sbyte)value],
            "u1" => [(byte)value],
            "i2" => BitConverter.GetBytes((short)value),
            "u2" => BitConverter.GetBytes((ushort)value),
            "i4" => BitConverter.GetBytes((int)value),
            "u4" => BitConverter.GetBytes((uint)value),
            "i8" => BitConverter.GetBytes((long)value),
            "u8" => BitConverter.GetBytes((ulong)value),
            "f2" => BitConverter.GetBytes((Half)value),
            "f4" => BitConverter.GetBytes((float)value),
            "f8" => BitConverter.GetBytes(value),
            _ => throw new ArgumentException(descr),
        };
        if (descr[0] == '>')
            Array.Reverse(bytes);
        return bytes;
    }
}
