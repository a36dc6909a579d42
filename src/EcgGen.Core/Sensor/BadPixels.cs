// Single pixels that are wrong: salt and pepper, and photosites that glow.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>Pixels that are hit at random, row by row: the gaps between them have a geometric distribution, so that rare ones cost nothing.</summary>
internal static class BadPixels
{
    private const int RowsPerPoll = 64;

    // What a glowing photosite gives its neighbours, in quarters, where bilinear demosaicing fills their missing colours from it: red and blue
    // sites lie in every second column of every second row, green ones on a chessboard.
    private static readonly int[] s_redBlue = [1, 2, 1, 2, 4, 2, 1, 2, 1], s_green = [0, 1, 0, 1, 4, 1, 0, 1, 0];

    /// <summary>Makes whole pixels black or white (the paper's Eq. 7).</summary>
    /// <param name="image">The image.</param>
    /// <param name="probability">That a pixel is hit.</param>
    /// <param name="saltShare">That it becomes white then.</param>
    /// <param name="random">Gives a row's generator.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void AddSaltPepper(PixelBuffer image, double probability, double saltShare, Func<int, Philox> random, CancellationToken cancellation) =>
        Hit(image, probability, random, cancellation, (x, y, row) => image.Row(y).Slice(3 * x, 3).Fill(row.NextDouble() < saltShare ? (byte)255 : (byte)0));

    /// <summary>Adds the light of glowing photosites: a tenth to the whole of white, in one colour.</summary>
    /// <param name="image">The image.</param>
    /// <param name="probability">That a photosite glows.</param>
    /// <param name="monochrome">Whether the sensor sees no colours: then a pixel glows alone, in white.</param>
    /// <param name="random">Gives a row's generator.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void AddHot(PixelBuffer image, double probability, bool monochrome, Func<int, Philox> random, CancellationToken cancellation) =>
        Hit(image, probability, random, cancellation, (x, y, row) =>
        {
            int glow = (int)row.Uniform(6553.5, 65535);
            if (monochrome)
            {
                for (int c = 0; c < 3; c++)
                    Add(image, x, y, c, glow);
                return;
            }
            // Half of all photosites are green.
            int site = row.NextInt(4), channel = site switch { 0 => 0, 1 => 2, _ => 1 };
            var shares = channel == 1 ? s_green : s_redBlue;
            for (int i = 0; i < 9; i++)
                Add(image, x + i % 3 - 1, y + i / 3 - 1, channel, glow * shares[i] / 4);
        });

    private static void Add(PixelBuffer image, int x, int y, int channel, int light)
    {
        if ((uint)x >= (uint)image.Width || (uint)y >= (uint)image.Height)
            return;
        ref byte value = ref image.Row(y)[3 * x + channel];
        value = LinearLight.ToSrgb(Math.Min(65535, LinearLight.FromSrgb(value) + light));
    }

    private static void Hit(PixelBuffer image, double probability, Func<int, Philox> random, CancellationToken cancellation, Action<int, int, Philox> hit)
    {
        double scale = probability < 1 ? 1 / double.LogP1(-probability) : 0;
        for (int y = 0; y < image.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = random(y);
            for (double x = Gap(row, scale); x < image.Width; x += 1 + Gap(row, scale))
                hit((int)x, y, row);
        }
    }

    /// <summary>How many are spared before the next is hit.</summary>
    private static double Gap(Philox random, double scale) => Math.Floor(Math.Log(1 - random.NextDouble()) * scale);
}
