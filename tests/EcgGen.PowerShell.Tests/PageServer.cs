// A web server on the loopback address for one test: well-behaved pages, and pages that never end, never come or always move.
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EcgGen.PowerShell.Tests;

internal sealed class PageServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public PageServer()
    {
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string this[string path] => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var path = (await reader.ReadLineAsync(_stop.Token))!.Split(' ')[1][1..];
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                    // The request's headers tell nothing that matters here.
                }
                await (path.Split('/')[0] switch
                {
                    "page" => SendAsync(stream, "200 OK", "Content-Type: text/html; charset=iso-8859-1", [.. "<p>Caf\u00e9 and <b>atrial\nflutter</b>.<script>asystole</script>".Select(c => (byte)c)]),
                    "text" => SendAsync(stream, "200 OK", "Content-Type: text/plain", Encoding.UTF8.GetBytes("Asystole <b>")),
                    "image" => SendAsync(stream, "200 OK", "Content-Type: image/png", [0x89]),
                    "moved" => SendAsync(stream, "302 Found", "Location: " + (path.EndsWith("/0", StringComparison.Ordinal) ? "/page" : $"/moved/{int.Parse(path[6..]) - 1}"), []),
                    "loop" => SendAsync(stream, "302 Found", "Location: /loop", []),
                    "file" => SendAsync(stream, "302 Found", "Location: file:///etc/hostname", []),
                    "endless" => SendForeverAsync(stream, new byte[1 << 16], TimeSpan.Zero),
                    "slow" => SendForeverAsync(stream, [(byte)'a'], TimeSpan.FromMilliseconds(100)),
                    "silent" => Task.Delay(Timeout.Infinite, _stop.Token),
                    _ => SendAsync(stream, "404 Not Found", "Content-Type: text/html", "<p>asystole"u8.ToArray()),
                });
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client hung up, as it should.
        }
    }

    private async Task SendAsync(NetworkStream stream, string status, string header, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), _stop.Token);
        await stream.WriteAsync(body, _stop.Token);
    }

    private async Task SendForeverAsync(NetworkStream stream, byte[] piece, TimeSpan pause)
    {
        Array.Fill(piece, (byte)'a');
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
        while (true)
        {
            await stream.WriteAsync(piece, _stop.Token);
            await Task.Delay(pause, _stop.Token);
        }
    }
}
