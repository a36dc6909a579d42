// Draws the contact sheets of docs/profiles.md: twelve pages of each bundled profile, by the built module.
//   dotnet run tools/profile-pictures.cs -- FOLDER [PROFILE]     in the repository's folder

#:package SkiaSharp
#:package SkiaSharp.NativeAssets.Linux.NoDependencies

using System.Diagnostics;
using SkiaSharp;

if (args is not [var folder, .. { Length: <= 1 } names])
{
    Console.Error.WriteLine("Usage: dotnet run tools/profile-pictures.cs -- FOLDER [PROFILE]");
    return 64; // EX_USAGE
}
const int Columns = 3, Count = 12, Width = 480, Height = 371, Gap = 8;
var root = Directory.GetCurrentDirectory();
var pages = Directory.CreateTempSubdirectory("ecggen-profiles-").FullName;
foreach (var profile in names is [var one] ? [one] : Directory.GetFiles(Path.Combine(root, "assets", "profiles"), "*.psd1").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal).ToArray())
{
    var script = $"Import-Module '{root}/out/module/EcgGen/EcgGen.psd1'; New-EcgRecord -Count {Count} -Seed 1 | New-EcgImage {profile} -Seed 1 | Export-EcgImage '{pages}/{profile}/{{Index:00}}.png'";
    using var shell = Process.Start("dotnet", ["run", Path.Combine(root, "tools", "pwsh.cs"), "--", "-Command", script]);
    shell.WaitForExit();
    if (shell.ExitCode != 0)
        return shell.ExitCode;
    Sheet(Directory.GetFiles(Path.Combine(pages, profile), "*.png").Order(StringComparer.Ordinal), Path.Combine(folder, $"profile-{profile}.jpg"));
}
Directory.Delete(pages, recursive: true);
return 0;

// Each picture in the middle of a place of its own.
static void Sheet(IEnumerable<string> files, string to)
{
    using var sheet = SKSurface.Create(new SKImageInfo(Columns * (Width + Gap) - Gap, (Count + Columns - 1) / Columns * (Height + Gap) - Gap));
    sheet.Canvas.Clear(SKColors.White);
    foreach (var (file, i) in files.Select((f, i) => (f, i)))
    {
        using var page = SKImage.FromEncodedData(file);
        float scale = Math.Min((float)Width / page.Width, (float)Height / page.Height), width = scale * page.Width, height = scale * page.Height;
        var place = SKRect.Create(i % Columns * (Width + Gap) + (Width - width) / 2, i / Columns * (Height + Gap) + (Height - height) / 2, width, height);
        sheet.Canvas.DrawImage(page, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }
    using var picture = sheet.Snapshot();
    using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
    File.WriteAllBytes(to, encoded.ToArray());
    Console.WriteLine($"{Path.GetFileName(to)}: {encoded.Size / 1024} KB");
}
