// What profiles draw: distributions by goodness of fit, probabilities, dependence, and that each draw has a key of its own.
using EcgGen.Core.Profiles;
using EcgGen.Core.Tests.Sensor;
using static EcgGen.Core.Tests.Profiles.ProfileText;

namespace EcgGen.Core.Tests.Profiles;

public class ProfileDrawTests
{
    private const int Count = 4000;

    /// <summary>Strengths of a crease that a distribution draws.</summary>
    private static double[] Strengths(string distribution) =>
        [.. Draws<CreaseStage>(Stages($"{{ 'kind': 'crease', 'strength': {distribution} }}"), Count).Select(s => s!.Strength!.Value)];

    private static long[] Counts(string distribution, int most)
    {
        var counts = new long[most + 1];
        foreach (var stage in Draws<CreaseStage>(Stages($"{{ 'kind': 'crease', 'count': {distribution} }}"), Count))
            counts[stage!.Count!.Value]++;
        return counts;
    }

    /// <summary>Kolmogorov and Smirnov's test: above 1.95 by chance once in a thousand.</summary>
    private static void AssertFits(double[] values, Func<double, double> cdf)
    {
        var sorted = values.Order().ToArray();
        double most = sorted.Select((v, i) => Math.Max(cdf(v) - i / (double)sorted.Length, (i + 1) / (double)sorted.Length - cdf(v))).Max();
        Assert.InRange(most * Math.Sqrt(sorted.Length), 0, 1.95);
    }

    /// <summary>Within four standard deviations.</summary>
    private static void AssertShare(double expected, int found, int of) =>
        Assert.InRange(found / (double)of, expected - 4 * Math.Sqrt(expected * (1 - expected) / of), expected + 4 * Math.Sqrt(expected * (1 - expected) / of));

    [Fact]
    public void A_constant_is_itself() => Assert.All(Strengths("0.25"), s => Assert.Equal(0.25, s));

    [Fact]
    public void A_uniform_fits()
    {
        var drawn = Strengths("{ 'uniform': [0.2, 0.7] }");
        Assert.All(drawn, s => Assert.InRange(s, 0.2, 0.7));
        AssertFits(drawn, s => (s - 0.2) / 0.5);
    }

    [Fact]
    public void A_log_uniform_fits()
    {
        var drawn = Strengths("{ 'logUniform': [0.001, 1] }");
        Assert.All(drawn, s => Assert.InRange(s, 0.001, 1));
        AssertFits(drawn, s => Math.Log(s / 0.001) / Math.Log(1000));
    }

    [Theory]
    [InlineData(0.5, 0.1, 0, 1)]
    [InlineData(0.5, 0.4, 0.2, 0.9)]
    [InlineData(0.3, 0.5, 0.3, 0.8)]
    public void A_normal_fits_between_its_bounds(double mean, double deviation, double min, double max)
    {
        var drawn = Strengths(FormattableString.Invariant($"{{ 'normal': [{mean}, {deviation}], 'min': {min}, 'max': {max} }}"));
        Assert.All(drawn, s => Assert.InRange(s, min, max));
        double Cdf(double x) => Statistics.NormalCdf((x - mean) / deviation);
        AssertFits(drawn, s => (Cdf(s) - Cdf(min)) / (Cdf(max) - Cdf(min)));
    }

    [Fact]
    public void Whole_numbers_of_a_uniform_are_as_likely_ends_included() =>
        Assert.InRange(Statistics.ChiSquareDeviate(Counts("{ 'uniform': [1, 6] }", 6)[1..], [.. Enumerable.Repeat(1 / 6.0, 6)]), -4, 4);

    [Fact]
    public void Whole_numbers_of_a_log_uniform_fit() =>
        Assert.InRange(Statistics.ChiSquareDeviate(Counts("{ 'logUniform': [1, 9] }", 9)[1..], [.. Enumerable.Range(1, 9).Select(k => Math.Log10((k + 1) / (double)k))]), -4, 4);

    [Fact]
    public void Whole_numbers_of_a_normal_fit()
    {
        double Below(double x) => Statistics.NormalCdf((x - 5) / 2);
        double[] parts = [.. Enumerable.Range(1, 9).Select(k => (Below(k + 0.5) - Below(k - 0.5)) / (Below(9.5) - Below(0.5)))];
        Assert.InRange(Statistics.ChiSquareDeviate(Counts("{ 'normal': [5, 2], 'min': 1, 'max': 9 }", 9)[1..], parts), -4, 4);
    }

    [Fact]
    public void A_choice_follows_its_weights_and_never_takes_one_of_weight_0()
    {
        var counts = Counts("{ 'choice': [1, 2, 3, 4], 'weights': [5, 3, 0, 2] }", 4);
        Assert.Equal(0, counts[3]);
        Assert.InRange(Statistics.ChiSquareDeviate([counts[1], counts[2], counts[4]], [0.5, 0.3, 0.2]), -4, 4);
    }

    [Fact]
    public void Options_can_be_distributions_and_nothing()
    {
        var drawn = Draws<CreaseStage>(Stages("{ 'kind': 'crease', 'strength': { 'choice': [null, { 'uniform': [0.5, 1] }], 'weights': [1, 3] } }"), Count);
        var given = drawn.Where(s => s!.Strength is not null).Select(s => s!.Strength!.Value).ToArray();
        AssertShare(0.75, given.Length, Count);
        AssertFits(given, s => (s - 0.5) / 0.5);
    }

    [Fact]
    public void A_stage_is_there_as_often_as_it_says()
    {
        AssertShare(0.3, Draws<CreaseStage>(Stages("{ 'kind': 'crease', 'probability': 0.3 }"), Count).Count(s => s is not null), Count);
        Assert.DoesNotContain(null, Draws<CreaseStage>(Stages("{ 'kind': 'crease' }"), 50));
        Assert.All(Draws<CreaseStage>(Stages("{ 'kind': 'crease', 'probability': 0 }"), 50), Assert.Null);
    }

    [Fact]
    public void Parameters_and_stages_are_independent()
    {
        var profile = Profile.Read(Stages("{ 'kind': 'crease', 'probability': 0.5, 'strength': { 'uniform': [0, 1] }, 'width': { 'uniform': [1, 2] } }, { 'kind': 'crumple', 'strength': { 'uniform': [0, 1] } }"));
        var drawn = Enumerable.Range(0, Count).Select(i => profile.Draw(Facts, 0, i).Stages).ToList();
        var both = drawn.Where(s => s.Count == 3).Select(s => ((CreaseStage)s[1], (CrumpleStage)s[2])).ToList();
        Assert.InRange(Statistics.CorrelationDeviate(both.Select(b => (b.Item1.Strength!.Value, b.Item1.Width!.Value))), -4, 4);
        Assert.InRange(Statistics.CorrelationDeviate(both.Select(b => (b.Item1.Strength!.Value, b.Item2.Strength!.Value))), -4, 4);
        Assert.InRange(Statistics.CorrelationDeviate(drawn.Select(s => (s.Count == 3 ? 1.0 : 0, ((CrumpleStage)s[^1]).Strength!.Value))), -4, 4);
    }

    [Fact]
    public void A_value_can_depend_on_another_by_cases()
    {
        var drawn = Draws<BlurStage>(Stages("""
            { 'kind': 'blur', 'shape': { 'choice': ['Gaussian', 'Motion', 'Defocus'], 'weights': [2, 1, 1] },
              'size': { 'dependsOn': 'BLUR.Shape', 'cases': { 'gaussian': { 'uniform': [0, 1] }, 'Motion': 7 }, 'else': { 'uniform': [2, 3] } } }
            """), Count);
        AssertShare(0.5, drawn.Count(s => s!.Shape == BlurKind.Gaussian), Count);
        AssertFits([.. drawn.Where(s => s!.Shape == BlurKind.Gaussian).Select(s => s!.Size!.Value)], s => s);
        Assert.All(drawn.Where(s => s!.Shape == BlurKind.Motion), s => Assert.Equal(7, s!.Size));
        AssertFits([.. drawn.Where(s => s!.Shape == BlurKind.Defocus).Select(s => s!.Size!.Value)], s => s - 2);
    }

    [Fact]
    public void A_number_can_be_in_proportion_to_another()
    {
        var drawn = Draws<BlurStage>(Stages("{ 'kind': 'blur', 'size': { 'dependsOn': 'paper.dpi', 'times': { 'uniform': [0.002, 0.004] }, 'plus': 0.1 } }"), Count);
        AssertFits([.. drawn.Select(s => s!.Size!.Value)], s => (s - 0.5) / 0.4);
    }

    [Fact]
    public void A_whole_number_that_depends_on_another_is_rounded()
    {
        var drawn = Draws<CreaseStage>(Stages("{ 'kind': 'crease', 'angle': 30, 'count': { 'dependsOn': 'crease.angle', 'times': 0.12 } }"), 1);
        Assert.Equal(4, drawn[0]!.Count);
    }

    [Fact]
    public void Parameters_of_the_profile_tie_stages_together()
    {
        var profile = Profile.Read(Stages("""
            { 'kind': 'fax', 'probability': { 'dependsOn': 'parameters.copy', 'cases': { 'Fax': 1 }, 'else': 0 } },
            { 'kind': 'photocopy', 'probability': { 'dependsOn': 'parameters.copy', 'cases': { 'Photocopy': 1 }, 'else': 0 }, 'contrast': { 'dependsOn': 'parameters.level' }, 'darkness': { 'dependsOn': 'parameters.level' } }
            """, parameters: "'copy': { 'choice': ['None', 'Fax', 'Photocopy'] }, 'level': { 'uniform': [0, 1] }"));
        var drawn = Enumerable.Range(0, Count).Select(i => profile.Draw(Facts, 0, i).Stages).ToList();
        Assert.All(drawn, s => Assert.InRange(s.Count, 1, 2));
        AssertShare(1 / 3.0, drawn.Count(s => s[^1] is FaxStage), Count);
        AssertShare(1 / 3.0, drawn.Count(s => s[^1] is PhotocopyStage), Count);
        Assert.All(drawn.SelectMany(s => s).OfType<PhotocopyStage>(), s => Assert.Equal(s.Contrast, s.Darkness));
    }

    [Fact]
    public void Lists_and_tables_are_drawn_element_by_element()
    {
        var profile = Profile.Read(Stages("""
            { 'kind': 'stain', 'kinds': { 'choice': ['Mould', ['CoffeeRing', 'WaterEdge']] } },
            { 'kind': 'handwriting', 'styles': [1, 'Any'], 'position': { 'Region': { 'choice': ['Header', 'Footer'] } } },
            { 'kind': 'printedText', 'fields': { 'Ward': { 'choice': ['4B', '5C'] } } },
            { 'kind': 'affine', 'scale': [{ 'uniform': [0.9, 1.1] }, { 'uniform': [0.9, 1.1] }] }
            """));
        var drawn = Enumerable.Range(0, 200).Select(i => profile.Draw(Facts, 0, i).Stages).ToList();
        Assert.Equal(["CoffeeRing WaterEdge", "Mould"], drawn.Select(s => string.Join(' ', ((StainStage)s[1]).Kinds!)).Distinct().Order());
        Assert.All(drawn, s => Assert.Equal(["1", "Any"], ((HandwritingStage)s[2]).Styles!));
        Assert.Equal(2, drawn.Select(s => ((HandwritingStage)s[2]).Position!.Region).Distinct().Count());
        Assert.Equal(["4B", "5C"], drawn.Select(s => ((PrintedTextStage)s[3]).Fields!["Ward"]).Distinct().Order());
        Assert.InRange(Statistics.CorrelationDeviate(drawn.Select(s => (((AffineStage)s[4]).Scale![0], ((AffineStage)s[4]).Scale![1]))), -4, 4);
    }

    [Fact]
    public void The_same_key_gives_the_same_recipe_and_any_other_another()
    {
        var request = Stages("{ 'kind': 'crease', 'strength': { 'uniform': [0, 1] } }");
        byte[] Drawn(RecordInfo record, int seed, int variant) => RecipeResolver.ToJson(Profile.Read(request).Draw(record, seed, variant) with { Seed = 0, Variant = 0, RecordSha256 = "" });
        Assert.Equal(Drawn(Facts, 1, 2), Drawn(Facts, 1, 2));
        Assert.NotEqual(Drawn(Facts, 1, 2), Drawn(Facts, 1, 3));
        Assert.NotEqual(Drawn(Facts, 1, 2), Drawn(Facts, 2, 2));
        Assert.NotEqual(Drawn(Facts, 1, 2), Drawn(Facts with { Sha256 = new string('0', 64) }, 1, 2));
    }

    /// <summary>Nothing that is put into a profile, before or after, changes what was there.</summary>
    [Theory]
    [InlineData("'width': { 'uniform': [1, 2] },", "")]
    [InlineData("", "{ 'kind': 'crumple', 'probability': 0.5, 'strength': { 'uniform': [0, 1] } },")]
    [InlineData("", "{ 'kind': 'crease', 'name': 'second', 'probability': 0.5, 'strength': { 'uniform': [0, 1] }, 'count': 9 },")]
    public void What_is_added_reshuffles_nothing(string parameter, string stage)
    {
        string Crease(string more) => $"{{ 'kind': 'crease', {more} 'probability': 0.5, 'strength': {{ 'choice': [0.1, {{ 'uniform': [0, 1] }}] }}, 'count': {{ 'uniform': [1, 5] }} }}";
        var before = Profile.Read(Stages(Crease(""), parameters: "'a': { 'uniform': [0, 1] }"));
        var after = Profile.Read(Stages(stage + Crease(parameter) + (stage.Length > 0 ? ", " + stage.TrimEnd(',').Replace("'name': 'second'", "'name': 'third'").Replace("'kind': 'crumple'", "'kind': 'stain'") : ""), ", 'speed': { 'uniform': [20, 30] }", "'b': 1, 'a': 2"));
        for (int i = 0; i < 100; i++)
        {
            var (first, second) = (before.Draw(Facts, 5, i).Stages.OfType<CreaseStage>(), after.Draw(Facts, 5, i).Stages.OfType<CreaseStage>().Where(c => c.Count != 9));
            Assert.Equal(first.Select(c => (c.Strength, c.Count)), second.Select(c => (c.Strength, c.Count)));
        }
    }

    [Fact]
    public void The_recipe_keeps_the_name_of_the_profile() =>
        Assert.Equal("mine", Profile.Read(Request("{ 'name': 'mine', 'stages': { 'kind': 'Paper' } }")).Draw(Facts, 0, 0).Profile);

    [Fact]
    public void Names_of_files_count_from_the_folder_of_the_profile()
    {
        var folder = Path.GetTempPath();
        var stages = Profile.Read(Request("{ 'stages': [{ 'kind': 'paper', 'vendor': './my.json' }, { 'kind': 'printedText' }] }", folder)).Draw(Facts, 0, 0).Stages;
        Assert.Equal(Path.Combine(folder, "my.json"), ((PaperStage)stages[0]).Vendor);
        Assert.Equal(Path.Combine(folder, "my.json"), ((PrintedTextStage)stages[1]).Template);
        Assert.Equal("./my.json", ((PaperStage)Profile.Read(Request("{ 'stages': [{ 'kind': 'paper', 'vendor': './my.json' }] }")).Draw(Facts, 0, 0).Stages[0]).Vendor);
    }

    /// <summary>Whatever a stage can say, a profile can: a resolved recipe of all kinds is a profile of constants that draws itself.</summary>
    [Fact]
    public void Every_parameter_of_every_stage_can_be_said()
    {
        var signal = Page.Synthetic(seconds: 3);
        Stage[] open = [.. typeof(Stage).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Stage)) && !t.IsAbstract && t != typeof(ConditionStage))
            .Select(t => (Stage)Activator.CreateInstance(t)!).OrderBy(s => s is PaperStage ? -1 : (int)s.Phase).ThenBy(s => s.Name, StringComparer.Ordinal)];
        var resolved = RecipeResolver.Resolve(Page.Request(signal).Recipe with { Stages = open }, signal);
        var json = System.Text.Encoding.UTF8.GetString(EcgJson.Write(resolved, EcgJson.Default.Recipe));
        var stages = json[json.IndexOf("\"stages\":", StringComparison.Ordinal)..];
        var profile = ProfileCheck.Read(new ProfileRequest(System.Text.Json.JsonDocument.Parse("{" + stages).RootElement));
        var drawn = profile.Draw(signal.Info, 0, 0);
        Assert.Equal(EcgJson.Write(new Recipe { Record = resolved.Record, RecordSha256 = "", Stages = resolved.Stages }, EcgJson.Default.Recipe),
            EcgJson.Write(new Recipe { Record = resolved.Record, RecordSha256 = "", Stages = drawn.Stages }, EcgJson.Default.Recipe));
        Assert.Equal(open.Length, drawn.Stages.Count);
    }
}
