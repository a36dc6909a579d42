// What a cart prints on a page: traces, calibration pulses, lead names and the scales.
using System.Globalization;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Ink;

/// <summary>Makes the display list of a page.</summary>
public static class PageInk
{
    private const double ScaleSize = 2.8;

    /// <summary>Everything on the page, in drawing order.</summary>
    /// <param name="plan">The page.</param>
    /// <param name="leads">Samples in mV by lead name.</param>
    public static List<InkShape> Create(SheetPlan plan, Func<string, ReadOnlyMemory<double>> leads)
    {
        var ink = new List<InkShape>();
        var paper = plan.Paper;
        var color = paper.InkColor!.Value;
        foreach (var pulse in plan.Pulses)
            ink.Add(new PulseInk(color, paper.PenWidth!.Value, pulse.Path(), pulse.Row));
        if (paper.Separator != LeadSeparator.None)
            ink.AddRange(plan.Borders.Select(b => SeparatorMarks.Create(paper.Separator!.Value, b, plan.RowPitch, color)));
        foreach (var lead in plan.Leads)
            ink.Add(new TraceInk(color, paper.PenWidth!.Value, TracePath(lead, leads(lead.Name).Span), lead));
        if (paper.LeadNames!.Value)
            ink.AddRange(plan.Leads.Select(lead => LeadNameInk.Create(plan, lead)).OfType<TextInk>());
        var scale = PrintedText.Outline(Scales(paper), plan.Left, plan.GridArea.Bottom - 3, ScaleSize);
        ink.Add(new TextInk(color, "scale", scale.Printed, null, scale.Points, scale.ContourEnds) { Words = scale.Words, Run = scale.Run });
        return [.. SheetMarks.Printed(plan), .. PenInk.Draw(plan, ink)];
    }

    private static Point2[] TracePath(LeadBox lead, ReadOnlySpan<double> samples)
    {
        double gain = lead.Lead.Inverted ? -lead.Gain : lead.Gain;
        var points = new Point2[lead.SampleCount];
        for (int i = 0; i < points.Length; i++)
        {
            double mV = samples[lead.FirstSample + i];
            points[i] = double.IsFinite(mV)
                ? new Point2(lead.X + i * lead.SampleStep, lead.BaselineY - mV * gain)
                : new Point2(double.NaN, double.NaN);
        }
        return points;
    }

    /// <summary>The gain in mm/mV; limb leads' before chest leads' where they differ.</summary>
    public static string Gains(PaperStage paper) =>
        string.Create(CultureInfo.InvariantCulture, $"{paper.Gain}") + (paper.PrecordialGain == paper.Gain ? "" : string.Create(CultureInfo.InvariantCulture, $"/{paper.PrecordialGain}"));

    /// <summary>Speed and gain.</summary>
    private static string Scales(PaperStage paper) => string.Create(CultureInfo.InvariantCulture, $"{paper.Speed} mm/s   {Gains(paper)} mm/mV");
}
