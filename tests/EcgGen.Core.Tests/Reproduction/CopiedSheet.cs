// Sheets for tests of copies, and what is measured on them.
using EcgGen.Core.Raster;
using EcgGen.Core.Reproduction;

namespace EcgGen.Core.Tests.Reproduction;

internal static class CopiedSheet
{
    public const double Scale200 = 200 / 25.4;

    /// <summary>A photocopy of nothing but toner on paper: no losses, no marks.</summary>
    public static readonly PhotocopyStage Clean = new() { Contrast = 0.5, Darkness = 0.5, TonerLoss = 0, Speckle = 0, EdgeLines = 0, Generation = 1, Color = false, Seed = 1 };

    /// <summary>A sheet of one colour.</summary>
    public static PixelBuffer Flat(int width, int height, Rgb color)
    {
        var sheet = new PixelBuffer(width, height);
        sheet.Fill(color);
        return sheet;
    }

    /// <summary>The copy of a sheet, in its place.</summary>
    public static PixelBuffer Copied(this PixelBuffer sheet, ReproductionStage stage, double scale = Scale200)
    {
        SheetCopy.Of(stage).Apply(sheet, scale, default);
        return sheet;
    }

    /// <summary>Mean linear light of a channel, 0–1.</summary>
    public static double Light(this PixelBuffer sheet, int channel, int margin = 0)
    {
        double sum = 0;
        for (int y = margin; y < sheet.Height - margin; y++)
        {
            var row = sheet.Row(y);
            for (int x = margin; x < sheet.Width - margin; x++)
                sum += LinearLight.FromSrgb(row[3 * x + channel]);
        }
        return sum / 65535 / (sheet.Height - 2 * margin) / (sheet.Width - 2 * margin);
    }

    /// <summary>The sRGB grey level, not rounded, of linear light.</summary>
    public static double Srgb(double linear) => 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055);

    /// <summary>Whether red, green and blue are the same everywhere.</summary>
    public static bool IsGrey(this PixelBuffer sheet)
    {
        var all = sheet.All;
        for (int i = 0; i < all.Length; i += 3)
        {
            if (all[i] != all[i + 1] || all[i] != all[i + 2])
                return false;
        }
        return true;
    }
}
