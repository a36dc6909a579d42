// Broken tables: other cells, delimiters and quotes anywhere, other bytes.
using System.Globalization;
using System.Text;
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Records;

public class CsvFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] s_parts =
        [",", ";", "\t", " ", "\n", "\r", "\"", "'", "#", ":", "0", "1e308", "-1e999", "NaN", "inf", "I", "time", "(mV)", "[s]", "1,5", "12:34:56.7", "é", "\u2028",
            "99999999999999999999", ",,,,", "I,II,III\n", "time,I\n", "mV,mV\n"];

    [Fact]
    public void Broken_tables_end_in_a_record_or_an_EcgException()
    {
        var bases = Bases();
        new RecordFuzz("csv", output) { BytesPerByte = 100 }.Run(12_000, g => [("r.csv", Mutations.Break(bases, MutateText, g))],
            ErrorId.SignalInvalid, ErrorId.RecordEmpty, ErrorId.ArgumentInvalid);
    }

    private static byte[] MutateText(byte[] bytes, Philox g)
    {
        int at = g.NextInt(g.NextInt(2) == 0 ? Math.Min(bytes.Length, 40) + 1 : bytes.Length + 1);
        int gone = Math.Min(g.NextInt(3), bytes.Length - at);
        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(s_parts[g.NextInt(s_parts.Length)]), .. bytes[(at + gone)..]];
    }

    private static byte[][] Bases()
    {
        return
        [
            Table("time (s),I (mV),II (mV),V1 (uV)\n", ',', '.'), Table("# Age: 50\nt;I;II;V1\n", ';', ','), Table("", '\t', '.'),
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Table("time I II V1\n", ' ', '.')))],
        ];

        static byte[] Table(string header, char delimiter, char mark)
        {
            var text = new StringBuilder(header);
            for (int i = 0; i < 40; i++)
            {
                double[] cells = [i * 0.01, i * 7919 % 401 / 100.0 - 2, i % 7 / 8.0, -i % 5];
                text.AppendJoin(delimiter, cells.Select(c => c.ToString("0.###", CultureInfo.InvariantCulture).Replace('.', mark))).Append('\n');
            }
            return Encoding.UTF8.GetBytes(text.ToString());
        }
    }
}
