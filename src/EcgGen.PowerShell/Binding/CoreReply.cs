// One answer of the core: owned here, freed once.
using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;

namespace EcgGen.Binding;

/// <summary>A reply handle.</summary>
internal sealed unsafe class CoreReply : SafeHandle
{
    public CoreReply(long handle) : base(0, ownsHandle: true) => SetHandle((nint)handle);

    public override bool IsInvalid => handle == 0;

    /// <summary>The reply's JSON as bytes.</summary>
    public byte[] Bytes()
    {
        int length = Length(NativeMethods.ecg_json(this, null, 0));
        var json = new byte[length];
        fixed (byte* buffer = json)
            Length(NativeMethods.ecg_json(this, buffer, length));
        return json;

        static int Length(int result) => result >= 0 ? result : throw CoreError.Last(-result);
    }

    /// <summary>The reply's JSON as an object.</summary>
    public T Read<T>(JsonTypeInfo<T> type) => EcgJson.Read(Bytes(), type);

    /// <summary>The reply's JSON as an object, where there is nothing else to ask of the reply.</summary>
    public T Consume<T>(JsonTypeInfo<T> type)
    {
        using (this)
            return Read(type);
    }

    /// <summary>One lead's samples.</summary>
    public double[] Samples(int lead, int count)
    {
        var samples = new double[count];
        fixed (double* buffer = samples)
            CoreError.Check(NativeMethods.ecg_samples(this, lead, buffer, count));
        return samples;
    }

    /// <summary>The image's pixels.</summary>
    public byte[] Pixels(int count)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(count);
        fixed (byte* buffer = pixels)
            CoreError.Check(NativeMethods.ecg_pixels(this, buffer, count));
        return pixels;
    }

    protected override bool ReleaseHandle() => NativeMethods.ecg_free(handle) == 0;
}

/// <summary>The core's last error, consumed in one place.</summary>
internal static unsafe class CoreError
{
    public static void Check(int status)
    {
        if (status != 0)
            throw Last(status);
    }

    public static Exception Last(int status)
    {
        var json = new byte[NativeMethods.ecg_last_error(null, 0)];
        fixed (byte* buffer = json)
            NativeMethods.ecg_last_error(buffer, json.Length);
        var error = json.Length > 0 ? EcgJson.Read(json, EcgJson.Default.ErrorInfo) : new ErrorInfo((ErrorId)status, $"Status {status}.");
        return error.Id == ErrorId.Cancelled
            ? new OperationCanceledException(error.Message)
            : new EcgException(error.Id, error.Detail ?? error.Message);
    }
}
