// Reads Holter recordings in the standard output format of the ISHNE: a binary header, then 16-bit samples of all leads in turn.
using System.Buffers.Binary;

namespace EcgGen.Core.Records;

/// <summary>The reader of ISHNE Holter files. Leads whose resolution the file does not tell are left out.</summary>
public sealed class IshneReader : IRecordReader
{
    private const double NanovoltsPerMillivolt = 1e6;

    /// <inheritdoc/>
    public string Format => "ishne";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".ecg"];

    /// <inheritdoc/>
    public bool CanRead(string path) => FileStart.Of(path, IshneHeader.Magic.Length).AsSpan().SequenceEqual(IshneHeader.Magic);

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        using var file = HostileFile.Open(path);
        var header = IshneHeader.Read(file);
        var warnings = new List<string>();
        if (!header.ChecksumFits)
            warnings.Add($"{file.Name}: checksum: the header has another one than it tells; it may be damaged.");
        int width = header.Leads.Count;
        long there = (file.Length - header.SamplesAt) / 2 / width;
        if (header.SampleCount != there && header.SampleCount != there * width)
            warnings.Add($"{file.Name}: number of samples: {header.SampleCount} by the header, but the file holds {there} of each lead, which are read.");
        double rate = SamplingRates.Checked(file.Name, header.SamplingRate, options, warnings);
        var cut = RecordCut.Of(file.Name, there, rate, options.Start, options.Duration);
        RecordCut.CheckSize(file.Name, (Int128)cut.Count * width);
        var (bytes, sha256) = file.Read(header.SamplesAt + cut.First * width * 2, (int)cut.Count * width * 2, cancellation);

        var leads = new List<RawLead>();
        for (int l = 0; l < width; l++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (name, nanovolts) = header.Leads[l];
            if (nanovolts < 1)
            {
                warnings.Add($"{file.Name}: lead {l + 1}: resolution: expected more than 0 nV, found {nanovolts}; the lead is left out.");
                continue;
            }
            var samples = GC.AllocateUninitializedArray<double>((int)cut.Count);
            for (int i = 0; i < samples.Length; i++)
                samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan((i * width + l) * 2)) * (double)nanovolts / NanovoltsPerMillivolt;
            leads.Add(new RawLead(name ?? $"Lead {l + 1}", samples, NanovoltsPerMillivolt / nanovolts));
        }
        return new RawRecord
        {
            Name = Path.GetFileNameWithoutExtension(file.Name),
            SamplingRate = rate,
            Leads = leads,
            DeriveLimbLeads = LeadSets.AreEight(leads.Select(l => l.Name)),
            Files = [(file.FullPath, sha256)],
            Comments = header.Comments,
            RecordedAt = header.RecordedAt,
            Warnings = warnings,
        };
    }
}
