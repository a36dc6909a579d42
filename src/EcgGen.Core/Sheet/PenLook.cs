// What the pens of real carts do to a trace: each kind is a set of values, any of which a recipe may set otherwise.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Sheet;

/// <summary>Fills and checks what a paper stage says of its pen.</summary>
internal static class PenLook
{
    /// <summary>Stands for "no lead" and "a lead chosen by the seed".</summary>
    public const string NoLead = "None", AnyLead = "Any";

    // Thermal heads have 8 dots per mm nearly everywhere; carts differ in how many lines they print at 25 mm/s.
    private const double ThermalDots = 8;
    private static readonly double[] ThermalLines = [8, 16, 32, 40];

    // 300 dots per inch.
    private const double InkJetDots = 11.81;

    // Pens of recorders: a hot stylus on waxed paper, blue-black, violet and red ink.
    private static readonly (Rgb Ink, double Weight)[] RecorderInks =
        [(new Rgb(56, 50, 48), 5), (new Rgb(44, 50, 98), 3), (new Rgb(78, 48, 104), 1), (new Rgb(128, 44, 48), 1)];

    /// <summary>Draws every open value by its key; what is set stays.</summary>
    /// <param name="paper">The stage; the kind of its pen is set.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    public static PaperStage Choose(PaperStage paper, Func<string, SeedKey> key)
    {
        double Between(string purpose, double from, double to) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), 4);
        bool thermal = paper.Pen == PenKind.Thermal, recorder = paper.Pen == PenKind.Recorder, inkJet = paper.Pen == PenKind.InkJet;
        double dots = paper.HeadDots ?? (thermal ? ThermalDots : inkJet ? InkJetDots : 0);
        return paper with
        {
            // Ink thinned by a quarter is already as pale as real pages get.
            PenFading = paper.PenFading ?? (thermal ? Between("penFading", 0.03, 0.16) : 0),
            PenDropouts = paper.PenDropouts ?? (thermal ? Between("penDropouts", 0.0005, 0.005) : 0),
            HeadDots = dots,
            HeadLines = paper.HeadLines ?? (thermal ? ThermalLines[key("headLines").ToGenerator().NextInt(ThermalLines.Length)] : dots),
            PenThinning = paper.PenThinning ?? (recorder ? Between("penThinning", 0.4, 0.6) : 0),
            StylusArm = paper.StylusArm ?? (recorder ? Math.Round(Between("stylusArm", 90, 160)) : 0),
            PenBleed = paper.PenBleed ?? (inkJet ? Between("penBleed", 0.03, 0.06) : 0),
            TraceSmoothing = paper.TraceSmoothing ?? (recorder ? Between("traceSmoothing", 1, 3) : 0),
            ThickLead = paper.ThickLead ?? NoLead,
            ThickLeadFactor = paper.ThickLeadFactor ?? Between("thickLeadFactor", 1.5, 2.2),
        };
    }

    /// <summary>The ink that a pen of this kind draws with where the user named none.</summary>
    /// <param name="pen">The kind.</param>
    /// <param name="random">The ink's own generator.</param>
    public static Rgb ChooseInk(PenKind pen, Philox random)
    {
        double dark, tint;
        switch (pen)
        {
            case PenKind.Thermal:
                (dark, tint) = (random.Uniform(32, 68), random.Uniform(-8, 3));
                break;
            case PenKind.InkJet:
                (dark, tint) = (random.Uniform(34, 76), random.Uniform(-6, 6));
                break;
            case PenKind.Recorder:
                var ink = PaperLook.Pick(RecorderInks, i => i.Weight, random).Ink;
                return new Rgb(PaperLook.Byte(ink.R + random.Uniform(-9, 9)), PaperLook.Byte(ink.G + random.Uniform(-9, 9)), PaperLook.Byte(ink.B + random.Uniform(-9, 9)));
            default:
                (dark, tint) = (random.Uniform(28, 90), random.Uniform(-6, 10));
                break;
        }
        return new Rgb(PaperLook.Byte(dark + tint), PaperLook.Byte(dark), PaperLook.Byte(dark - tint / 2));
    }

    /// <summary>Checks the pen's values and finds the thick lead in the record.</summary>
    /// <exception cref="EcgException">RecipeInvalid, LeadNotFound.</exception>
    public static PaperStage Check(PaperStage paper, RecordInfo record, Func<string, SeedKey> key)
    {
        InRange("penFading", paper.PenFading!.Value, 0, 0.6);
        InRange("penDropouts", paper.PenDropouts!.Value, 0, 0.2);
        InRange("penThinning", paper.PenThinning!.Value, 0, 0.8);
        InRange("penBleed", paper.PenBleed!.Value, 0, 0.2);
        InRange("traceSmoothing", paper.TraceSmoothing!.Value, 0, 40);
        InRange("thickLeadFactor", paper.ThickLeadFactor!.Value, 1, 4);
        ZeroOrInRange("stylusArm", paper.StylusArm!.Value, 50, 500);
        ZeroOrInRange("headDots", paper.HeadDots!.Value, 4, 48);
        ZeroOrInRange("headLines", paper.HeadLines!.Value, 4, 48);
        if (paper.HeadDots == 0 != (paper.HeadLines == 0))
            throw Invalid("headLines", $"a head has both dots and lines, found {paper.HeadDots} dots and {paper.HeadLines} lines per mm");
        if (paper.HeadDots == 0 && paper.PenDropouts > 0)
            throw Invalid("penDropouts", $"pen {paper.Pen} has no dots that could drop out; Thermal and InkJet have");
        if (paper.HeadDots > 0 && paper.PenThinning > 0)
            throw Invalid("penThinning", $"pen {paper.Pen} draws with dots of one size; Laser and Recorder can be thinned");
        return paper with { ThickLead = ThickLead(paper.ThickLead!, record, key) };
    }

    private static void ZeroOrInRange(string field, double value, double from, double to)
    {
        if (value != 0)
            InRange(field, value, from, to);
    }

    private static string ThickLead(string lead, RecordInfo record, Func<string, SeedKey> key)
    {
        if (lead.Equals(NoLead, StringComparison.OrdinalIgnoreCase))
            return NoLead;
        if (lead.Equals(AnyLead, StringComparison.OrdinalIgnoreCase))
            return record.Leads[key("thickLead").ToGenerator().NextInt(record.Leads.Count)];
        return record.Leads.FirstOrDefault(l => l.Equals(lead, StringComparison.OrdinalIgnoreCase)) ?? throw new EcgException(ErrorId.LeadNotFound,
            $"{record.Name}: thickLead: the record has no lead '{lead}'; it has {string.Join(", ", record.Leads)}.");
    }
}
