// Changing records: electrodes as on a real patient, and a chain that replays to the same samples.
using EcgGen.Core.Records;
using EcgGen.Core.Records.Signal;

namespace EcgGen.Core.Tests.Records.Chain;

public class SignalChainTests
{
    private static readonly SignalView s_record = Page.Synthetic(3, 2);

    [Fact]
    public void Arms_swapped_turn_I_over_and_exchange_II_with_III_and_aVR_with_aVL()
    {
        var swapped = Apply(new SwapElectrodeStage("RA", "LA"));
        AssertLeads(swapped, ("I", "I", -1), ("II", "III", 1), ("III", "II", 1), ("aVR", "aVL", 1), ("aVL", "aVR", 1), ("aVF", "aVF", 1), ("V1", "V1", 1), ("V6", "V6", 1));
    }

    [Fact]
    public void Right_arm_and_left_leg_swapped_invert_every_limb_lead_but_aVL()
    {
        var swapped = Apply(new SwapElectrodeStage("ra", "ll"));
        AssertLeads(swapped, ("I", "III", -1), ("II", "II", -1), ("III", "I", -1), ("aVR", "aVF", 1), ("aVF", "aVR", 1), ("aVL", "aVL", 1), ("V3", "V3", 1));
    }

    [Fact]
    public void Left_arm_and_left_leg_swapped_exchange_I_and_II()
    {
        var swapped = Apply(new SwapElectrodeStage("LA", "LL"));
        AssertLeads(swapped, ("I", "II", 1), ("II", "I", 1), ("III", "III", -1), ("aVL", "aVF", 1), ("aVR", "aVR", 1));
    }

    [Fact]
    public void Right_arm_on_the_right_leg_makes_lead_II_almost_flat()
    {
        var swapped = Apply(new SwapElectrodeStage("RA", "RL"));
        Assert.All(swapped["II"].ToArray(), v => Assert.Equal(0, v, 1e-12));
        AssertLeads(swapped, ("III", "III", 1), ("I", "III", -1));
    }

    [Fact]
    public void Precordials_change_places_and_two_swaps_undo_each_other()
    {
        AssertLeads(Apply(new SwapElectrodeStage("V1", "V2")), ("V1", "V2", 1), ("V2", "V1", 1), ("V3", "V3", 1), ("II", "II", 1));
        var back = Apply(new SwapElectrodeStage("RA", "V4"), new SwapElectrodeStage("V4", "RA"));
        // A limb electrode on the chest moves the terminal, so the way back is exact only for what the terminal does not carry.
        AssertLeads(back, ("I", "I", 1), ("II", "II", 1));
    }

    [Fact]
    public void Every_stage_does_what_it_says_and_the_facts_follow()
    {
        var changed = Apply(new InvertStage(["v1"]), new ResampleStage(250), new CutStage(0.5, 1), new SelectLeadStage(["V1", "aVR"]));
        Assert.Equal(["V1", "aVR"], changed.Info.Leads);
        Assert.Equal((250.0, 250), (changed.Info.SamplingRate, changed.Info.SampleCount));
        Assert.Equal(4, changed.Info.Signal.Count);
        Assert.Equal(RecordHash.Compute(changed.Leads), changed.Info.Sha256);
        // Twice the rate: every second sample of the source, apart from the filter's edge near Nyquist.
        var source = s_record["V1"].Span;
        for (int i = 0; i < 250; i++)
            Assert.Equal(-source[250 + 2 * i], changed["V1"].Span[i], 0.02);
    }

    [Fact]
    public void Beats_move_with_a_cut_and_end_with_it()
    {
        var cut = SignalChain.Apply(s_record.Info, s_record.Leads, [new CutStage(0.7, 0.9)], [], default).Info;
        var expected = s_record.Info.Beats!.Where(b => b.Qrs is { } q && q.Offset > 0.7 && q.Onset < 1.6).Select(b => b.Qrs!.Peak - 0.7).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, cut.Beats!.Where(b => b.Qrs is not null).Select(b => b.Qrs!.Peak));
        Assert.All(cut.Beats!, b => Assert.True((b.P ?? b.Qrs ?? b.T) is not null));
    }

    [Fact]
    public void One_by_one_or_replayed_at_once_gives_the_same_bytes()
    {
        SignalStage[] stages = [new SwapElectrodeStage("LA", "LL"), new ResampleStage(333), new CutStage(0.3, null)];
        var atOnce = Apply(stages);
        var oneByOne = stages.Aggregate(s_record, (record, stage) => Page.View(SignalChain.Apply(record.Info, record.Leads, [stage], [], default)));
        Assert.Equal(atOnce.Info.Sha256, oneByOne.Info.Sha256);
        var replayed = RecordOpener.Open(new OpenRecordRequest { Source = s_record.Info.Source, Signal = stages }, default);
        Assert.Equal(atOnce.Info.Sha256, replayed.Info.Sha256);
    }

    [Theory]
    [InlineData("RA", "XX", ErrorId.ArgumentInvalid)]
    [InlineData("RA", "ra", ErrorId.ArgumentInvalid)]
    public void Electrodes_that_make_no_sense_are_refused(string first, string second, ErrorId id) =>
        Assert.Equal(id, Assert.Throws<EcgException>(() => Apply(new SwapElectrodeStage(first, second))).Id);

    [Fact]
    public void Stages_that_do_not_fit_the_record_are_refused()
    {
        var few = Page.FromArrays(100, ("I", new double[50]), ("V1", new double[50]));
        ErrorId Refused(SignalStage stage) => Assert.Throws<EcgException>(() => SignalChain.Apply(few.Info, few.Leads, [stage], [], default)).Id;
        Assert.Equal(ErrorId.LeadNotFound, Refused(new SwapElectrodeStage("RA", "LA")));
        Assert.Equal(ErrorId.LeadNotFound, Refused(new SelectLeadStage(["V2"])));
        Assert.Equal(ErrorId.ArgumentInvalid, Refused(new CutStage(7, null)));
        Assert.Equal(ErrorId.ArgumentInvalid, Refused(new ResampleStage(1)));
    }

    private static SignalView Apply(params SignalStage[] stages) => Page.View(SignalChain.Apply(s_record.Info, s_record.Leads, stages, [], default));

    private static void AssertLeads(SignalView changed, params (string Lead, string Was, int Sign)[] expected)
    {
        foreach (var (lead, was, sign) in expected)
        {
            var (now, before) = (changed[lead].ToArray(), s_record[was].ToArray());
            for (int i = 0; i < now.Length; i++)
                Assert.Equal(sign * before[i], now[i], 1e-12);
        }
    }
}
