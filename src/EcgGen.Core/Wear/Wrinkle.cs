// Wrinkles at work on a sheet: a quilt, its light, and the paper shifted by it.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear.Quilting;

namespace EcgGen.Core.Wear;

/// <summary>The stage of wrinkles, ready for a sheet.</summary>
/// <param name="stage">The stage, resolved.</param>
/// <param name="sheet">The sheet in mm.</param>
internal sealed class Wrinkle(WrinkleStage stage, SheetRect sheet) : WearEffect(stage)
{
    // Both light and shift come of it; one image is drawn by one thread.
    private Quilt? _quilt;

    public override void Bend(Displacement field, CancellationToken cancellation = default)
    {
        if (stage.Strength > 0 && Texture.Shift is not null)
            QuiltShift.Add(Quilt(cancellation), field, stage.Strength.Value, cancellation);
    }

    public override void Shade(Func<LightPlane> light, double scale, CancellationToken cancellation = default)
    {
        if (stage.Strength > 0)
            QuiltLight.Multiply(Quilt(cancellation), light(), scale, stage.Strength.Value, cancellation);
    }

    private QuiltTexture Texture => stage.TextureFile is { } file ? TextureFiles.Get(file, stage.TextureSize!.Value) : CrumpledTextures.Get(stage.Texture!);

    private Quilt Quilt(CancellationToken cancellation)
    {
        if (_quilt is not null)
            return _quilt;
        const int PerMm = QuiltTexture.PerMm;
        var texture = Texture;
        // A patch leaves a small texture some choice.
        int side = Math.Min(texture.Width, texture.Height), patch = Math.Min(Samples(stage.PatchSize!.Value), side / 2);
        int overlap = Math.Clamp(Samples(stage.Overlap!.Value), PerMm, patch / 2);
        // One mm more than the sheet, for the shifts' last nodes.
        var grid = new PatchGrid(((int)Math.Ceiling(sheet.Width) + 1) * PerMm, ((int)Math.Ceiling(sheet.Height) + 1) * PerMm, patch, overlap);
        return _quilt = Quilting.Quilt.Sew(texture, grid, stage.Tolerance!.Value, stage.Seed!.Value, cancellation);
        static int Samples(double mm) => (int)Math.Round(mm * PerMm);
    }
}
