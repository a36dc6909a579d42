// Lead names: one spelling each, and each name once.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public class LeadNamesTests
{
    [Theory]
    [InlineData("i", "I")]
    [InlineData("Ii", "II")]
    [InlineData(" III ", "III")]
    [InlineData("AVR", "aVR")]
    [InlineData("avl", "aVL")]
    [InlineData("aVF", "aVF")]
    [InlineData("v1", "V1")]
    [InlineData("V6", "V6")]
    [InlineData("v3r", "V3R")]
    [InlineData("V9", "V9")]
    [InlineData("ECG I", "I")]
    [InlineData("ecg_avr", "aVR")]
    [InlineData("Lead II", "II")]
    [InlineData("lead-v2", "V2")]
    [InlineData("MDC_ECG_LEAD_I", "I")]
    [InlineData("MDC_ECG_LEAD_AVR", "aVR")]
    [InlineData("MDC_ECG_LEAD_aVL", "aVL")]
    [InlineData("mdc_ecg_lead_v1", "V1")]
    [InlineData("MDC_ECG_LEAD_V4R", "V4R")]
    [InlineData("MDC_ECG_ELEC_POTL_V6", "V6")]
    [InlineData("MDC_ECG_LEAD_X", "X")]
    [InlineData("MDC_ECG_LEAD_", "Lead")]
    [InlineData("MLII", "MLII")]
    [InlineData(" vx ", "vx")]
    [InlineData("ECG 1", "ECG 1")]
    [InlineData("ECG", "ECG")]
    [InlineData("IV", "IV")]
    [InlineData("V10", "V10")]
    [InlineData("", "Lead")]
    public void Names_are_standardised(string name, string expected) => Assert.Equal(expected, LeadNames.Standardise(name));

    [Theory]
    [InlineData("I II V1", "i ii v1")]
    [InlineData("II II_2 V5 II_3", "II ii V5 Ii")]
    [InlineData("II II_3 II_2", "II ii II_2")] // a name that is taken is not given
    [InlineData("MLII mlII_2", "MLII mlII")]
    public void Names_are_made_unique(string expected, string names) =>
        Assert.Equal(expected.Split(' '), LeadNames.StandardiseAll(names.Split(' ')));

    [Fact]
    public void Many_equal_names_take_no_time()
    {
        var names = LeadNames.StandardiseAll(Enumerable.Repeat("x", 4096));
        Assert.Equal(4096, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("x_4096", names[^1]);
    }

    [Theory]
    [InlineData("MLII", "MLII")]
    [InlineData("ecg avr", "aVR")]
    [InlineData("vx", "vx")]
    [InlineData("Erika Mustermann", "Lead 3")]
    [InlineData("Mustermann", "Lead 3")]
    [InlineData("born 1950", "Lead 3")]
    [InlineData("Ärika", "Lead 3")]
    public void A_name_that_is_free_text_gives_way_to_a_number(string name, string kept) => Assert.Equal(kept, Privacy.LeadName(name, 2));
}
