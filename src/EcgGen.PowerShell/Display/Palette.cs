// 256 colours for a picture, by median cut (Heckbert 1982), and the error of each pixel passed on to its neighbours (Floyd and Steinberg 1976).
namespace EcgGen.Display;

internal sealed class Palette
{
    private const int Most = 256, CellBits = 6, Shift = 8 - CellBits, Cells = 1 << (3 * CellBits);

    // Sixel colours are in percent: an error this small is that of the unit, and passing it on would only sprinkle even paper with dots.
    private const int Unit = 2;

    private readonly short[] _nearest = new short[Cells];

    private Palette(IReadOnlyList<Rgb> colors)
    {
        Colors = colors;
        Array.Fill(_nearest, (short)-1);
    }

    public IReadOnlyList<Rgb> Colors { get; }

    /// <summary>A byte in percent.</summary>
    public static int Percent(byte value) => (value * 100 + 127) / 255;

    /// <summary>Chooses colours for a picture and gives each pixel one.</summary>
    public static Palette Of(Picture picture, out byte[] indices)
    {
        var palette = new Palette([.. Cut(Count(picture)).Select(Mean).Distinct()]);
        indices = palette.Diffuse(picture);
        return palette;
    }

    /// <summary>How many pixels are in each cell of the colour cube, with the sums of their colours.</summary>
    private static List<Cell> Count(Picture picture)
    {
        var at = new int[Cells];
        var cells = new List<Cell>();
        for (int i = 0; i < picture.Pixels.Length; i += 3)
        {
            int r = picture.Pixels[i], g = picture.Pixels[i + 1], b = picture.Pixels[i + 2];
            ref int known = ref at[Index(r, g, b)];
            if (known == 0)
            {
                cells.Add(new Cell());
                known = cells.Count;
            }
            cells[known - 1].Add(r, g, b);
        }
        return cells;
    }

    /// <summary>Cuts the box of cells whose colours differ most, weighed by its pixels, at the mean, until there are enough boxes or nothing is left to cut.</summary>
    private static List<List<Cell>> Cut(List<Cell> all)
    {
        List<List<Cell>> boxes = [all];
        var queue = new PriorityQueue<List<Cell>, double>();
        Queue(all);
        while (boxes.Count < Most && queue.TryDequeue(out var box, out _))
        {
            var (channel, mean, _) = Spread(box);
            var above = box.FindAll(c => c.Mean(channel) > mean);
            box.RemoveAll(c => c.Mean(channel) > mean);
            boxes.Add(above);
            Queue(box);
            Queue(above);
        }
        return boxes;

        void Queue(List<Cell> box)
        {
            if (box.Count > 1 && Spread(box) is { Sum: > 0 } spread)
                queue.Enqueue(box, -spread.Sum);
        }
    }

    /// <summary>The channel in which the pixels of a box differ most, their mean, and the sum of squared differences from it.</summary>
    private static (int Channel, double Mean, double Sum) Spread(List<Cell> box) => Enumerable.Range(0, 3).Select(channel =>
    {
        double mean = box.Sum(c => c.Sums[channel]) / box.Sum(c => (double)c.Pixels);
        return (channel, mean, box.Sum(c => c.Pixels * (c.Mean(channel) - mean) * (c.Mean(channel) - mean)));
    }).MaxBy(s => s.Item3);

    /// <summary>The mean colour of a box, as a terminal shows it: whole percent.</summary>
    private static Rgb Mean(List<Cell> box)
    {
        return new(Channel(0), Channel(1), Channel(2));

        byte Channel(int c) => (byte)((Percent((byte)Math.Round(box.Sum(cell => cell.Sums[c]) / box.Sum(cell => (double)cell.Pixels))) * 255 + 50) / 100);
    }

    private byte[] Diffuse(Picture picture)
    {
        int stride = 3 * picture.Width;
        var indices = new byte[picture.Width * picture.Height];
        // Errors in sixteenths, for this row and the next, with a pixel's room at both ends.
        int[] here = new int[stride + 6], below = new int[stride + 6];
        Span<int> value = stackalloc int[3];
        for (int y = 0; y < picture.Height; y++)
        {
            Array.Clear(below);
            for (int x = 0; x < picture.Width; x++)
            {
                int at = 3 * x + 3;
                for (int c = 0; c < 3; c++)
                    value[c] = Math.Clamp(picture.Pixels[y * stride + 3 * x + c] + (here[at + c] + 8 >> 4), 0, 255);
                int index = Nearest(value[0], value[1], value[2]);
                indices[y * picture.Width + x] = (byte)index;
                ReadOnlySpan<int> error = [value[0] - Colors[index].R, value[1] - Colors[index].G, value[2] - Colors[index].B];
                if (Math.Abs(error[0]) <= Unit && Math.Abs(error[1]) <= Unit && Math.Abs(error[2]) <= Unit)
                    continue;
                for (int c = 0; c < 3; c++)
                {
                    here[at + 3 + c] += 7 * error[c];
                    below[at - 3 + c] += 3 * error[c];
                    below[at + c] += 5 * error[c];
                    below[at + 3 + c] += error[c];
                }
            }
            (here, below) = (below, here);
        }
        return indices;
    }

    /// <summary>The colour that is nearest to a cell's middle.</summary>
    private int Nearest(int r, int g, int b)
    {
        ref short known = ref _nearest[Index(r, g, b)];
        if (known >= 0)
            return known;
        (r, g, b) = (Middle(r), Middle(g), Middle(b));
        int least = int.MaxValue;
        for (int i = 0; i < Colors.Count; i++)
        {
            int dr = r - Colors[i].R, dg = g - Colors[i].G, db = b - Colors[i].B, distance = dr * dr + dg * dg + db * db;
            if (distance < least)
                (least, known) = (distance, (short)i);
        }
        return known;

        static int Middle(int value) => (value >> Shift << Shift) + (1 << Shift) / 2;
    }

    private static int Index(int r, int g, int b) => (r >> Shift << (2 * CellBits)) | (g >> Shift << CellBits) | (b >> Shift);

    private sealed class Cell
    {
        public int Pixels { get; private set; }

        public double[] Sums { get; } = new double[3];

        public double Mean(int channel) => Sums[channel] / Pixels;

        public void Add(int r, int g, int b)
        {
            Pixels++;
            Sums[0] += r;
            Sums[1] += g;
            Sums[2] += b;
        }
    }
}
