// Which shape the conducted beats of a synthetic heart have.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The shapes of QRS, ST and T in synthetic records.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EcgMorphology>))]
public enum EcgMorphology
{
    /// <summary>A healthy heart.</summary>
    Normal,
    /// <summary>QRS of 0.12 s or more, broad notched R without q in I, aVL, V5 and V6, rS or QS in V1, discordant ST and T.</summary>
    LeftBundleBranchBlock,
    /// <summary>QRS of 0.12 s or more, rSR' in V1, broad S in I and V6, T inverted in V1.</summary>
    RightBundleBranchBlock,
    /// <summary>S in V1 plus R in V5 or V6 of 3.5 mV or more (Sokolow and Lyon), strain in V5 and V6.</summary>
    LeftVentricularHypertrophy,
    /// <summary>ST elevation in V1–V4.</summary>
    StElevationAnterior,
    /// <summary>ST elevation in II, III and aVF, reciprocal depression in I and aVL.</summary>
    StElevationInferior,
    /// <summary>ST elevation in I, aVL, V5 and V6, reciprocal depression in III.</summary>
    StElevationLateral,
    /// <summary>ST depression in V1–V4.</summary>
    StDepressionAnterior,
    /// <summary>ST depression in II, III and aVF.</summary>
    StDepressionInferior,
    /// <summary>ST depression in I, aVL, V5 and V6.</summary>
    StDepressionLateral,
    /// <summary>QTc (Bazett) of 0.48 s to 0.6 s.</summary>
    LongQT,
}
