// The frame of a PDF file: numbered objects, compressed streams, the table of where they are.
using System.Globalization;
using System.IO.Compression;

namespace EcgGen.Core.Encoders;

/// <summary>Gathers objects and writes them as a file (ISO 32000-1, 7.5) without dates or random identifiers.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> _objects = [];

    /// <summary>Reserves an object's number.</summary>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    /// <summary>Adds an object; gives its number.</summary>
    public int Add(string content) => Set(Reserve(), content);

    /// <summary>Sets a reserved object; gives its number.</summary>
    public int Set(int number, string content)
    {
        _objects[number - 1] = System.Text.Encoding.Latin1.GetBytes(content);
        return number;
    }

    /// <summary>Adds a stream, compressed; gives its number.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="entries">More entries of its dictionary.</param>
    public int AddStream(ReadOnlySpan<byte> data, string entries = "")
    {
        using var body = new MemoryStream();
        using (var zlib = new ZLibStream(body, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        var head = string.Create(CultureInfo.InvariantCulture, $"<< /Length {body.Length} /Filter /FlateDecode {entries}>>\nstream\n");
        _objects.Add([.. System.Text.Encoding.Latin1.GetBytes(head), .. body.ToArray(), .. "\nendstream"u8]);
        return _objects.Count;
    }

    /// <summary>Writes the file.</summary>
    /// <param name="catalog">The number of the document's catalogue.</param>
    /// <param name="output">Takes the file; need not seek.</param>
    public void Write(int catalog, Stream output)
    {
        var file = new MemoryStream();
        void Text(string text) => file.Write(System.Text.Encoding.Latin1.GetBytes(text));
        Text("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"); // the second line tells that the file is not text
        var places = new List<long>();
        for (int i = 0; i < _objects.Count; i++)
        {
            places.Add(file.Length);
            Text(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n"));
            file.Write(_objects[i] ?? throw new InvalidOperationException($"Object {i + 1} was reserved and not set."));
            Text("\nendobj\n");
        }
        long table = file.Length;
        Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
        foreach (long place in places)
            Text(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Text(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root {catalog} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        file.WriteTo(output);
    }
}
