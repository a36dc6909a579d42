// Profiles for tests, written as short as they can be.
using System.Text.Json;
using EcgGen.Core.Profiles;

namespace EcgGen.Core.Tests.Profiles;

internal static class ProfileText
{
    /// <summary>The facts of a record; profiles look at nothing but its id.</summary>
    public static RecordInfo Facts { get; } = Page.Synthetic(seconds: 3).Info;

    /// <summary>A request from JSON with single quotes.</summary>
    public static ProfileRequest Request(string json, string? folder = null)
    {
        using var document = JsonDocument.Parse(json.Replace('\'', '"'));
        return new ProfileRequest(document.RootElement.Clone(), folder);
    }

    /// <summary>A profile of a paper and these stages.</summary>
    /// <param name="stages">JSON with single quotes: stages, parted by commas.</param>
    /// <param name="paper">The paper's parameters, each with a comma before it.</param>
    /// <param name="parameters">The profile's own parameters.</param>
    public static ProfileRequest Stages(string stages, string paper = "", string parameters = "") =>
        Request($$"""{ 'parameters': { {{parameters}} }, 'stages': [{ 'kind': 'paper', 'dpi': 200 {{paper}} }{{(stages.Length > 0 ? ", " : "")}}{{stages}}] }""");

    /// <summary>So many draws of one stage; null where it is not there.</summary>
    public static List<T?> Draws<T>(ProfileRequest request, int count) where T : Stage
    {
        var profile = Profile.Read(request);
        return [.. Enumerable.Range(0, count).Select(i => profile.Draw(Facts, 3, i).Stages.OfType<T>().SingleOrDefault())];
    }

    /// <summary>What is wrong with a profile.</summary>
    public static string Error(ProfileRequest request)
    {
        var error = Assert.Throws<EcgException>(() => ProfileCheck.Read(request));
        Assert.Equal(ErrorId.ProfileInvalid, error.Id);
        return error.Message;
    }
}
