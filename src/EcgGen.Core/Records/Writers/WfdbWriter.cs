// Writes WFDB records: a header and one signal file, with 12, 16 or 24 bits.
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records.Writers;

/// <summary>WFDB formats 212, 16 and 24 (WFDB Applications Guide, header(5) and signal(5)).</summary>
internal static class WfdbWriter
{
    /// <summary>The header file's bytes.</summary>
    /// <param name="name">The record's name: the files' base name.</param>
    /// <param name="info">The record's facts.</param>
    /// <param name="leads">The leads as integers.</param>
    /// <param name="bits">12, 16 or 24.</param>
    public static byte[] Header(string name, RecordInfo info, IReadOnlyList<QuantizedLead> leads, int bits)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{name} {leads.Count} {info.SamplingRate:R} {info.SampleCount}\n");
        for (int i = 0; i < leads.Count; i++)
        {
            var (gain, codes) = leads[i];
            short checksum = 0;
            foreach (int code in codes)
                checksum = unchecked((short)(checksum + code));
            text.Append(CultureInfo.InvariantCulture, $"{name}.dat {(bits == 12 ? 212 : bits)} {gain:R}(0)/mV {bits} 0 {codes[0]} {checksum} 0 {info.Leads[i]}\n");
        }
        foreach (var comment in info.Comments)
            text.Append("# ").Append(comment.ReplaceLineEndings(" ")).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Writes the samples, frame by frame.</summary>
    public static void WriteSamples(Stream stream, IReadOnlyList<QuantizedLead> leads, int bits)
    {
        int count = leads[0].Codes.Length;
        var block = new byte[3 * leads.Count * 512 + 3];
        int used = 0, pending = 0;
        bool half = false;
        for (int i = 0; i < count; i++)
        {
            foreach (var lead in leads)
            {
                int code = lead.Codes[i];
                switch (bits)
                {
                    case 16:
                        BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan(used), (short)code);
                        used += 2;
                        break;
                    case 24:
                        (block[used], block[used + 1], block[used + 2]) = ((byte)code, (byte)(code >> 8), (byte)(code >> 16));
                        used += 3;
                        break;
                    default:
                        // Two samples in three bytes: low bytes around one byte of both high halves.
                        if (half)
                        {
                            (block[used], block[used + 1], block[used + 2]) = ((byte)pending, (byte)((pending >> 8 & 15) | (code >> 8 & 15) << 4), (byte)code);
                            used += 3;
                        }
                        pending = code;
                        half = !half;
                        break;
                }
            }
            if (used > block.Length - 3 * leads.Count - 3)
            {
                stream.Write(block, 0, used);
                used = 0;
            }
        }
        if (half)
        {
            (block[used], block[used + 1]) = ((byte)pending, (byte)(pending >> 8 & 15));
            used += 2;
        }
        stream.Write(block, 0, used);
    }
}
