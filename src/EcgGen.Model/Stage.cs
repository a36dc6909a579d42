// One step of a recipe. Each kind is one immutable record in a file of its own.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The three phases of an image, in the only order they can have.</summary>
public enum StagePhase
{
    /// <summary>The sheet: ink, wear, reproduction.</summary>
    Sheet,
    /// <summary>The view of it: geometry, light, screen.</summary>
    Camera,
    /// <summary>The sensor: noise, colour, blur, compression.</summary>
    Sensor,
}

/// <summary>One step of a recipe. A null value means: choose, by the seed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PaperStage), PaperStage.Kind)]
[JsonDerivedType(typeof(ConditionStage), ConditionStage.Kind)]
[JsonDerivedType(typeof(CreaseStage), CreaseStage.Kind)]
[JsonDerivedType(typeof(WrinkleStage), WrinkleStage.Kind)]
[JsonDerivedType(typeof(CrumpleStage), CrumpleStage.Kind)]
[JsonDerivedType(typeof(StainStage), StainStage.Kind)]
[JsonDerivedType(typeof(PrintedTextStage), PrintedTextStage.Kind)]
[JsonDerivedType(typeof(HandwritingStage), HandwritingStage.Kind)]
[JsonDerivedType(typeof(AffineStage), AffineStage.Kind)]
[JsonDerivedType(typeof(PerspectiveStage), PerspectiveStage.Kind)]
[JsonDerivedType(typeof(CurlStage), CurlStage.Kind)]
[JsonDerivedType(typeof(LensStage), LensStage.Kind)]
[JsonDerivedType(typeof(CropStage), CropStage.Kind)]
[JsonDerivedType(typeof(ImageNoiseStage), ImageNoiseStage.Kind)]
[JsonDerivedType(typeof(ColorTemperatureStage), ColorTemperatureStage.Kind)]
[JsonDerivedType(typeof(BlurStage), BlurStage.Kind)]
[JsonDerivedType(typeof(SharpeningStage), SharpeningStage.Kind)]
[JsonDerivedType(typeof(CompressionStage), CompressionStage.Kind)]
[JsonDerivedType(typeof(ColorDepthStage), ColorDepthStage.Kind)]
[JsonDerivedType(typeof(DenoiseStage), DenoiseStage.Kind)]
[JsonDerivedType(typeof(BackgroundStage), BackgroundStage.Kind)]
[JsonDerivedType(typeof(LightStage), LightStage.Kind)]
[JsonDerivedType(typeof(PhotocopyStage), PhotocopyStage.Kind)]
[JsonDerivedType(typeof(HalftoneStage), HalftoneStage.Kind)]
[JsonDerivedType(typeof(FaxStage), FaxStage.Kind)]
[JsonDerivedType(typeof(ScreenStage), ScreenStage.Kind)]
public abstract record Stage
{
    /// <summary>When this stage happens.</summary>
    [JsonIgnore]
    public abstract StagePhase Phase { get; }

    /// <summary>The discriminator in JSON, which also keys the stage's random choices.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>
    /// What the clean twin of an image has of this stage: all of it (paper, print, geometry), a copy that keeps only its geometry,
    /// or null where nothing is left (handwriting, stains, light, sensor).
    /// </summary>
    public abstract Stage? InCleanTwin();

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
