// A sheet that is shown on a computer's screen, of which a photo is taken.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The camera looks at a liquid crystal screen that shows the sheet. Null values are chosen when the recipe is resolved.</summary>
public sealed record ScreenStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "screen";

    /// <summary>Finest pitch in mm.</summary>
    public const double LeastPitch = 0.05;

    /// <summary>Coarsest pitch in mm.</summary>
    public const double MostPitch = 0.6;

    /// <summary>Smallest zoom.</summary>
    public const double LeastZoom = 0.2;

    /// <summary>Largest zoom.</summary>
    public const double MostZoom = 5;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage? InCleanTwin() => null;

    /// <summary>mm from one of the screen's pixels to the next, 0.05–0.6; laptops have 0.11–0.18, monitors 0.16–0.3.</summary>
    public double? PixelPitch { get; init; }

    /// <summary>How large the screen shows the sheet, 0.2–5; 1 is life size.</summary>
    public double? Zoom { get; init; }

    /// <summary>By how many degrees the screen's rows are turned against the sheet, −45 to 45, counter-clockwise: what is left of a camera held askew.</summary>
    public double? Angle { get; init; }

    /// <summary>0–1: how much of the contrast of the screen's stripes the lens keeps; the moiré comes from them.</summary>
    public double? Moire { get; init; }

    /// <summary>Whether the camera's sensor sees each colour at some of its pixels only (Bayer's mosaic) and interpolates; null for yes.</summary>
    public bool? Mosaic { get; init; }

    /// <summary>0–1: how much darker the screen is where it is seen at an angle; at 1 by about half in the farthest corner.</summary>
    public double? Falloff { get; init; }

    /// <summary>0–1: how blue its white is; at 1 as of 9300 K to a camera set to 6500 K.</summary>
    public double? BlueCast { get; init; }

    /// <summary>0.7–1.5: exponent of the light; above 1 middle tones are darker.</summary>
    public double? Gamma { get; init; }

    /// <summary>0–1: light that leaks through what is black, and veils it; at 1 a twelfth of white.</summary>
    public double? Glow { get; init; }

    /// <summary>0–1: dark bands from a backlight that flickers while the sensor is read out; at 1 a third darker.</summary>
    public double? Banding { get; init; }

    /// <summary>What the screen shows around the sheet.</summary>
    public Rgb? SurroundColor { get; init; }

    /// <summary>Seeds where the stripes begin, where the camera stands, and the bands.</summary>
    public int? Seed { get; init; }
}
