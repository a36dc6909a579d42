// Writes GE MUSE documents for tests, as real ones are, independently of the reader.
using System.Globalization;
using System.IO.Hashing;

namespace EcgGen.Core.Tests.Records;

/// <summary>Parts of a document; each element stands on a line of its own.</summary>
internal static class MuseFixture
{
    public static string Document(params string[] parts) => $"""
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <!DOCTYPE RestingECG SYSTEM "restecg.dtd">
        <RestingECG>
        {string.Join('\n', parts)}
        </RestingECG>
        """;

    public static string Waveform(string type, string[] leads, string sampleBase = "500", string exponent = "0") => $"""
        <Waveform>
        <WaveformType>{type}</WaveformType>
        <NumberofLeads>{leads.Length}</NumberofLeads>
        <SampleBase>{sampleBase}</SampleBase>
        <SampleExponent>{exponent}</SampleExponent>
        {string.Join('\n', leads)}
        </Waveform>
        """;

    public static string Lead(string name, int[] samples)
    {
        var bytes = WfdbFixture.Pack16(samples);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <LeadData>
            <LeadTimeOffset>0</LeadTimeOffset>
            <LeadSampleCountTotal>{samples.Length}</LeadSampleCountTotal>
            <LeadAmplitudeUnitsPerBit>4.88</LeadAmplitudeUnitsPerBit>
            <LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>
            <LeadID>{name}</LeadID>
            <FirstSampleBaseline>0</FirstSampleBaseline>
            <LeadSampleSize>2</LeadSampleSize>
            <LeadDataCRC32>{Crc32.HashToUInt32(bytes)}</LeadDataCRC32>
            <WaveFormData>
            {Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}
            </WaveFormData>
            </LeadData>
            """);
    }
}
