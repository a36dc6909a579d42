// Files with a JSON object on each line.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EcgGen.Datasets;

internal static class JsonLines
{
    /// <summary>The objects of a file, in order, as they are asked for.</summary>
    /// <exception cref="EcgException">FileNotFound; DatasetDamaged: a line is not what it should be.</exception>
    public static IEnumerable<T> Read<T>(string path, JsonTypeInfo<T> type)
    {
        if (!File.Exists(path))
            throw new EcgException(ErrorId.FileNotFound, $"{path}: no such file.");
        using var stream = Open(path);
        int number = 0;
        foreach (var (line, _, whole) in Split(stream))
        {
            number++;
            yield return whole && TryParse(line, type) is { } value ? value
                : throw new EcgException(ErrorId.DatasetDamaged, $"{path}: line {number}: expected a whole line with a {typeof(T).Name} as JSON.");
        }
    }

    /// <summary>The objects at a file's beginning with the places where their lines end; what is torn or no object ends them.</summary>
    public static IEnumerable<(T Value, long End)> ReadWhole<T>(string path, JsonTypeInfo<T> type)
    {
        using var stream = Open(path);
        foreach (var (line, end, whole) in Split(stream))
        {
            if (!whole || TryParse(line, type) is not { } value)
                yield break;
            yield return (value, end);
        }
    }

    /// <summary>Appends an object.</summary>
    public static void Write<T>(Stream stream, T value, JsonTypeInfo<T> type)
    {
        // In one piece: a process that is killed leaves whole lines.
        byte[] json = EcgJson.Write(value, type), line = new byte[json.Length + 1];
        json.CopyTo(line, 0);
        line[^1] = (byte)'\n';
        stream.Write(line);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);

    private static T? TryParse<T>(ReadOnlyMemory<byte> line, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, type);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Line, long End, bool Whole)> Split(Stream stream)
    {
        var buffer = new byte[1 << 16];
        int filled = 0;
        long start = 0;
        for (int read; (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            int from = 0, end;
            int searched = filled;
            filled += read;
            while ((end = Array.IndexOf(buffer, (byte)'\n', Math.Max(from, searched), filled - Math.Max(from, searched))) >= 0)
            {
                yield return (buffer.AsMemory(from, end - from), start + end + 1, true);
                from = end + 1;
            }
            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            start += from;
            filled -= from;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }
        if (filled > 0)
            yield return (buffer.AsMemory(0, filled), start + filled, false);
    }
}
