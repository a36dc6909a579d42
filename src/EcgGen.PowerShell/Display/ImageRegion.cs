// A part of an image to look at.
namespace EcgGen;

/// <summary>A part of an image: around a lead, or a rectangle in pixels.</summary>
/// <param name="Lead">The lead instance's id, or the lead's name; null for a rectangle.</param>
/// <param name="Box">The rectangle as the truth has boxes: x, y, width, height in pixels; null for a lead.</param>
public sealed record ImageRegion(string? Lead, double[]? Box)
{
    // Mm of surroundings shown around a lead: a grid box.
    private const double Margin = 5;

    /// <summary>The whole pixels of it.</summary>
    /// <exception cref="EcgException">LeadNotFound, or ArgumentInvalid: the image has nothing there.</exception>
    internal (int X, int Y, int Width, int Height) In(EcgGroundTruth truth)
    {
        double margin = Lead is null ? 0 : Margin * truth.Image.Dpi / 25.4;
        var box = Box ?? BoxOf(truth);
        int left = Inside(Math.Floor(box[0] - margin), truth.Image.Width), right = Inside(Math.Ceiling(box[0] + box[2] + margin), truth.Image.Width);
        int top = Inside(Math.Floor(box[1] - margin), truth.Image.Height), bottom = Inside(Math.Ceiling(box[1] + box[3] + margin), truth.Image.Height);
        return right > left && bottom > top ? (left, top, right - left, bottom - top)
            : throw new EcgException(ErrorId.ArgumentInvalid, $"Region {this}: expected a part of the image, which is {truth.Image.Width} x {truth.Image.Height} px.");

        static int Inside(double place, int size) => (int)Math.Clamp(place, 0, size);
    }

    /// <inheritdoc/>
    public override string ToString() => Lead ?? FormattableString.Invariant($"{Box![0]}, {Box[1]}, {Box[2]}, {Box[3]}");

    private double[] BoxOf(EcgGroundTruth truth)
    {
        // An id is one instance; a name may stand for two, of which the first is meant.
        var leads = truth.Leads ?? [];
        var lead = leads.FirstOrDefault(l => l.Id.Equals(Lead, StringComparison.OrdinalIgnoreCase)) ?? leads.FirstOrDefault(l => l.Name.Equals(Lead, StringComparison.OrdinalIgnoreCase))
            ?? throw new EcgException(ErrorId.LeadNotFound, $"Region: expected a lead of the image ({string.Join(", ", leads)}), found '{Lead}'.");
        return lead.Box ?? throw new EcgException(ErrorId.LeadNotFound, $"Region: nothing of lead {lead} is on the sheet.");
    }
}
