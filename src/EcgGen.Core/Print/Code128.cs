// Code 128 bar codes.
namespace EcgGen.Core.Print;

/// <summary>Encodes printable ASCII as Code 128 (ISO/IEC 15417): pairs of digits in set C, all else in set B.</summary>
public static class Code128
{
    private const int SetC = 99, SetB = 100, StartB = 104, StartC = 105, Stop = 106, Modulus = 103;

    // Widths of bar, space, bar, space, bar, space of each symbol, in modules; the stop symbol has a seventh.
    private static readonly string[] Patterns =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231",
        "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
        "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
        "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
        "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211",
        "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
        "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214",
        "211232", "2331112",
    ];

    /// <summary>The widths of bars and spaces in modules, beginning and ending with a bar, without quiet zones.</summary>
    /// <param name="text">Printable ASCII, at least one character.</param>
    /// <exception cref="ArgumentException">The text is empty or has another character.</exception>
    public static byte[] Encode(string text)
    {
        if (text.Length == 0 || text.Any(c => c is < ' ' or > '~'))
            throw new ArgumentException("Code 128 encodes printable ASCII, at least one character.", nameof(text));
        var symbols = new List<int>();
        bool digits = false;
        for (int i = 0; i < text.Length;)
        {
            // A change to set C pays from four digits on.
            int run = text.AsSpan(i).IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length - i;
            // An odd run keeps its first digit in set B.
            bool pairs = digits ? run >= 2 : run >= 4 && run % 2 == 0;
            if (symbols.Count == 0)
                symbols.Add(pairs ? StartC : StartB);
            else if (pairs != digits)
                symbols.Add(pairs ? SetC : SetB);
            digits = pairs;
            symbols.Add(digits ? 10 * (text[i] - '0') + text[i + 1] - '0' : text[i] - ' ');
            i += digits ? 2 : 1;
        }
        int check = symbols[0];
        for (int i = 1; i < symbols.Count; i++)
            check += i * symbols[i];
        symbols.Add(check % Modulus);
        symbols.Add(Stop);
        return [.. symbols.SelectMany(s => Patterns[s]).Select(c => (byte)(c - '0'))];
    }
}
