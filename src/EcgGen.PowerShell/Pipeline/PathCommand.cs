// -Path and -LiteralPath for every cmdlet that reads files.
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet that reads files, by wildcards or literally.</summary>
public abstract class PathCommand : EcgCommand
{
    /// <summary>The parameter set of -Path.</summary>
    protected const string PathSet = "Path";

    /// <summary>The parameter set of -LiteralPath.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>Files or folders. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files or folders, exactly as named; no character is a wildcard. Takes the files that Get-ChildItem gives.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Does the work for one file or folder.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="fromWildcard">Whether the user named it by a wildcard, so that files of no interest are passed over.</param>
    protected abstract void ProcessPath(string path, bool fromWildcard);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var given in ParameterSetName == LiteralPathSet ? LiteralPath : Path)
        {
            ForItem(given, () =>
            {
                bool wildcard = ParameterSetName == PathSet && WildcardPattern.ContainsWildcardCharacters(given);
                foreach (var path in Expand(given, wildcard))
                {
                    if (Stopping)
                        return;
                    ForItem(path, () => ProcessPath(path, wildcard));
                }
            });
        }
    }

    private IReadOnlyList<string> Expand(string given, bool wildcard)
    {
        try
        {
            ProviderInfo provider;
            var paths = wildcard
                ? GetResolvedProviderPathFromPSPath(given, out provider)
                : [SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out provider, out _)];
            if (provider.ImplementingType != typeof(FileSystemProvider))
                throw new EcgException(ErrorId.ArgumentInvalid, $"{given}: expected a path of the file system, found one of {provider.Name}.");
            if (paths.Count == 0)
                throw new EcgException(ErrorId.FileNotFound, $"{given}: no file matches.");
            return paths;
        }
        catch (ItemNotFoundException e)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{given}: no file matches.", e);
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or WildcardPatternException)
        {
            throw new EcgException(ErrorId.ArgumentInvalid, $"{given}: {e.Message}", e);
        }
    }
}
