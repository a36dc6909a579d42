// Edit-EcgRecord and Add-EcgSignalNoise, as users call them.
namespace EcgGen.PowerShell.Tests;

public sealed class SignalCmdletTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Edits_come_in_their_order_and_leave_the_record_alone()
    {
        var record = _engine.Run("$r = New-EcgRecord; $e = $r | Edit-EcgRecord -Lead aVR, V2 -Start 1 -Duration 4 -SamplingRate 250 -SwapElectrode V1/V2; $e").Single;
        Assert.Equal((1000, 250.0), ((int)record.SampleCount, (double)record.SamplingRate));
        Assert.Equal(["swapElectrode", "resample", "cut", "selectLead"], ((IEnumerable<dynamic>)record.Signal).Select(s => (string)char.ToLowerInvariant(s.GetType().Name[0]).ToString() + s.GetType().Name.Substring(1).Replace("Stage", "")));
        Assert.Equal(5000, _engine.Run("$r").Single.SampleCount);
    }

    [Fact]
    public void Noise_keeps_the_clean_record_at_hand_through_later_edits()
    {
        var ratio = _engine.Run("""
            $noisy = New-EcgRecord | Add-EcgSignalNoise -White 1 -Snr 10 | Edit-EcgRecord -Lead V3
            $s = 0; $n = 0
            foreach ($i in 0..($noisy.SampleCount - 1)) { $c = $noisy.Clean['V3'].Samples[$i]; $s += $c * $c; $d = $noisy['V3'].Samples[$i] - $c; $n += $d * $d }
            $s / $n
            """).Single;
        Assert.InRange((double)ratio, 1, 100);
        Assert.Equal(_engine.Run("(New-EcgRecord | Edit-EcgRecord -Lead V3).Sha256").Single, _engine.Run("$noisy.Clean.Sha256").Single);
        Assert.Null(_engine.Run("(New-EcgRecord).Clean").AssertClean().Output[0]);
    }

    [Theory]
    [InlineData("Edit-EcgRecord -Lead V9", "LeadNotFound", "V9")]
    [InlineData("Edit-EcgRecord -SwapElectrode RA/QQ", "ArgumentInvalid", "QQ")]
    [InlineData("Edit-EcgRecord -Start 100", "ArgumentInvalid", "start")]
    [InlineData("Add-EcgSignalNoise -Snr 10", "ArgumentInvalid", "snr")]
    [InlineData("Add-EcgSignalNoise -Recorded 1", "ArgumentInvalid", "-NoiseRecord")]
    [InlineData("Add-EcgSignalNoise -NoiseRecord none.hea", "FileNotFound", "none.hea")]
    public void Errors_name_what_is_wrong(string command, string id, string named) => _engine.Run("New-EcgRecord | " + command).AssertError(id, named);

    [Fact]
    public void Records_written_come_back_and_two_of_one_name_are_an_error()
    {
        using var scratch = new Scratch();
        _engine.Set("out", scratch["out"]);
        var outcome = _engine.Run("""
            $r = New-EcgRecord -Duration 3 | Edit-EcgRecord -Lead II, V1
            $r | Export-EcgRecord $out
            $r | Export-EcgRecord $out/x.edf
            Import-EcgRecord $out/x.edf, $out/synthetic_0_000.hea
            """).AssertClean();
        Assert.Equal(2, outcome.Output.Count);
        foreach (dynamic back in outcome.Output.Select(o => o.BaseObject))
        {
            Assert.Equal(1500, back.SampleCount);
            Assert.Equal((double)_engine.Run("$r['V1'].Samples[700]").Single, (double)back["V1"].Samples[700], 0.00051);
        }
        _engine.Run("$r, $r | Export-EcgRecord $out/twice -Force").AssertError("DuplicateOutput", "synthetic_0_000");
        _engine.Run("$r | Export-EcgRecord $out/y.edf -Format Wfdb16").AssertError("ArgumentInvalid", ".hea");
    }
}
