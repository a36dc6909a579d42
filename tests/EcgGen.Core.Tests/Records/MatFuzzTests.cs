// Broken MATLAB files: other numbers in tags, flags and dimensions, also within compressed variables.
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Records;

public class MatFuzzTests(ITestOutputHelper output)
{
    private static readonly int[] s_numbers =
        [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 14, 15, 16, 1000, 1030, 1 | 4 << 16, 5 | 9 << 16, 40, 255, 65536, 1 << 24, int.MaxValue, int.MinValue, -1];

    private static readonly byte[][] s_elements = Elements(new MatFixture());

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        var bases = Bases(new MatFixture());
        // A file may become 1032 times as long as its compressed part.
        new RecordFuzz("mat", output) { Request = new FileSource { SamplingRate = 100 }, BytesPerByte = 3000, Slack = 500_000 }.Run(12_000, g => [("r.mat", Mutations.Break(bases, Mutate, g))],
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.RecordEmpty, ErrorId.ArgumentInvalid);
    }

    private static byte[] Mutate(byte[] bytes, Philox g)
    {
        var f = new MatFixture();
        if (g.NextInt(2) == 0)
        {
            // A variable is broken first and compressed then, or else the check sum would hide it.
            var element = s_elements[g.NextInt(s_elements.Length)];
            for (int n = g.NextInt(3); n >= 0; n--)
                element = MutateNumber(element, 0, g);
            return f.File(f.Compressed(element));
        }
        return MutateNumber(bytes, bytes.Length > 0 && bytes[0] == 'M' ? 124 : 0, g);
    }

    // Numbers stand at multiples of 4, and most that matter stand at the beginning.
    private static byte[] MutateNumber(byte[] bytes, int from, Philox g) =>
        Mutations.Overwrite(bytes, from + 4 * g.NextInt(g.NextInt(2) == 0 ? 16 : 64), BitConverter.GetBytes(s_numbers[g.NextInt(s_numbers.Length)]));

    private static byte[][] Elements(MatFixture f)
    {
        var values = Enumerable.Range(0, 480).Select(i => i * 7919 % 401 / 100.0 - 2).ToArray();
        var data = f.Numbers("", "f8", [12, 40], values);
        return
        [
            f.Numbers("val", "i2", [12, 40], values.Select(v => v * 100)),
            f.Struct("ECG", ("sex", f.Text("", "Female")), ("age", f.Numbers("", "f8", [1, 1], [50])), ("data", data)),
            f.Cell("c", f.Text("", "x"), f.Struct("", ("fs", f.Numbers("", "f8", [1, 1], [250])), ("sig", data))),
        ];
    }

    private static byte[][] Bases(MatFixture f)
    {
        var elements = s_elements;
        var big = new MatFixture(bigEndian: true);
        return [f.File(elements), .. elements.Select(e => f.File(e)), f.File(f.Compressed(elements[0]), f.Compressed(elements[1])),
            big.File(Elements(big)[1]), f.File4("val", "i2", 12, 40, Enumerable.Range(0, 480).Select(i => (double)i % 91)),
            big.File4("val", "f8", 2, 40, Enumerable.Range(0, 80).Select(i => i % 91 / 10.0))];
    }
}
