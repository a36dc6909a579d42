// Base64 in XML: samples as text.
namespace EcgGen.Core.Records.Xml;

/// <summary>Decodes base64.</summary>
internal static class Base64
{
    /// <summary>The bytes of a child's text, white space left out.</summary>
    /// <exception cref="EcgException">SignalInvalid: there is no such child, or its text is no base64.</exception>
    public static byte[] Decode(XmlElement parent, string child)
    {
        if (parent.Child(child) is not { } element)
            throw new EcgException(ErrorId.SignalInvalid, parent.Invalid(child, "base64", null).Message);
        return Decode(element);
    }

    /// <summary>The bytes of an element's text, white space left out.</summary>
    /// <exception cref="EcgException">SignalInvalid: the text is no base64.</exception>
    public static byte[] Decode(XmlElement element)
    {
        var text = element.Text;
        var bytes = new byte[text.Length / 4 * 3 + 3]; // white space only makes it shorter
        if (!Convert.TryFromBase64Chars(text, bytes, out int count))
            throw new EcgException(ErrorId.SignalInvalid, element.Invalid("text", "base64", text.ToString()).Message);
        return bytes[..count];
    }
}
