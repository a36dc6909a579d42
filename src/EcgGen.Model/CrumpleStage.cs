// A crumpled sheet that was smoothed out again: flat facets with creases between them.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A crumpled and flattened sheet. Null values are chosen when the recipe is resolved.</summary>
public sealed record CrumpleStage : WearStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "crumple";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this with { OnlyGeometry = true };

    /// <summary>Typical size of a facet in mm, 5–100.</summary>
    public double? FacetSize { get; init; }

    /// <summary>
    /// 0–1, how steep the facets are: 1 is as on measured pages, 3 to 6 % of light from one facet to the next and up to 9 % at creases, with print
    /// shifted by up to about 0.7 mm.
    /// </summary>
    public double? Strength { get; init; }

    /// <summary>Where the light comes from in degrees, 0–360, counter-clockwise from the sheet's right.</summary>
    public double? LightAngle { get; init; }

    /// <summary>Seeds the surface.</summary>
    public int? Seed { get; init; }
}
