// What callers ask of profiles; docs/profiles.md describes the profile itself.
using System.Text.Json;

namespace EcgGen;

/// <summary>A profile to check.</summary>
/// <param name="Profile">The profile: a table with "name", "summary", "parameters" and "stages".</param>
/// <param name="Folder">The full path of the folder from which the profile's file names that begin with "./" count; null leaves them as they are.</param>
public sealed record ProfileRequest(JsonElement Profile, string? Folder = null);

/// <summary>A profile to draw a recipe from.</summary>
/// <param name="Profile">The profile, and its folder.</param>
/// <param name="Record">The record that is drawn.</param>
/// <param name="Seed">The user's seed.</param>
/// <param name="Variant">Which image of the record.</param>
public sealed record DrawRequest(ProfileRequest Profile, RecordInfo Record, int Seed, int Variant);
