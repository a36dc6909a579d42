// The C ABI as C# sees it; src/EcgGen.Native/ecggen.h says what each call does.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EcgGen.Binding;

internal static unsafe partial class NativeMethods
{
    public const string Library = "ecggen_core";
    public const uint AbiVersion = 1;

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint ecg_abi_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_init(string folder);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_last_error(byte* buffer, int capacity);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_free(long handle);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial long ecg_cancel_new();

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_cancel(long cancel);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_json(CoreReply reply, byte* buffer, int capacity);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_samples(CoreReply reply, int lead, double* buffer, int count);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_pixels(CoreReply reply, byte* buffer, long capacity);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_formats(long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_looks(long* reply);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_hands(string? path, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_record_open(byte* json, int length, long cancel, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_record_describe(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_record_apply(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_recipe_read(string path, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_resolve(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_profile_check(byte* json, int length);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_profile_draw(byte* json, int length, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_file_name(byte* json, int length, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_record_export(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_find_terms(byte* content, int length, string mediaType, long cancel, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_truth(byte* json, int length, double** leads, int leadCount, int sampleCount, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_render(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_export(byte* json, int length, double** leads, int leadCount, int sampleCount, long cancel, long* reply);

    [LibraryImport(Library), UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ecg_thumbnail(byte* json, int length, long cancel, long* reply);
}
