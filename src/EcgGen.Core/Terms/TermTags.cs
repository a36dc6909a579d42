// The tags of words: outside a term, at the beginning or inside of one of a kind.
namespace EcgGen.Core.Terms;

internal static class TermTags
{
    public const int Outside = 0;

    public static readonly int Count = 1 + 2 * Enum.GetValues<TermKind>().Length;

    public static int Begin(TermKind kind) => 1 + 2 * (int)kind;

    public static int Inside(TermKind kind) => 2 + 2 * (int)kind;

    public static bool IsBegin(int tag) => tag > 0 && tag % 2 == 1;

    public static bool IsInside(int tag) => tag > 0 && tag % 2 == 0;

    public static TermKind Kind(int tag) => (TermKind)((tag - 1) / 2);

    /// <summary>Whether a tag may follow another: a term goes on only as what it began as.</summary>
    public static bool MayFollow(int tag, int before) => !IsInside(tag) || (before > 0 && Kind(before) == Kind(tag));
}
