// Section 4 of an SCP-ECG file: where the reference beat was subtracted, and which stretches kept the full rate.
using System.Buffers.Binary;

namespace EcgGen.Core.Records.Scp;

/// <summary>The beats of section 4 (EN 1064:2005, 5.7). Samples are numbered from 1, at the rate of the reference beat.</summary>
internal sealed class ScpBeats
{
    private const int HeadBytes = 6, SubtractionBytes = 14, ProtectedBytes = 8;

    private ScpBeats(int milliseconds, int fiducial, (int Type, long Start, long Fiducial, long End)[] subtracted, (long Start, long End)[] kept)
    {
        Milliseconds = milliseconds;
        Fiducial = fiducial;
        Subtracted = subtracted;
        Protected = kept;
    }

    /// <summary>The length of the reference beat.</summary>
    public int Milliseconds { get; }

    /// <summary>The number of the fiducial point within the reference beat, from 1.</summary>
    public int Fiducial { get; }

    /// <summary>Where the beat was subtracted: the type of the beat (0 is the reference beat), first sample, fiducial point, last sample.</summary>
    public IReadOnlyList<(int Type, long Start, long Fiducial, long End)> Subtracted { get; }

    /// <summary>The stretches stored at the full rate, in ascending order, none reaching into the next.</summary>
    public IReadOnlyList<(long Start, long End)> Protected { get; }

    /// <summary>Reads section 4.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The beats, or null if the file has no section 4.</returns>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static ScpBeats? Read(ScpFile file)
    {
        var section = file.Section(4);
        if (section.Length < HeadBytes)
            return null;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(section[4..]);
        var rest = section[HeadBytes..];
        if (rest.Length < count * SubtractionBytes)
            throw file.Invalid("section 4: number of beats", $"at most {rest.Length / SubtractionBytes}, for which there is room", count);
        var subtracted = new (int, long, long, long)[count];
        for (int i = 0; i < count; i++)
        {
            var beat = rest.Slice(i * SubtractionBytes, SubtractionBytes);
            subtracted[i] = (BinaryPrimitives.ReadUInt16LittleEndian(beat), Number(beat[2..]), Number(beat[6..]), Number(beat[10..]));
        }
        rest = rest[(count * SubtractionBytes)..];
        var kept = new List<(long Start, long End)>();
        for (int i = 0; i < count && rest.Length >= (i + 1) * ProtectedBytes; i++)
        {
            var (start, end) = (Number(rest[(i * ProtectedBytes)..]), Number(rest[(i * ProtectedBytes + 4)..]));
            if (start < 1 || end < start || (kept.Count > 0 && start <= kept[^1].End))
                throw file.Invalid($"section 4: protected area {i + 1}", "a stretch behind the one before", start);
            kept.Add((start, end));
        }
        return new ScpBeats(BinaryPrimitives.ReadUInt16LittleEndian(section), BinaryPrimitives.ReadUInt16LittleEndian(section[2..]), subtracted, [.. kept]);
    }

    private static long Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
