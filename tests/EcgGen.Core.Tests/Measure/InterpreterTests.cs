// Statements: every synthetic rhythm and morphology gets its own, healthy hearts get none that they don't deserve.
using EcgGen.Core.Measure;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Measure;

public class InterpreterTests
{
    private const int People = 40;

    [Theory]
    [InlineData(EcgRhythm.Sinus, EcgStatement.SinusRhythm, EcgStatement.SinusBradycardia)]
    [InlineData(EcgRhythm.SinusBradycardia, EcgStatement.SinusBradycardia)]
    [InlineData(EcgRhythm.SinusTachycardia, EcgStatement.SinusTachycardia)]
    [InlineData(EcgRhythm.AtrialFibrillation, EcgStatement.AtrialFibrillation, EcgStatement.AtrialFibrillationRapid, EcgStatement.AtrialFibrillationSlow)]
    [InlineData(EcgRhythm.AtrialFlutter, EcgStatement.AtrialFlutter)]
    [InlineData(EcgRhythm.PrematureVentricular, EcgStatement.VentricularPremature, EcgStatement.VentricularBigeminy)]
    [InlineData(EcgRhythm.PrematureAtrial, EcgStatement.AtrialPremature)]
    [InlineData(EcgRhythm.AvBlock1, EcgStatement.FirstDegreeAvBlock)]
    [InlineData(EcgRhythm.AvBlock2Mobitz1, EcgStatement.SecondDegreeMobitz1)]
    [InlineData(EcgRhythm.AvBlock2Mobitz2, EcgStatement.SecondDegreeMobitz2)]
    [InlineData(EcgRhythm.Paced, EcgStatement.VentricularPacing, EcgStatement.AvSequentialPacing)]
    public void Rhythms_are_named(EcgRhythm rhythm, params EcgStatement[] defining) =>
        Share(new() { Rhythm = rhythm }, s => s.Exists(x => defining.Contains(x)), 0.95);

    [Theory]
    [InlineData(EcgRhythm.AvBlock2Mobitz1)]
    [InlineData(EcgRhythm.AvBlock2Mobitz2)]
    public void Dropped_beats_make_no_sinus_bradycardia(EcgRhythm rhythm)
    {
        int slow = 0;
        for (int seed = 300; seed < 300 + People; seed++)
        {
            var record = EcgSynthesizer.Synthesize(new() { Rhythm = rhythm, Seed = seed }, default);
            double sinus = 6 * record.Info.Beats!.Count(b => b.P is not null);
            var said = Interpreter.Interpret(EcgMeasurement.Measure(Page.View(record)), null);
            slow += sinus > 66 && said.Contains(EcgStatement.SinusBradycardia) ? 1 : 0;
        }
        Assert.InRange(slow, 0, People / 20);
    }

    [Theory]
    [InlineData(EcgMorphology.LeftBundleBranchBlock, EcgStatement.LeftBundleBranchBlock)]
    [InlineData(EcgMorphology.RightBundleBranchBlock, EcgStatement.RightBundleBranchBlock)]
    [InlineData(EcgMorphology.LeftVentricularHypertrophy, EcgStatement.LeftVentricularHypertrophyStrain)]
    [InlineData(EcgMorphology.StElevationAnterior, EcgStatement.StElevationAnterior)]
    [InlineData(EcgMorphology.StElevationInferior, EcgStatement.StElevationInferior)]
    [InlineData(EcgMorphology.StElevationLateral, EcgStatement.StElevationLateral)]
    [InlineData(EcgMorphology.StDepressionAnterior, EcgStatement.StDepressionAnterior)]
    [InlineData(EcgMorphology.StDepressionInferior, EcgStatement.StDepressionInferior)]
    [InlineData(EcgMorphology.StDepressionLateral, EcgStatement.StDepressionLateral)]
    [InlineData(EcgMorphology.LongQT, EcgStatement.ProlongedQT)]
    public void Morphologies_are_named(EcgMorphology morphology, EcgStatement defining) =>
        Share(new() { Morphology = morphology }, s => s.Contains(defining), 0.97);

    [Fact]
    public void Healthy_hearts_are_called_healthy() =>
        Share(new(), s => s is [EcgStatement.SinusRhythm or EcgStatement.SinusBradycardia], 0.99, 200);

    /// <summary>No two statements of which one denies the other, whatever the record.</summary>
    [Fact]
    public void No_statement_contradicts_another()
    {
        foreach (var rhythm in Enum.GetValues<EcgRhythm>())
        {
            foreach (var morphology in Enum.GetValues<EcgMorphology>())
            {
                Share(new() { Rhythm = rhythm, Morphology = morphology }, s =>
                    s.Count(x => x <= EcgStatement.UndeterminedRhythm) == 1 && s.Distinct().Count() == s.Count
                    && s.Count(x => x is EcgStatement.LeftBundleBranchBlock or EcgStatement.RightBundleBranchBlock or EcgStatement.ConductionDelay) <= 1
                    && s.Count(x => x is EcgStatement.FirstDegreeAvBlock or EcgStatement.SecondDegreeMobitz1 or EcgStatement.SecondDegreeMobitz2) <= 1
                    && !(s.Contains(EcgStatement.StElevationAnterior) && s.Contains(EcgStatement.StDepressionAnterior))
                    && !(s[0] >= EcgStatement.AtrialFibrillation && s.Contains(EcgStatement.FirstDegreeAvBlock)), 1, 2);
            }
        }
    }

    private static void Share(SyntheticSource source, Predicate<List<EcgStatement>> right, double least, int people = People)
    {
        var wrong = new List<string>();
        int made = 0;
        for (int seed = 0; seed < people; seed++)
        {
            RecordData record;
            try
            {
                record = EcgSynthesizer.Synthesize(source with { Seed = 300 + seed }, default);
            }
            catch (EcgException e) when (e.Id == ErrorId.ArgumentInvalid)
            {
                return;
            }
            made++;
            var said = Interpreter.Interpret(EcgMeasurement.Measure(Page.View(record)), null);
            if (!right(said))
                wrong.Add($"{record.Info.Source}: {string.Join(", ", said)}");
        }
        Assert.True(wrong.Count <= (1 - least) * made, $"{source.Rhythm} {source.Morphology}: {wrong.Count} of {made}: {string.Join("; ", wrong.Take(6))}");
    }
}
