// CCITT Group 4: black and white images as fax machines and archives store them.
namespace EcgGen.Core.Encoders;

/// <summary>
/// Codes rows by what changes against the row above (ITU-T T.6). A row is the list of the places where its colour changes,
/// from white at its left; a0, a1, a2 on the row and b1, b2 on the one above are the names that the recommendation gives them.
/// </summary>
/// <param name="output">Takes the code.</param>
/// <param name="width">Pixels in a row.</param>
internal sealed class Group4Encoder(Stream output, int width)
{
    private const byte FirstWhite = 128;
    private const int LongestRun = 2560, Step = 64;
    // Vertical modes: a1 is 3 to 1 left of b1, under it, 1 to 3 right of it.
    private static readonly BitCode[] Vertical = Group4Codes.Parse("0000010 000010 010 1 011 000011 0000011");
    private static readonly BitCode Pass = new(0b0001, 4), Horizontal = new(0b001, 3), EndOfLine = new(1, 12);

    // Every place from 0 to the width, and the width behind them as often as the look-ahead reaches.
    private const int Sentinels = 4;
    private int[] _above = [.. Enumerable.Repeat(width, width + 1 + Sentinels)], _row = new int[width + 1 + Sentinels];
    private uint _bits;
    private int _bitCount;

    /// <summary>Codes the next row.</summary>
    /// <param name="gray">Its pixels; below 128 is black.</param>
    public void Add(ReadOnlySpan<byte> gray)
    {
        FindChanges(gray[..width]);
        int a0 = -1, a = 0, b = 0, color = 0;
        while (a0 < width)
        {
            // b1 is the first change above, right of a0, to the colour that a0 does not have: all of one parity.
            while (_above[b] <= a0 && _above[b] < width)
                b += 2;
            int a1 = _row[a], b1 = _above[b], b2 = _above[b + 1];
            if (b2 < a1)
            {
                Put(Pass);
                a0 = b2;
            }
            else if (Math.Abs(a1 - b1) <= 3)
            {
                Put(Vertical[a1 - b1 + 3]);
                a0 = a1;
                a++;
                color ^= 1;
                b = b > 0 ? b - 1 : 1;
            }
            else
            {
                int a2 = _row[a + 1];
                Put(Horizontal);
                PutRun(a1 - Math.Max(a0, 0), color);
                PutRun(a2 - a1, color ^ 1);
                a0 = a2;
                a += 2;
            }
        }
        (_above, _row) = (_row, _above);
    }

    /// <summary>Writes the end of the block.</summary>
    public void Complete()
    {
        Put(EndOfLine);
        Put(EndOfLine);
        if (_bitCount > 0)
            output.WriteByte((byte)(_bits << (8 - _bitCount)));
        _bitCount = 0;
    }

    private void FindChanges(ReadOnlySpan<byte> gray)
    {
        int count = 0;
        for (int x = 0; x < width; count++)
        {
            var rest = gray[x..];
            int run = count % 2 == 0 ? rest.IndexOfAnyInRange((byte)0, (byte)(FirstWhite - 1)) : rest.IndexOfAnyInRange(FirstWhite, (byte)255);
            x = run < 0 ? width : x + run;
            _row[count] = x;
        }
        _row.AsSpan(count, Sentinels).Fill(width);
    }

    private void PutRun(int length, int color)
    {
        for (; length >= LongestRun + Step; length -= LongestRun)
            Put(Group4Codes.MakeUp(color, LongestRun));
        if (length >= Step)
            Put(Group4Codes.MakeUp(color, length));
        Put(Group4Codes.Terminating(color, length % Step));
    }

    private void Put(BitCode code)
    {
        _bits = (_bits << code.Length) | code.Bits;
        for (_bitCount += code.Length; _bitCount >= 8; _bitCount -= 8)
            output.WriteByte((byte)(_bits >> (_bitCount - 8)));
    }
}
