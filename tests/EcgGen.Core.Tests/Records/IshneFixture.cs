// Writes ISHNE Holter files for tests, field by field as the standard tells, independently of the reader.
using System.Text;

namespace EcgGen.Core.Tests.Records;

internal sealed record IshneFixture
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Id { get; init; } = "";

    public int Sex { get; init; }

    public (int Day, int Month, int Year) Birth { get; init; } = (-9, -9, -9);

    public (int Day, int Month, int Year) Recorded { get; init; } = (-9, -9, -9);

    public string Recorder { get; init; } = "digital";

    public string Proprietary { get; init; } = "";

    public string Copyright { get; init; } = "";

    public string Remarks { get; init; } = "";

    public int Rate { get; init; } = 200;

    /// <summary>The code of each lead, its resolution in nV, and its samples.</summary>
    public (int Spec, int Nanovolts, int[] Samples)[] Leads { get; init; } = [];

    public int? LeadCount { get; init; }

    public int? SampleCount { get; init; }

    public int? SamplesAt { get; init; }

    public int ChecksumError { get; init; }

    public byte[] ToArray()
    {
        var remarks = Encoding.Latin1.GetBytes(Remarks);
        int samples = Leads.Length == 0 ? 0 : Leads[0].Samples.Length;
        var header = new List<byte>();
        Int(remarks.Length);
        Int(SampleCount ?? samples);
        Int(522);
        Int(SamplesAt ?? 522 + remarks.Length);
        Short(1);
        Text(FirstName, 40);
        Text(LastName, 40);
        Text(Id, 20);
        Short(Sex);
        Short(1);
        Date(Birth);
        Date(Recorded);
        Date(Recorded);
        Date((12, 34, 56));
        Short(LeadCount ?? Leads.Length);
        Twelve(l => l.Spec);
        Twelve(_ => 1);
        Twelve(l => l.Nanovolts);
        Short(0);
        Text(Recorder, 40);
        Short(Rate);
        Text(Proprietary, 80);
        Text(Copyright, 80);
        Text("", 88);
        header.AddRange(remarks);
        int crc = Crc([.. header]) + ChecksumError;
        byte[] data = [.. Enumerable.Range(0, samples).SelectMany(i => Leads.SelectMany(l => BitConverter.GetBytes((short)l.Samples[i])))];
        return [.. "ISHNE1.0"u8, (byte)crc, (byte)(crc >> 8), .. header, .. data];

        void Int(int value) => header.AddRange(BitConverter.GetBytes(value));
        void Short(int value) => header.AddRange(BitConverter.GetBytes((short)value));
        void Text(string text, int length) => header.AddRange(Encoding.Latin1.GetBytes(text.PadRight(length, '\0')));
        void Twelve(Func<(int Spec, int Nanovolts, int[] Samples), int> field)
        {
            for (int i = 0; i < 12; i++)
                Short(i < Leads.Length ? field(Leads[i]) : -9);
        }
        void Date((int, int, int) date)
        {
            Short(date.Item1);
            Short(date.Item2);
            Short(date.Item3);
        }
    }

    // The check sum of "123456789" is 0x29b1: a test says so.
    public static int Crc(byte[] bytes)
    {
        uint crc = 0xffff;
        foreach (var bit in bytes.SelectMany(b => Enumerable.Range(0, 8).Select(i => (uint)b >> (7 - i) & 1)))
            crc = (crc << 1 ^ ((crc >> 15 & 1) != bit ? 0x1021u : 0)) & 0xffff;
        return (int)crc;
    }
}
