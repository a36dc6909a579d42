// Records to measure with: 12 leads of 10 s at 500 Hz, in each form that is read.
using System.Buffers.Binary;
using System.Text;
using EcgGen.Core.Records;

namespace EcgGen.Benchmarks;

internal static class Fixtures
{
    /// <summary>Writes a record in each form, wfdb16.hea, wfdb212.hea and challenge.hea, and a folder of many records.</summary>
    public static Dictionary<string, double> Write(string folder, int count)
    {
        var records = Directory.CreateDirectory(Path.Combine(folder, "records")).FullName;
        var samples = Samples(seed: 1);
        Write(folder, "wfdb16", ".dat", "16", Pack16(samples));
        Write(folder, "wfdb212", ".dat", "212", Pack212(samples));
        byte[] matlab = [.. new[] { 30, samples.Length, samples[0].Length, 0, 4 }.SelectMany(BitConverter.GetBytes), .. "val\0"u8];
        Write(folder, "challenge", ".mat", "16+24", [.. matlab, .. Pack16(samples)]);
        for (int i = 0; i < count; i++)
            Write(records, $"r{i:0000}", ".dat", "16", Pack16(Samples(i)));
        return [];
    }

    /// <summary>Reads a record, as a request to draw a Letter page at 200 dpi, 2200 × 1700 pixels, with open values.</summary>
    public static (ImageRequest Image, RecordData Record) Page(string file)
    {
        var record = RecordOpener.Open(new OpenRecordRequest { Source = new FileSource(), Path = file }, default);
        return (Page(record.Info, 0), record);
    }

    /// <summary>A page of a record.</summary>
    public static ImageRequest Page(RecordInfo record, int variant) => new()
    {
        Recipe = new Recipe
        {
            Variant = variant,
            Record = record.Source,
            RecordSha256 = record.Sha256,
            Stages = [new PaperStage { PaperSize = PaperSize.Letter, Dpi = 200 }],
        },
        Record = record,
    };

    private static int[][] Samples(int seed) =>
        [.. EcgSynthesizer.Synthesize(new SyntheticSource { Seed = seed }, default).Samples.Select(lead => Array.ConvertAll(lead, mV => Math.Clamp((int)Math.Round(mV * 500), -2047, 2047)))];

    private static void Write(string folder, string name, string extension, string format, byte[] data)
    {
        var header = new StringBuilder($"{name} {EcgSynthesizer.Leads.Count} 500 5000\n");
        foreach (var lead in EcgSynthesizer.Leads)
            header.Append($"{name}{extension} {format} 500(0)/mV 12 0 0 0 0 {lead}\n");
        File.WriteAllText(Path.Combine(folder, name + ".hea"), header.Append("#Age: 61\n#Sex: Female\n#Dx: 426783006\n").ToString());
        File.WriteAllBytes(Path.Combine(folder, name + extension), data);
    }

    private static byte[] Pack16(int[][] samples)
    {
        var bytes = new byte[2 * samples.Length * samples[0].Length];
        for (int i = 0; i < bytes.Length / 2; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)At(samples, i));
        return bytes;
    }

    private static byte[] Pack212(int[][] samples)
    {
        var bytes = new byte[samples.Length * samples[0].Length * 3 / 2];
        for (int i = 0; i < bytes.Length / 3; i++)
        {
            int a = At(samples, 2 * i) & 0xFFF, b = At(samples, 2 * i + 1) & 0xFFF;
            (bytes[3 * i], bytes[3 * i + 1], bytes[3 * i + 2]) = ((byte)a, (byte)(a >> 8 | b >> 8 << 4), (byte)b);
        }
        return bytes;
    }

    private static int At(int[][] samples, int i) => samples[i % samples.Length][i / samples.Length];
}
