// Gets a record from wherever its source says: the way in for imports, synthesis and replayed recipes alike.
using EcgGen.Core.Records.Signal;

namespace EcgGen.Core.Records;

/// <summary>Opens records by their source.</summary>
public static class RecordOpener
{
    /// <summary>Opens a record, and does to it what the request says.</summary>
    /// <param name="request">What to open, and where.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="EcgException">Anything that can be wrong with a file; the message names file and field.</exception>
    public static RecordData Open(OpenRecordRequest request, CancellationToken cancellation)
    {
        var record = request.Source switch
        {
            SyntheticSource synthetic => EcgSynthesizer.Synthesize(synthetic, cancellation),
            FileSource file => RecordImporter.Import(Locate(request.Paths, file.Files.Count > 0 ? file.Files[0] : null), file, request.PatientSecret, cancellation),
            ArraySource array => OpenArray(Locate(request.Paths, array.File), array),
            _ => throw new EcgException(ErrorId.RecipeInvalid, $"Recipe: record: '{request.Source.GetType().Name}' is unknown."),
        };
        if (request.Signal.Count == 0)
            return record;
        var changed = SignalChain.Apply(record.Info, [.. record.Samples.Select(s => (ReadOnlyMemory<double>)s)], request.Signal, request.Paths, cancellation);
        return changed with { PatientKey = record.PatientKey, Warnings = record.Warnings };
    }

    /// <summary>Makes a record of samples in memory.</summary>
    /// <param name="request">Name, rate and leads.</param>
    /// <param name="leads">Samples in mV, borrowed.</param>
    /// <exception cref="EcgException">ArgumentInvalid, RecordEmpty.</exception>
    public static RecordInfo Describe(ArraySource request, IReadOnlyList<ReadOnlyMemory<double>> leads)
    {
        if (!(request.SamplingRate > 0 && request.SamplingRate <= 1e6))
            throw new EcgException(ErrorId.ArgumentInvalid, FormattableString.Invariant($"{request.Name}: samplingRate: expected more than 0 and at most 1,000,000 Hz, found {request.SamplingRate}."));
        if (leads.Count == 0 || leads[0].Length == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{request.Name}: the record has no {(leads.Count == 0 ? "leads" : "samples")}.");
        if (leads.Any(l => l.Length != leads[0].Length))
            throw new EcgException(ErrorId.ArgumentInvalid, $"{request.Name}: expected leads of one length, found {string.Join(", ", leads.Select(l => l.Length))} samples.");
        if (request.Leads.Count != leads.Count)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{request.Name}: expected one name per lead, found {request.Leads.Count} names for {leads.Count} leads.");
        var names = request.Leads.Select(LeadNames.Standardise).ToArray();
        if (names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{request.Name}: two leads are named '{twice.Key}'.");
        foreach (var (name, lead) in names.Zip(leads))
        {
            int at = lead.Span.IndexOfAny(double.PositiveInfinity, double.NegativeInfinity);
            if (at >= 0)
                throw new EcgException(ErrorId.ArgumentInvalid, $"{request.Name}: lead {name}: sample {at} is infinite; expected mV, or NaN where missing.");
        }
        return new RecordInfo
        {
            Name = request.Name,
            SamplingRate = request.SamplingRate,
            SampleCount = leads[0].Length,
            Leads = names,
            Sha256 = RecordHash.Compute(leads),
            Source = request with { Leads = names, File = NpyFile.Describe(leads) },
        };
    }

    private static RecordData OpenArray(string path, ArraySource source)
    {
        var samples = NpyFile.Read(path, source);
        return new RecordData(Describe(source, [.. samples.Select(s => new ReadOnlyMemory<double>(s))]), samples);
    }

    /// <summary>The file that is meant: the only one; or by its name among files and in folders, or else below these, and by its hash.</summary>
    private static string Locate(IReadOnlyList<string> paths, SourceFile? file)
    {
        if (paths.Count == 0 || paths.Any(string.IsNullOrEmpty))
            throw new EcgException(ErrorId.ArgumentInvalid, "path: expected a file or a folder, found nothing.");
        if (file is null || (paths.Count == 1 && !Directory.Exists(paths[0])))
            return paths[0];
        // A recipe may come from anybody: its file names stay within the folder, and are no patterns.
        if (file.Name != Path.GetFileName(file.Name) || file.Name.AsSpan().ContainsAny('*', '?'))
            throw new EcgException(ErrorId.RecipeInvalid, $"Recipe: record: file: '{file}': expected a name without folders.");
        var found = paths.SelectMany(path => Find(path, file.Name)).ToList();
        if (found.Count == 0)
            throw new EcgException(ErrorId.FileNotFound, $"{file} is not in {string.Join(", ", paths)}.");
        // One of another hash is opened too, for the error to say so.
        return found.Count == 1 ? found[0] : found.Find(f => HostileFile.HashOf(f) == file.Sha256) ?? found[0];
    }

    private static IEnumerable<string> Find(string path, string name)
    {
        var beside = Path.Combine(path, name);
        if (!Directory.Exists(path))
            return Path.GetFileName(path) == name ? [path] : [];
        return File.Exists(beside)
            ? [beside]
            : Directory.EnumerateFiles(path, name, new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal);
    }
}
