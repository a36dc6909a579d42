// The NumPy file of records from memory: the published layout, and back again.
using System.Text;
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

public class NpyFileTests
{
    private static readonly ReadOnlyMemory<double>[] s_leads = [new double[] { 1, double.NaN, -0.0 }, new double[] { 4, 5, 1e-300 }];

    [Fact]
    public void Writes_format_1_0_as_published()
    {
        var stream = new MemoryStream();
        NpyFile.Write(stream, s_leads);
        var bytes = stream.ToArray();
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
        int header = 10 + BitConverter.ToUInt16(bytes, 8);
        Assert.Equal(0, header % 64);
        Assert.Equal("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", Encoding.ASCII.GetString(bytes, 10, header - 10).TrimEnd());
        Assert.Equal((byte)'\n', bytes[header - 1]);
        Assert.Equal(4.0, BitConverter.ToDouble(bytes, header + 24));
        Assert.Equal(header + 48, bytes.Length);
    }

    [Fact]
    public void Comes_back_to_the_bit_and_refuses_any_other_file()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var file = NpyFile.Describe(s_leads);
        var path = Path.Combine(folder, file.Name);
        using (var stream = File.Create(path))
            NpyFile.Write(stream, s_leads);
        var source = new ArraySource { Name = "a", SamplingRate = 10, Leads = ["I", "II"], File = file };
        var back = NpyFile.Read(path, source);
        Assert.Equal(s_leads.SelectMany(l => l.ToArray()).Select(BitConverter.DoubleToInt64Bits), back.SelectMany(l => l).Select(BitConverter.DoubleToInt64Bits));

        Assert.Equal(ErrorId.SignalInvalid, Assert.Throws<EcgException>(() => NpyFile.Read(path, source with { Leads = ["I", "II", "III", "V1"] })).Id);
        File.AppendAllText(path, "x");
        Assert.Equal(ErrorId.SourceMismatch, Assert.Throws<EcgException>(() => NpyFile.Read(path, source)).Id);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<EcgException>(() => NpyFile.Read(path + "x", source)).Id);
        Directory.Delete(folder, recursive: true);
    }
}
