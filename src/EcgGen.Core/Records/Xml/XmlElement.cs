// XML that nobody vouches for, as a tree of bounded depth and size: what the readers of XML formats walk through.
using System.Globalization;
using System.Text;
using System.Xml;

namespace EcgGen.Core.Records.Xml;

/// <summary>An element: its local name, attributes, children and own text. Namespaces are left out of account.</summary>
internal sealed class XmlElement
{
    /// <summary>The most bytes of an XML file: a day of twelve leads is no more.</summary>
    public const int MaxFileBytes = 1 << 28;

    private const int MaxDepth = 64, MaxAttributes = 256, MaxElements = 1 << 20;

    private readonly string _file;
    private readonly XmlElement? _parent;
    private readonly (string Name, string Value)[] _attributes;
    private List<XmlElement>? _children;
    private string _text = "";
    private StringBuilder? _pieces; // of a text that comments or elements interrupt; most texts are one piece

    private XmlElement(string file, XmlElement? parent, string name, (string, string)[] attributes)
    {
        _file = file;
        _parent = parent;
        Name = name;
        _attributes = attributes;
    }

    /// <summary>The local name.</summary>
    public string Name { get; }

    /// <summary>The text directly within this element, trimmed.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan().Trim();

    /// <summary>The child elements in the file's order.</summary>
    public IReadOnlyList<XmlElement> Children => _children ?? (IReadOnlyList<XmlElement>)[];

    /// <summary>Where this element stands, as "root/child/grandchild": what messages say.</summary>
    public string Path => _parent is null ? Name : $"{_parent.Path}/{Name}";

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="EcgException">HeaderInvalid: no XML, or beyond the bounds.</exception>
    public static XmlElement Load(WholeFile file, CancellationToken cancellation)
    {
        try
        {
            using var reader = Open(file.Bytes);
            return Load(file.Name, reader, cancellation);
        }
        // ArgumentException and NotSupportedException: an encoding that is not known; FormatException: bytes that are none of it.
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException or FormatException)
        {
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: expected XML: {e.Message}", e);
        }
    }

    /// <summary>The local name of the root element of what may be the start of an XML file, or null if it is none.</summary>
    public static string? RootOf(string path)
    {
        var bytes = WholeFile.Glance(path);
        // Any XML starts with '<', behind white space or the mark of an encoding; most files are ruled out by that.
        if (bytes.AsSpan().IndexOfAnyExcept("\uFEFF \t\r\n\0"u8) is not (>= 0 and var start) || !StartsAsXml(bytes.AsSpan(start)))
            return null;
        try
        {
            using var reader = Open(bytes);
            return reader.MoveToContent() == XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The child of this name, the first if there are several, or null.</summary>
    public XmlElement? Child(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }
        return null;
    }

    /// <summary>All children of this name.</summary>
    public IEnumerable<XmlElement> All(string name) => Children.Where(c => c.Name == name);

    /// <summary>The element at the end of a path of names, the first child of each name taken, or null.</summary>
    /// <param name="path">Names divided by slashes.</param>
    public XmlElement? Find(string path)
    {
        var at = this;
        foreach (var part in path.Split('/'))
        {
            at = at.Child(part);
            if (at is null)
                break;
        }
        return at;
    }

    /// <summary>The text at the end of a path, or null if it is not there or blank.</summary>
    public string? Value(string path) => Find(path) is { } found && found.Text.Length > 0 ? found.Text.ToString() : null;

    /// <summary>The value of an attribute, trimmed, or null if it is not there or blank.</summary>
    /// <param name="name">The local name.</param>
    public string? Attribute(string name)
    {
        foreach (var (key, value) in _attributes)
        {
            if (key == name && value.AsSpan().Trim() is { Length: > 0 } text)
                return text.ToString();
        }
        return null;
    }

    /// <summary>A finite number.</summary>
    /// <param name="field">The field, for messages: a child's name or an attribute's.</param>
    /// <param name="text">What the field holds, or null.</param>
    /// <exception cref="EcgException">HeaderInvalid, also if there is nothing.</exception>
    public double Number(string field, string? text)
    {
        const NumberStyles style = NumberStyles.Float & ~NumberStyles.AllowTrailingSign;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Invalid(field, "a number", text);
    }

    /// <summary>A number of things, 0 to 2^31 − 1.</summary>
    /// <param name="field">The field, for messages.</param>
    /// <param name="text">What the field holds, or null.</param>
    /// <exception cref="EcgException">HeaderInvalid, also if there is nothing.</exception>
    public int Count(string field, string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Invalid(field, "a whole number", text);

    /// <summary>Makes the error for a field of this element.</summary>
    /// <param name="field">A child's name or an attribute's.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there, or null.</param>
    public EcgException Invalid(string field, string expected, string? found) =>
        new(ErrorId.HeaderInvalid, $"{_file}: {Path}/{field}: expected {expected}, found {Quote(found)}.");

    // A hostile field may be as long as the file.
    private static string Quote(string? text) => string.IsNullOrEmpty(text) ? "nothing"
        : text.Length <= 40 ? $"'{text}'" : $"'{text[..40]}…'";

    private static bool StartsAsXml(ReadOnlySpan<byte> bytes) => bytes is [(byte)'<', ..]
        or [0xFF, 0xFE, (byte)'<', ..] or [0xFE, 0xFF, ..];

    // Real files name a document type, so it can't be refused; it is skipped unread: no entities, no external resources.
    private static XmlReader Open(byte[] bytes) => XmlReader.Create(new MemoryStream(bytes, writable: false), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MaxFileBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = true,
        CloseInput = true,
    });

    private static XmlElement Load(string file, XmlReader reader, CancellationToken cancellation)
    {
        XmlElement? root = null, at = null;
        int elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= MaxDepth || reader.AttributeCount > MaxAttributes || ++elements > MaxElements)
                    {
                        throw new EcgException(ErrorId.HeaderInvalid, $"{file}: XML: expected at most {MaxDepth} levels, " +
                            $"{MaxAttributes} attributes and {MaxElements} elements, found more.");
                    }
                    if ((elements & 0xFFF) == 0)
                        cancellation.ThrowIfCancellationRequested();
                    bool isEmpty = reader.IsEmptyElement;
                    var element = new XmlElement(file, at, reader.LocalName, AttributesOf(reader));
                    if (at is null)
                        root = element;
                    else
                        (at._children ??= []).Add(element);
                    at = isEmpty ? at : element;
                    break;
                case XmlNodeType.EndElement:
                    at!._text = at._pieces?.ToString() ?? at._text;
                    at._pieces = null;
                    at = at._parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when at is not null:
                    if (at._text.Length == 0)
                        at._text = reader.Value;
                    else
                        (at._pieces ??= new StringBuilder(at._text)).Append(reader.Value);
                    break;
            }
        }
        return root!; // a document without a root is an XmlException
    }

    private static (string, string)[] AttributesOf(XmlReader reader)
    {
        if (reader.AttributeCount == 0)
            return [];
        var attributes = new (string, string)[reader.AttributeCount];
        for (int i = 0; i < attributes.Length; i++)
        {
            reader.MoveToAttribute(i);
            attributes[i] = (reader.LocalName, reader.Value);
        }
        reader.MoveToElement();
        return attributes;
    }
}
