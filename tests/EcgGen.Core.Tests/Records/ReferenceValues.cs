// The reference values beside the samples of the shared data: what another reader made of the same file.
using System.Security.Cryptography;
using System.Text.Json;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

internal sealed class ReferenceValues(string path)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllBytes(path + ".ref.json")).RootElement;

    /// <summary>Compares rate, leads and every sample, by hash; unitsPerMillivolt tells the reference's unit.</summary>
    public void Check(double rate, IReadOnlyList<string> leads, IReadOnlyList<double[]> samples, double unitsPerMillivolt)
    {
        Assert.Equal(_root.GetProperty("fs").GetDouble(), rate);
        Assert.Equal(_root.GetProperty("leads").EnumerateArray().Select(l => l.GetString()!), leads);
        Assert.All(samples, s => Assert.Equal(_root.GetProperty("sig_len").GetInt32(), s.Length));
        Assert.Equal(_root.GetProperty("physical_sha256").GetString(), PhysicalHash(samples, unitsPerMillivolt));
    }

    // See README.md of the shared data.
    private static string PhysicalHash(IEnumerable<double[]> leads, double unitsPerMillivolt) =>
        Convert.ToHexStringLower(SHA256.HashData([.. leads.SelectMany(l => l).SelectMany(v => BitConverter.GetBytes(
            double.IsNaN(v) ? 0x7ff8000000000000 : BitConverter.DoubleToInt64Bits(Math.Round(v * unitsPerMillivolt * 1e6) / 1e6 + 0.0)))]));

    /// <summary>The stored integers of a lead whose units are steps of the converter; fails where a sample is none.</summary>
    public static int[] Stored(RawLead lead) => [.. lead.Samples.Select(v =>
    {
        double stored = v * lead.UnitsPerMillivolt!.Value;
        Assert.Equal(Math.Round(stored), stored, 1e-6);
        return (int)Math.Round(stored);
    })];
}
