// A folder of a test's own, gone afterwards; and small WFDB records to put into it.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EcgGen.PowerShell.Tests;

internal sealed class Scratch : IDisposable
{
    public static readonly string[] StandardLeads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("ecggen-test-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes a record of 12 leads with a sine in each, format 16 at 1000/mV, and gives the header's path.</summary>
    public string AddRecord(string name, double seconds = 10, int rate = 500, string comments = "#Age: 61\n#Sex: Female\n#Dx: 426783006\n")
    {
        int samples = (int)(seconds * rate);
        var header = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(name)} 12 {rate} {samples}\n"));
        foreach (var lead in StandardLeads)
            header.Append(CultureInfo.InvariantCulture, $"{Path.GetFileName(name)}.dat 16 1000(0)/mV 16 0 0 0 0 {lead}\n");
        var path = this[name + ".hea"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, header.Append(comments).ToString());
        using var data = new BinaryWriter(File.Create(this[name + ".dat"]));
        for (int i = 0; i < samples; i++)
        {
            for (int lead = 0; lead < 12; lead++)
                data.Write((short)Math.Round(500 * Math.Sin(2 * Math.PI * (i / (double)rate) * (1 + lead * 0.25))));
        }
        return path;
    }

    /// <summary>Writes a program in the shell's language.</summary>
    public void AddProgram(string name, string lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], "#!/bin/sh\n" + lines + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(this[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Every file below the folder with the hash of its bytes.</summary>
    public SortedDictionary<string, string> Hashes(string below = "")
    {
        var root = this[below];
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(root))
        {
            foreach (var file in Directory.GetFiles(root, "*", SearchOption.AllDirectories))
                hashes[Path.GetRelativePath(root, file)] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        return hashes;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
