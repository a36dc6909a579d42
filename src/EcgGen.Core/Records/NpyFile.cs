// NumPy files of float64, leads × samples: how records from memory stay reproducible.
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EcgGen.Core.Encoders;

namespace EcgGen.Core.Records;

/// <summary>Reads and writes the one array that a record from memory is stored as (NPY format 1.0, '&lt;f8', C order).</summary>
public static class NpyFile
{
    /// <summary>The file's bytes up to the samples.</summary>
    public static byte[] Header(int leads, int samples) => NpyHead.Create("<f8", leads, samples);

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, IReadOnlyList<ReadOnlyMemory<double>> leads)
    {
        stream.Write(Header(leads.Count, leads.Count == 0 ? 0 : leads[0].Length));
        foreach (var lead in leads)
            stream.Write(MemoryMarshal.AsBytes(lead.Span));
    }

    /// <summary>The file for some samples: named by the beginning of the hash of its bytes, so that equal samples share one file.</summary>
    public static SourceFile Describe(IReadOnlyList<ReadOnlyMemory<double>> leads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Header(leads.Count, leads.Count == 0 ? 0 : leads[0].Length));
        foreach (var lead in leads)
            hash.AppendData(MemoryMarshal.AsBytes(lead.Span));
        var hex = Convert.ToHexStringLower(hash.GetHashAndReset());
        return new SourceFile(hex[..16] + ".npy", hex);
    }

    /// <summary>Reads a file that <see cref="Write"/> made; its hash is checked before its content is believed.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, SourceMismatch, SignalInvalid.</exception>
    public static double[][] Read(string path, ArraySource source)
    {
        var (bytes, sha256) = HostileFile.ReadAll(path, int.MaxValue / 2);
        var file = source.File ?? throw new EcgException(ErrorId.RecipeInvalid, "Recipe: record: file: expected a name and sha256, found nothing.");
        if (sha256 != file.Sha256)
            throw new EcgException(ErrorId.SourceMismatch, $"{Path.GetFileName(path)}: the file is not the one that the recipe names (another sha256).");
        long payload = bytes.Length - Header(source.Leads.Count, 0).Length;
        int samples = source.Leads.Count == 0 ? 0 : (int)(payload / 8 / source.Leads.Count);
        var header = Header(source.Leads.Count, samples);
        if (!bytes.AsSpan().StartsWith(header) || bytes.Length != header.Length + 8L * source.Leads.Count * samples)
            throw new EcgException(ErrorId.SignalInvalid, $"{Path.GetFileName(path)}: expected a NumPy array of float64 with {source.Leads.Count} rows.");
        var leads = new double[source.Leads.Count][];
        for (int i = 0; i < leads.Length; i++)
            leads[i] = MemoryMarshal.Cast<byte, double>(bytes.AsSpan(header.Length + i * samples * 8, samples * 8)).ToArray();
        return leads;
    }
}
