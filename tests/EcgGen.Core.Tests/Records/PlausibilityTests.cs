// Warnings about what no file can tell of itself: a scale that no heart has, leads that show nothing; and the gain that helps.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public sealed class PlausibilityTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Theory]
    [InlineData(0.001, true)]
    [InlineData(0.02, true)]
    [InlineData(0.15, false)]
    [InlineData(0.4, false)]
    [InlineData(2, false)]
    [InlineData(6, false)]
    [InlineData(30, true)]
    [InlineData(1000, true)]
    public void A_scale_that_no_heart_has_is_a_warning(double amplitude, bool warns)
    {
        foreach (double beats in new[] { 35, 60, 150 })
        {
            foreach (double seconds in new[] { 1.5, 2.5, 10, 60 })
            {
                var warnings = Plausibility.Warnings("x", 500, [Beats("I", amplitude, beats, seconds), Beats("II", amplitude * 0.8, beats, seconds)]).ToList();
                // 1.5 seconds may hold no beat at 35 per minute.
                if (seconds >= 2 || beats >= 60)
                    Assert.True(warnings.Count == (warns ? 1 : 0), $"{beats} {seconds} {string.Join(' ', warnings)}");
                Assert.All(warnings, w => Assert.Contains("-AdcGain", w));
            }
        }
    }

    [Fact]
    public void Artefacts_flat_stretches_and_missing_ones_do_not_move_the_measure()
    {
        var one = Beats("I", 1, 70, 20);
        double before = Plausibility.TypicalSpan(500, [one])!.Value;
        one.Samples.AsSpan(0, 3000).Fill(double.NaN);
        one.Samples.AsSpan(3000, 2000).Clear();
        for (int i = 5000; i < 6000; i++)
            one.Samples[i] = i / 100 % 2 * 300;
        Assert.Equal(before, Plausibility.TypicalSpan(500, [one])!.Value, 0.1);
    }

    [Fact]
    public void Spikes_of_a_pacemaker_are_no_QRS()
    {
        var one = Beats("I", 1, 70, 20);
        double before = Plausibility.TypicalSpan(500, [one])!.Value;
        for (int i = 0; i < one.Samples.Length; i += 401)
            one.Samples.AsSpan(i, 2).Fill(20);
        Assert.Equal(before, Plausibility.TypicalSpan(500, [one])!.Value, 0.1);
    }

    [Fact]
    public void Nothing_is_said_of_what_can_not_be_judged()
    {
        var tiny = Beats("I", 0.001, 60, 10);
        Assert.Null(Plausibility.TypicalSpan(20, [tiny]));
        Assert.Null(Plausibility.TypicalSpan(500, [tiny with { Samples = tiny.Samples[..499] }]));
        Assert.Null(Plausibility.TypicalSpan(500, [tiny with { Samples = new double[5000] }]));
        Assert.Null(Plausibility.TypicalSpan(500, []));
    }

    [Fact]
    public void Flat_and_empty_leads_are_warnings()
    {
        var flat = new double[1000];
        flat.AsSpan().Fill(0.5);
        flat.AsSpan(0, 300).Fill(double.NaN);
        var empty = new double[1000];
        empty.AsSpan().Fill(double.NaN);
        RawLead[] leads = [new("I", flat), Beats("II", 1, 60, 2), new("III", empty)];
        Assert.Equal(["x: lead I is flat, at 0.5 mV.", "x: lead III has no samples."], Plausibility.Warnings("x", 500, leads));
        Assert.Empty(Plausibility.Warnings("x", 2000, leads)); // half a second may well be flat
    }

    [Fact]
    public void Another_gain_takes_the_place_of_the_files()
    {
        int[] ecg = [.. Beats("I", 5000, 60, 4).Samples.Select(v => (int)v)];
        _fixture.File("r.dat", WfdbFixture.Pack16(WfdbFixture.Interleave([ecg, ecg])));
        var path = _fixture.Header("r", $"r 2 500 {ecg.Length}", "r.dat 16 100(50)/mV 16 0 0 0 0 I", "r.dat 16 200/uV 16 0 0 0 0 II");
        var wrong = Import(path, null);
        Assert.Contains("the scale is implausible", Assert.Single(wrong.Warnings));
        var right = Import(path, 5000);
        Assert.Empty(right.Warnings);
        for (int i = 0; i < ecg.Length; i++)
        {
            Assert.Equal((ecg[i] - 50) / 5000.0, right.Samples[0][i], 1e-12);
            Assert.Equal(ecg[i] / 5000.0, right.Samples[1][i], 1e-12);
        }
        Assert.Equal(5000, ((FileSource)right.Info.Source).AdcGain);
        Assert.NotEqual(wrong.Info.Sha256, right.Info.Sha256);
        foreach (double gain in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Equal(ErrorId.ArgumentInvalid, Assert.Throws<EcgException>(() => Import(path, gain)).Id);
    }

    [Fact]
    public void Excursions_beyond_10_mV_are_kept()
    {
        int[] ecg = [.. Beats("I", 1, 60, 8).Samples.Select(v => (int)(v * 1000))];
        (ecg[700], ecg[900]) = (32767, -32767);
        _fixture.File("r.dat", WfdbFixture.Pack16(ecg));
        var record = Import(_fixture.Header("r", $"r 1 500 {ecg.Length}", "r.dat 16 1000 16 0 0 0 0 I"), null);
        Assert.Equal((32.767, -32.767), (record.Samples[0][700], record.Samples[0][900]));
        Assert.Empty(record.Warnings);
    }

    public void Dispose() => _fixture.Dispose();

    private static RecordData Import(string path, double? gain) =>
        RecordImporter.Import(path, new FileSource { AdcGain = gain }, "", CancellationToken.None);

    // A QRS complex of 40 ms per beat on a baseline that wanders by a twentieth of it.
    private static RawLead Beats(string name, double amplitude, double perMinute, double seconds) => new(name,
        [.. Enumerable.Range(0, (int)(500 * seconds)).Select(i =>
            amplitude * (0.02 * Math.Sin(i / 150.0) + (i / 500.0 * perMinute / 60 % 1 * 60 / perMinute is > 0.3 and < 0.34 ? 1 : 0)))]);
}
