// The C ABI: a dozen coarse calls. ecggen.h documents them for C and Python.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;
using EcgGen.Core;
using EcgGen.Core.Encoders;
using EcgGen.Core.Handwriting;
using EcgGen.Core.Print;
using EcgGen.Core.Profiles;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Signal;
using EcgGen.Core.Records.Writers;
using EcgGen.Core.Sheet;
using EcgGen.Core.Terms;
using EcgGen.Core.Wear.Quilting;

namespace EcgGen.Native;

internal static unsafe class Exports
{
    /// <summary>Changes when a call's shape or meaning does.</summary>
    private const uint AbiVersion = 1;

    [UnmanagedCallersOnly(EntryPoint = "ecg_abi_version", CallConvs = [typeof(CallConvCdecl)])]
    public static uint GetAbiVersion() => AbiVersion;

    [UnmanagedCallersOnly(EntryPoint = "ecg_init", CallConvs = [typeof(CallConvCdecl)])]
    public static int Initialize(byte* folder) => Guard.Run(() =>
        NativeParts.Use(Text(folder, nameof(folder))));

    [UnmanagedCallersOnly(EntryPoint = "ecg_last_error", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetLastError(byte* buffer, int capacity) => Copy(Guard.LastError, buffer, capacity);

    [UnmanagedCallersOnly(EntryPoint = "ecg_free", CallConvs = [typeof(CallConvCdecl)])]
    public static int Free(long handle) => Guard.Run(() => Handles.Free(handle));

    [UnmanagedCallersOnly(EntryPoint = "ecg_handle_count", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetHandleCount() => Handles.Count;

    [UnmanagedCallersOnly(EntryPoint = "ecg_cancel_new", CallConvs = [typeof(CallConvCdecl)])]
    public static long NewCancel()
    {
        long handle = 0;
        Guard.Run(() => handle = Handles.Put(new CancellationTokenSource()));
        return handle;
    }

    [UnmanagedCallersOnly(EntryPoint = "ecg_cancel", CallConvs = [typeof(CallConvCdecl)])]
    public static int Cancel(long handle) => Guard.Run(() => Handles.Get<CancellationTokenSource>(handle).Cancel());

    [UnmanagedCallersOnly(EntryPoint = "ecg_json", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetJson(long reply, byte* buffer, int capacity)
    {
        int length = 0;
        int status = Guard.Run(() => length = Copy(Handles.Get<Reply>(reply).Json, buffer, capacity));
        return status == 0 ? length : -status;
    }

    [UnmanagedCallersOnly(EntryPoint = "ecg_samples", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetSamples(long reply, int lead, double* buffer, int count) => Guard.Run(() =>
    {
        var samples = Handles.Get<Reply>(reply).Samples;
        if (samples is null || lead < 0 || lead >= samples.Count || count != samples[lead].Length)
            throw new EcgException(ErrorId.ArgumentInvalid, $"samples: lead {lead} with {count} samples is not in this reply.");
        Require(buffer, nameof(buffer));
        samples[lead].CopyTo(new Span<double>(buffer, count));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_pixels", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetPixels(long reply, byte* buffer, long capacity) => Guard.Run(() =>
    {
        var pixels = Handles.Get<Reply>(reply).Pixels;
        long size = pixels is null ? -1 : (long)pixels.Stride * pixels.Height;
        if (pixels is null || capacity != size)
            throw new EcgException(ErrorId.ArgumentInvalid, $"pixels: expected a buffer of {size} bytes, found {capacity}.");
        Require(buffer, nameof(buffer));
        Buffer.MemoryCopy(pixels.Pixels, buffer, capacity, size);
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_formats", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetFormats(long* reply) => Answer(reply, () => new Reply(EcgJson.Write(
        [.. RecordFormats.All.Select(r => new FormatInfo(r.Format, r.Extensions, r.CompanionExtensions))], EcgJson.Default.IReadOnlyListFormatInfo)));

    [UnmanagedCallersOnly(EntryPoint = "ecg_looks", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetLooks(long* reply) => Answer(reply, () => new Reply(EcgJson.Write(
        new LookNames(LeadLayout.Names, PaperLook.GridColors, VendorLooks.Names, CrumpledTextures.Names, Hands.Inks), EcgJson.Default.LookNames)));

    [UnmanagedCallersOnly(EntryPoint = "ecg_hands", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetHands(byte* path, long* reply) => Answer(reply, () => new Reply(EcgJson.Write(
        Hands.Names(path == null ? null : Text(path, nameof(path))), EcgJson.Default.IReadOnlyListString)));

    [UnmanagedCallersOnly(EntryPoint = "ecg_record_open", CallConvs = [typeof(CallConvCdecl)])]
    public static int OpenRecord(byte* json, int length, long cancel, long* reply) => Answer(reply, () =>
    {
        var record = RecordOpener.Open(Read(json, length, EcgJson.Default.OpenRecordRequest), Token(cancel));
        return new Reply(EcgJson.Write(new OpenRecordReply(record.Info, record.PatientKey, record.Warnings), EcgJson.Default.OpenRecordReply), record.Samples);
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_record_describe", CallConvs = [typeof(CallConvCdecl)])]
    public static int DescribeRecord(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply) => Answer(reply, () =>
        new Reply(EcgJson.Write(RecordOpener.Describe(
            Read(json, length, EcgJson.Default.ArraySource), BorrowedSamples.Leads(leads, leadCount, sampleCount)), EcgJson.Default.RecordInfo)));

    [UnmanagedCallersOnly(EntryPoint = "ecg_record_apply", CallConvs = [typeof(CallConvCdecl)])]
    public static int ApplySignal(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply) => Answer(reply, () =>
    {
        var request = Read(json, length, EcgJson.Default.ApplySignalRequest);
        var record = SignalChain.Apply(request.Record, BorrowedSamples.Leads(leads, leadCount, sampleCount), request.Stages, request.NoisePath is { } noise ? [noise] : [], Token(cancel));
        return new Reply(EcgJson.Write(new OpenRecordReply(record.Info, null, []), EcgJson.Default.OpenRecordReply), record.Samples);
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_recipe_read", CallConvs = [typeof(CallConvCdecl)])]
    public static int ReadRecipe(byte* path, long* reply) => Answer(reply, () =>
    {
        var file = RecipeResolver.ReadFile(Text(path, nameof(path)));
        return new Reply(EcgJson.Write(file, EcgJson.Default.RecipeFile));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_resolve", CallConvs = [typeof(CallConvCdecl)])]
    public static int Resolve(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply) => Answer(reply, () =>
    {
        var image = Read(json, length, EcgJson.Default.ImageRequest);
        return new Reply(RecipeResolver.ToJson(RecipeResolver.Resolve(image.Recipe, new SignalView(image.Record, BorrowedSamples.Leads(leads, leadCount, sampleCount)))));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_profile_check", CallConvs = [typeof(CallConvCdecl)])]
    public static int CheckProfile(byte* json, int length) => Guard.Run(() => ProfileCheck.Read(Read(json, length, EcgJson.Default.ProfileRequest)));

    [UnmanagedCallersOnly(EntryPoint = "ecg_profile_draw", CallConvs = [typeof(CallConvCdecl)])]
    public static int DrawProfile(byte* json, int length, long* reply) => Answer(reply, () =>
    {
        var request = Read(json, length, EcgJson.Default.DrawRequest);
        return new Reply(EcgJson.Write(Profile.Read(request.Profile).Draw(request.Record, request.Seed, request.Variant), EcgJson.Default.Recipe));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_file_name", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetFileName(byte* json, int length, long* reply) => Answer(reply, () =>
        new Reply(System.Text.Encoding.UTF8.GetBytes(NamePattern.ForFile(Read(json, length, EcgJson.Default.FileNameRequest)))));

    [UnmanagedCallersOnly(EntryPoint = "ecg_record_export", CallConvs = [typeof(CallConvCdecl)])]
    public static int ExportRecord(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply) => Answer(reply, () =>
    {
        var request = Read(json, length, EcgJson.Default.ExportRecordRequest);
        var signal = new SignalView(request.Record, BorrowedSamples.Leads(leads, leadCount, sampleCount));
        signal.Verify();
        return new Reply(EcgJson.Write(RecordWriter.Write(request, signal.Leads), EcgJson.Default.ExportRecordReport));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_find_terms", CallConvs = [typeof(CallConvCdecl)])]
    public static int FindTerms(byte* content, int length, byte* mediaType, long cancel, long* reply) => Answer(reply, () =>
    {
        Require(content, nameof(content));
        if (length < 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"length: expected the bytes of content, found {length}.");
        var text = DocumentText.Read(new(content, length), Text(mediaType, nameof(mediaType)), Token(cancel));
        return new Reply(EcgJson.Write(TermFinder.Find(text, Token(cancel)), EcgJson.Default.IReadOnlyListEcgTerm));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_truth", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetTruth(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply) => Answer(reply, () =>
        new Reply(ImageExporter.Describe(Scene(json, length, leads, leadCount, sampleCount), null, truth: true)));

    [UnmanagedCallersOnly(EntryPoint = "ecg_render", CallConvs = [typeof(CallConvCdecl)])]
    public static int Render(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply) => Answer(reply, () =>
    {
        var token = Token(cancel);
        var scene = Scene(json, length, leads, leadCount, sampleCount, token);
        return new Reply(ImageExporter.Describe(scene, null, truth: true), null, Renderer.Draw(scene, token));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_export", CallConvs = [typeof(CallConvCdecl)])]
    public static int Export(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply) => Answer(reply, () =>
    {
        var request = Read(json, length, EcgJson.Default.ExportRequest);
        var signal = new SignalView(request.Image.Record, BorrowedSamples.Leads(leads, leadCount, sampleCount));
        return new Reply(EcgJson.Write(ImageExporter.Export(request, signal, Token(cancel)), EcgJson.Default.ExportReport));
    });

    [UnmanagedCallersOnly(EntryPoint = "ecg_thumbnail", CallConvs = [typeof(CallConvCdecl)])]
    public static int WriteThumbnail(byte* json, int length, long cancel, long* reply) => Answer(reply, () =>
        new Reply(EcgJson.Write(Thumbnail.Write(Read(json, length, EcgJson.Default.ThumbnailRequest), Token(cancel)), EcgJson.Default.ThumbnailReport)));

    private static PageScene Scene(byte* json, int length, double** leads, int leadCount, int sampleCount, CancellationToken cancellation = default)
    {
        var image = Read(json, length, EcgJson.Default.ImageRequest);
        return Renderer.Compose(image, new SignalView(image.Record, BorrowedSamples.Leads(leads, leadCount, sampleCount)), cancellation);
    }

    private static int Answer(long* reply, Func<Reply> call) => Guard.Run(() =>
    {
        Require(reply, nameof(reply));
        *reply = 0;
        *reply = Handles.Put(call());
    });

    /// <summary>The caller's JSON as an object.</summary>
    private static T Read<T>(byte* json, int length, JsonTypeInfo<T> type)
    {
        Require(json, nameof(json));
        if (length < 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"length: expected the bytes of json, found {length}.");
        return EcgJson.Read(new(json, length), type);
    }

    /// <summary>The caller's string, which ends with a zero.</summary>
    private static string Text(byte* text, string name)
    {
        Require(text, name);
        return Marshal.PtrToStringUTF8((nint)text)!;
    }

    private static void Require(void* pointer, string name)
    {
        if (pointer == null)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{name}: expected an address, found null.");
    }

    private static CancellationToken Token(long cancel) => cancel == 0 ? default : Handles.Get<CancellationTokenSource>(cancel).Token;

    /// <summary>Copies as much as fits; returns the whole length.</summary>
    private static int Copy(ReadOnlySpan<byte> from, byte* to, int capacity)
    {
        if (to != null && capacity > 0)
            from[..Math.Min(from.Length, capacity)].CopyTo(new Span<byte>(to, capacity));
        return from.Length;
    }
}
