// What a data set is: stages with probabilities, and the distributions of their parameters.
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EcgGen.Core.Random;

namespace EcgGen.Core.Profiles;

/// <summary>A profile: draws recipes by key. Adding a stage or a parameter changes no other draw.</summary>
public sealed class Profile
{
    // Keys of draws: no stage has this kind.
    private const string KeyKind = "profile";

    private readonly IReadOnlyList<ProfileStage> _stages;
    private readonly IReadOnlyDictionary<string, ProfileValue> _parameters;

    internal Profile(string name, IReadOnlyList<ProfileStage> stages, IReadOnlyDictionary<string, ProfileValue> parameters) =>
        (Name, _stages, _parameters) = (name, stages, parameters);

    /// <summary>Its name, which recipes keep.</summary>
    public string Name { get; }

    /// <summary>The stages, in order.</summary>
    internal IReadOnlyList<ProfileStage> Stages => _stages;

    /// <summary>Reads a profile.</summary>
    /// <param name="request">The profile, and its folder.</param>
    /// <exception cref="EcgException">ProfileInvalid; the message names the place in the file.</exception>
    public static Profile Read(ProfileRequest request) => ProfileReader.Read(request.Profile, request.Folder);

    /// <summary>Draws a recipe.</summary>
    /// <param name="record">The record that is drawn.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="variant">Which image of this record.</param>
    /// <returns>The recipe; what the profile does not say is open, and resolving draws it.</returns>
    /// <exception cref="EcgException">ProfileInvalid.</exception>
    public Recipe Draw(RecordInfo record, int seed, int variant) => new()
    {
        Profile = Name,
        Seed = seed,
        Variant = variant,
        Record = record.Source,
        RecordSha256 = record.Sha256,
        Stages = WithLook([.. DrawPlaced(NewDraw(record.Sha256, seed, variant)).Select(s => s.Drawn)]),
    };

    /// <summary>A draw of one image.</summary>
    internal ProfileDraw NewDraw(string recordId, int seed, int variant) =>
        new(_parameters, purpose => new SeedKey(seed, recordId, variant, KeyKind, 0, purpose));

    /// <summary>A probe: ends and options in turn.</summary>
    internal ProfileDraw NewProbe(long number) => new(_parameters, null, number);

    /// <summary>How many pairs of probes see everything that a stage can be.</summary>
    internal long SpanOf(ProfileStage stage) => stage.Parameters.Select(p => _parameters[$"{stage.Name}.{p}"].Span).DefaultIfEmpty(1).Max();

    /// <summary>The stages that a draw has, each with what it was drawn from.</summary>
    internal IEnumerable<(ProfileStage Stage, Stage Drawn)> DrawPlaced(ProfileDraw draw) => _stages.Where(s => IsThere(s, draw)).Select(s => (s, DrawStage(s, draw)));

    /// <summary>One stage of a draw, whether or not it is there.</summary>
    internal Stage DrawStage(ProfileStage stage, ProfileDraw draw)
    {
        var json = new JsonObject { ["kind"] = stage.Kind };
        foreach (var parameter in stage.Parameters)
        {
            if (draw.ValueOf($"{stage.Name}.{parameter}") is { } value)
                json[parameter] = value.DeepClone();
        }
        try
        {
            return json.Deserialize(EcgJson.Default.Stage)!;
        }
        catch (JsonException e)
        {
            throw ProfileError.At(stage.Path, $"no {stage.Kind} stage: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>A look from a file brings its text along.</summary>
    private static Stage[] WithLook(Stage[] stages) => stages[0] is PaperStage { Vendor: { } look } && Path.IsPathFullyQualified(look)
        ? [.. stages.Select(s => s is PrintedTextStage { Template: null } text ? text with { Template = look } : s)] : stages;

    private bool IsThere(ProfileStage stage, ProfileDraw draw)
    {
        if (!stage.HasProbability || draw.ValueOf($"{stage.Name}.{ProfileStage.Probability}") is not { } value)
            return true;
        double probability = ProfileValue.Number(value);
        if (!(probability >= 0 && probability <= 1))
            throw ProfileError.At($"{stage.Path}.{ProfileStage.Probability}", FormattableString.Invariant($"expected 0 to 1, found {probability}"));
        return draw.Random($"{stage.Name}.{ProfileStage.Probability}?".ToLowerInvariant()) is not { } random || random.NextDouble() < probability;
    }
}

/// <summary>One stage of a profile.</summary>
/// <param name="Name">Its name, which keys its draws.</param>
/// <param name="Kind">Its discriminator.</param>
/// <param name="Path">Its place in the file.</param>
/// <param name="Type">Its JSON.</param>
/// <param name="Parameters">Those of its parameters that the profile says.</param>
/// <param name="HasProbability">Whether the profile says how often it is there; else it always is.</param>
internal sealed record ProfileStage(string Name, string Kind, string Path, JsonTypeInfo Type, IReadOnlyList<string> Parameters, bool HasProbability)
{
    /// <summary>The parameter that says how often a stage is there, 0–1.</summary>
    public const string Probability = "probability";
}
