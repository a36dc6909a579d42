// A machine that makes a copy of a sheet.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Reproduction;

/// <summary>One stage of reproduction, made ready.</summary>
internal abstract class SheetCopy
{
    /// <summary>Makes the sheet its own copy.</summary>
    /// <param name="sheet">The sheet as it looks, light of its wear included.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public abstract void Apply(PixelBuffer sheet, double scale, CancellationToken cancellation);

    /// <summary>The machine of a stage.</summary>
    public static SheetCopy Of(ReproductionStage stage) => stage switch
    {
        PhotocopyStage copy => new Photocopy(copy),
        HalftoneStage halftone => new Halftone(halftone),
        FaxStage fax => new Fax(fax),
        _ => throw new NotSupportedException($"No way to copy by '{stage.Name}'."),
    };
}
