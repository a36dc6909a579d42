// The published library through its C interface, as any caller gets it (ecggen.h says what each call does).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EcgGen.Benchmarks;

internal static unsafe partial class CoreLibrary
{
    private const string Library = "ecggen_core";

    /// <summary>Loads the library of the packed module.</summary>
    public static void Load()
    {
        var file = Directory.GetFiles(Path.Combine(Machine.Module, "native"), "*ecggen_core.*", SearchOption.AllDirectories).Single();
        NativeLibrary.SetDllImportResolver(typeof(CoreLibrary).Assembly, (name, _, _) => name == Library ? NativeLibrary.Load(file) : 0);
        Check(ecg_init(Path.GetDirectoryName(file)!));
    }

    /// <summary>Opens a record and takes its samples over.</summary>
    public static (RecordInfo Info, double[][] Samples) Open(OpenRecordRequest request)
    {
        var json = EcgJson.Write(request, EcgJson.Default.OpenRecordRequest);
        long reply;
        fixed (byte* p = json)
            Check(ecg_record_open(p, json.Length, 0, &reply));
        var info = EcgJson.Read(Json(reply), EcgJson.Default.OpenRecordReply).Info;
        var samples = new double[info.Leads.Count][];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = new double[info.SampleCount];
            fixed (double* p = samples[i])
                Check(ecg_samples(reply, i, p, info.SampleCount));
        }
        Check(ecg_free(reply));
        return (info, samples);
    }

    /// <summary>Draws and writes an image.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="leads">Pinned samples.</param>
    public static ExportReport Export(ExportRequest request, double*[] leads)
    {
        var json = EcgJson.Write(request, EcgJson.Default.ExportRequest);
        long reply;
        fixed (byte* p = json)
        fixed (double** samples = leads)
            Check(ecg_export(p, json.Length, samples, leads.Length, request.Image.Record.SampleCount, 0, &reply));
        var report = EcgJson.Read(Json(reply), EcgJson.Default.ExportReport);
        Check(ecg_free(reply));
        return report;
    }

    private static byte[] Json(long reply)
    {
        var json = new byte[ecg_json(reply, null, 0)];
        fixed (byte* p = json)
            ecg_json(reply, p, json.Length);
        return json;
    }

    private static void Check(int status)
    {
        if (status == 0)
            return;
        var json = new byte[ecg_last_error(null, 0)];
        fixed (byte* p = json)
            ecg_last_error(p, json.Length);
        throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(json));
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_init(string folder);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_last_error(byte* buffer, int capacity);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_free(long handle);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_json(long reply, byte* buffer, int capacity);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_samples(long reply, int lead, double* buffer, int count);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_record_open(byte* json, int length, long cancel, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ecg_export(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply);
}
