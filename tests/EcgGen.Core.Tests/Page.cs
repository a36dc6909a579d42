// Pages for tests: a record, a stage, and what the renderer makes of them.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests;

internal static class Page
{
    /// <summary>A synthetic record.</summary>
    public static SignalView Synthetic(int seed = 1, double seconds = 10, double rate = 500)
    {
        var record = EcgSynthesizer.Synthesize(new SyntheticSource { Seed = seed, Duration = seconds, SamplingRate = rate }, default);
        return View(record);
    }

    /// <summary>A record from arrays in mV.</summary>
    public static SignalView FromArrays(double rate, params (string Name, double[] Samples)[] leads)
    {
        ReadOnlyMemory<double>[] samples = [.. leads.Select(l => (ReadOnlyMemory<double>)l.Samples)];
        return new SignalView(RecordOpener.Describe(new ArraySource { Name = "arrays", SamplingRate = rate, Leads = [.. leads.Select(l => l.Name)] }, samples), samples);
    }

    public static SignalView View(RecordData record) => new(record.Info, [.. record.Samples.Select(s => (ReadOnlyMemory<double>)s)]);

    public static ImageRequest Request(SignalView signal, PaperStage? paper = null, int seed = 0, int variant = 0) => new()
    {
        Record = signal.Info,
        Recipe = new Recipe { Seed = seed, Variant = variant, Record = signal.Info.Source, RecordSha256 = signal.Info.Sha256, Stages = [paper ?? new PaperStage()] },
    };

    public static PageScene Compose(SignalView signal, PaperStage? paper = null, int seed = 0, int variant = 0) =>
        Renderer.Compose(Request(signal, paper, seed, variant), signal);

    /// <summary>A page with stages after its paper.</summary>
    public static ImageRequest Request(SignalView signal, PaperStage paper, int seed, params IEnumerable<Stage> more)
    {
        var request = Request(signal, paper, seed);
        return request with { Recipe = request.Recipe with { Stages = [paper, .. more] } };
    }

    /// <summary>A worn page.</summary>
    public static PageScene Worn(SignalView signal, PaperStage paper, int seed, params IEnumerable<Stage> wear) => Renderer.Compose(Request(signal, paper, seed, wear), signal);

    /// <summary>A white sheet with nothing on it.</summary>
    public static (SignalView Signal, PaperStage Paper) White { get; } = (FromArrays(100, ("II", [.. Enumerable.Repeat(double.NaN, 100)])), new PaperStage
    {
        Layout = "1x1",
        GridStyle = GridStyle.None,
        PaperColor = new Rgb(255, 255, 255),
        CalibrationPulse = false,
        LeadNames = false,
    });

    /// <summary>One of every kind of wear, all its values open.</summary>
    public static IEnumerable<WearStage> EveryWear() => typeof(WearStage).Assembly.GetExportedTypes()
        .Where(t => t.IsSubclassOf(typeof(WearStage))).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (WearStage)Activator.CreateInstance(t)!);
}
