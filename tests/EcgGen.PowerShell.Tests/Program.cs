// The test program: xunit's, or with --script a PowerShell that runs standard input, for tests that need a process of their own.
using EcgGen.PowerShell.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

return args switch
{
    [ChildProcess.ScriptOption] => ChildProcess.RunStandardInput(),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
