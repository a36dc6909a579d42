// Writes HL7 aECG documents for tests, as the implementation guide tells, independently of the reader.

namespace EcgGen.Core.Tests.Records;

/// <summary>Parts of a document; each element stands on a line of its own.</summary>
internal static class AecgFixture
{
    public const string Rate500 = "<head value=\"20011231\"/>\n<increment value=\"0.002\" unit=\"s\"/>";

    public static string Document(params string[] parts) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        {string.Join('\n', parts)}
        </AnnotatedECG>
        """;

    public static string Series(string code, params string[] sequences) =>
        $"<component>\n<series>\n<code code=\"{code}\"/>\n{Set(sequences)}\n</series>\n</component>";

    public static string Set(params string[] sequences) =>
        $"<component>\n<sequenceSet>\n{string.Join('\n', sequences.Select(s => $"<component>\n<sequence>\n{s}\n</sequence>\n</component>"))}\n</sequenceSet>\n</component>";

    public static string Times(string code, string value) => $"<code code=\"{code}\"/>\n<value xsi:type=\"GLIST_TS\">\n{value}\n</value>";

    public static string Lead(string code, string digits, string origin = "0", string scale = "2.5") =>
        $"<code code=\"{code}\"/>\n<value xsi:type=\"SLIST_PQ\">\n<origin value=\"{origin}\" unit=\"uV\"/>\n<scale value=\"{scale}\" unit=\"uV\"/>\n<digits>\n{digits}\n</digits>\n</value>";
}
