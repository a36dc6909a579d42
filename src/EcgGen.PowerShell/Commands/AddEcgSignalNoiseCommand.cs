// Add-EcgSignalNoise: a record with the noise that real recordings have.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Adds noise to a record's signal: baseline wander, mains, muscle, motion, white, autoregressive or recorded.</summary>
/// <remarks>
/// Noise is made at the electrodes and reaches the leads as Einthoven and Wilson combine them, so that the limb leads stay consistent.
/// Each value is the root mean square at one electrode in mV. With -Snr the values are proportions: their sum is scaled so that the power
/// of all leads, each without its mean, is so many dB above that of the noise. The record without noise stays at hand as Clean.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | Add-EcgSignalNoise -BaselineWander 0.1 -Muscle 0.02 -Powerline 0.01 -Seed 3</code>
/// <para>Adds three kinds of noise of set amplitudes.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecord *.hea | Add-EcgSignalNoise -NoiseRecord nstdb/em.hea -Snr 12 | New-EcgPaper | Export-EcgImage noisy</code>
/// <para>Adds noise of the MIT-BIH noise stress test database, from random places of it, at 12 dB.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgSignalNoise")]
[OutputType(typeof(EcgRecord))]
public sealed class AddEcgSignalNoiseCommand : EcgCommand
{
    /// <summary>The record, or several. It stays as it is; another one comes out.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgRecord[] InputObject { get; set; } = [];

    /// <summary>Baseline wander by respiration and drift, below 0.5 Hz.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? BaselineWander { get; set; }

    /// <summary>Interference from the mains, with harmonics.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? Powerline { get; set; }

    /// <summary>The mains' frequency in Hz. Default: 50.</summary>
    [Parameter]
    [ValidateRange(10.0, 1000.0)]
    public double? PowerlineFrequency { get; set; }

    /// <summary>Muscle noise, 20 to 150 Hz, swelling and fading.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? Muscle { get; set; }

    /// <summary>Artefacts of single electrodes that move.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? Motion { get; set; }

    /// <summary>White noise.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? White { get; set; }

    /// <summary>Time-varying autoregressive noise.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? Autoregressive { get; set; }

    /// <summary>Noise from a recording. Default: 0.1 mV if -NoiseRecord is given.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? Recorded { get; set; }

    /// <summary>The file of a noise recording; each electrode gets a cut from a channel and place that the seed draws.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NoiseRecord { get; set; }

    /// <summary>Signal to noise in dB. Default: the amplitudes count as they are.</summary>
    [Parameter]
    [ValidateRange(-60.0, 120.0)]
    public double? Snr { get; set; }

    /// <summary>The seed; equal seeds make equal noise for equal records.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var record in InputObject)
            ForItem(record, () => WriteObject(AddNoise(record)));
    }

    private EcgRecord AddNoise(EcgRecord record)
    {
        if (Recorded is not null && NoiseRecord is null)
            throw new EcgException(ErrorId.ArgumentInvalid, "recorded: expected -NoiseRecord with the file that the noise is taken from.");
        var stage = new NoiseStage
        {
            Seed = Seed,
            BaselineWander = BaselineWander,
            Powerline = Powerline,
            PowerlineFrequency = PowerlineFrequency,
            Muscle = Muscle,
            Motion = Motion,
            White = White,
            Autoregressive = Autoregressive,
            Recorded = NoiseRecord is null ? null : Recorded ?? 0.1,
            Snr = Snr,
        };
        return EcgCore.Apply(record, [stage], keepClean: true, Cancel, NoiseRecord is null ? null : ResolveFile(NoiseRecord));
    }
}
