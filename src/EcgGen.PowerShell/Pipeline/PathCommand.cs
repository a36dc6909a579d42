// -Path and -LiteralPath for every cmdlet that reads files.
using System.Management.Automation;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet that reads files, by wildcards or literally.</summary>
public abstract class PathCommand : EcgCommand
{
    /// <summary>The parameter set of -Path.</summary>
    protected const string PathSet = "Path";

    /// <summary>The parameter set of -LiteralPath.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    private bool _anyOfInterest;
    private int _listed;

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
    /// <param name="chosen">Whether the user named this very file; else it came of a wildcard or a listing, and is passed over if it is of no interest.</param>
    /// <returns>Whether the path was of interest.</returns>
    protected abstract bool ProcessPath(string path, bool chosen);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool listing = ParameterSetName == LiteralPathSet && MyInvocation.ExpectingInput;
        foreach (var given in ParameterSetName == LiteralPathSet ? LiteralPath : Path)
            ForItem(given, () => ProcessGiven(given, listing));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_listed > 0 && !_anyOfInterest && !Stopping)
            WriteWarning($"None of the {_listed} listed files and folders is one that {MyInvocation.MyCommand.Name} takes.");
    }

    private void ProcessGiven(string given, bool listing)
    {
        bool wildcard = ParameterSetName == PathSet && WildcardPattern.ContainsWildcardCharacters(given), ofInterest = false, failed = false;
        foreach (var path in Expand(given, wildcard))
        {
            if (Stopping)
                return;
            bool done = false;
            ForItem(path, () =>
            {
                ofInterest |= ProcessPath(path, !wildcard && !listing);
                done = true;
            });
            failed |= !done;
        }
        _anyOfInterest |= ofInterest || failed;
        _listed += listing ? 1 : 0;
        if (wildcard && !ofInterest && !failed)
            WriteWarning($"{given}: nothing that matches is a file that {MyInvocation.MyCommand.Name} takes.");
    }

    private IReadOnlyList<string> Expand(string given, bool wildcard)
    {
        // Completion escapes the brackets of a name: a path without live wildcards is meant literally.
        if (!wildcard)
            return [ResolveFile(ParameterSetName == PathSet ? WildcardPattern.Unescape(given) : given)];
        try
        {
            var paths = GetResolvedProviderPathFromPSPath(given, out var provider);
            RequireFileSystem(given, provider);
            return paths.Count > 0 ? paths : throw new EcgException(ErrorId.FileNotFound, $"{given}: no file matches.");
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
