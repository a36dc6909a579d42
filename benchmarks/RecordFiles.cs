// The same record, 12 leads of 10 s at 500 Hz, as a file of every format that is read; the writers are those of the tests.
using System.Globalization;
using System.IO.Compression;
using System.Text;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Tests.Records;

namespace EcgGen.Benchmarks;

internal static class RecordFiles
{
    private const int Rate = 500, Gain = 500, Nanovolts = 1_000_000 / Gain;
    private static readonly IReadOnlyList<string> s_leads = EcgSynthesizer.Leads;
    private static readonly int[] s_numbers = [1, 2, 61, 62, 63, 64, 3, 4, 5, 6, 7, 8]; // of the leads, in SCP-ECG and DICOM

    /// <summary>What the formats are called, and the record's file in each.</summary>
    public static IReadOnlyList<(string Title, string File)> All { get; } =
    [
        ("WFDB 16", "wfdb16.hea"), ("WFDB 212", "wfdb212.hea"), ("Challenge .mat", "challenge.hea"),
        .. WfdbEncoder.All.Where(f => f is not (16 or 212)).Select(f => ($"WFDB {f}{(f > 500 ? ", FLAC" : "")}", $"wfdb{f}.hea")),
        ("EDF", "record.edf"), ("EDF+", "plus.edf"), ("BDF", "record.bdf"), ("MATLAB v4", "v4.mat"), ("MATLAB v5, compressed", "v5.mat"),
        ("NumPy", "record.npy"), ("CSV", "record.csv"), ("DICOM", "record.dcm"), ("SCP-ECG, Huffman", "record.scp"), ("HL7 aECG", "aecg.xml"),
        ("GE MUSE XML", "muse.xml"), ("Philips XML, LZW", "philips.xml"), ("ISHNE", "record.ecg"),
    ];

    /// <summary>Asks for a record; two formats tell no rate.</summary>
    public static OpenRecordRequest Request(string folder, string file) => new()
    {
        Source = new FileSource { SamplingRate = Path.GetExtension(file) is ".npy" or ".mat" ? Rate : null },
        Paths = [Path.Combine(folder, file)],
    };

    /// <summary>Writes all of them.</summary>
    public static void Write(string folder)
    {
        foreach (int format in WfdbEncoder.All)
        {
            // A format of few bits has larger steps.
            int bits = WfdbEncoder.Bits(format), gain = bits < 10 ? 25 : bits < 12 ? 100 : Gain;
            var samples = Samples(1, gain, bits);
            WriteWfdb(folder, $"wfdb{format}", $"{format}", gain, samples, format);
        }

        var leads = Samples(1, Gain, 12);
        int length = leads[0].Length;
        WriteWfdb(folder, "challenge", "16+24", Gain, leads, 16, ".mat", WfdbFixture.Matlab4Header(leads.Length, length));

        var edf = new EdfFixture { Signals = [.. leads.Select((l, i) => new EdfFixture.Signal("ECG " + s_leads[i], Rate, l) { PhysicalMin = "-65536", PhysicalMax = "65534" })] };
        var times = new EdfFixture.Signal("EDF Annotations", 30, []) { Annotations = [.. Enumerable.Range(0, length / Rate).Select(s => $"+{s}\u0014\u0014\0+{s}.5\u0014beat\u0014")] };
        Put("record.edf", edf.ToArray());
        Put("plus.edf", (edf with { Reserved = "EDF+C", Signals = [.. edf.Signals, times] }).ToArray());
        Put("record.bdf", (edf with { Bdf = true }).ToArray());

        var columns = Enumerable.Range(0, length).SelectMany(t => leads.Select(l => (double)l[t])); // a matrix stands column after column
        var matlab = new MatFixture();
        Put("v4.mat", matlab.File4("val", "i2", leads.Length, length, columns));
        Put("v5.mat", matlab.File(matlab.Compressed(matlab.Numbers("val", "i2", [leads.Length, length], columns), CompressionLevel.Optimal)));
        Put("record.npy", NpyFixture.File("<f4", $"({leads.Length}, {length})", leads.SelectMany(l => l.Select(v => v / (double)Gain))));
        Text("record.csv", string.Join(',', s_leads.Select(l => l + " (mV)").Prepend("time (s)")) + "\n" + string.Concat(Enumerable.Range(0, length)
            .Select(t => string.Join(',', leads.Select(l => l[t] / (double)Gain).Prepend(t / (double)Rate).Select(v => v.ToString("0.000", CultureInfo.InvariantCulture))) + "\n")));

        var dicom = new DicomFixture(DicomFixture.ExplicitLittle);
        Put("record.dcm", dicom.File(dicom.Sequence(DicomFixture.WaveformSequence,
            dicom.Group(leads, [.. s_numbers.Select((n, i) => dicom.Channel("MDC", $"2:{n}", s_leads[i], sensitivity: Nanovolts / 1e3))]))));
        Put("record.scp", new ScpFixture { Samples = leads, LeadNumbers = [.. s_numbers.Select(n => (byte)n)], Nanovolts = Nanovolts, Order = 2, Tables = [] }.Write());
        Text("aecg.xml", AecgFixture.Document(AecgFixture.Series("RHYTHM",
            [AecgFixture.Times("TIME_ABSOLUTE", AecgFixture.Rate500), .. leads.Select((l, i) => AecgFixture.Lead("MDC_ECG_LEAD_" + s_leads[i].ToUpperInvariant(), string.Join(' ', l), scale: "2"))])));
        Text("muse.xml", MuseFixture.Document(MuseFixture.Waveform("Rhythm", [.. leads.Select((l, i) => MuseFixture.Lead(s_leads[i], l))])));
        Text("philips.xml", SierraFixture.Document104("Base64", "XLI", Convert.ToBase64String(SierraFixture.Compress(leads)), length));
        Put("record.ecg", new IshneFixture { Rate = Rate, Leads = [.. leads.Select((l, i) => (i + 5, Nanovolts, l))] }.ToArray());

        void Put(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, name), bytes);
        void Text(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes a record in WFDB format 16.</summary>
    public static void WriteWfdb16(string folder, string name, int seed) => WriteWfdb(folder, name, "16", Gain, Samples(seed, Gain, 16), 16);

    // With noise of 5 µV, for a clean signal would be compressed more than any real one.
    private static int[][] Samples(int seed, int gain, int bits)
    {
        int most = (1 << (bits - 1)) - 1;
        var g = new SeedKey(seed, "", 0, "record", 0, "benchmark").ToGenerator();
        return [.. EcgSynthesizer.Synthesize(new SyntheticSource { Seed = seed }, default).Samples
            .Select(lead => Array.ConvertAll(lead, mV => Math.Clamp((int)Math.Round((mV + 0.005 * g.NextNormal()) * gain), -most, most)))];
    }

    private static void WriteWfdb(string folder, string name, string code, int gain, int[][] samples, int format, string extension = ".dat", byte[]? before = null)
    {
        var header = new StringBuilder($"{name} {s_leads.Count} {Rate} {samples[0].Length}\n");
        int lead = 0;
        foreach (var signals in samples.Chunk(format > 500 ? 6 : samples.Length)) // a FLAC stream has 8 at most
        {
            var file = $"{name}{(lead == 0 ? "" : $"_{lead}")}{extension}";
            foreach (var signal in signals)
                header.Append(CultureInfo.InvariantCulture, $"{file} {code} {gain}(0)/mV 12 0 0 {(short)signal.Sum()} 0 {s_leads[lead++]}\n");
            File.WriteAllBytes(Path.Combine(folder, file), [.. before ?? [], .. WfdbEncoder.Pack(format, signals)]);
        }
        File.WriteAllText(Path.Combine(folder, name + ".hea"), header.Append("#Age: 61\n#Sex: Female\n#Dx: 426783006\n").ToString());
    }
}
