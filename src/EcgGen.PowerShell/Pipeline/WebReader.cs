// Fetches pages within limits of time, size and redirects. It lives in the module and not in the core: PowerShell's runtime has HTTP, TLS and
// the user's proxy already, while the core would have to carry all that.
using System.Net;

namespace EcgGen.Pipeline;

/// <summary>Reads documents of the web.</summary>
internal sealed class WebReader : IDisposable
{
    /// <summary>Larger documents are refused.</summary>
    public const int MaxBytes = 5 << 20;

    /// <summary>A page that moved more often is not followed.</summary>
    public const int MaxRedirects = 5;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.All,
        MaxAutomaticRedirections = MaxRedirects,
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public WebReader() => _client.DefaultRequestHeaders.UserAgent.ParseAdd("EcgGen");

    /// <summary>A document and its media type.</summary>
    /// <param name="uri">An address of http or https.</param>
    /// <param name="seconds">How long all of it may take.</param>
    /// <param name="stop">Set when the user stops.</param>
    /// <exception cref="EcgException">The address is of another kind, or what lies there cannot be read within the limits.</exception>
    public (byte[] Content, string MediaType) Read(Uri uri, int seconds, CancellationToken stop)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            throw new EcgException(ErrorId.ArgumentInvalid, $"{uri}: expected an address that begins with http:// or https://.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(seconds * 1000);
        try
        {
            return ReadAsync(uri, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{uri}: not read within {seconds} s.", e);
        }
        catch (UriFormatException e)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{uri}: it redirects to what is no address of http or https.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{uri}: {e.Message}", e);
        }
    }

    private async Task<(byte[] Content, string MediaType)> ReadAsync(Uri uri, CancellationToken cancellation)
    {
        using var response = await _client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        // The client gives a redirection back that it does not follow.
        if (status is >= 300 and < 400)
            throw new EcgException(ErrorId.FileUnreadable, $"{uri}: expected at most {MaxRedirects} redirects, all to http or https and none from https to http.");
        if (!response.IsSuccessStatusCode)
            throw new EcgException(status is 404 or 410 ? ErrorId.FileNotFound : ErrorId.FileUnreadable, $"{uri}: the server answers {status} {response.ReasonPhrase}.");
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType is { } media && !media.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !media.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase))
            throw new EcgException(ErrorId.FormatUnknown, $"{uri}: expected a text or a page, found {media}.");
        using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxBytes)
                throw new EcgException(ErrorId.RecordTooLarge, $"{uri}: expected at most {MaxBytes >> 20} MB.");
        }
        return (content.ToArray(), type?.ToString() ?? "text/html");
    }

    public void Dispose() => _client.Dispose();
}
