// A photocopy of the sheet, or a copy of a copy.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The sheet goes through a photocopier. Null values are chosen when the recipe is resolved.</summary>
public sealed record PhotocopyStage : ReproductionStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "photocopy";

    /// <summary>Most copies of copies.</summary>
    public const int MostGenerations = 5;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>0–1: from soft tones to toner or none, with hardly a grey between.</summary>
    public double? Contrast { get; init; }

    /// <summary>0–1, the copier's exposure: at 0 fine grid lines are gone, at 1 the paper is grey with toner.</summary>
    public double? Darkness { get; init; }

    /// <summary>0–1: how much toner is missing, in patches and in streaks along the copier's feed; at 1 up to all of it.</summary>
    public double? TonerLoss { get; init; }

    /// <summary>0–1: specks of toner and dust; at 1 one on every 1.5 cm², for each generation.</summary>
    public double? Speckle { get; init; }

    /// <summary>0–1: how dark the lines are that the original's edges and the lid leave along the copy's.</summary>
    public double? EdgeLines { get; init; }

    /// <summary>1–5: copies of copies; 1 is a copy of the original.</summary>
    public int? Generation { get; init; }

    /// <summary>Whether the copier copies colours; null for no.</summary>
    public bool? Color { get; init; }

    /// <summary>Seeds where toner is missing, specks and lines.</summary>
    public int? Seed { get; init; }
}
