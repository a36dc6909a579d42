// Sections 5 and 6 of an SCP-ECG file: the samples of the reference beat and of the rhythm, decoded and put together.
using System.Buffers.Binary;

namespace EcgGen.Core.Records.Scp;

/// <summary>
/// A section of samples (EN 1064:2005, 5.8 and 5.9): what a step is worth in nV, the interval in µs, the order of differences,
/// whether the rate is lower between protected areas, and for each lead its number of bytes and then the bytes.
/// </summary>
internal sealed class ScpSignal
{
    private const int HeadBytes = 6;
    private readonly string _name;
    private readonly int _order;

    private ScpSignal(string name, int nanovolts, int microseconds, int order, bool isBimodal, List<byte[]> leads)
    {
        _name = name;
        Nanovolts = nanovolts;
        Microseconds = microseconds;
        _order = order;
        IsBimodal = isBimodal;
        Leads = leads;
    }

    /// <summary>What a step is worth, 1 or more.</summary>
    public int Nanovolts { get; }

    /// <summary>The interval between samples, 1 or more.</summary>
    public int Microseconds { get; }

    /// <summary>Whether samples outside protected areas are means over several intervals.</summary>
    public bool IsBimodal { get; }

    /// <summary>The stored bytes, lead by lead.</summary>
    public IReadOnlyList<byte[]> Leads { get; }

    /// <summary>Reads section 5 or 6.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">5 or 6.</param>
    /// <param name="leads">How many leads section 3 tells.</param>
    /// <returns>The section, or null if the file has none.</returns>
    /// <exception cref="EcgException">HeaderInvalid; SignalInvalid if it is shorter than it tells.</exception>
    public static ScpSignal? Read(ScpFile file, int number, int leads)
    {
        var section = file.Section(number);
        if (section.Length < HeadBytes)
            return null;
        var name = $"section {number}";
        int nanovolts = BinaryPrimitives.ReadUInt16LittleEndian(section), microseconds = BinaryPrimitives.ReadUInt16LittleEndian(section[2..]);
        if (nanovolts == 0)
            throw file.Invalid($"{name}: amplitude value multiplier", "1–65535 nV", nanovolts);
        if (microseconds == 0)
            throw file.Invalid($"{name}: sample time interval", "1–65535 µs", microseconds);
        if (section[4] > 2)
            throw file.Invalid($"{name}: difference data", "0–2", section[4]);
        var rest = section[HeadBytes..];
        var bytes = new List<byte[]>();
        int at = 2 * leads;
        for (int i = 0; i < leads; i++)
        {
            int length = rest.Length >= 2 * leads ? BinaryPrimitives.ReadUInt16LittleEndian(rest[(2 * i)..]) : 0;
            if (at + length > rest.Length)
            {
                throw new EcgException(ErrorId.SignalInvalid,
                    $"{file.Name}: {name}: lead {i + 1}: expected {length} bytes, found {Math.Max(0, rest.Length - at)}.");
            }
            bytes.Add(rest.Slice(at, length).ToArray());
            at += length;
        }
        return new ScpSignal(name, nanovolts, microseconds, section[4], section[5] == 1, bytes);
    }

    /// <summary>Decodes a lead.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="huffman">The coding, or null for 16-bit numbers.</param>
    /// <param name="lead">Which lead, from 0.</param>
    /// <param name="count">How many samples to give at most.</param>
    /// <returns>The samples: fewer than asked for where the bytes end before.</returns>
    /// <exception cref="EcgException">SignalInvalid.</exception>
    public short[] Decode(ScpFile file, ScpHuffman? huffman, int lead, int count)
    {
        var bytes = Leads[lead];
        short[] values;
        if (huffman is null)
        {
            values = new short[Math.Min(count, bytes.Length / 2)];
            for (int i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i));
        }
        else
        {
            values = huffman.Decode(bytes, count)?.ToArray() ?? throw new EcgException(ErrorId.SignalInvalid,
                $"{file.Name}: {_name}: lead {lead + 1}: expected codes of the Huffman table, found other bits.");
        }
        ScpHuffman.Integrate(values, _order);
        return values;
    }

    /// <summary>
    /// Brings a lead to the full rate: protected areas are there as they are; between them each value is the mean of so many
    /// samples, and the samples are drawn on straight lines between the values, a remainder of samples being there as it is.
    /// </summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="kept">The protected areas, samples numbered from 1.</param>
    /// <param name="factor">How many samples a value stands for, 2 or more.</param>
    /// <param name="first">The number of the lead's first sample.</param>
    /// <param name="count">How many samples the lead has.</param>
    /// <returns>The samples: fewer than the lead has where the stored values end before.</returns>
    public static List<double> Expand(ReadOnlySpan<short> stored, IReadOnlyList<(long Start, long End)> kept, int factor, long first, long count)
    {
        // A value gives so many samples at most, so what is stored bounds what is made, whatever the header promises.
        var samples = new List<double>((int)Math.Min(count, (long)stored.Length * factor));
        long at = first, end = first + count - 1;
        int used = 0;
        for (int zone = 0; zone <= kept.Count && at <= end && used < stored.Length; zone++)
        {
            long gapEnd = Math.Min(end, zone < kept.Count ? kept[zone].Start - 1 : end);
            if (gapEnd >= at)
            {
                used += ExpandGap(stored[used..], factor, gapEnd - at + 1, samples);
                at = gapEnd + 1;
            }
            for (long zoneEnd = zone < kept.Count ? Math.Min(end, kept[zone].End) : 0; at <= zoneEnd && used < stored.Length; at++)
                samples.Add(stored[used++]);
        }
        return samples;
    }

    private static int ExpandGap(ReadOnlySpan<short> stored, int factor, long length, List<double> samples)
    {
        int means = (int)Math.Min(stored.Length, length / factor);
        for (int i = 0; i < factor / 2 && means > 0; i++)
            samples.Add(stored[0]);
        for (int m = 1; m < means; m++)
        {
            for (int i = 0; i < factor; i++)
                samples.Add(stored[m - 1] + i * (stored[m] - stored[m - 1]) / (double)factor);
        }
        for (int i = factor / 2; i < factor && means > 0; i++)
            samples.Add(stored[means - 1]);
        int rest = means < length / factor ? 0 : (int)Math.Min(stored.Length - means, length % factor);
        for (int i = 0; i < rest; i++)
            samples.Add(stored[means + i]);
        return means + rest;
    }
}
