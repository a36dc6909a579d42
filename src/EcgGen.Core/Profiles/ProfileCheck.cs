// Finds, when a profile is loaded, the values it can draw that no stage takes: draws the ends of everything, and resolves them.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Profiles;

/// <summary>Checks profiles against the stages' ranges.</summary>
public static class ProfileCheck
{
    // So many pairs of probes see everything in any profile that people write; where stages of text and handwriting look at the page, each takes tens of milliseconds.
    private const long MostPairs = 500, MostPairsOfText = 12;
    private const int Combinations = 50;

    // No lead, sampling rate or duration of it refuses what another record could take. Nothing of it is looked at but its size.
    private static readonly SignalView s_record = FlatRecord();

    /// <summary>Reads a profile, and refuses it if it can draw what no stage takes.</summary>
    /// <param name="request">The profile, and its folder.</param>
    /// <exception cref="EcgException">ProfileInvalid; the message names the place in the file.</exception>
    public static Profile Read(ProfileRequest request)
    {
        var profile = Profile.Read(request);
        foreach (var stage in profile.Stages)
        {
            long pairs = Math.Min(profile.SpanOf(stage), stage.Kind is PrintedTextStage.Kind or HandwritingStage.Kind ? MostPairsOfText : MostPairs);
            for (long probe = 0; probe < 2 * pairs; probe++)
                Resolve(profile, stage, profile.NewProbe(probe));
        }
        for (int i = 0; i < Combinations; i++)
        {
            var draw = profile.NewDraw("", 0, i);
            Resolve(profile, profile.Stages[0], draw);
            CheckOrder(profile, draw);
        }
        return profile;
    }

    /// <summary>One stage on the draw's page.</summary>
    private static void Resolve(Profile profile, ProfileStage stage, ProfileDraw draw)
    {
        var paper = profile.DrawStage(profile.Stages[0], draw);
        List<Stage> stages = stage == profile.Stages[0] ? [paper] : [paper, profile.DrawStage(stage, draw)];
        try
        {
            RecipeResolver.Resolve(new Recipe { Record = s_record.Info.Source, RecordSha256 = "", Stages = stages }, s_record);
        }
        catch (EcgException e) when (e.Id != ErrorId.LeadNotFound)
        {
            throw Located(e, stage);
        }
    }

    /// <summary>What is wrong with a stage as a place in the file.</summary>
    private static EcgException Located(EcgException error, ProfileStage stage)
    {
        const string Prefix = "Recipe: ";
        var text = error.Message.StartsWith(Prefix, StringComparison.Ordinal) ? error.Message[Prefix.Length..] : error.Message;
        int end = text.AsSpan().IndexOfAny(".:[");
        bool known = end > 0 && ProfileTypes.Members(stage.Type).ContainsKey(text[..end]);
        return new EcgException(ErrorId.ProfileInvalid, $"{stage.Path}{(known ? "." : ": ")}{text}", error);
    }

    /// <summary>Sheet, camera, sensor.</summary>
    private static void CheckOrder(Profile profile, ProfileDraw draw)
    {
        ProfileStage? before = null;
        var phase = StagePhase.Sheet;
        foreach (var (stage, drawn) in profile.DrawPlaced(draw))
        {
            if (drawn.Phase < phase)
                throw ProfileError.At(stage.Path, $"'{stage.Name}' of the {drawn.Phase} phase can't follow {before!.Path} ('{before.Name}'), which has stages of the {phase} phase; the order is sheet, camera, sensor");
            phase = drawn is ConditionStage { Condition: not ImagingCondition.Original } ? StagePhase.Sensor : drawn.Phase;
            before = stage;
        }
    }

    private static SignalView FlatRecord()
    {
        const double Seconds = PaperLimits.MaxDuration, Rate = 50;
        var samples = new double[(int)(Seconds * Rate)];
        string[] leads = [.. LeadOrders.Standard];
        var info = new RecordInfo
        {
            Name = "any",
            SamplingRate = Rate,
            SampleCount = samples.Length,
            Leads = leads,
            Source = new SyntheticSource(duration: Seconds, samplingRate: Rate),
        };
        return new SignalView(info, [.. leads.Select(_ => (ReadOnlyMemory<double>)samples)]);
    }
}
