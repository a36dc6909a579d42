// Files that are no handwriting network, or not one that fits: each has an error that says what was expected.
using EcgGen.Core.Handwriting;

namespace EcgGen.Core.Tests.Handwriting;

public sealed class StrokeNetworkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    private static EcgException Error(byte[] bytes)
    {
        var error = Assert.Throws<EcgException>(() => new StrokeNetwork(bytes, "mine.onnx"));
        Assert.Equal(ErrorId.FileUnreadable, error.Id);
        Assert.StartsWith("mine.onnx: ", error.Message);
        return error;
    }

    [Fact]
    public void What_is_no_onnx_file_is_refused()
    {
        Error([]);
        Error("This is a text."u8.ToArray());
        Error(Networks.Own[..(Networks.Own.Length / 2)]);
        Error([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 37))]);
    }

    [Fact]
    public void Wrong_metadata_are_named()
    {
        var contract = NetworkFiles.Get(null).Contract;
        Assert.Contains("contract", Error(Networks.Patched("contract", NetworkContract.Version, "ecggen-handwriting-9")).Message);
        Assert.Contains("mixtures", Error(Networks.Patched("mixtures", $"{contract.Mixtures}", "x7")).Message);
        Assert.Contains("longest", Error(Networks.Patched("longest", $"{contract.Longest}", "-1")).Message);
    }

    [Fact]
    public void Numbers_that_the_networks_outputs_do_not_have_are_refused() =>
        Error(Networks.Patched("mixtures", $"{NetworkFiles.Get(null).Contract.Mixtures}", "15"));

    [Fact]
    public void Recipes_name_a_file_by_name_and_hash_and_find_it_again()
    {
        var path = Path.Combine(_folder.FullName, "mine.onnx");
        File.WriteAllBytes(path, Networks.Own);
        var file = NetworkFiles.Resolve(new NetworkFile(path));
        Assert.Equal("mine.onnx", file.Name);
        Assert.Equal(64, file.Sha256!.Length);
        Assert.Equal(file, NetworkFiles.Resolve(file));
        Assert.Same(NetworkFiles.Get(file), NetworkFiles.Get(file));
        Assert.Equal(ErrorId.SourceMismatch, Assert.Throws<EcgException>(() => NetworkFiles.Resolve(new NetworkFile(path, new string('0', 64)))).Id);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<EcgException>(() => NetworkFiles.Resolve(new NetworkFile(path + "x"))).Id);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<EcgException>(() => NetworkFiles.Get(new NetworkFile("other.onnx", new string('1', 64)))).Id);
        Assert.Equal(ErrorId.RecipeInvalid, Assert.Throws<EcgException>(() => NetworkFiles.Resolve(new NetworkFile("other.onnx"))).Id);
    }
}
