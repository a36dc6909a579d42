// What an interpretation can say; the wordings are data (assets/print/statements.txt).
namespace EcgGen.Core.Measure;

/// <summary>Interpretation statements. Junctional rhythm and those behind <see cref="ProlongedQT"/> come from coded diagnoses alone.</summary>
public enum EcgStatement
{
#pragma warning disable CS1591 // the names are the field's own
    SinusRhythm, SinusBradycardia, SinusTachycardia, SinusArrhythmia,
    AtrialFibrillation, AtrialFibrillationRapid, AtrialFibrillationSlow, AtrialFlutter,
    VentricularPacing, AvSequentialPacing, JunctionalRhythm, SupraventricularTachycardia, UndeterminedRhythm,
    VentricularPremature, VentricularBigeminy, AtrialPremature,
    FirstDegreeAvBlock, SecondDegreeMobitz1, SecondDegreeMobitz2,
    LeftAxis, RightAxis, SuperiorAxis,
    LeftBundleBranchBlock, RightBundleBranchBlock, ConductionDelay,
    LeftVentricularHypertrophy, LeftVentricularHypertrophyStrain, LowVoltage,
    StElevationAnterior, StElevationInferior, StElevationLateral, StDepressionAnterior, StDepressionInferior, StDepressionLateral,
    NonspecificT, ProlongedQT,
    IncompleteRightBundleBranchBlock, IncompleteLeftBundleBranchBlock, LeftAnteriorFascicularBlock,
    NonspecificStT, StElevation, StDepression, TInversion, AbnormalQ, OldInfarct, Ischemia, LeftAtrialEnlargement, PoorRProgression,
#pragma warning restore CS1591
}
