// Reads HL7 annotated ECGs (aECG), the XML in which clinical trials hand in their ECGs (root AnnotatedECG).
namespace EcgGen.Core.Records.Xml;

/// <summary>
/// The reader of HL7 aECG (HL7 V3, "aECG Implementation Guide" of March 2005). A series holds sequence sets, a sequence set a sequence
/// of times and one for each lead, whose values are origin + scale × digits. The rhythm is taken; representative beats, which
/// are derived from it, are not.
/// </summary>
public sealed class AnnotatedEcgReader : IRecordReader
{
    private const string LeadPrefix = "MDC_ECG_LEAD_";
    private const int MaxLeads = 1024;

    /// <inheritdoc/>
    public string Format => "aecg";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".xml"];

    /// <summary>Whether this is XML with the root AnnotatedECG.</summary>
    public bool CanRead(string path) => XmlElement.RootOf(path) == "AnnotatedECG";

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var file = WholeFile.Read(path, XmlElement.MaxFileBytes, cancellation);
        var root = XmlElement.Load(file, cancellation);
        if (root.Name != "AnnotatedECG")
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: root element: expected AnnotatedECG, found {root.Name}.");
        var warnings = new List<string>();
        var series = ChooseSeries(file.Name, root, warnings);
        var sequences = ChooseSet(file.Name, series, warnings).All("component").Select(c => c.Child("sequence")).OfType<XmlElement>().ToList();

        double? rate = null;
        var leads = new List<StoredLead>();
        foreach (var sequence in sequences)
        {
            cancellation.ThrowIfCancellationRequested();
            var code = sequence.Find("code")?.Attribute("code") ?? throw sequence.Invalid("code", "what the sequence holds", null);
            if (code is "TIME_ABSOLUTE" or "TIME_RELATIVE")
                rate ??= RateOf(sequence);
            else if (LeadOf(file.Name, code, sequence, warnings, cancellation) is { } lead)
                leads.Add(lead);
            if (leads.Count > MaxLeads)
                throw series.Invalid("component/sequenceSet", $"at most {MaxLeads} leads", "more");
        }
        if (rate is not { } hertz)
            throw series.Invalid("component/sequenceSet", "a sequence TIME_ABSOLUTE or TIME_RELATIVE", null);
        var time = root.Find("effectiveTime");
        return new RawRecord
        {
            Name = file.RecordName,
            SamplingRate = hertz,
            Leads = StoredLead.Finish(file.Name, hertz, leads, options, warnings, cancellation),
            DeriveLimbLeads = true, // only where a file has no more than I, II and V1–V6
            Files = [(file.FullPath, file.Sha256)],
            Comments = NotesOf(root),
            RecordedAt = time?.Child("center")?.Attribute("value") ?? time?.Child("low")?.Attribute("value"),
            Warnings = warnings,
        };
    }

    private static XmlElement ChooseSeries(string file, XmlElement root, List<string> warnings)
    {
        var all = root.All("component").SelectMany(c => c.All("series")).ToList();
        var rhythms = all.FindAll(s => s.Child("code")?.Attribute("code") == "RHYTHM");
        if (rhythms.Count > 1)
            warnings.Add($"{file}: the file has {rhythms.Count} series of code RHYTHM, of which the first is taken.");
        if (rhythms.Count > 0)
            return rhythms[0];
        if (all.Count == 0)
            throw root.Invalid("component/series", "a series of code RHYTHM", null);
        warnings.Add($"{file}: no series has the code RHYTHM; the first, of code {all[0].Child("code")?.Attribute("code") ?? "nothing"}, is taken.");
        return all[0];
    }

    // The sets of one series follow each other in time, as where a device records three leads at once and then the next three.
    private static XmlElement ChooseSet(string file, XmlElement series, List<string> warnings)
    {
        var sets = series.All("component").SelectMany(c => c.All("sequenceSet")).ToList();
        if (sets.Count == 0)
            throw series.Invalid("component/sequenceSet", "a set of sequences", null);
        var best = sets.MaxBy(s => s.All("component").Sum(c => (long)(c.Find("sequence/value/digits")?.Text.Length ?? 0)))!;
        if (sets.Count > 1)
            warnings.Add($"{file}: the rhythm has {sets.Count} sets of leads recorded one after the other, of which the largest is taken.");
        return best;
    }

    private static double RateOf(XmlElement time)
    {
        var increment = time.Find("value/increment") ?? throw time.Invalid("value/increment", "the time between two samples", null);
        double value = increment.Number("value", increment.Attribute("value"));
        double perSecond = increment.Attribute("unit") switch
        {
            "s" => 1,
            "ms" => 1e3,
            "us" => 1e6,
            var unit => throw increment.Invalid("unit", "s, ms or us", unit),
        };
        double rate = perSecond / value;
        // An increment such as 0.00333333 s stands for a whole number of Hz.
        return Math.Abs(rate - Math.Round(rate)) < 1e-5 * rate && rate >= 1 ? Math.Round(rate) : rate;
    }

    private static StoredLead? LeadOf(string file, string code, XmlElement sequence, List<string> warnings, CancellationToken cancellation)
    {
        var name = code.StartsWith(LeadPrefix, StringComparison.OrdinalIgnoreCase) ? code[LeadPrefix.Length..] : code;
        var value = sequence.Child("value") ?? throw sequence.Invalid("value", "the lead's samples", null);
        if (value.Attribute("type") is { } type && !type.EndsWith("SLIST_PQ", StringComparison.Ordinal))
        {
            warnings.Add($"{file}: sequence {code} is of type {type}; expected SLIST_PQ; it is left out.");
            return null;
        }
        var (step, stepUnit) = Quantity(value, "scale");
        if (VoltageUnit.Find(stepUnit) is not { } unit)
        {
            warnings.Add($"{file}: sequence {code} is in {stepUnit ?? "no unit"}, which is no voltage, and is left out.");
            return null;
        }
        double origin = 0;
        if (value.Child("origin") is not null)
        {
            var (number, originUnit) = Quantity(value, "origin");
            var other = number == 0 ? unit : VoltageUnit.Find(originUnit) ?? throw value.Invalid("origin/unit", "a unit of voltage", originUnit);
            origin = other == unit ? number : number * other.Multiply / other.Divide * unit.Divide / unit.Multiply;
        }
        if (!StoredLead.IsStep(step))
            throw value.Invalid("scale/value", "1e-12–1e12", value.Child("scale")!.Attribute("value"));
        if (!StoredLead.IsOrigin(origin))
            throw value.Invalid("origin/value", "at most 1e12 units", value.Child("origin")!.Attribute("value"));
        var digits = value.Child("digits") ?? throw value.Invalid("digits", "the lead's samples", null);
        return new StoredLead(name, Numbers.Parse(file, $"sequence {code}: digits", digits.Text, cancellation), step, origin, unit);
    }

    private static (double Value, string? Unit) Quantity(XmlElement value, string name)
    {
        var quantity = value.Child(name) ?? throw value.Invalid(name, "a quantity", null);
        return (quantity.Number("value", quantity.Attribute("value")), quantity.Attribute("unit"));
    }

    private static IReadOnlyList<string> NotesOf(XmlElement root)
    {
        const string assignmentPath = "componentOf/timepointEvent/componentOf/subjectAssignment";
        var notes = new RecordNotes();
        var assignment = root.Find(assignmentPath);
        var subject = assignment?.Find("subject/trialSubject");
        var person = subject?.Child("subjectDemographicPerson");
        notes.Add("Patient ID", subject?.Child("id")?.Attribute("extension"));
        var born = person?.Child("birthTime")?.Attribute("value");
        var age = ReportedAge(root);
        if (age is not null)
            notes.AddAge(age.Attribute("value"), age.Attribute("unit"));
        else
            notes.AddAge(RecordNotes.DateOf(born), RecordNotes.DateOf(root.Find("effectiveTime/center")?.Attribute("value") ?? root.Find("effectiveTime/low")?.Attribute("value")));
        notes.AddSex(person?.Child("administrativeGenderCode")?.Attribute("code"));
        notes.Add("Name", person?.Value("name"));
        notes.Add("Date of birth", born);
        notes.Add("Race", person?.Child("raceCode")?.Attribute("displayName"));
        var trial = assignment?.Find("componentOf/clinicalTrial");
        notes.Add("Trial", $"{trial?.Child("id")?.Attribute("extension")} {trial?.Value("title")}");
        notes.Add("Site", trial?.Value("location/trialSite/location/name"));
        notes.Add("Investigator", trial?.Value("responsibleParty/trialInvestigator/investigatorPerson/name"));
        notes.Add("Testing site", root.Value("location/testingSite/location/name"));
        notes.Add("Finding", root.Value("pertainsTo/subjectFindingComment/text"));
        return notes.Comments;
    }

    // LOINC 21612-7, "Reported Age", and its kin 30525-0, "Age".
    private static XmlElement? ReportedAge(XmlElement root) => root.All("controlVariable").SelectMany(c => c.All("relatedObservation"))
        .Where(o => o.Child("code")?.Attribute("code") is "21612-7" or "30525-0").Select(o => o.Child("value")).OfType<XmlElement>().FirstOrDefault();
}
