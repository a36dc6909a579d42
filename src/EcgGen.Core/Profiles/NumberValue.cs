// Numbers from a distribution between two ends.
using System.Text.Json.Nodes;
using EcgGen.Core.Random;

namespace EcgGen.Core.Profiles;

/// <summary>A number from a distribution. Of whole numbers both ends are among them.</summary>
/// <param name="min">The least.</param>
/// <param name="max">The greatest.</param>
/// <param name="whole">Whether the parameter takes whole numbers.</param>
internal abstract class NumberValue(double min, double max, bool whole) : ProfileValue
{
    private const int Digits = 4;

    /// <summary>The least.</summary>
    protected double Min => min;

    /// <summary>The greatest.</summary>
    protected double Max => max;

    /// <summary>Where the continuous numbers end, of which whole ones are the parts before the point.</summary>
    protected double Top => whole ? max + 1 : max;

    public override JsonNode Draw(ProfileDraw draw, string purpose, long step)
    {
        double value = draw.Random(purpose) is { } random ? Math.Clamp(Tidy(Draw(random)), min, max) : draw.AtMax ? max : min;
        return whole ? JsonValue.Create((int)value) : JsonValue.Create(value);
    }

    /// <summary>Draws a number, not tidy yet.</summary>
    protected abstract double Draw(Philox random);

    /// <summary>Whole, or short enough to be read.</summary>
    private double Tidy(double value)
    {
        if (whole)
            return Math.Floor(value);
        int digits = value == 0 ? 0 : Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is < 0 or > 15 ? value : Math.Round(value, digits);
    }

    /// <summary>Each number as likely.</summary>
    internal sealed class Uniform(double min, double max, bool whole) : NumberValue(min, max, whole)
    {
        protected override double Draw(Philox random) => random.Uniform(Min, Top);
    }

    /// <summary>Each ratio as likely: as many numbers from 1 to 10 as from 10 to 100.</summary>
    internal sealed class LogUniform(double min, double max, bool whole) : NumberValue(min, max, whole)
    {
        protected override double Draw(Philox random) => Math.Exp(random.Uniform(Math.Log(Min), Math.Log(Top)));
    }

    /// <summary>Normal, drawn again while it is beyond an end. The ends are at least one standard deviation apart and the mean between them, so at least a third is not.</summary>
    internal sealed class Normal(double mean, double deviation, double min, double max, bool whole) : NumberValue(min, max, whole)
    {
        // The whole number next to a mean is the likeliest.
        private readonly double _shift = whole ? 0.5 : 0;

        protected override double Draw(Philox random)
        {
            double value;
            do
                value = mean + _shift + deviation * random.NextNormal();
            while (!(value >= Min && value <= Top));
            return value;
        }
    }
}
