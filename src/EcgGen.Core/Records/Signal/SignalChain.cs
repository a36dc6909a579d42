// Applies the steps that change a record's signal: the same whether a user adds them one by one or a recipe replays them.
using System.Globalization;

namespace EcgGen.Core.Records.Signal;

/// <summary>From a record to a changed record.</summary>
public static class SignalChain
{
    /// <summary>Applies stages in order.</summary>
    /// <param name="info">The record's facts.</param>
    /// <param name="leads">Its samples in mV; borrowed, not changed.</param>
    /// <param name="stages">What to do.</param>
    /// <param name="noisePaths">The noise recording's file; or, where a stage names that, files and folders among which it is.</param>
    /// <param name="cancellation">Polled between leads.</param>
    /// <returns>The changed record, whose facts name the stages behind those that it had.</returns>
    /// <exception cref="EcgException">ArgumentInvalid, LeadNotFound, RecordTooLarge: a stage does not fit the record.</exception>
    public static RecordData Apply(
        RecordInfo info, IReadOnlyList<ReadOnlyMemory<double>> leads, IReadOnlyList<SignalStage> stages, IReadOnlyList<string> noisePaths, CancellationToken cancellation)
    {
        var record = new RecordData(info, [.. leads.Select(l => l.ToArray())]);
        foreach (var open in stages)
        {
            cancellation.ThrowIfCancellationRequested();
            var stage = open;
            if (open is NoiseStage noise)
                (record, stage) = SignalNoise.Apply(record, noise, noisePaths, cancellation);
            else
                record = Apply(record, open, cancellation);
            record = record with
            {
                Info = record.Info with
                {
                    SampleCount = record.Samples[0].Length,
                    Sha256 = RecordHash.Compute(record.Samples.Select(s => (ReadOnlyMemory<double>)s)),
                    Signal = [.. record.Info.Signal, stage],
                },
            };
        }
        return record;
    }

    private static RecordData Apply(RecordData record, SignalStage stage, CancellationToken cancellation) => stage switch
    {
        SwapElectrodeStage swap => ElectrodeSwap.Apply(record, swap),
        InvertStage invert => Invert(record, invert),
        ResampleStage resample => Resample(record, resample.SamplingRate, cancellation),
        CutStage cut => Cut(record, cut),
        SelectLeadStage select => Select(record, select),
        _ => throw new EcgException(ErrorId.RecipeInvalid, $"Recipe: signal: '{stage.GetType().Name}' is unknown."),
    };

    private static RecordData Invert(RecordData record, InvertStage stage)
    {
        var samples = record.Samples.ToArray();
        foreach (int i in LeadNames.Choose(stage.Leads, record.Info.Leads, record.Info.Name))
            samples[i] = Array.ConvertAll(samples[i], v => -v);
        return record with { Samples = samples };
    }

    private static RecordData Resample(RecordData record, double rate, CancellationToken cancellation)
    {
        if (!(rate is >= 10 and <= 100_000))
            throw new EcgException(ErrorId.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture, $"{record.Info.Name}: samplingRate: expected 10 to 100,000 Hz, found {rate}."));
        var resampler = new Resampler(record.Info.SamplingRate, rate);
        RecordCut.CheckSize(record.Info.Name, (Int128)resampler.OutputCount(record.Info.SampleCount) * record.Samples.Count);
        var samples = new double[record.Samples.Count][];
        for (int i = 0; i < samples.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            samples[i] = resampler.Resample(record.Samples[i]);
        }
        return record with { Info = record.Info with { SamplingRate = rate }, Samples = samples };
    }

    private static RecordData Cut(RecordData record, CutStage stage)
    {
        var cut = RecordCut.Of(record.Info.Name, record.Info.SampleCount, record.Info.SamplingRate, stage.Start ?? 0, stage.Duration ?? double.PositiveInfinity);
        double start = cut.First / record.Info.SamplingRate, end = (cut.First + cut.Count) / record.Info.SamplingRate;
        return record with
        {
            Info = record.Info with { Beats = record.Info.Beats is { } beats ? [.. beats.Select(b => Within(b, start, end)).OfType<BeatTruth>()] : null },
            Samples = [.. record.Samples.Select(s => s.AsSpan((int)cut.First, (int)cut.Count).ToArray())],
        };
    }

    /// <summary>What of a beat reaches into a cut, in the cut's own time; null if nothing does.</summary>
    private static BeatTruth? Within(BeatTruth beat, double start, double end)
    {
        WaveTruth? Wave(WaveTruth? wave) => wave is null || wave.Offset <= start || wave.Onset >= end
            ? null
            : new WaveTruth(wave.Onset - start, wave.Peak - start, wave.Offset - start);
        double[]? spikes = beat.Spikes?.Where(t => t >= start && t < end).Select(t => t - start).ToArray();
        var cut = beat with { P = Wave(beat.P), Qrs = Wave(beat.Qrs), T = Wave(beat.T), Spikes = spikes is { Length: > 0 } ? spikes : null };
        return cut is { P: null, Qrs: null, T: null, Spikes: null } ? null : cut;
    }

    private static RecordData Select(RecordData record, SelectLeadStage stage)
    {
        int[] chosen = LeadNames.Choose(stage.Leads, record.Info.Leads, record.Info.Name);
        string[] names = [.. chosen.Select(i => record.Info.Leads[i])];
        return record with
        {
            Info = record.Info with { Leads = names, DerivedLeads = [.. record.Info.DerivedLeads.Where(names.Contains)] },
            Samples = [.. chosen.Select(i => record.Samples[i])],
        };
    }
}
