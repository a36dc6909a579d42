// What the core can do, in C#: the only caller of the native methods.
using System.Text;
using EcgGen.Profiles;

namespace EcgGen.Binding;

internal static unsafe class EcgCore
{
    private static IReadOnlyList<FormatInfo>? s_formats;
    private static BuildInfo? s_build;
    private static LookNames? s_looks;

    // Groups patients within one session; a secret of the user's own makes groups last (and stays out of every output).
    private static readonly string s_sessionSecret = Guid.NewGuid().ToString("N");

    /// <summary>The file formats that records are read from.</summary>
    public static IReadOnlyList<FormatInfo> Formats => s_formats ??= Ask(NativeMethods.ecg_formats).Consume(EcgJson.Default.IReadOnlyListFormatInfo);

    /// <summary>The core's version, platform and instruction set: what besides recipes decides the bytes of images.</summary>
    public static BuildInfo Build => s_build ??= FirstRecipe().Build!;

    /// <summary>The names that parameters take.</summary>
    public static LookNames Looks => s_looks ??= Ask(NativeMethods.ecg_looks).Consume(EcgJson.Default.LookNames);

    /// <summary>The names of the hands of a handwriting network.</summary>
    /// <param name="path">The full path of an ONNX file, or null for the core's own.</param>
    public static IReadOnlyList<string> Hands(string? path) => Ask(reply => NativeMethods.ecg_hands(path, reply)).Consume(EcgJson.Default.IReadOnlyListString);

    /// <summary>Opens a record from a file, the model, or as a recipe names it.</summary>
    /// <param name="source">What to open.</param>
    /// <param name="signal">What to do to the samples.</param>
    /// <param name="paths">The file, or files and folders among which it is found.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="patientSecret">Keys the record's PatientKey; null for the user's own secret, or the session's.</param>
    public static (EcgRecord Record, IReadOnlyList<string> Warnings) OpenRecord(RecordSource source, IReadOnlyList<SignalStage> signal, IReadOnlyList<string> paths, CancelHandle cancel, string? patientSecret = null)
    {
        var request = new OpenRecordRequest
        {
            Source = source,
            Paths = paths,
            Signal = signal,
            PatientSecret = patientSecret ?? (Environment.GetEnvironmentVariable("ECGGEN_PATIENT_SECRET") is { Length: > 0 } secret ? secret : s_sessionSecret),
        };
        var json = EcgJson.Write(request, EcgJson.Default.OpenRecordRequest);
        using var reply = Ask(json, (p, n, r) => NativeMethods.ecg_record_open(p, n, cancel.Value, r));
        var opened = reply.Read(EcgJson.Default.OpenRecordReply);
        return (new EcgRecord(opened.Info, Samples(reply, opened.Info), opened.PatientKey), opened.Warnings);
    }

    /// <summary>Changes a record's signal.</summary>
    /// <param name="record">The record.</param>
    /// <param name="stages">What to do.</param>
    /// <param name="keepClean">Whether the record, or the clean one behind it, is the clean one of what comes out.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="noisePath">The noise recording's file, or null.</param>
    public static EcgRecord Apply(EcgRecord record, IReadOnlyList<SignalStage> stages, bool keepClean, CancelHandle cancel, string? noisePath = null)
    {
        using var samples = new PinnedSamples(record);
        using var reply = Ask(EcgJson.Write(new ApplySignalRequest(record.Info, stages, noisePath), EcgJson.Default.ApplySignalRequest),
            (p, n, r) => NativeMethods.ecg_record_apply(p, n, samples.Leads, samples.LeadCount, samples.SampleCount, cancel.Value, r));
        var info = reply.Read(EcgJson.Default.OpenRecordReply).Info;
        var clean = keepClean ? record.Clean ?? record : record.Clean is { } before ? Apply(before, stages, keepClean: false, cancel) : null;
        return new EcgRecord(info, Samples(reply, info), record.PatientKey, clean);
    }

    /// <summary>Makes a record of arrays.</summary>
    public static EcgRecord CreateRecord(ArraySource source, IReadOnlyList<double[]> leads)
    {
        int count = leads.Count > 0 ? leads[0].Length : 0;
        if (leads.Any(l => l.Length != count))
            throw new EcgException(ErrorId.ArgumentInvalid, $"{source.Name}: expected leads of one length, found {string.Join(", ", leads.Select(l => l.Length))} samples.");
        using var samples = new PinnedSamples(leads, count);
        using var reply = Ask(EcgJson.Write(source, EcgJson.Default.ArraySource),
            (p, n, r) => NativeMethods.ecg_record_describe(p, n, samples.Leads, samples.LeadCount, count, r));
        return new EcgRecord(reply.Read(EcgJson.Default.RecordInfo), leads);
    }

    /// <summary>Reads a recipe file.</summary>
    public static RecipeFile ReadRecipe(string path) => Ask(reply => NativeMethods.ecg_recipe_read(path, reply)).Consume(EcgJson.Default.RecipeFile);

    /// <summary>Fills what a recipe leaves open; gives canonical JSON.</summary>
    public static byte[] Resolve(Recipe recipe, EcgRecord record)
    {
        using var samples = new PinnedSamples(record);
        using var reply = Ask(Json(recipe, record), (p, n, r) => NativeMethods.ecg_resolve(p, n, samples.Leads, samples.LeadCount, samples.SampleCount, r));
        return reply.Bytes();
    }

    /// <summary>Refuses a profile that is malformed or can draw what no stage takes.</summary>
    /// <exception cref="EcgException">ProfileInvalid; the message begins with the place in the file.</exception>
    public static void CheckProfile(ProfileRequest profile)
    {
        var json = EcgJson.Write(profile, EcgJson.Default.ProfileRequest);
        fixed (byte* p = json)
            CoreError.Check(NativeMethods.ecg_profile_check(p, json.Length));
    }

    /// <summary>Draws a recipe from a profile, by key; what it leaves open is drawn when an image is made of it.</summary>
    public static Recipe Draw(ProfileFile profile, EcgRecord record, int seed, int variant) =>
        Ask(EcgJson.Write(new DrawRequest(profile.Request, record.Info, seed, variant), EcgJson.Default.DrawRequest), (p, n, r) => NativeMethods.ecg_profile_draw(p, n, r))
            .Consume(EcgJson.Default.Recipe);

    /// <summary>Fills a pattern of a file name.</summary>
    public static string FileName(string pattern, EcgRecord record, int index, Recipe? recipe = null)
    {
        using var reply = Ask(EcgJson.Write(new FileNameRequest(pattern, index, record.Info, recipe), EcgJson.Default.FileNameRequest),
            (p, n, r) => NativeMethods.ecg_file_name(p, n, r));
        return Encoding.UTF8.GetString(reply.Bytes());
    }

    /// <summary>Writes a record to files.</summary>
    public static ExportRecordReport ExportRecord(ExportRecordRequest request, EcgRecord record)
    {
        using var samples = new PinnedSamples(record);
        return Ask(EcgJson.Write(request, EcgJson.Default.ExportRecordRequest),
            (p, n, r) => NativeMethods.ecg_record_export(p, n, samples.Leads, samples.LeadCount, samples.SampleCount, r)).Consume(EcgJson.Default.ExportRecordReport);
    }

    /// <summary>The terms of a document.</summary>
    /// <param name="content">The document's bytes.</param>
    /// <param name="mediaType">The type as in HTTP, perhaps with a charset.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<EcgTerm> FindTerms(byte[] content, string mediaType, CancelHandle cancel) => content.Length == 0 ? [] :
        Ask(content, (p, n, r) => NativeMethods.ecg_find_terms(p, n, mediaType, cancel.Value, r)).Consume(EcgJson.Default.IReadOnlyListEcgTerm);

    /// <summary>Where everything in an image is.</summary>
    public static EcgGroundTruth Truth(EcgImage image)
    {
        using var samples = new PinnedSamples(image.Record);
        using var reply = Ask(Json(image.Recipe, image.Record), (p, n, r) => NativeMethods.ecg_truth(p, n, samples.Leads, samples.LeadCount, samples.SampleCount, r));
        return reply.Read(EcgJson.Default.EcgGroundTruth);
    }

    /// <summary>Draws an image into memory.</summary>
    public static EcgRaster Render(EcgImage image)
    {
        using var samples = new PinnedSamples(image.Record);
        using var reply = Ask(Json(image.Recipe, image.Record), (p, n, r) => NativeMethods.ecg_render(p, n, samples.Leads, samples.LeadCount, samples.SampleCount, 0, r));
        var truth = reply.Read(EcgJson.Default.EcgGroundTruth);
        return new EcgRaster(truth.Image.Width, truth.Image.Height, reply.Pixels(checked(3 * truth.Image.Width * truth.Image.Height)), truth);
    }

    /// <summary>Draws an image and writes it.</summary>
    public static ExportReport Export(ExportRequest request, EcgRecord record, CancelHandle cancel)
    {
        using var samples = new PinnedSamples(record);
        using var reply = Ask(EcgJson.Write(request, EcgJson.Default.ExportRequest),
            (p, n, r) => NativeMethods.ecg_export(p, n, samples.Leads, samples.LeadCount, samples.SampleCount, cancel.Value, r));
        return reply.Read(EcgJson.Default.ExportReport);
    }

    /// <summary>Writes a small picture of an image file.</summary>
    public static ThumbnailReport Thumbnail(ThumbnailRequest request, CancelHandle cancel) =>
        Ask(EcgJson.Write(request, EcgJson.Default.ThumbnailRequest), (p, n, r) => NativeMethods.ecg_thumbnail(p, n, cancel.Value, r)).Consume(EcgJson.Default.ThumbnailReport);

    private static Recipe FirstRecipe()
    {
        var record = CreateRecord(new ArraySource { Name = "any", SamplingRate = 100, Leads = ["I"] }, [new double[100]]);
        return new EcgImage(record, new Recipe { Record = record.Source, RecordSha256 = record.Sha256, Stages = [new PaperStage()] }).Recipe;
    }

    private static double[][] Samples(CoreReply reply, RecordInfo info) =>
        [.. Enumerable.Range(0, info.Leads.Count).Select(i => reply.Samples(i, info.SampleCount))];

    private delegate int Call(long* reply);

    private delegate int JsonCall(byte* json, int length, long* reply);

    private static CoreReply Ask(Call call)
    {
        long handle;
        CoreError.Check(call(&handle));
        return new CoreReply(handle);
    }

    private static CoreReply Ask(byte[] json, JsonCall call)
    {
        long handle;
        fixed (byte* p = json)
            CoreError.Check(call(p, json.Length, &handle));
        return new CoreReply(handle);
    }

    private static byte[] Json(Recipe recipe, EcgRecord record) =>
        EcgJson.Write(new ImageRequest { Recipe = recipe, Record = record.Info }, EcgJson.Default.ImageRequest);
}
