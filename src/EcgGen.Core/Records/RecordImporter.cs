// The way of every record into EcgGen: reader, lead names, choice of leads, privacy, id.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>Imports records from files.</summary>
public static class RecordImporter
{
    /// <summary>Imports one record.</summary>
    /// <param name="path">Any file of the record.</param>
    /// <param name="request">
    /// Format, leads, cut and privacy. If it names files, as a recipe does, then each file read must have the sha256 named.
    /// </param>
    /// <param name="patientSecret">The key for <see cref="RecordData.PatientKey"/>; "" gives records without one.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <returns>
    /// The record with standard lead names, each of them once, and a source that tells how to get the same samples again.
    /// </returns>
    /// <exception cref="EcgException">
    /// FileNotFound, FileUnreadable, FormatUnknown, HeaderInvalid, SignalInvalid, RecordTooLarge, RecordEmpty, LeadNotFound,
    /// SourceMismatch; ArgumentInvalid for start, duration or a choice of leads that does not fit.
    /// </exception>
    public static RecordData Import(string path, FileSource request, string patientSecret, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(patientSecret);
        if (Directory.Exists(path))
            throw new EcgException(ErrorId.FileUnreadable, $"{path} is a folder; expected a file.");
        if (!File.Exists(path))
            throw new EcgException(ErrorId.FileNotFound, $"{path} does not exist.");

        var reader = RecordFormats.Find(path, request.Format);
        RawRecord raw;
        try
        {
            raw = reader.Read(path, new ReadOptions
            {
                Start = request.Start ?? 0,
                Duration = request.Duration ?? double.PositiveInfinity,
                SamplingRate = request.SamplingRate,
                Unit = request.Unit,
            }, cancellation);
        }
        catch (OutOfMemoryException e)
        {
            throw new EcgException(ErrorId.RecordTooLarge, $"{Path.GetFileName(path)}: the record needs more memory than there is.", e);
        }
        SourceFile[] files = [.. raw.Files.Select(f => new SourceFile(Path.GetFileName(f.Path), f.Sha256))];
        CheckFiles(files, request.Files);
        if (raw.Leads.Count == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{files[0]}: the record has no leads; expected at least one voltage.");
        if (raw.Leads[0].Samples.Length == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{files[0]}: the record has no samples.");

        var names = LeadNames.StandardiseAll(raw.Leads.Select((l, i) => request.KeepIdentity ? l.Name : Privacy.LeadName(l.Name, i)));
        List<RawLead> leads = [.. raw.Leads.Zip(names, (l, name) => l with { Name = name })];
        if (request.AdcGain is { } gain)
            Rescale(leads, gain, files[0].Name);
        string[] warnings = [.. raw.Warnings, .. Plausibility.Warnings(files[0].Name, raw.SamplingRate, leads)];
        var derived = raw.DeriveLimbLeads ? LimbLeads.Derive(leads) : [];
        int[] chosen = request.Lead is null ? [.. Enumerable.Range(0, leads.Count)] : LeadNames.Choose(request.Lead, [.. leads.Select(l => l.Name)], files[0].Name);
        double[][] samples = [.. chosen.Select(i => leads[i].Samples)];
        var privacy = Privacy.Of(raw, request.KeepIdentity, patientSecret);
        cancellation.ThrowIfCancellationRequested();
        var info = new RecordInfo
        {
            Name = raw.Name,
            SamplingRate = raw.SamplingRate,
            SampleCount = samples[0].Length,
            Leads = [.. chosen.Select(i => leads[i].Name)],
            DerivedLeads = [.. chosen.Select(i => leads[i].Name).Where(derived.Contains)],
            Sha256 = RecordHash.Compute(samples.Select(s => (ReadOnlyMemory<double>)s)),
            Age = privacy.Age,
            Sex = privacy.Sex,
            RecordedAt = privacy.RecordedAt,
            Comments = privacy.Comments,
            Source = request with { Format = reader.Format, Files = files },
        };
        return new RecordData(info, samples) { PatientKey = privacy.PatientKey, Warnings = warnings };
    }

    private static void CheckFiles(SourceFile[] read, IReadOnlyList<SourceFile> named)
    {
        if (named.Count == 0)
            return;
        foreach (var file in read)
        {
            var expected = named.FirstOrDefault(n => n.Name == file.Name)
                ?? throw new EcgException(ErrorId.SourceMismatch,
                    $"{file}: expected one of {string.Join(", ", named)}, which the recipe names.");
            if (!expected.Sha256.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new EcgException(ErrorId.SourceMismatch,
                    $"{file}: expected sha256 {expected.Sha256}, as the recipe names, found {file.Sha256}.");
            }
        }
    }

    /// <summary>Puts the user's gain in the place of the file's.</summary>
    private static void Rescale(List<RawLead> leads, double gain, string file)
    {
        if (!(gain is > 0 and < 1e12))
            throw new EcgException(ErrorId.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture, $"{file}: adcGain: expected more than 0 units per mV, found {gain}."));
        foreach (var lead in leads)
        {
            double old = lead.UnitsPerMillivolt
                ?? throw new EcgException(ErrorId.ArgumentInvalid, $"{file}: adcGain: lead {lead.Name} has no gain that another one could take the place of.");
            for (int i = 0; i < lead.Samples.Length; i++)
                lead.Samples[i] = lead.Samples[i] * old / gain;
        }
    }
}
