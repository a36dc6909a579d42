// Vendors' looks: the bundled files, and those of users.
using System.Text.Json;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Print;

/// <summary>Finds looks, and lays them under a paper stage.</summary>
public static class VendorLooks
{
    /// <summary>The look of pages for which none is named: it says nothing of the paper.</summary>
    public const string Plain = "Plain";

    /// <summary>The name that draws one of the others by key.</summary>
    public const string Any = "Any";

    private const string Folder = "vendors/";
    private const int LargestFile = 1 << 20;
    private const int MostItems = 500;

    private static readonly Lazy<VendorLook[]> Bundled = new(() =>
        [.. typeof(VendorLooks).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(ReadResource)]);

    /// <summary>What -Vendor takes beside files.</summary>
    public static IReadOnlyList<string> Names => [Any, .. Bundled.Value.Select(v => v.Name)];

    /// <summary>The bundled looks.</summary>
    internal static IReadOnlyList<VendorLook> All => Bundled.Value;

    /// <summary>A bundled look by its name in any case, or the look in a file.</summary>
    /// <param name="nameOrPath">The name, or a full path.</param>
    /// <returns>The look, or null if no bundled one has the name.</returns>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable; RecipeInvalid: the file is no look.</exception>
    internal static VendorLook? Find(string nameOrPath) =>
        Path.IsPathFullyQualified(nameOrPath) ? ReadFile(nameOrPath) : All.FirstOrDefault(v => v.Name.Equals(nameOrPath, StringComparison.OrdinalIgnoreCase));

    /// <summary>A name that says which look: for "Any" one drawn by key, else the name itself.</summary>
    internal static string Drawn(string name, Func<string, SeedKey> key)
    {
        if (!name.Equals(Any, StringComparison.OrdinalIgnoreCase))
            return name;
        var looks = All.Where(v => v.Name != Plain).ToArray();
        return looks[key("vendor").ToGenerator().NextInt(looks.Length)].Name;
    }

    /// <summary>What is wrong with a name.</summary>
    internal static EcgException Unknown(string field, string name) =>
        RecipeResolver.Invalid(field, $"no vendor is named '{name}'; there are {string.Join(", ", Names)}, or the path of a file");

    /// <summary>Fills what a stage leaves open from its vendor's look.</summary>
    /// <param name="open">The stage.</param>
    /// <param name="record">The record; a look's layout is only for records that fill a standard page.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid: no such vendor; or as <see cref="Find"/>.</exception>
    internal static PaperStage Apply(PaperStage open, RecordInfo record, Func<string, SeedKey> key)
    {
        var name = Drawn(open.Vendor ?? Plain, key);
        // What a resolved stage got from a file stands in the stage, and the file may be gone.
        if (Find(name) is not { } look)
            return open.LeadNameFont is not null ? open : throw Unknown("vendor", name);
        var paper = look.Paper is null ? open : Merge(open, look.Paper);
        if (open.Layout is null && (open.LayoutRows is not null || open.Leads is not null))
            paper = paper with { Layout = null };
        else if (open.Layout is null && LeadLayout.Choose(record, null) is var own && own != "3x4+1")
            paper = paper with { Layout = own };
        return (look.PrePrinted ? PrePrinted(paper, key) : paper) with { Vendor = look.Name };
    }

    /// <summary>A sheet that had its grid before the cart had it: never quite in line with the traces.</summary>
    private static PaperStage PrePrinted(PaperStage open, Func<string, SeedKey> key)
    {
        double edge = key("edge").ToGenerator().NextDouble();
        double Drawn(string purpose, double from, double to) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), 2);
        return open with
        {
            GridOffsetX = open.GridOffsetX ?? Drawn("gridOffsetX", -2.5, 2.5),
            GridOffsetY = open.GridOffsetY ?? Drawn("gridOffsetY", -2.5, 2.5),
            PaperTexture = open.PaperTexture ?? Drawn("paperTexture", 0.1, 0.6),
            Edge = open.Edge ?? (edge < 0.3 ? PaperEdge.Perforated : edge < 0.4 ? PaperEdge.Punched : PaperEdge.None),
        };
    }

    // Through JSON, so that every property there is or will be takes part.
    private static PaperStage Merge(PaperStage over, PaperStage under)
    {
        var merged = JsonSerializer.SerializeToNode(under, EcgJson.Default.PaperStage)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(over, EcgJson.Default.PaperStage)!.AsObject())
            merged[name] = value?.DeepClone();
        return merged.Deserialize(EcgJson.Default.PaperStage)!;
    }

    private static VendorLook ReadResource(string name)
    {
        using var stream = typeof(VendorLooks).Assembly.GetManifestResourceStream(name)!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return EcgJson.Read(json, EcgJson.Default.VendorLook);
    }

    private static VendorLook ReadFile(string path)
    {
        var (json, _) = HostileFile.ReadAll(path, LargestFile);
        var file = Path.GetFileName(path);
        try
        {
            var look = EcgJson.Read(WithoutMark(json), EcgJson.Default.VendorLook);
            if (look.Text.Count > MostItems || look.Text.Contains(null!))
                throw new JsonException($"text: expected at most {MostItems} items, none of them null.");
            return look;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new EcgException(ErrorId.RecipeInvalid, $"{file}: not a vendor's look: {e.Message}", e);
        }
    }

    // Editors may put a byte order mark before UTF-8.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;
}
