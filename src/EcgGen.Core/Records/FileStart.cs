// The first bytes of a file: what readers know their own format by.
namespace EcgGen.Core.Records;

/// <summary>Looks at the beginning of files.</summary>
internal static class FileStart
{
    /// <summary>The first bytes of a file, fewer if it is shorter, none if it can't be read: the reader will say why.</summary>
    public static byte[] Of(string path, int count)
    {
        try
        {
            using var file = HostileFile.Open(path);
            return file.Peek(0, count);
        }
        catch (EcgException)
        {
            return [];
        }
    }
}
