// Writes EDF and BDF files for tests, field by field as edfplus.info and biosemi.com tell, independently of the reader.
using System.Text;

namespace EcgGen.Core.Tests.Records;

internal sealed record EdfFixture
{
    public bool Bdf { get; init; }

    public string Patient { get; init; } = "X X X X";

    public string Recording { get; init; } = "Startdate X X X X";

    public string Date { get; init; } = "16.11.20";

    public string Time { get; init; } = "21.44.39";

    public string Reserved { get; init; } = "";

    public string? HeaderBytes { get; init; }

    public string? Records { get; init; }

    public string Duration { get; init; } = "1";

    public string? SignalCount { get; init; }

    public Signal[] Signals { get; init; } = [];

    /// <summary>A signal; its samples are cut into data records. Annotations have one text per data record instead.</summary>
    internal sealed record Signal(string Label, int PerRecord, int[] Samples)
    {
        public string Unit { get; init; } = "uV";

        public string PhysicalMin { get; init; } = "-3276.8";

        public string PhysicalMax { get; init; } = "3276.7";

        public string DigitalMin { get; init; } = "-32768";

        public string DigitalMax { get; init; } = "32767";

        public string[]? Annotations { get; init; }
    }

    public byte[] ToArray()
    {
        int width = Bdf ? 3 : 2;
        int records = Signals.Length == 0 ? 0 : Signals.Max(s => s.Annotations?.Length ?? s.Samples.Length / Math.Max(1, s.PerRecord));
        var header = new StringBuilder();
        header.Append(Bdf ? "\u00ffBIOSEMI" : "0       ");
        Put(Patient, 80);
        Put(Recording, 80);
        Put(Date, 8);
        Put(Time, 8);
        Put(HeaderBytes ?? $"{256 * (Signals.Length + 1)}", 8);
        Put(Reserved, 44);
        Put(Records ?? $"{records}", 8);
        Put(Duration, 8);
        Put(SignalCount ?? $"{Signals.Length}", 4);
        All(s => s.Label, 16);
        All(_ => "AgAgCl electrode", 80);
        All(s => s.Unit, 8);
        All(s => s.PhysicalMin, 8);
        All(s => s.PhysicalMax, 8);
        All(s => s.DigitalMin, 8);
        All(s => s.DigitalMax, 8);
        All(_ => "HP:0.05Hz LP:150Hz", 80);
        All(s => $"{s.PerRecord}", 8);
        All(_ => "", 32);
        var data = new List<byte>();
        for (int r = 0; r < records; r++)
        {
            foreach (var signal in Signals)
            {
                if (signal.Annotations is { } texts)
                {
                    data.AddRange(Encoding.UTF8.GetBytes(texts[r].PadRight(signal.PerRecord * width, '\0')));
                    continue;
                }
                for (int i = 0; i < signal.PerRecord; i++)
                {
                    int value = signal.Samples[r * signal.PerRecord + i];
                    for (int b = 0; b < width; b++)
                        data.Add((byte)(value >> 8 * b));
                }
            }
        }
        return [.. Encoding.Latin1.GetBytes(header.ToString()), .. data];

        void Put(string text, int length) => header.Append(text.PadRight(length)[..length]);
        void All(Func<Signal, string> field, int length) => Array.ForEach(Signals, s => Put(field(s), length));
    }
}
