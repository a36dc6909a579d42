// Writes WFDB records for tests, byte by byte as signal(5) tells, independently of the reader.
using System.Text;

namespace EcgGen.Core.Tests.Records;

/// <summary>A folder of its own for one test, deleted at its end.</summary>
internal sealed class WfdbFixture : IDisposable
{
    public WfdbFixture()
    {
        // Memory where there is a file system in it: the fuzz test writes tens of thousands of files.
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Folder = Directory.CreateDirectory(Path.Combine(root, "ecggen-" + Guid.NewGuid().ToString("N"))).FullName;
    }

    public string Folder { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a header of these lines, and gives its path.</summary>
    public string Header(string name, params string[] lines) =>
        File(name + ".hea", Encoding.UTF8.GetBytes(string.Join("\n", lines) + "\n"));

    public string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>A record of format-16 signals in one file: header line, one line per signal, comments.</summary>
    public string Record16(string name, int[][] signals, string rate = "500", params string[] comments)
    {
        File(name + ".dat", Pack16(Interleave(signals)));
        string[] lines = [$"{name} {signals.Length} {rate} {signals[0].Length}",
            .. signals.Select((s, i) => $"{name}.dat 16 1000(0)/mV 16 0 {(s.Length > 0 ? s[0] : 0)} {(short)s.Sum()} 0 L{i}"), .. comments];
        return Header(name, lines);
    }

    public static int[] Interleave(int[][] signals) =>
        [.. Enumerable.Range(0, signals[0].Length).SelectMany(t => signals.Select(s => s[t]))];

    public static byte[] Pack16(IEnumerable<int> samples) => [.. samples.SelectMany(v => new[] { (byte)v, (byte)(v >> 8) })];

    public static byte[] Pack212(int[] samples)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < samples.Length; i += 2)
        {
            int a = samples[i] & 0xFFF, b = i + 1 < samples.Length ? samples[i + 1] & 0xFFF : 0;
            bytes.Add((byte)a);
            bytes.Add((byte)(a >> 8 | b >> 8 << 4));
            if (i + 1 < samples.Length)
                bytes.Add((byte)b);
        }
        return [.. bytes];
    }

    /// <summary>A MATLAB v4 header of an int16 matrix named "val", as the PhysioNet Challenges have it: 24 bytes.</summary>
    public static byte[] Matlab4Header(int rows, int columns) =>
        [.. new[] { 30, rows, columns, 0, 4 }.SelectMany(BitConverter.GetBytes), .. "val\0"u8];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
