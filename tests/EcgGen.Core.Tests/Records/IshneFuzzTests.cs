// Broken ISHNE files: other numbers in the fields of the header, other bytes anywhere.
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Records;

public class IshneFuzzTests(ITestOutputHelper output)
{
    private static readonly int[] s_numbers = [0, 1, -1, 2, 12, 13, -9, 521, 522, 600, 32767, -32768, 65536, int.MaxValue, int.MinValue];
    private static readonly int[] s_fields = [10, 14, 18, 22, 128, 132, 138, 150, 156, 158, 206, 208, 210, 272];

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        var samples = Enumerable.Range(0, 100).Select(i => i * 7919 % 4001 - 2000).ToArray();
        byte[][] bases =
        [
            new IshneFixture { Leads = [(11, 2500, samples), (15, 5000, samples), (0, 1000, samples)], Remarks = new string('x', 70), Sex = 1, Birth = (1, 2, 1950), Recorded = (3, 4, 2000) }.ToArray(),
            new IshneFixture { Leads = [(2, 10000, samples)] }.ToArray(),
        ];
        new RecordFuzz("ishne", output).Run(12_000, g => [("r.ecg", Mutations.Break(bases, MutateField, g))],
            ErrorId.HeaderInvalid, ErrorId.RecordEmpty, ErrorId.ArgumentInvalid);
    }

    private static byte[] MutateField(byte[] bytes, Philox g)
    {
        int at = s_fields[g.NextInt(s_fields.Length)];
        return Mutations.Overwrite(bytes, at, BitConverter.GetBytes(s_numbers[g.NextInt(s_numbers.Length)]).AsSpan(0, at < 26 ? 4 : 2));
    }
}
