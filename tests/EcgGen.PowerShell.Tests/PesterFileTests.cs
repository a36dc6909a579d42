// The Pester files run on users' machines; here only that there is one for each cmdlet, and that it parses.
using System.Management.Automation.Language;

namespace EcgGen.PowerShell.Tests;

public sealed class PesterFileTests
{
    private static string Folder => Path.Combine(Locations.Repository, "tests", "pester");

    [Fact]
    public void There_is_one_file_for_each_cmdlet() =>
        Assert.Equal(ConventionTests.CmdletNames.Order(StringComparer.Ordinal).Select(n => n + ".Tests.ps1"), Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_parses_and_describes_its_cmdlet()
    {
        foreach (var file in Directory.GetFiles(Folder))
        {
            var script = Parser.ParseFile(file, out _, out var errors);
            Assert.Empty(errors);
            Assert.Contains($"Describe '{Path.GetFileName(file).Split('.')[0]}'", script.Extent.Text);
            Assert.True(script.FindAll(a => a is CommandAst c && c.GetCommandName() == "Context", searchNestedScriptBlocks: true).Count() >= 2, file);
        }
    }
}
