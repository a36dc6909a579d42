// Writes Philips documents for tests, compressed by the documented way, independently of the reader.
using System.Globalization;

namespace EcgGen.Core.Tests.Records;

/// <summary>Documents of both versions, and the bytes of their leads.</summary>
internal static class SierraFixture
{
    public static readonly string[] Twelve = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    private const string Acquisition = """
        <dataacquisition date="2001-01-31" time="07:27:34">
        <machine machineid="SN-99">PageWriter</machine>
        <acquirer><operatorid>Techno</operatorid><departmentname>Ward 7</departmentname><institutionname>St. Mary</institutionname><orderingclinician>Smith</orderingclinician></acquirer>
        <signalcharacteristics>
        <samplingrate>500</samplingrate>
        """;

    public static string Document104(string encoding, string? compression, string data, int samples) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <restingecgdata xmlns="http://www3.medical.philips.com">
        <documentinfo>
        <documenttype>PhilipsECG</documenttype>
        <documentversion>1.04</documentversion>
        </documentinfo>
        {Acquisition}
        <resolution>5</resolution>
        </signalcharacteristics>
        </dataacquisition>
        <waveforms>
        <parsedwaveforms dataencoding="{encoding}"{(compression is null ? "" : $" compression=\"{compression}\"")} numberofleads="12" leadlabels="{string.Join(' ', Twelve)}"
          durationperchannel="{samples * 2}" samplespersecond="500" resolution="5" signaloffset="0" signalsigned="True" bitspersample="16">{data}</parsedwaveforms>
        </waveforms>
        </restingecgdata>
        """;

    public static string Document103(string data, int samples) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <restingecgdata xmlns="http://www3.medical.philips.com">
        <documentinfo>
        <documenttype>SierraECG</documenttype>
        <documentversion>1.03</documentversion>
        </documentinfo>
        {Acquisition}
        <signalresolution>5</signalresolution>
        <acquisitiontype>STD-12</acquisitiontype>
        <bitspersample>16</bitspersample>
        <signaloffset>0</signaloffset>
        <numberchannelsallocated>12</numberchannelsallocated>
        </signalcharacteristics>
        </dataacquisition>
        <waveforms>
        <parsedwaveforms compressflag="True" compressmethod="XLI" dataencoding="Base64" durationperchannel="{(samples * 2).ToString(CultureInfo.InvariantCulture)}" nbitspersample="16">
        {data}</parsedwaveforms>
        </waveforms>
        </restingecgdata>
        """;

    /// <summary>The limb leads less their predictions, second differences, upper bytes before lower ones, LZW.</summary>
    public static byte[] Compress(int[][] leads)
    {
        var stored = leads.Select(l => l.ToArray()).ToArray();
        for (int t = 0; leads.Length == 12 && t < leads[0].Length; t++)
        {
            int one = leads[0][t], two = leads[1][t], three = leads[2][t];
            stored[2][t] = two - one - three;
            stored[3][t] = -(int)Math.Floor((one + two) / 2.0) - leads[3][t];
            stored[4][t] = (int)Math.Floor((one - three) / 2.0) - leads[4][t];
            stored[5][t] = (int)Math.Floor((two + three) / 2.0) - leads[5][t];
        }
        return [.. stored.SelectMany(CompressChannel)];
    }

    private static byte[] CompressChannel(int[] x)
    {
        // sample i = 2 · sample i−1 − sample i−2 − the difference that stands one place before, with 64 added
        int Difference(int i) => (short)(2 * x[i - 1] - x[i - 2] - x[i]);
        var values = x.Select((v, i) => i < 2 ? v : i + 1 < x.Length ? Difference(i + 1) + 64 : 0).ToArray();
        byte[] bytes = [.. values.Select(v => (byte)(v >> 8)), .. values.Select(v => (byte)v)];
        var dictionary = Enumerable.Range(0, 256).ToDictionary(i => ((char)i).ToString(), i => i);
        var codes = new List<int>();
        var prefix = "";
        foreach (byte b in bytes)
        {
            if (dictionary.ContainsKey(prefix + (char)b))
            {
                prefix += (char)b;
                continue;
            }
            codes.Add(dictionary[prefix]);
            if (dictionary.Count < 1023)
                dictionary.Add(prefix + (char)b, dictionary.Count);
            prefix = ((char)b).ToString();
        }
        codes.Add(dictionary[prefix]);
        codes.Add(1023);
        return Chunk(x.Length > 2 ? Difference(2) : 0, PackCodes(codes));
    }

    public static byte[] Chunk(int first, byte[] packed) =>
        [.. BitConverter.GetBytes(packed.Length), 1, 0, .. BitConverter.GetBytes((short)first), .. packed];

    public static byte[] PackCodes(List<int> codes)
    {
        var bytes = new byte[(codes.Count * 10 + 7) / 8];
        for (int bit = 0; bit < codes.Count * 10; bit++)
            bytes[bit / 8] |= (byte)((codes[bit / 10] >> (9 - bit % 10) & 1) << (7 - bit % 8));
        return bytes;
    }
}
