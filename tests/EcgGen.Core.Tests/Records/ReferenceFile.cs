// The reference values beside a real file: names, and hashes of all samples (see README.md of the shared data).
using System.Security.Cryptography;
using System.Text.Json;

namespace EcgGen.Core.Tests.Records;

internal sealed class ReferenceFile(string path)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    public double SamplingRate => _root.GetProperty("fs").GetDouble();

    public IEnumerable<string?> Leads => _root.GetProperty("leads").EnumerateArray().Select(l => l.GetString());

    public string? PhysicalHash => _root.GetProperty("physical_sha256").GetString();

    /// <summary>The hash of samples in mV, rounded to 1e-6.</summary>
    public static string HashOf(IEnumerable<double[]> leads) =>
        Convert.ToHexStringLower(SHA256.HashData([.. leads.SelectMany(l => l).SelectMany(v => BitConverter.GetBytes(
            double.IsNaN(v) ? 0x7ff8000000000000 : BitConverter.DoubleToInt64Bits(Math.Round(v * 1e6) / 1e6 + 0.0)))]));
}
