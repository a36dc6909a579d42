// Broken NumPy files: other words in the header's dictionary, other bytes anywhere.
using System.Text;
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Records;

public class NpyFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] s_parts =
        ["'", "(", ")", "{", "}", ",", ":", "True", "False", "True", "False", "<f4", ">f8", "|u1", "<i4", "<u2", "<f8", "|O8", "0", "1", "12", "40", "99999999999", "99999999999999999999", "-1",
            "(12, 40)", "(40, 12)", "(480,)", "(1, 12, 40)", "(2, 240)", "(12, 12)", "(12, 99999999)", "(0, 12)", "é", " ", "\n", "'descr'", "'shape'", "'fortran_order'"];

    [Fact]
    public void Broken_files_end_in_a_record_or_an_EcgException()
    {
        var values = Enumerable.Range(0, 480).Select(i => i * 7919 % 401 - 200.0).ToArray();
        byte[][] bases = [NpyFixture.File("<f4", "(12, 40)", values), NpyFixture.File("<i2", "(480,)", values, version: 2),
            NpyFixture.File(">f8", "(40, 12)", values, fortran: true, version: 3)];
        new RecordFuzz("npy", output) { Request = new FileSource { SamplingRate = 100 } }.Run(12_000, g => [("r.npy", Mutations.Break(bases, MutateHeader, g))],
            ErrorId.HeaderInvalid, ErrorId.SignalInvalid, ErrorId.RecordTooLarge, ErrorId.ArgumentInvalid);
    }

    private static byte[] MutateHeader(byte[] bytes, Philox g)
    {
        int end = bytes.AsSpan().IndexOf((byte)'\n');
        if (end < 80)
            return bytes;
        if (g.NextInt(6) == 0)
            return Mutations.Overwrite(bytes, 8 + g.NextInt(64), Encoding.UTF8.GetBytes(s_parts[g.NextInt(s_parts.Length)]));
        // Another word in the place of one, and as many spaces less before the end of the line.
        var text = Encoding.Latin1.GetString(bytes, 0, end);
        var (from, to) = g.NextInt(3) switch
        {
            0 => ('<', '\''),
            1 => ('(', '}'),
            _ => ('F', ','),
        };
        int start = text.IndexOf(from, 12), stop = start < 0 ? -1 : text.IndexOf(to, start);
        if (stop < 0)
            return bytes;
        var changed = text[..start] + s_parts[g.NextInt(s_parts.Length)] + (to == '}' ? ", " : "") + text[stop..];
        return [.. Encoding.Latin1.GetBytes(changed.TrimEnd().PadRight(text.Length)[..text.Length]), .. bytes[end..]];
    }
}
