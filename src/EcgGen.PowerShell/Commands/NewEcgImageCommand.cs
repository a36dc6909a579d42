// New-EcgImage: a record to images drawn from a profile.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;
using EcgGen.Profiles;

namespace EcgGen.Commands;

/// <summary>Draws images of a record from a profile: paper, print, handwriting, wear, camera and sensor, each with its probability.</summary>
/// <remarks>
/// A profile is a data file (.psd1) that says which stages an image can have, how often, and from which distribution each of their parameters is drawn; what it
/// leaves out is drawn as by the stage's own cmdlet. Bundled are paper, clean, archive-scan, phone-photo, challenge and stress; copy one of the module's folder
/// profiles to begin with your own. docs/profiles.md describes them and the language. The same record, profile, seed and variant give the same image, and
/// adding a stage or a parameter to a profile does not change what the others draw. What comes out is as after New-EcgPaper and the Add- cmdlets: nothing is
/// drawn before it is exported, and more stages can follow.
/// </remarks>
/// <example>
/// <code>Import-EcgRecord records -Recurse | New-EcgImage phone-photo -Variant (0..4) | Export-EcgImage photos -Truth</code>
/// <para>Five photographed pages of each record, with ground truth.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 100 | New-EcgImage ./my-hospital.psd1 -Seed 7 | Export-EcgImage pages -Mask</code>
/// <para>Pages by a profile of your own, with masks.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgImage stress -Variant (0..9) | ForEach-Object { "$($_.Stages)" }</code>
/// <para>Shows which stages were drawn for ten images.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "EcgImage")]
[OutputType(typeof(EcgImage))]
public sealed class NewEcgImageCommand : ImageCommand
{
    private ProfileFile? _profile;

    /// <summary>A bundled profile by name, or a .psd1 file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string Profile { get; set; } = "";

    /// <inheritdoc/>
    protected override void BeginProcessing() => ForItem(Profile, () => _profile = ProfileFile.Load(Profile, ResolveFile));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_profile is { } profile)
            WriteImages((record, variant) => EcgImage.Draw(profile, record, Seed, variant), image => $"{string.Join(", ", image.Stages)} by {profile.Name}");
    }
}
