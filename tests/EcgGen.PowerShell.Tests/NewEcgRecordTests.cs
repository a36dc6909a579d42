// New-EcgRecord: synthetic people, and arrays in all the shapes PowerShell makes.
namespace EcgGen.PowerShell.Tests;

public sealed class NewEcgRecordTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Makes_twelve_leads_of_a_normal_heart()
    {
        var record = _engine.Run("New-EcgRecord -HeartRate 60 -HeartRateVariability 0 -Duration 8 -SamplingRate 250 -Seed 5").Single;
        Assert.Equal(Scratch.StandardLeads, ((IEnumerable<dynamic>)record.Leads).Select(l => (string)l.Name));
        Assert.Equal(2000, record.SampleCount);
        double[] one = record["I"].Samples, two = record["II"].Samples, three = record["III"].Samples;
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Equal(two[i] - one[i], three[i]));
        Assert.InRange(two.Max(), 0.4, 2.5);
    }

    [Fact]
    public void Makes_as_many_as_asked_and_all_different()
    {
        var records = _engine.Run("New-EcgRecord -Count 5 -Seed 1").AssertClean().Output.Select(r => (dynamic)r.BaseObject).ToArray();
        Assert.Equal(5, records.Select(r => (string)r.Sha256).Distinct().Count());
        Assert.Equal(5, records.Select(r => (string)r.Name).Distinct().Count());
        Assert.Equal((string)records[0].Sha256, (string)_engine.Run("New-EcgRecord -Seed 1").Single.Sha256);
        Assert.NotEqual((string)records[0].Sha256, (string)_engine.Run("New-EcgRecord -Seed 2").Single.Sha256);
    }

    [Theory]
    [InlineData("New-EcgRecord -Signal @(1, 2.5, [double]::NaN, -1)", "II:1 2.5 NaN -1")]
    [InlineData("New-EcgRecord -Signal @(@(1, 2), @(3, 4)) -Lead i, avr", "I:1 2|aVR:3 4")]
    [InlineData("$a = [double[]](1, 2); $b = [double[]](3, 4); New-EcgRecord -Signal $a, $b -Lead V1, V2", "V1:1 2|V2:3 4")]
    [InlineData("$m = [double[,]]::new(2, 3); $m[1, 2] = 7; New-EcgRecord -Signal $m -Lead I, II", "I:0 0 0|II:0 0 7")]
    [InlineData("$l = [Collections.Generic.List[single]]::new(); $l.Add(1.5); New-EcgRecord -Signal (, $l)", "II:1.5")]
    public void Takes_arrays_in_any_shape(string script, string expected)
    {
        var record = _engine.Run(script + " -SamplingRate 100 -Name mine").Single;
        var leads = ((IEnumerable<dynamic>)record.Leads).Select(l => $"{l.Name}:{string.Join(' ', ((double[])l.Samples).Select(v => FormattableString.Invariant($"{v}")))}");
        Assert.Equal(expected, string.Join('|', leads));
        Assert.Equal("mine", record.Name);
    }

    [Fact]
    public void Copies_the_arrays()
    {
        var record = _engine.Run("$a = [double[]](1, 2, 3); $r = New-EcgRecord -Signal (, $a); $a[0] = 9; $r").Single;
        Assert.Equal(1.0, record["II"].Samples[0]);
    }

    [Theory]
    [InlineData("-Signal @()", "RecordEmpty", "no ")]
    [InlineData("-Signal @(@(1, 2), @(3)) -Lead I, II", "ArgumentInvalid", "one length")]
    [InlineData("-Signal @(@(1, 2), @(3, 4))", "ArgumentInvalid", "-Lead")]
    [InlineData("-Signal @(@(1, 2), @(3, 4)) -Lead I", "ArgumentInvalid", "1 names for 2 leads")]
    [InlineData("-Signal @(@(1, 2), @(3, 4)) -Lead I, i", "ArgumentInvalid", "'I'")]
    [InlineData("-Signal 'text'", "ArgumentInvalid", "String")]
    [InlineData("-Signal @(1, 'x')", "ArgumentInvalid", "'x'")]
    [InlineData("-Signal @(1, [double]::PositiveInfinity)", "ArgumentInvalid", "infinit")]
    public void Says_what_is_wrong_with_arrays(string arguments, string id, string named) =>
        _engine.Run("New-EcgRecord " + arguments).AssertError(id, named);

    [Fact]
    public void Makes_rhythms_and_morphologies_and_tells_every_beat()
    {
        var record = _engine.Run("New-EcgRecord -Rhythm PrematureVentricular -Pattern Bigeminy -Morphology RightBundleBranchBlock -Seed 4").Single;
        var types = ((IEnumerable<dynamic>)record.Beats).Where(b => b.Qrs is not null).Select(b => (string)b.Type).Distinct().Order();
        Assert.Equal(["R", "V"], types);
        Assert.Equal("PrematureVentricular RightBundleBranchBlock", $"{record.Source.Rhythm} {record.Source.Morphology}");
        Assert.InRange((double)record.Source.QrsDuration, 0.12, 0.2);
        Assert.Null((object?)_engine.Run("New-EcgRecord -Signal @(1, 2)").Single.Beats);
    }

    [Fact]
    public void Takes_intervals_and_amplitudes()
    {
        var record = _engine.Run("New-EcgRecord -HeartRate 60 -HeartRateVariability 0 -PRInterval 0.24 -QrsDuration 0.1 -QTInterval 0.46 -PAmplitude 2 -QrsAmplitude 0.5 -TAmplitude 0").Single;
        var beat = ((IEnumerable<dynamic>)record.Beats).First(b => b.P is not null && b.Qrs is not null);
        Assert.Equal(0.24, (double)(beat.Qrs.Onset - beat.P.Onset), 1e-5);
        Assert.Equal(0.1, (double)(beat.Qrs.Offset - beat.Qrs.Onset), 1e-5);
        Assert.Null((object?)beat.T);
    }

    [Theory]
    [InlineData("-Rhythm Paced -Morphology LeftBundleBranchBlock", "Morphology")]
    [InlineData("-Rhythm AtrialFibrillation -PRInterval 0.16", "PRInterval")]
    [InlineData("-Pattern Bigeminy", "Pattern")]
    public void Refuses_what_no_heart_has(string arguments, string named) =>
        _engine.Run("New-EcgRecord " + arguments).AssertError("ArgumentInvalid", named);

    [Theory]
    [InlineData("-PAmplitude 6", "PAmplitude")]
    [InlineData("-QrsDuration 1", "QrsDuration")]
    [InlineData("-Rhythm Samba", "Rhythm")]
    [InlineData("-HeartRate 5", "HeartRate")]
    [InlineData("-HeartRateVariability 2", "HeartRateVariability")]
    [InlineData("-Duration 0", "Duration")]
    [InlineData("-SamplingRate 0", "SamplingRate")]
    [InlineData("-Count 0", "Count")]
    public void Refuses_what_is_out_of_range(string arguments, string parameter) =>
        Assert.Contains(parameter, Assert.Single(_engine.Run("New-EcgRecord " + arguments).Errors).ToString());
}
