// Writes EDF+ files: 16-bit samples in µV steps, with the annotation channel that the standard asks for.
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records.Writers;

/// <summary>EDF+C (Kemp and Olivan 2003). Nobody's name, birth date or recording date is written.</summary>
internal static class EdfWriter
{
    private const int AnnotationBytes = 16;

    /// <summary>µV per unit are whole, so that header and samples agree exactly: gains of 1000, 500, 200, 100 … units per mV.</summary>
    public const double UsualGain = 1000;

    /// <summary>How many samples of each lead one data record holds, and how long it lasts.</summary>
    /// <param name="count">Samples in the record.</param>
    /// <param name="rate">Hz.</param>
    /// <returns>A duration of at most 8 characters that makes the rate exact; the last data record may need filling.</returns>
    public static (int Samples, string Seconds) DataRecord(int count, double rate)
    {
        // The longest exact data record up to a second of which the record holds a whole number; else of any length.
        int most = (int)Math.Min(count, Math.Max(1, Math.Round(rate)));
        foreach (bool whole in new[] { true, false })
        {
            for (int samples = most; samples >= 1; samples--)
            {
                var seconds = (samples / rate).ToString("0.######", CultureInfo.InvariantCulture);
                if (seconds.Length <= 8 && (!whole || count % samples == 0) && Math.Abs(samples / double.Parse(seconds, CultureInfo.InvariantCulture) - rate) < 1e-9 * rate)
                    return (samples, seconds);
            }
        }
        throw new EcgException(ErrorId.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture, $"samplingRate: EDF has no exact data record for {rate} Hz; resample with Edit-EcgRecord."));
    }

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, RecordInfo info, IReadOnlyList<QuantizedLead> leads)
    {
        var (perRecord, seconds) = DataRecord(info.SampleCount, info.SamplingRate);
        int records = (info.SampleCount + perRecord - 1) / perRecord, signals = leads.Count + 1;
        var header = new StringBuilder();
        void Field(string text, int width) => header.Append((text.Length > width ? text[..width] : text).PadRight(width));
        void Each(Func<int, string> lead, string annotation, int width)
        {
            for (int i = 0; i < leads.Count; i++)
                Field(lead(i), width);
            Field(annotation, width);
        }
        double MicrovoltsPerUnit(int i) => 1000 / leads[i].Gain;

        Field("0", 8);
        Field($"X {(info.Sex is { Length: > 0 } sex ? sex[..1] : "X")} X X", 80);
        Field("Startdate X X X X", 80);
        Field("01.01.85", 8);
        Field("00.00.00", 8);
        Field(Text(256 * (signals + 1)), 8);
        Field("EDF+C", 44);
        Field(Text(records), 8);
        Field(seconds, 8);
        Field(Text(signals), 4);
        Each(i => "ECG " + info.Leads[i], "EDF Annotations", 16);
        Each(_ => "", "", 80);
        Each(_ => "uV", "", 8);
        Each(i => Text(-32768 * MicrovoltsPerUnit(i)), "-1", 8);
        Each(i => Text(32767 * MicrovoltsPerUnit(i)), "1", 8);
        Each(_ => "-32768", "-32768", 8);
        Each(_ => "32767", "32767", 8);
        Each(_ => "", "", 80);
        Each(_ => Text(perRecord), Text(AnnotationBytes / 2), 8);
        Each(_ => "", "", 32);
        stream.Write(Encoding.ASCII.GetBytes(header.ToString()));

        var block = new byte[2 * perRecord];
        for (int record = 0; record < records; record++)
        {
            foreach (var lead in leads)
            {
                for (int i = 0; i < perRecord; i++)
                {
                    // A last data record that is not full is filled with 0 mV.
                    int at = record * perRecord + i, code = at < lead.Codes.Length ? lead.Codes[at] : 0;
                    (block[2 * i], block[2 * i + 1]) = ((byte)code, (byte)(code >> 8));
                }
                stream.Write(block);
            }
            var time = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"+{record * (perRecord / info.SamplingRate):0.######}\u0014\u0014\0"));
            stream.Write(time.AsSpan(0, Math.Min(time.Length, AnnotationBytes)));
            stream.Write(new byte[Math.Max(0, AnnotationBytes - time.Length)]);
        }
    }

    private static string Text(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
