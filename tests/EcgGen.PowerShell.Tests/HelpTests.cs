// Get-Help: every cmdlet is documented to its last parameter, and nothing tells on whose machine the help was written.
using System.Management.Automation;

namespace EcgGen.PowerShell.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    public static TheoryData<string> Cmdlets => [.. ConventionTests.CmdletNames];

    private Reader Help(string name) => new(Assert.Single(_engine.Run($"Get-Help {name} -Full").AssertClean().Output));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Says_what_the_cmdlet_does(string name)
    {
        var help = Help(name);
        Assert.Equal(name, help.Text("Name"));
        Assert.Matches(@"^\p{Lu}.{15,}\.$", help.Text("Synopsis"));
        Assert.True(help.Texts("description").Sum(t => t.Length) > 60);
        Assert.NotEmpty(help.Items("returnValues", "returnValue"));
        Assert.All(help.Items("returnValues", "returnValue"), o => Assert.Contains(o["type"]!.Text("name"), _engine.Run($"(Get-Command {name}).OutputType.Name").Output.Select(t => t.ToString())));
        Assert.NotEmpty(help.Items("inputTypes", "inputType"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Describes_every_parameter_also_inherited_ones(string name)
    {
        var help = Help(name);
        var described = help.Items("parameters", "parameter").ToDictionary(p => p.Text("name"), p => string.Join(" ", p.Texts("description")));
        var expected = ((IDictionary<string, ParameterMetadata>)_engine.Run($"(Get-Command {name}).Parameters").Single).Keys
            .Except(Cmdlet.CommonParameters).Order(StringComparer.Ordinal);
        Assert.Equal(expected, described.Keys.Order(StringComparer.Ordinal));
        Assert.All(described, p => Assert.Matches(@"(?s)^\p{Lu}|^\d", p.Value));
        Assert.All(described, p => Assert.True(p.Value.Length > 8 && p.Value.EndsWith('.'), $"{p.Key}: {p.Value}"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Has_examples_that_parse_and_call_the_cmdlet(string name)
    {
        var help = Help(name);
        var examples = help.Items("examples", "example");
        Assert.True(examples.Count >= 2);
        foreach (var example in examples)
        {
            var code = example.Text("code");
            Assert.Contains(name, code);
            System.Management.Automation.Language.Parser.ParseInput(code, out _, out var errors);
            Assert.Empty(errors);
            Assert.True(example.Texts("remarks").Any(t => t.Length > 15), code);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Shows_ranges_defaults_and_whether_wildcards_work(string name)
    {
        var help = Help(name);
        var parameters = (IDictionary<string, ParameterMetadata>)_engine.Run($"(Get-Command {name}).Parameters").Single;
        foreach (var parameter in help.Items("parameters", "parameter"))
        {
            var attributes = parameters[parameter.Text("name")].Attributes;
            if (attributes.OfType<ValidateRangeAttribute>().FirstOrDefault() is { } range)
                Assert.Contains(FormattableString.Invariant($"Range: {range.MinRange}"), string.Join(" ", parameter.Texts("description")));
            Assert.Equal(attributes.OfType<SupportsWildcardsAttribute>().Any(), parameter.Text("globbing") == "true");
        }
    }

    [Theory]
    [InlineData("about_EcgGen")]
    [InlineData("about_ecggen")]
    public void The_topic_about_the_module_is_found(string topic)
    {
        var text = Assert.Single(_engine.Run($"Get-Help {topic}").AssertClean().Output).ToString();
        Assert.Contains("about_EcgGen", text);
        Assert.All(ConventionTests.CmdletNames, name => Assert.Contains(name, text));
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public void No_file_of_the_module_names_a_path_of_the_machine_that_built_it()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/.nuget";
        foreach (var file in Directory.GetFiles(Locations.Module, "*", SearchOption.AllDirectories).Where(f => !f.Contains("Skia", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var path in new[] { Locations.Repository + "/", home })
            {
                Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(path)) < 0, $"{file} names {path}");
                Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(path)) < 0, $"{file} names {path}");
            }
        }
    }

    /// <summary>Help objects are trees of notes: one item or an array of them, each perhaps with a Text.</summary>
    private sealed class Reader(PSObject item)
    {
        public Reader? this[string name] => item.Properties[name]?.Value is { } value ? new Reader(PSObject.AsPSObject(value)) : null;

        public string Text(string name) => item.Properties[name]?.Value?.ToString() ?? "";

        public IReadOnlyList<Reader> Items(string list, string each) => this[list]?.All(each) ?? [];

        public IEnumerable<string> Texts(string name) => All(name).Select(p => p.Text("Text"));

        private List<Reader> All(string name) => item.Properties[name]?.Value switch
        {
            null => [],
            object[] many => [.. many.Select(one => new Reader(PSObject.AsPSObject(one)))],
            PSObject { BaseObject: object[] many } => [.. many.Select(one => new Reader(PSObject.AsPSObject(one)))],
            var one => [new Reader(PSObject.AsPSObject(one))],
        };
    }
}
