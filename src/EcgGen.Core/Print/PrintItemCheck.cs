// Ranges of what templates and recipes may ask to be printed.
using System.Text;
using EcgGen.Core.Ink;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Print;

/// <summary>Refuses items that no printer prints.</summary>
internal static class PrintItemCheck
{
    private const double FarOut = 3000;
    private const int LongestText = 4000, LongestCode = 64, LongestStamp = 60;

    /// <summary>Checks an item of a template or a resolved one.</summary>
    /// <param name="item">The item.</param>
    /// <param name="field">What messages call it.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static void Check(PrintItem item, string field)
    {
        InRange(field + ".x", item.X, -FarOut, FarOut);
        InRange(field + ".y", item.Y, -FarOut, FarOut);
        Within(field, "chance", item.Chance, 0, 1);
        if (!Enum.IsDefined(item.Anchor))
            throw Invalid(field + ".anchor", "expected one of " + string.Join(", ", Enum.GetNames<PageAnchor>()));
        switch (item)
        {
            case TextItem text:
                CheckText(field, text.Text, text.Font, text.Size);
                Within(field, "width", text.Width, 0.1, FarOut);
                Within(field, "lines", text.Lines, 1, 200);
                Within(field, "lineHeight", text.LineHeight, 0.8, 4);
                break;
            case LineItem line:
                if (line is { Width: not null, Height: not null })
                    throw Invalid(field, "a line has a width or a height, not both");
                Within(field, "width", line.Width, 0, FarOut);
                Within(field, "height", line.Height, 0, FarOut);
                Within(field, "lineWidth", line.LineWidth, 0.05, 3);
                break;
            case FrameItem frame:
                Within(field, "width", frame.Width, 0, FarOut);
                Within(field, "height", frame.Height, 0, FarOut);
                Within(field, "lineWidth", frame.LineWidth, 0.05, 3);
                break;
            case LogoItem logo:
                Within(field, "size", logo.Size, 0.5, 100);
                break;
            case BarcodeItem code:
                CheckText(field, code.Text, null, null);
                Within(field, "width", code.Width, 1, 500);
                Within(field, "height", code.Height, 0.5, 100);
                break;
            case QrCodeItem code:
                CheckText(field, code.Text, null, null);
                Within(field, "size", code.Size, 1, 200);
                break;
            case StampItem stamp:
                if (stamp.Text is null && stamp.AnyOf is null or [])
                    throw Invalid(field, "a stamp has a text or anyOf with some");
                foreach (var text in stamp.AnyOf ?? [])
                    CheckText(field + ".anyOf", text, null, null);
                CheckText(field, stamp.Text ?? "", stamp.Font, stamp.Size);
                Within(field, "angle", stamp.Angle, -180, 180);
                break;
            case CheckBoxItem box:
                CheckText(field, box.Text, box.Font, box.Size);
                break;
        }
    }

    /// <summary>Whether a resolved item has all that drawing needs.</summary>
    public static bool IsComplete(PrintItem item) => item is { Anchor: PageAnchor.Sheet, Color: not null } && item switch
    {
        TextItem t => t is { Font: not null, Size: not null } && !t.Text.Contains('\n'),
        LineItem l => l.LineWidth is not null && (l.Width ?? l.Height) is not null,
        FrameItem f => f is { Width: not null, Height: not null, LineWidth: not null },
        LogoItem l => l is { Mark: not null, Size: not null },
        BarcodeItem b => b is { Width: not null, Height: not null } && b.Text == BarcodeText(b.Text) && b.Text.Length > 0,
        QrCodeItem q => q.Size is not null && q.Text == CodeText(q.Text) && q.Text.Length > 0,
        StampItem s => s is { Text: not null, Font: not null, Size: not null, Angle: not null },
        CheckBoxItem c => c is { Font: not null, Size: not null, Ticked: not null },
        _ => false,
    };

    /// <summary>A text as a bar code can hold it: "?" for what is not printable ASCII, at most 64 characters.</summary>
    public static string BarcodeText(string text) => CodeText(string.Concat(text.EnumerateRunes().Select(r => r.Value is >= ' ' and <= '~' ? (char)r.Value : '?')));

    /// <summary>A text as long as a code of readable size can hold.</summary>
    public static string CodeText(string text) => Cut(text, LongestCode);

    /// <summary>A text as long as a stamp or a check box takes.</summary>
    public static string ShortText(string text) => Cut(text, LongestStamp);

    private static string Cut(string text, int length)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(length))
            cut.Append(rune);
        return cut.ToString();
    }

    private static void CheckText(string field, string text, string? font, double? size)
    {
        if (text is null || text.Length > LongestText)
            throw Invalid(field + ".text", $"expected at most {LongestText} characters");
        if (font is not null && PrintFont.Find(font) is null)
            throw Invalid(field + ".font", $"no font is named '{font}'; there are {string.Join(", ", PrintFont.Names)}");
        Within(field, "size", size, 0.5, 30);
    }

    private static void Within(string field, string name, double? value, double from, double to)
    {
        if (value is { } v)
            InRange($"{field}.{name}", v, from, to);
    }
}
