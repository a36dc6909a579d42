// What a handwriting network says of itself, and whether EcgGen can use it: training/handwriting/README.md describes the contract.
using System.Globalization;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EcgGen.Core.Handwriting;

/// <summary>The numbers and names of a network's metadata, checked against its inputs.</summary>
internal sealed class NetworkContract
{
    /// <summary>The only version there is.</summary>
    public const string Version = "ecggen-handwriting-1";

    /// <summary>x, y, end of stroke, height of the pen.</summary>
    public const int PointSize = 4;

    /// <summary>Ends a word that is crossed out: the combining long stroke. Networks whose metadata have 'strike' know it.</summary>
    public const char Strike = '\u0336';

    private const char Separator = '\x1f';
    private const int MostNames = 10_000, MostValues = 1 << 16;

    public static readonly string[] Inputs = ["x", "style", "ids", "mask", "h1", "c1", "w", "kappa", "h2", "c2"];
    public static readonly string[] Outputs = ["y", "attention", "h1_next", "c1_next", "w_next", "kappa_next", "h2_next", "c2_next"];

    /// <summary>The first input that is a state; the others follow.</summary>
    public const int FirstState = 4;

    private readonly Dictionary<Rune, int> _characters = [];
    private readonly string _name;

    /// <summary>Reads and checks.</summary>
    /// <param name="session">The network.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="EcgException">FileUnreadable.</exception>
    public NetworkContract(InferenceSession session, string name)
    {
        _name = name;
        var metadata = session.ModelMetadata.CustomMetadataMap;
        if (!metadata.TryGetValue("contract", out var version) || version != Version)
            throw Invalid(version is null ? $"expected a handwriting network, with the metadata 'contract' {Version}" : $"contract: expected {Version}, found '{version}'");
        string Text(string key) => metadata.TryGetValue(key, out var value) ? value : throw Invalid($"{key}: the metadata is missing");
        double Number(string key, double from, double to) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= from && value <= to
            ? value : throw Invalid(FormattableString.Invariant($"{key}: expected {from} to {to}, found '{Text(key)}'"));
        int Whole(string key, int from, int to) => Number(key, from, to) is var value && value == Math.Floor(value) ? (int)value : throw Invalid($"{key}: expected a whole number, found '{Text(key)}'");
        string[] Names(string key) => Text(key).Split(Separator) is { Length: <= MostNames } names && names.Distinct().Count() == names.Length
            ? names : throw Invalid($"{key}: expected at most {MostNames} names, each once, parted by the character 31");

        var vocabulary = Names("vocabulary");
        for (int i = 0; i < vocabulary.Length; i++)
        {
            if (vocabulary[i].EnumerateRunes().ToArray() is [var rune])
                _characters.Add(rune, i);
        }
        if (metadata.ContainsKey("strike"))
            _characters[new Rune(Strike)] = Whole("strike", 0, vocabulary.Length - 1);
        Styles = Names("styles");
        if (Styles.Any(s => string.IsNullOrWhiteSpace(s) || s.Length > 60))
            throw Invalid("styles: expected names of 1 to 60 characters");
        VocabularySize = vocabulary.Length;
        Forms = Whole("forms", 1, 100);
        Pad = Whole("pad", 0, vocabulary.Length - 1);
        End = Whole("end", 0, vocabulary.Length - 1);
        Scale = Number("scale", 1e-6, 1e6);
        Height = Number("height", 1e-6, 1e6);
        Mixtures = Whole("mixtures", 1, 1000);
        LeastLog = Number("least_log", -50, 50);
        MostLog = Number("most_log", LeastLog, 50);
        PointsACharacter = Whole("points_a_character", 1, 1000);
        Longest = Whole("longest", 1, 1000);
        StateSizes = CheckInputs(session);
        foreach (var output in Outputs)
        {
            if (!session.OutputMetadata.TryGetValue(output, out var node) || node.ElementDataType != TensorElementType.Float)
                throw Invalid($"{output}: expected an output of float32");
        }
    }

    /// <summary>The hands, by number from 0.</summary>
    public IReadOnlyList<string> Styles { get; }

    /// <summary>How many letterforms every character has.</summary>
    public int Forms { get; }

    /// <summary>The id behind a text.</summary>
    public int Pad { get; }

    /// <summary>The id of the text's end.</summary>
    public int End { get; }

    /// <summary>The offsets' unit in heights of small letters.</summary>
    public double Scale { get; }

    /// <summary>The unit of the pen's height in heights of small letters.</summary>
    public double Height { get; }

    /// <summary>Gaussians of the output.</summary>
    public int Mixtures { get; }

    /// <summary>Numbers of the output: weights, means, logarithms of deviations and correlations of the mixture, and the logit of the stroke's end.</summary>
    public int OutputSize => 6 * Mixtures + 1;

    /// <summary>Bounds of the logarithms of standard deviations.</summary>
    public double LeastLog { get; }

    /// <summary>Bounds of the logarithms of standard deviations.</summary>
    public double MostLog { get; }

    /// <summary>Points after which a character has failed.</summary>
    public int PointsACharacter { get; }

    /// <summary>Characters of the longest text that the network has learnt.</summary>
    public int Longest { get; }

    /// <summary>Numbers of each state.</summary>
    public IReadOnlyList<int> StateSizes { get; }

    private int VocabularySize { get; }

    /// <summary>Whether the network writes a character.</summary>
    public bool Knows(Rune character) => _characters.ContainsKey(character);

    /// <summary>The id of a character in a letterform.</summary>
    public long IdOf(Rune character, int form) => form * (long)VocabularySize + _characters[character];

    /// <summary>What is wrong with the network.</summary>
    public EcgException Invalid(string what, Exception? inner = null) => new(ErrorId.FileUnreadable, $"{_name}: {what}.", inner);

    private int[] CheckInputs(InferenceSession session)
    {
        if (session.InputMetadata.Keys.Except(Inputs).FirstOrDefault() is { } extra)
            throw Invalid($"{extra}: expected the inputs {string.Join(", ", Inputs)}, and no others");
        var sizes = new List<int>();
        for (int i = 0; i < Inputs.Length; i++)
        {
            var input = Inputs[i];
            if (!session.InputMetadata.TryGetValue(input, out var node))
                throw Invalid($"{input}: the input is missing");
            var type = input is "style" or "ids" ? TensorElementType.Int64 : TensorElementType.Float;
            int rank = input == "style" ? 1 : 2;
            var shape = node.Dimensions ?? [];
            if (node.ElementDataType != type || shape.Length != rank || shape[0] >= 0)
                throw Invalid($"{input}: expected {type} of rank {rank} whose first dimension is open, found {node.ElementDataType} of [{string.Join(", ", shape)}]");
            bool open = input is "style" or "ids" or "mask";
            if (open ? shape[^1] >= 0 : shape[1] < 1 || shape[1] > MostValues || input == "x" && shape[1] != PointSize)
                throw Invalid($"{input}: expected a last dimension {(open ? "that is open" : input == "x" ? "of 4" : $"of 1 to {MostValues}")}, found {shape[^1]}");
            if (i >= FirstState)
                sizes.Add(shape[1]);
        }
        return [.. sizes];
    }
}
