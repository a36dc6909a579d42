// A headless Chromium, driven over its DevTools protocol: pages are opened, clicked and read as a user's browser would show them.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

internal sealed partial class Browser : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, int> s_keys = new()
    {
        ["Enter"] = 13,
        ["Escape"] = 27,
        ["PageDown"] = 34,
        ["End"] = 35,
        ["Home"] = 36,
        ["ArrowLeft"] = 37,
        ["ArrowUp"] = 38,
        ["ArrowRight"] = 39,
        ["ArrowDown"] = 40,
    };

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private string? _session;
    private int _id;

    private Browser(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>The address of everything that pages asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Errors of scripts and of loading.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>Starts the browser; null where none is installed.</summary>
    public static async Task<Browser?> Start()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
            return null;
        var profile = Directory.CreateTempSubdirectory("ecggen-browser-").FullName;
        // The sandbox needs rights that a container may not have; all pages are our own.
        string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
            $"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"];
        var browser = new Browser(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!, profile);
        try
        {
            await browser.Connect();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page and waits until it is there.</summary>
    public async Task Open(string address)
    {
        // Another fragment of the same page would not load it again.
        await Send("Page.navigate", new() { ["url"] = "about:blank" });
        await Send("Page.navigate", new() { ["url"] = address });
        await WaitFor("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /// <summary>The value of an expression; of promises, what they come to.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var reply = await Send("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.False(reply.TryGetProperty("exceptionDetails", out var details), $"{expression}: {details}");
        return reply.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task WaitFor(string expression)
    {
        for (var clock = Stopwatch.StartNew(); !(await Evaluate($"Boolean({expression})")).GetBoolean(); await Task.Delay(10))
            Assert.True(clock.Elapsed < s_patience, $"never: {expression}; {string.Join("; ", Problems)}");
    }

    /// <summary>Clicks with the mouse on the middle of an element.</summary>
    public async Task Click(string selector)
    {
        var place = await Evaluate($"(() => {{ const e = document.querySelector({JsonSerializer.Serialize(selector)}); e.scrollIntoView({{ block: 'nearest' }}); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()");
        foreach (var type in (string[])["mousePressed", "mouseReleased"])
            await Send("Input.dispatchMouseEvent", new() { ["type"] = type, ["x"] = place[0].GetDouble(), ["y"] = place[1].GetDouble(), ["button"] = "left", ["clickCount"] = 1 });
    }

    /// <summary>Presses a key.</summary>
    public async Task Press(string key)
    {
        int code = s_keys.TryGetValue(key, out int known) ? known : key[0];
        var text = key == "Enter" ? "\r" : key.Length == 1 ? key : null;
        var press = new JsonObject { ["type"] = "keyDown", ["key"] = key, ["windowsVirtualKeyCode"] = code };
        if (text is not null)
            press["text"] = text;
        await Send("Input.dispatchKeyEvent", press);
        await Send("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key, ["windowsVirtualKeyCode"] = code });
    }

    /// <summary>The window's size, and whether the system is set to dark.</summary>
    public async Task Show(int width, int height, bool dark = false)
    {
        await Send("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await Send("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }) });
    }

    /// <summary>What one would see, as PNG.</summary>
    public async Task<byte[]> Screenshot() => (await Send("Page.captureScreenshot", [])).GetProperty("data").GetBytesFromBase64();

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        for (int i = 0; Directory.Exists(_profile); i++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException) when (i < 50)
            {
                // A process of the browser is still ending.
                await Task.Delay(100);
            }
        }
    }

    private async Task Connect()
    {
        string? address = null;
        while (address is null && await _process.StandardError.ReadLineAsync().WaitAsync(s_patience) is { } line)
            address = Listening().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        _ = _process.StandardError.ReadToEndAsync();
        Assert.NotNull(address);
        await _socket.ConnectAsync(new Uri(address), default);
        _ = Receive();
        var target = (await Send("Target.createTarget", new() { ["url"] = "about:blank" })).GetProperty("targetId").GetString();
        _session = (await Send("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true })).GetProperty("sessionId").GetString();
        foreach (var domain in (string[])["Page", "Network", "Runtime", "Log"])
            await Send(domain + ".enable", []);
        await Show(1400, 900);
    }

    private async Task<JsonElement> Send(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref _id);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
            message["sessionId"] = _session;
        var reply = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, default);
        return await reply.Task.WaitAsync(s_patience);
    }

    private async Task Receive()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, default);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException("The browser has ended.");
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            foreach (var reply in _waiting.Values)
                reply.TrySetException(e);
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id) && _waiting.TryRemove(id.GetInt32(), out var reply))
        {
            if (message.TryGetProperty("error", out var error))
                reply.TrySetException(new InvalidOperationException(error.ToString()));
            else
                reply.TrySetResult(message.GetProperty("result"));
            return;
        }
        var method = message.TryGetProperty("method", out var name) ? name.GetString() : null;
        if (method == "Network.requestWillBeSent")
            Requests.Enqueue(message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!);
        else if (method is "Runtime.exceptionThrown" or "Log.entryAdded")
            Problems.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{method}: {message.GetProperty("params")}"));
    }

    [GeneratedRegex(@"DevTools listening on (ws://\S+)")]
    private static partial Regex Listening();
}
