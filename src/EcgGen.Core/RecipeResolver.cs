// Turns a recipe with open values into one that says everything; the only writer of recipes.
using System.Runtime.InteropServices;
using System.Text.Json;
using EcgGen.Core.Camera;
using EcgGen.Core.Conditions;
using EcgGen.Core.Handwriting;
using EcgGen.Core.Print;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Reproduction;
using EcgGen.Core.Sensor;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear;

namespace EcgGen.Core;

/// <summary>Validates recipes and fills what they leave open, by key; resolving twice changes nothing.</summary>
public static class RecipeResolver
{
    // Ground truth of the densest page at the highest sampling rate takes a few tens of MB.
    private const int LargestFile = 1 << 29;

    /// <summary>This library, as recipes name it.</summary>
    public static BuildInfo Build { get; } = new(
        typeof(RecipeResolver).Assembly.GetName().Version!.ToString(3),
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "x86-64-v3" : "base");

    /// <summary>Fills and checks a recipe.</summary>
    /// <param name="recipe">The recipe; null values are open.</param>
    /// <param name="signal">The record it is for; the samples are looked at where a stage says what they show.</param>
    /// <exception cref="EcgException">RecipeInvalid, RecordEmpty, LeadNotFound; the message names the field.</exception>
    public static Recipe Resolve(Recipe recipe, SignalView signal)
    {
        var record = signal.Info;
        if (recipe.Version != Recipe.CurrentVersion)
            throw Invalid("version", $"expected {Recipe.CurrentVersion}, found {recipe.Version}");
        if (record.Leads.Count == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{record.Name}: the record has no leads.");
        if (record.SampleCount == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{record.Name}: the record has no samples.");
        if (recipe.Stages is not [PaperStage, ..])
            throw Invalid("stages", $"the first stage is '{PaperStage.Kind}'");
        if (recipe.Stages.Count(s => s is PaperStage) > 1)
            throw Invalid("stages", $"'{PaperStage.Kind}' stands once, at the beginning");

        var condition = recipe.Condition;
        var stages = new List<Stage>(recipe.Stages.Count);
        var ordinals = new Dictionary<string, int>();
        foreach (var stage in recipe.Stages)
        {
            if (stage is ConditionStage open)
                Expand(open);
            else
                Add(stage);
        }
        return recipe with { Build = Build, Record = record.Source, Signal = record.Signal, RecordSha256 = record.Sha256, Condition = condition, Stages = stages };

        Func<string, SeedKey> KeyOf(Stage stage)
        {
            int ordinal = ordinals.GetValueOrDefault(stage.Name);
            ordinals[stage.Name] = ordinal + 1;
            return purpose => new(recipe.Seed, record.Sha256, recipe.Variant, stage.Name, ordinal, purpose);
        }

        void Expand(ConditionStage open)
        {
            if (condition is not null)
                throw Invalid("stages", $"'{ConditionStage.Kind}' stands once, and '{condition}' is there already");
            if (stages[^1].Phase != StagePhase.Sheet)
                throw Invalid("stages", $"'{ConditionStage.Kind}' has stages of sheet, camera and sensor and cannot follow '{stages[^1].Name}' of the {stages[^1].Phase} phase; it follows stages of the sheet");
            var key = KeyOf(open);
            condition = open.Condition ?? (ImagingCondition)key("condition").ToGenerator().NextInt(Enum.GetValues<ImagingCondition>().Length);
            foreach (var stage in ConditionStages.Draw(condition.Value, ((PaperStage)stages[0]).Dpi!.Value, key))
                Add(stage);
        }

        void Add(Stage stage)
        {
            if (stages.Count > 0 && stage.Phase < stages[^1].Phase)
                throw Invalid("stages", $"'{stage.Name}' belongs to the {stage.Phase} phase and cannot follow '{stages[^1].Name}' of the {stages[^1].Phase} phase; the order is sheet, camera, sensor");
            var key = KeyOf(stage);
            stages.Add(stage switch
            {
                PaperStage paper => PaperResolver.Resolve(paper, record, key),
                WearStage wear => WearResolver.Resolve(wear, () => SheetPlan.Create((PaperStage)stages[0], record), key),
                HandwritingStage hand => HandwritingResolver.Resolve(hand, SheetPlan.Create((PaperStage)stages[0], record), () => SheetPass.Below(stages, signal),
                    () => new PrintFields(signal, (PaperStage)stages[0], null, purpose => key(purpose) with { Ordinal = 0 }), key),
                PrintedTextStage text => PrintResolver.Resolve(text, (PaperStage)stages[0], signal, key),
                ReproductionStage copy => ReproductionResolver.Resolve(copy, key),
                CameraStage camera => CameraResolver.Resolve(camera, key),
                SensorStage sensor => SensorResolver.Resolve(sensor, key),
                _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
            });
        }
    }

    /// <summary>The recipe as canonical JSON: recipes are equal when these bytes are.</summary>
    public static byte[] ToJson(Recipe recipe) => EcgJson.Write(recipe, EcgJson.Default.Recipe);

    /// <summary>Reads a file that holds a recipe, or the JSON beside an image with the recipe in it.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, RecipeInvalid.</exception>
    public static RecipeFile ReadFile(string path)
    {
        var (json, _) = HostileFile.ReadAll(path, LargestFile);
        var fileName = Path.GetFileName(path);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            ImageFacts? image = null;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("recipe", out var inner))
            {
                if (root.TryGetProperty("image", out var facts))
                    image = facts.Deserialize(EcgJson.Default.ImageFacts);
                root = inner;
            }
            var recipe = root.Deserialize(EcgJson.Default.Recipe) ?? throw new JsonException("Expected an object, found null.");
            if (recipe.Version != Recipe.CurrentVersion)
                throw new JsonException($"version: expected {Recipe.CurrentVersion}, found {recipe.Version}.");
            return new RecipeFile(recipe, image?.File is { } name ? Path.GetFileName(name) : null, image?.Format);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new EcgException(ErrorId.RecipeInvalid, $"{fileName}: not a recipe, nor the JSON beside an image: {e.Message}", e);
        }
    }

    /// <summary>Refuses a value outside its range.</summary>
    internal static void InRange(string field, double value, double from, double to)
    {
        if (!(value >= from && value <= to))
            throw Invalid(field, FormattableString.Invariant($"expected {from} to {to}, found {value}"));
    }

    /// <summary>What is wrong with a recipe.</summary>
    internal static EcgException Invalid(string field, string what) => new(ErrorId.RecipeInvalid, $"Recipe: {field}: {what}.");
}
