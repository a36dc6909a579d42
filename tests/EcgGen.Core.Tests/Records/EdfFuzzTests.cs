// Broken EDF and BDF files: other numbers in the fields of the header, other bytes anywhere.
using System.Text;
using EcgGen.Core.Random;
using static EcgGen.Core.Tests.Records.EdfFixture;

namespace EcgGen.Core.Tests.Records;

public class EdfFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] s_numbers =
        ["-1", "0", "1", "2", "4", "16", "99999999", "-9999999", "1e308", "1e-308", "NaN", "0.000001", "65535", "9999", "10000000", "", "x"];

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        var bases = Bases();
        new RecordFuzz("edf", output).Run(12_000, g => [("r.edf", Mutations.Break(bases, MutateField, g))],
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.RecordEmpty, ErrorId.ArgumentInvalid);
    }

    private static byte[] MutateField(byte[] bytes, Philox g)
    {
        var number = Encoding.ASCII.GetBytes(s_numbers[g.NextInt(s_numbers.Length)].PadRight(8));
        int signals = bytes.Length > 256 && int.TryParse(Encoding.ASCII.GetString(bytes, 252, 4), out int n) ? Math.Clamp(n, 1, 99) : 1;
        int signal = g.NextInt(signals);
        int[] fields = [104, 112, 120, 128, 216];
        return g.NextInt(9) switch
        {
            8 => Mutations.Overwrite(bytes, bytes.AsSpan().IndexOf("+9\u0014"u8), [(byte)'+', .. number.AsSpan(0, 4), 20, 20]),
            0 => Mutations.Overwrite(bytes, 184, number),
            1 => Mutations.Overwrite(bytes, 236, number),
            2 => Mutations.Overwrite(bytes, 244, number),
            3 => Mutations.Overwrite(bytes, 252, number.AsSpan(0, 4)),
            4 => Mutations.Overwrite(bytes, 256 + 96 * signals + 8 * signal, Encoding.ASCII.GetBytes(new[] { "mV      ", "V       ", "        " }[g.NextInt(3)])),
            _ => Mutations.Overwrite(bytes, 256 + fields[g.NextInt(fields.Length)] * signals + 8 * signal, number),
        };
    }

    private static byte[][] Bases()
    {
        var samples = Enumerable.Range(0, 120).Select(i => i * 7919 % 4001 - 2000).ToArray();
        var leads = new[] { "ECG I", "ECG II", "V1" }.Select(n => new Signal(n, 30, samples)).ToArray();
        var annotations = new Signal("EDF Annotations", 12, []) { Annotations = ["+0\u0014\u0014", "+0.3\u0014\u0014", "+1.5\u0014\u0014\0+2\u00150.5\u0014a\u0014", "+9\u0014\u0014"] };
        return
        [
            new EdfFixture { Duration = "0.3", Signals = leads }.ToArray(),
            new EdfFixture { Duration = "0.3", Bdf = true, Signals = [.. leads, leads[0] with { Label = "Status", Unit = "Boolean" }] }.ToArray(),
            new EdfFixture { Duration = "0.3", Reserved = "EDF+D", Patient = "P-1 F 02-MAY-1951 N", Signals = [annotations, .. leads] }.ToArray(),
            new EdfFixture { Duration = "0.01", Signals = [new Signal("I", 1, samples), new Signal("Resp", 4, [.. samples, .. samples, .. samples, .. samples])] }.ToArray(),
        ];
    }
}
