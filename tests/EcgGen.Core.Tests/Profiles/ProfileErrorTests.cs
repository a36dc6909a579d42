// What is wrong with a profile, told with its place in the file when it is loaded.
using System.Text.Json;
using EcgGen.Core.Profiles;
using static EcgGen.Core.Tests.Profiles.ProfileText;

namespace EcgGen.Core.Tests.Profiles;

public class ProfileErrorTests
{
    [Theory]
    // The file as a whole.
    [InlineData("[]", "expected a table @{ ... } with name, summary, parameters, stages.")]
    [InlineData("{ 'stagez': [] }", "stagez: a profile has no such entry; it takes name, summary, parameters, stages.")]
    [InlineData("{ 'name': 'x' }", "stages: expected a list of stages, the first of which is 'paper'.")]
    [InlineData("{ 'stages': [] }", "stages: expected 1 to 50 stages, found 0.")]
    [InlineData("{ 'stages': ['paper'] }", "stages[0]: expected a stage as a table with its kind, @{ Kind = ... }.")]
    [InlineData("{ 'stages': [{ 'kind': 'crease' }] }", "stages[0].kind: the first stage is 'paper', found 'crease'.")]
    [InlineData("{ 'stages': [{ 'kind': 'paper', 'probability': 0.5 }] }", "stages[0].probability: 'paper' is always there.")]
    [InlineData("{ 'name': 3, 'stages': [{ 'kind': 'paper' }] }", "name: expected text.")]
    [InlineData("{ 'parameters': { 'a b': 1 }, 'stages': [{ 'kind': 'paper' }] }", "parameters.a b: expected a name of 1 to 40 letters, digits, '-' and '_', found 'a b'.")]
    [InlineData("{ 'parameters': { 'a': { 'x': 1 } }, 'stages': [{ 'kind': 'paper' }] }", "parameters.a: expected a plain value or a distribution: a table with one of uniform, logUniform, normal, choice, dependsOn.")]
    [InlineData("{ 'stages': [{ 'kind': 'paper', 'dpi': 100, 'Dpi': 200 }] }", "stages[0].dpi: it is there twice.")]
    public void Of_the_file(string json, string message) => Assert.Equal(message, Error(Request(json)));

    [Theory]
    // The stage.
    [InlineData("{ 'strength': 1 }", "stages[1].kind: expected one of paper, condition, crease, ")]
    [InlineData("{ 'kind': 'paper' }", "stages[1].kind: 'paper' stands once, at the beginning.")]
    [InlineData("{ 'kind': 'creasse' }", "found 'creasse'.")]
    [InlineData("{ 'kind': 'crease', 'strenght': 1 }", "stages[1].strenght: 'crease' has no such entry; it takes kind, name, probability, style, pattern, count, angle, direction, width, strength, seed.")]
    [InlineData("{ 'kind': 'crease' }, { 'kind': 'crease' }", "stages[2].name: stages[1] is named 'crease' too; each stage has a name of its own, which is its kind unless Name says another.")]
    [InlineData("{ 'kind': 'crease', 'name': 'parameters' }", "stages[1].name: 'parameters' are those of the profile.")]
    [InlineData("{ 'kind': 'crease', 'name': 'a.b' }", "stages[1].name: expected a name of 1 to 40 letters")]
    [InlineData("{ 'kind': 'crease', 'probability': 1.5 }", "stages[1].probability: expected 0 to 1, found 1.5.")]
    [InlineData("{ 'kind': 'crease', 'probability': { 'uniform': [0, 2] } }", "stages[1].probability: expected 0 to 1, found ")]
    [InlineData("{ 'kind': 'crease', 'probability': 'often' }", "stages[1].probability: expected a number, found 'often'.")]
    // Types.
    [InlineData("{ 'kind': 'crease', 'style': 'Foldd' }", "stages[1].style: expected one of Fold, Line, found 'Foldd'.")]
    [InlineData("{ 'kind': 'crease', 'style': 1 }", "stages[1].style: expected one of Fold, Line, found 1.")]
    [InlineData("{ 'kind': 'crease', 'strength': 'x' }", "stages[1].strength: expected a number, found 'x'.")]
    [InlineData("{ 'kind': 'crease', 'count': 1.5 }", "stages[1].count: expected a whole number, found 1.5.")]
    [InlineData("{ 'kind': 'crease', 'strength': [1, 2] }", "stages[1].strength: expected a number, found a list of 2.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'unifrom': [1, 2] } }", "stages[1].strength: expected a number, or a distribution: a table with one of uniform, logUniform, normal, choice, dependsOn.")]
    [InlineData("{ 'kind': 'photocopy', 'color': 'yes' }", "stages[1].color: expected $true or $false, found 'yes'.")]
    [InlineData("{ 'kind': 'light', 'color': 'blue' }", "stages[1].color: expected a colour \"#RRGGBB\", found 'blue'.")]
    [InlineData("{ 'kind': 'stain', 'kinds': ['Mould', 'Tea'] }", "stages[1].kinds[1]: expected one of WaterEdge, ")]
    [InlineData("{ 'kind': 'stain', 'kinds': ['Mould', null] }", "stages[1].kinds[1]: expected a value in the list, found nothing.")]
    [InlineData("{ 'kind': 'stain', 'kinds': { 'uniform': [1, 2] } }", "stages[1].kinds: a uniform draws numbers; expected a list, each one of WaterEdge, ")]
    [InlineData("{ 'kind': 'handwriting', 'position': { 'Regoin': 'Header' } }", "stages[1].position.regoin: it has no such entry; it takes region, lead, x, y.")]
    [InlineData("{ 'kind': 'handwriting', 'position': 'Header' }", "stages[1].position: expected a table @{ ... }, found 'Header'.")]
    // Distributions.
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [3, 2] } }", "stages[1].strength: a uniform needs min <= max, but min is 3 and max 2.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [3] } }", "stages[1].strength.uniform: expected two numbers: min, max.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [0, 'x'] } }", "stages[1].strength.uniform[1]: expected a number, found 'x'.")]
    [InlineData("{ 'kind': 'crease', 'count': { 'uniform': [1, 2.5] } }", "stages[1].count.uniform[1]: expected a whole number, found 2.5.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [0, 1], 'mean': 2 } }", "stages[1].strength.mean: a uniform has no such entry; it takes uniform.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [0, 1], 'normal': [0, 1] } }", "stages[1].strength: expected one distribution, found uniform and normal.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'logUniform': [0, 1] } }", "stages[1].strength: a logUniform needs min > 0, but min is 0.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'normal': [0.5, 0.1], 'min': 0 } }", "stages[1].strength.max: a normal needs bounds: Min and Max.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'normal': [0.5, 0], 'min': 0, 'max': 1 } }", "stages[1].strength: a normal needs a standard deviation > 0, but it is 0.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'normal': [2, 1], 'min': 0, 'max': 1 } }", "stages[1].strength: a normal needs min <= mean <= max, but min is 0, the mean 2 and max 1.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'normal': [0.5, 2], 'min': 0, 'max': 1 } }", "stages[1].strength: a normal needs bounds at least one standard deviation (2) apart, but they are 0 and 1.")]
    [InlineData("{ 'kind': 'crease', 'style': { 'uniform': [0, 1] } }", "stages[1].style: a uniform draws numbers; expected one of Fold, Line.")]
    [InlineData("{ 'kind': 'crease', 'style': { 'choice': [] } }", "stages[1].style.choice: expected a list of values.")]
    [InlineData("{ 'kind': 'crease', 'style': { 'choice': ['Fold', 'Foldd'] } }", "stages[1].style.choice[1]: expected one of Fold, Line, found 'Foldd'.")]
    [InlineData("{ 'kind': 'crease', 'style': { 'choice': ['Fold', 'Line'], 'weights': [1] } }", "stages[1].style.weights: expected 2 numbers, one for each option, found a list of 1.")]
    [InlineData("{ 'kind': 'crease', 'style': { 'choice': ['Fold', 'Line'], 'weights': [1, -1] } }", "stages[1].style.weights[1]: a weight can't be negative, but it is -1.")]
    [InlineData("{ 'kind': 'crease', 'style': { 'choice': ['Fold', 'Line'], 'weights': [0, 0] } }", "stages[1].style.weights: expected a sum above 0.")]
    // Dependence.
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 'paper.dpy' } }", "stages[1].width.dependsOn: the profile says nothing of 'paper.dpy'; expected one of paper.dpi, crease.width.")]
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 7 } }", "stages[1].width.dependsOn: expected another parameter as 'stage.parameter' or 'parameters.name'.")]
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 'crease.angle' }, 'angle': { 'dependsOn': 'crease.width' } }", "stages[1].width.dependsOn: 'crease.angle' depends on this parameter itself.")]
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 'paper.dpi', 'cases': { '300': 2 } } }", "stages[1].width.cases.300: 'paper.dpi' is never that; it is one of 200.")]
    [InlineData("{ 'kind': 'blur', 'shape': { 'choice': ['Gaussian', 'Motion'] }, 'size': { 'dependsOn': 'blur.shape', 'cases': { 'Motion': 2 } } }", "stages[1].size.cases: 'blur.shape' can be 'Gaussian', which is no case; expected it, or 'else'.")]
    [InlineData("{ 'kind': 'crease', 'angle': { 'uniform': [0, 90] }, 'width': { 'dependsOn': 'crease.angle', 'cases': { '3': 2 } } }", "stages[1].width: cases need a parameter that takes one of a few values, and 'crease.angle' takes any number; expected 'times' or 'plus'.")]
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 'paper.dpi', 'cases': { '200': 2 }, 'times': 3 } }", "stages[1].width: expected cases, or times and plus, found both.")]
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 'paper.dpi', 'else': 3 } }", "stages[1].width.else: expected it with cases alone.")]
    [InlineData("{ 'kind': 'crease', 'width': { 'dependsOn': 'paper.dpi', 'cases': { '200': 'x' } } }", "stages[1].width.cases.200: expected a number, found 'x'.")]
    [InlineData("{ 'kind': 'blur', 'shape': 'Motion', 'size': { 'dependsOn': 'blur.shape', 'times': 2 } }", "stages[1].size: 'times' and 'plus' need a number, but 'blur.shape' is \"Motion\".")]
    [InlineData("{ 'kind': 'crease', 'style': { 'dependsOn': 'paper.dpi' } }", "stages[1].style: expected one of Fold, Line, found 200.")]
    public void Of_a_stage(string stages, string message) => Assert.Contains(message, Error(Stages(stages)));

    /// <summary>Ends of distributions that no stage takes, wherever they are hidden.</summary>
    [Theory]
    [InlineData("{ 'kind': 'crease', 'strength': 2 }", "stages[1].strength: expected 0 to 1, found 2.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [0.5, 1.2] } }", "stages[1].strength: expected 0 to 1, found 1.2.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'uniform': [-0.5, 1] } }", "stages[1].strength: expected 0 to 1, found -0.5.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'normal': [0.5, 0.01], 'min': 0, 'max': 1.01 } }", "stages[1].strength: expected 0 to 1, found 1.01.")]
    [InlineData("{ 'kind': 'crease', 'count': { 'uniform': [0, 3] } }", "stages[1].count: expected 1 to 50, found 0.")]
    [InlineData("{ 'kind': 'crease', 'strength': { 'choice': [0.1, 0.2, 0.3, { 'choice': [0.4, { 'uniform': [0.1, 7] }] }], 'weights': [1e9, 1, 1, 1] } }", "stages[1].strength: expected 0 to 1, found 7.")]
    [InlineData("{ 'kind': 'blur', 'size': { 'dependsOn': 'paper.dpi', 'times': { 'uniform': [0, 0.06] } } }", "stages[1].size: expected 0 to 10, found 12.")]
    [InlineData("{ 'kind': 'blur', 'shape': { 'choice': ['Motion', 'Gaussian'] }, 'size': { 'dependsOn': 'blur.shape', 'cases': { 'Motion': 30, 'Gaussian': { 'uniform': [1, 30] } } } }", "stages[1].size: expected 0 to 10, found 30.")]
    [InlineData("{ 'kind': 'blur', 'shape': { 'choice': ['Motion', 'Gaussian'] }, 'angle': 20 }", "stages[1].angle: Gaussian has no direction")]
    [InlineData("{ 'kind': 'crease', 'probability': 0.001, 'pattern': 'Half', 'count': 2 }", "stages[1].pattern: a pattern says how many creases there are and where")]
    [InlineData("{ 'kind': 'handwriting', 'size': { 'uniform': [1, 20] } }", "stages[1].size: expected 0.8 to 15, found 20.")]
    [InlineData("{ 'kind': 'handwriting', 'position': { 'region': 'Header', 'lead': 'V1' } }", "stages[1].position: expected a region, a lead, or x and y.")]
    [InlineData("{ 'kind': 'wrinkle', 'textureFile': { 'name': '/nowhere/crumpled.png' } }", "stages[1]: ")]
    public void Of_values_that_no_stage_takes(string stages, string message) => Assert.StartsWith(message, Error(Stages(stages)));

    [Theory]
    [InlineData("'gain': { 'uniform': [5, 60] }", "stages[0].gain: expected 1 to 50, found 60.")]
    [InlineData("'layout': { 'choice': ['3x4', '3x5'] }", "stages[0].layout: ")]
    [InlineData("'vendor': 'Acorn'", "stages[0].vendor: no vendor is named 'Acorn'")]
    public void Of_papers(string paper, string message) => Assert.StartsWith(message, Error(Stages("", ", " + paper)));

    /// <summary>Leads, lengths and times are the record's affair.</summary>
    [Theory]
    [InlineData("'leads': ['MLII', 'X']")]
    [InlineData("'layoutRows': [[{ 'lead': 'II', 'start': 120, 'duration': 10 }]]")]
    public void A_paper_for_other_records_is_none(string paper) => Assert.NotNull(ProfileCheck.Read(Stages("", ", " + paper)));

    [Fact]
    public void Stages_out_of_order_are_told_where_they_can_meet()
    {
        Assert.Equal("stages[2]: 'crease' of the Sheet phase can't follow stages[1] ('blur'), which has stages of the Sensor phase; the order is sheet, camera, sensor.",
            Error(Stages("{ 'kind': 'blur', 'probability': 0.5 }, { 'kind': 'crease', 'probability': 0.5 }")));
        Assert.Contains("can't follow stages[1] ('condition')", Error(Stages("{ 'kind': 'condition' }, { 'kind': 'crop' }")));
        const string Never = "'probability': { 'dependsOn': 'parameters.scan', 'cases': { 'true': ";
        Assert.NotNull(ProfileCheck.Read(Stages($"{{ 'kind': 'condition', {Never} 1 }}, 'else': 0 }} }}, {{ 'kind': 'crop', {Never} 0 }}, 'else': 1 }} }}", parameters: "'scan': { 'choice': [true, false] }")));
    }

    [Fact]
    public void Hostile_profiles_are_refused()
    {
        Assert.Contains("expected a profile of at most", Error(Request($"{{ 'stages': [{{ 'kind': 'paper', 'vendor': '{new string('x', 1 << 20)}' }}] }}")));
        Assert.Contains("expected 1 to 50 stages, found 5001", Error(Stages(string.Join(',', Enumerable.Repeat("{}", 5000)))));
        // Deeper than JSON is read at all.
        Assert.ThrowsAny<JsonException>(() => Request(new string('[', 100000)));
        var nested = string.Concat(Enumerable.Repeat("{ 'choice': [1, ", 25)) + "1" + string.Concat(Enumerable.Repeat("] }", 25));
        Assert.NotNull(ProfileCheck.Read(Stages($"{{ 'kind': 'crease', 'count': {nested} }}")));
        // Each asks the one before it twice.
        string Chain(int length) => "'p0': { 'choice': ['a', 'b'] }" + string.Concat(Enumerable.Range(1, length).Select(i => $", 'p{i}': {{ 'dependsOn': 'parameters.p{i - 1}', 'cases': {{ 'a': {{ 'dependsOn': 'parameters.p{i - 1}' }} }}, 'else': 'b' }}"));
        Assert.NotNull(ProfileCheck.Read(Stages("", parameters: Chain(250))));
        Assert.Contains("expected at most 500 values that depend on others, found 4000", Error(Stages("", parameters: Chain(2000))));
    }
}
