// Nothing thrown crosses the boundary: every export runs in here and turns exceptions into a status and a last error.
using System.Text.Json;

namespace EcgGen.Native;

internal static class Guard
{
    [ThreadStatic]
    private static byte[]? t_lastError;

    public static ReadOnlySpan<byte> LastError => t_lastError;

    /// <summary>Runs a call; 0 or the number of an <see cref="ErrorId"/>.</summary>
    public static int Run(Action call)
    {
        try
        {
            call();
            return 0;
        }
        catch (Exception e)
        {
            var error = e switch
            {
                EcgException known => new ErrorInfo(known.Id, known.Message),
                OperationCanceledException => new ErrorInfo(ErrorId.Cancelled, "The work was cancelled."),
                JsonException json => new ErrorInfo(ErrorId.RecipeInvalid, $"JSON: {json.Message}"),
                OutOfMemoryException => new ErrorInfo(ErrorId.RecordTooLarge, "There is not enough memory for this."),
                _ => new ErrorInfo(ErrorId.Internal, $"{e.GetType().Name}: {e.Message}", e.ToString()),
            };
            t_lastError = EcgJson.Write(error, EcgJson.Default.ErrorInfo);
            return (int)error.Id;
        }
    }
}
