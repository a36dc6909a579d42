// Where the standard leads look from, and the frontal vector that a set of limb leads shows.
namespace EcgGen.Core.Measure;

/// <summary>The hexaxial reference system.</summary>
internal static class LeadAngles
{
    // Degrees clockwise from the patient's left, and the length of the lead vector: the augmented leads see √3/2 of what the bipolar ones see.
    private static readonly Dictionary<string, (double Degrees, double Length)> s_limb = new()
    {
        ["I"] = (0, 1),
        ["II"] = (60, 1),
        ["III"] = (120, 1),
        ["aVR"] = (-150, Math.Sqrt(3) / 2),
        ["aVL"] = (-30, Math.Sqrt(3) / 2),
        ["aVF"] = (90, Math.Sqrt(3) / 2),
    };

    /// <summary>Whether a lead is one of the limb or chest leads, right-sided and posterior ones too.</summary>
    public static bool IsStandard(string lead) =>
        s_limb.ContainsKey(lead) || (lead.Length is 2 or 3 && lead[0] == 'V' && char.IsAsciiDigit(lead[1]) && (lead.Length == 2 || lead[2] == 'R'));

    /// <summary>
    /// The direction of the frontal vector whose projections come closest to the values of some limb leads (net areas: Einthoven, Fahr and
    /// de Waart 1913); null with fewer than two of them, or where they cancel out.
    /// </summary>
    /// <param name="values">A value per limb lead.</param>
    /// <param name="least">Vectors no longer than this have no direction.</param>
    /// <returns>Degrees, −180 (not included) to 180.</returns>
    public static double? Axis(IEnumerable<(string Lead, double Value)> values, double least)
    {
        double xx = 0, xy = 0, yy = 0, xv = 0, yv = 0;
        int count = 0;
        foreach (var (lead, value) in values)
        {
            if (!s_limb.TryGetValue(lead, out var place))
                continue;
            var (sin, cos) = Math.SinCos(place.Degrees * Math.PI / 180);
            double x = place.Length * cos, y = place.Length * sin;
            (xx, xy, yy, xv, yv) = (xx + x * x, xy + x * y, yy + y * y, xv + x * value, yv + y * value);
            count++;
        }
        double determinant = xx * yy - xy * xy;
        if (count < 2 || determinant < 1e-6)
            return null;
        double vx = (yy * xv - xy * yv) / determinant, vy = (xx * yv - xy * xv) / determinant;
        return Math.Sqrt(vx * vx + vy * vy) > least ? Math.Atan2(vy, vx) * 180 / Math.PI : null;
    }
}
