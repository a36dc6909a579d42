// One calibration pulse on the sheet.
namespace EcgGen.Core.Sheet;

/// <summary>A row's pulse of 1 mV and 0.2 s.</summary>
/// <param name="Row">The row, from 0 at the top.</param>
/// <param name="X">Where its path starts, in mm.</param>
/// <param name="BaselineY">Where 0 mV is, in mm.</param>
/// <param name="Width">Width of the plateau in mm.</param>
/// <param name="Gain">Height of the plateau in mm.</param>
/// <param name="EndGain">Height of its second half in mm: as <paramref name="Gain"/>, unless the row's chest leads have a gain of their own.</param>
public readonly record struct PulseBox(int Row, double X, double BaselineY, double Width, double Gain, double EndGain)
{
    /// <summary>The pen's path.</summary>
    public Raster.Point2[] Path()
    {
        double rise = X + SheetPlan.PulseLead, middle = rise + Width / 2, fall = rise + Width, end = fall + SheetPlan.PulseLead;
        double top = BaselineY - Gain, step = BaselineY - EndGain;
        return top == step ? [new(X, BaselineY), new(rise, BaselineY), new(rise, top), new(fall, top), new(fall, BaselineY), new(end, BaselineY)]
            : [new(X, BaselineY), new(rise, BaselineY), new(rise, top), new(middle, top), new(middle, step), new(fall, step), new(fall, BaselineY), new(end, BaselineY)];
    }
}
