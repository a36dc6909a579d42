// What the sheet lies on.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The surface under the sheet, computed in mm. Null values are chosen when the recipe is resolved.</summary>
public sealed record BackgroundStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "background";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage? InCleanTwin() => null;

    /// <summary>What the surface is.</summary>
    public BackgroundKind? Type { get; init; }

    /// <summary>Its main colour: of the wood, the cloth, the board, the lid, the other sheets.</summary>
    public Rgb? Color { get; init; }

    /// <summary>Size of its details, 0.25–4; 1 is as usual.</summary>
    public double? Scale { get; init; }

    /// <summary>Which way planks, threads and other sheets run, in degrees counter-clockwise from the sheet's width, 0–180.</summary>
    public double? Angle { get; init; }

    /// <summary>How dark the sheet's shadow on it is, 0–1.</summary>
    public double? Shadow { get; init; }

    /// <summary>Seeds its details.</summary>
    public int? Seed { get; init; }
}

/// <summary>Kinds of surfaces.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BackgroundKind>))]
public enum BackgroundKind
{
    /// <summary>A wooden desk.</summary>
    Desk,
    /// <summary>Woven cloth with folds.</summary>
    Cloth,
    /// <summary>A board with a metal clip over the sheet's top, on a desk.</summary>
    Clipboard,
    /// <summary>The lid of a scanner.</summary>
    ScannerLid,
    /// <summary>Other sheets under this one, on a desk.</summary>
    Paper,
    /// <summary>One colour.</summary>
    Plain,
}
