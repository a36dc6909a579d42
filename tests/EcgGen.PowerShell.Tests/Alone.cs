// Tests that count what the whole process holds, or bound a wait: no other test runs beside them.
namespace EcgGen.PowerShell.Tests;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
