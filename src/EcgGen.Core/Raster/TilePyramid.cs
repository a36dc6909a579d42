// A piece of a sheet at several levels of detail.
namespace EcgGen.Core.Raster;

/// <summary>Tiles, each half as fine as the one before.</summary>
internal sealed class TilePyramid : IDisposable
{
    private readonly List<TileBuffer> _levels = [new()];

    /// <summary>The tile of a level; its bounds are in that level's pixels.</summary>
    public TileBuffer this[int level] => _levels[level];

    /// <summary>Reads a rectangle of a sheet, whose corners are multiples of 2 to the last level.</summary>
    public void Load(SheetPixels sheet, PixelRect bounds, int last)
    {
        _levels[0].Load(sheet, bounds);
        for (int level = 1; level <= last; level++)
        {
            if (level == _levels.Count)
                _levels.Add(new());
            _levels[level].LoadHalf(_levels[level - 1]);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _levels.ForEach(l => l.Dispose());
}
