// From a healthy heart to the shapes of disease: dispatches to one file per group of diagnoses.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>Gives a person's beat another shape.</summary>
internal static class Morphologies
{
    /// <summary>The person's beat with a morphology. Long QT is a matter of intervals, and leaves it as it is.</summary>
    /// <param name="normal">The healthy beat.</param>
    /// <param name="morphology">What to make of it.</param>
    /// <param name="field">The person's leads, for criteria of voltage.</param>
    /// <param name="random">A generator of its own.</param>
    public static BeatShape Apply(BeatShape normal, EcgMorphology morphology, LeadField field, Philox random) => morphology switch
    {
        EcgMorphology.LeftBundleBranchBlock => BundleBranchBlock.Left(normal, random),
        EcgMorphology.RightBundleBranchBlock => BundleBranchBlock.Right(normal, random),
        EcgMorphology.LeftVentricularHypertrophy => Hypertrophy.Left(normal, field, random),
        EcgMorphology.StElevationAnterior => StShift.Elevation(normal, StShift.Anterior, random),
        EcgMorphology.StElevationInferior => StShift.Elevation(normal, StShift.Inferior, random),
        EcgMorphology.StElevationLateral => StShift.Elevation(normal, StShift.Lateral, random),
        EcgMorphology.StDepressionAnterior => StShift.Depression(normal, StShift.Anterior, random),
        EcgMorphology.StDepressionInferior => StShift.Depression(normal, StShift.Inferior, random),
        EcgMorphology.StDepressionLateral => StShift.Depression(normal, StShift.Lateral, random),
        _ => normal,
    };

    /// <summary>A vector turned a little, as no two hearts lie alike.</summary>
    public static DipoleVector Vary(DipoleVector v, double degrees, Philox random) =>
        v.TurnFrontal(random.Uniform(-degrees, degrees)).TurnHorizontal(random.Uniform(-degrees, degrees));
}
