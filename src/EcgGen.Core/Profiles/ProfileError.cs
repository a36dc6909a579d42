// What is wrong with a profile, and where.
namespace EcgGen.Core.Profiles;

/// <summary>Makes errors that name the place in the file.</summary>
internal static class ProfileError
{
    /// <summary>An error.</summary>
    /// <param name="path">The place, such as "stages[2].strength"; empty for the whole.</param>
    /// <param name="what">What is wrong and what was expected, without a full stop.</param>
    public static EcgException At(string path, string what) => new(ErrorId.ProfileInvalid, path.Length == 0 ? $"{what}." : $"{path}: {what}.");
}
