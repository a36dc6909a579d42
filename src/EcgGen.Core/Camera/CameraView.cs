// All geometry of a recipe's camera: from the flat sheet to the image, and back.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Camera;

/// <summary>The steps of a view, one after the other, and the frame that is cut out at the end.</summary>
internal sealed class CameraView : CoordinateMap
{
    // How finely the sheet is looked at when it is checked, and when a frame is fitted.
    private const int Probes = 24;

    private readonly ViewStep[] _steps;

    private CameraView(ViewStep[] steps, Frame frame) => (_steps, Frame) = (steps, frame);

    /// <summary>What the image shows.</summary>
    public Frame Frame { get; }

    /// <inheritdoc/>
    public override double[][]? Homography
    {
        get
        {
            var all = Matrix3.Identity;
            foreach (var step in _steps)
            {
                if (step.Homography is not { } one)
                    return null;
                all = all.Then(one);
            }
            double s = Frame.Scale;
            return all.Then(new Matrix3(s, 0, -s * Frame.Area.X, 0, s, -s * Frame.Area.Y, 0, 0, 1)).Normal().Rows;
        }
    }

    /// <summary>The surfaces of bent sheets, and for each the way from the flat sheet to it.</summary>
    public IEnumerable<(CurlStep Surface, Func<Point2, Point2> Before)> Surfaces
    {
        get
        {
            for (int i = 0; i < _steps.Length; i++)
            {
                if (_steps[i] is not CurlStep surface)
                    continue;
                var before = _steps[..i];
                yield return (surface, flat =>
                {
                    var p = new Point3(flat.X, flat.Y, 0);
                    foreach (var step in before)
                        p = step.Forward(p);
                    return new(p.X, p.Y);
                }
                );
            }
        }
    }

    /// <summary>How high the sheet's edges are over the desk on average, in mm.</summary>
    /// <param name="sheet">The sheet in mm.</param>
    public double Lift(SheetRect sheet)
    {
        // A camera's picture has no height.
        var bent = _steps.TakeWhile(s => s is not PinholeStep).ToArray();
        double sum = 0;
        for (int i = 0; i < Probes; i++)
        {
            double part = (i + 0.5) / Probes, x = sheet.X + part * sheet.Width, y = sheet.Y + part * sheet.Height;
            foreach (var edge in (ReadOnlySpan<Point3>)[new(x, sheet.Y, 0), new(x, sheet.Bottom, 0), new(sheet.X, y, 0), new(sheet.Right, y, 0)])
                sum += bent.Aggregate(edge, (p, step) => step.Forward(p)).Z;
        }
        return sum / (4 * Probes);
    }

    /// <summary>The same view of the desk on which the sheet lies.</summary>
    public CameraView Desk => new([.. _steps.Select(s => s.OfDesk).OfType<ViewStep>()], Frame);

    /// <summary>The view of a recipe.</summary>
    /// <param name="recipe">The recipe, resolved.</param>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="scale">Pixels per mm of the flat page.</param>
    /// <returns>Null if the image is the flat sheet.</returns>
    /// <exception cref="EcgException">RecipeInvalid: the view can't be had, and why.</exception>
    public static CameraView? Of(Recipe recipe, SheetRect sheet, double scale)
    {
        var steps = new List<ViewStep>();
        var whole = Frame.Of(sheet, scale);
        var frame = whole;
        foreach (var stage in recipe.Stages.OfType<CameraStage>())
        {
            if (stage is CropStage crop)
                frame = Cropped(crop, new CameraView([.. steps], frame), sheet);
            else if (stage is PerspectiveStage { FocalLength: { } length, Distance: { } distance })
                frame = frame.Zoomed(Seen(frame, length, distance));
            if (Step(stage, frame) is { } step)
                steps.Add(step);
        }
        if (frame == whole && steps.All(s => s.Homography?.Normal() == Matrix3.Identity))
            return null;
        var view = new CameraView([.. steps], frame);
        view.Check(sheet);
        return view;
    }

    /// <inheritdoc/>
    public override PixelPoint Forward(Point2 sheet)
    {
        var p = new Point3(sheet.X, sheet.Y, 0);
        foreach (var step in _steps)
            p = step.Forward(p);
        return new PixelPoint((p.X - Frame.Area.X) * Frame.Scale, (p.Y - Frame.Area.Y) * Frame.Scale);
    }

    /// <inheritdoc/>
    public override Point2 Inverse(PixelPoint pixel)
    {
        var ray = Ray.Down(Frame.Area.X + pixel.X / Frame.Scale, Frame.Area.Y + pixel.Y / Frame.Scale);
        for (int i = _steps.Length - 1; i >= 0; i--)
            ray = _steps[i].Inverse(ray);
        return ray.OnPlane();
    }

    /// <summary>
    /// The pixels per mm at which to draw the sheet, so that the image has all its detail where the sheet appears largest. The page's own where
    /// that differs little, so that most views share one sheet.
    /// </summary>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="scale">The page's own.</param>
    public double SheetScale(SheetRect sheet, double scale)
    {
        // Enlarged by so little, a line stays sharp.
        const double Enlarged = 1.25;
        double most = 0;
        foreach (var (at, dx, dy) in Probed(sheet))
        {
            if (at.X > 0 && at.X < Frame.Width && at.Y > 0 && at.Y < Frame.Height)
                most = Math.Max(most, Math.Sqrt(Math.Abs(dx.X * dy.Y - dx.Y * dy.X)));
        }
        if (most == 0 || (most < Enlarged * Enlarged * scale && most > scale / Enlarged))
            return scale;
        return Math.Min(most / Enlarged, Math.Sqrt(PaperLimits.MaxMegapixels * 1e6 / (sheet.Width * sheet.Height)));
    }

    private static ViewStep? Step(CameraStage stage, Frame frame)
    {
        var (centre, area) = (frame.Centre, frame.Area);
        switch (stage)
        {
            case AffineStage affine:
                var flat = affine.Matrix is { } six ? new Matrix3(six[0], six[1], six[2], six[3], six[4], six[5], 0, 0, 1).About(area.X, area.Y) : Affine(affine).About(centre.X, centre.Y);
                return new PlaneStep(flat);
            case PerspectiveStage { Matrix: { } nine }:
                var given = Matrix3.Of(nine).About(area.X, area.Y).Normal();
                return new PlaneStep(InFront(given, centre));
            case PerspectiveStage { Corners: { } corners }:
                return Cornered(corners, frame);
            case PerspectiveStage camera:
                return new PinholeStep(centre, camera.Yaw!.Value, camera.Pitch!.Value, camera.Roll!.Value, camera.Distance!.Value);
            case CurlStage curl:
                return new CurlStep(curl, area);
            case LensStage lens:
                return new LensStep(lens, centre, Math.Sqrt(area.Width * area.Width + area.Height * area.Height) / 2);
            default:
                return null;
        }
    }

    private static Matrix3 Affine(AffineStage stage)
    {
        var (sin, cos) = Math.SinCos((stage.Rotation ?? 0) * Math.PI / 180);
        double[] scale = stage.Scale ?? [1, 1], shear = stage.Shear ?? [0, 0], move = stage.Translation ?? [0, 0];
        return new Matrix3(cos, sin, 0, -sin, cos, 0, 0, 0, 1)
            .Then(new Matrix3(scale[0], 0, 0, 0, scale[1], 0, 0, 0, 1))
            // An upright line leans to the right when its top, where y is small, goes there.
            .Then(new Matrix3(1, -Math.Tan(shear[0] * Math.PI / 180), 0, Math.Tan(shear[1] * Math.PI / 180), 1, 0, 0, 0, 1))
            .Then(Matrix3.Translation(move[0], move[1]));
    }

    private static PlaneStep Cornered(double[] corners, Frame frame)
    {
        var area = frame.Area;
        Point2 At(int i) => new(area.X + corners[2 * i] * area.Width, area.Y + corners[2 * i + 1] * area.Height);
        var toUnit = new Matrix3(1 / area.Width, 0, -area.X / area.Width, 0, 1 / area.Height, -area.Y / area.Height, 0, 0, 1);
        return new PlaneStep(InFront(toUnit.Then(Matrix3.OfUnitSquare(At(0), At(1), At(2), At(3))), frame.Centre));
    }

    /// <summary>The same homography with the sign that gives the middle of the frame a positive weight.</summary>
    private static Matrix3 InFront(Matrix3 map, Point2 centre)
    {
        if (map.Weight(centre.X, centre.Y) >= 0)
            return map;
        return Matrix3.Of([.. map.Values.Select(v => -v)]);
    }

    /// <summary>What a lens sees of the plane through the middle of the frame, at its distance.</summary>
    private static SheetRect Seen(Frame frame, double focalLength, double distance)
    {
        const double Film = 36;
        double by = Film / focalLength * distance / Math.Max(frame.Area.Width, frame.Area.Height);
        var (centre, width, height) = (frame.Centre, frame.Area.Width * by, frame.Area.Height * by);
        return new SheetRect(centre.X - width / 2, centre.Y - height / 2, width, height);
    }

    private static Frame Cropped(CropStage crop, CameraView before, SheetRect sheet)
    {
        var frame = before.Frame;
        double margin = crop.Margin ?? 0;
        var area = crop.Fit switch
        {
            FrameFit.Sheet => before.Around(sheet, margin),
            FrameFit.Inside => before.Within(sheet, margin),
            _ => new SheetRect(frame.Area.X + (crop.Left ?? 0), frame.Area.Y + (crop.Top ?? 0),
                frame.Area.Width - (crop.Left ?? 0) - (crop.Right ?? 0), frame.Area.Height - (crop.Top ?? 0) - (crop.Bottom ?? 0)),
        };
        if (!(area.Width >= 1 && area.Height >= 1))
            throw Invalid("crop", "nothing is left of the view; expected to cut off less");
        double scale = crop.Width is { } width ? width / area.Width : frame.Scale, megapixels = area.Width * area.Height * scale * scale / 1e6;
        if (!(megapixels <= PaperLimits.MaxMegapixels))
            throw Invalid("crop", FormattableString.Invariant($"the frame has {megapixels:0} million pixels, and an image has at most {PaperLimits.MaxMegapixels}"));
        return crop.Width is { } pixels ? frame.Zoomed(area).Resized(pixels) : Frame.Cut(area, frame.Scale);
    }

    /// <summary>The part of the plane that the sheet takes, and a margin around it.</summary>
    private SheetRect Around(SheetRect sheet, double margin)
    {
        double left = double.PositiveInfinity, right = double.NegativeInfinity, top = left, bottom = right;
        for (int row = 0; row <= 4 * Probes; row++)
        {
            for (int column = 0; column <= 4 * Probes; column++)
            {
                var p = Forward(new(sheet.X + sheet.Width * column / (4 * Probes), sheet.Y + sheet.Height * row / (4 * Probes)));
                (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
                (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
            }
        }
        if (!double.IsFinite(right - left + bottom - top))
            throw Hidden();
        double s = Frame.Scale;
        return new SheetRect(Frame.Area.X + left / s - margin, Frame.Area.Y + top / s - margin, (right - left) / s + 2 * margin, (bottom - top) / s + 2 * margin);
    }

    /// <summary>The largest part of the plane, in the frame's proportions and about the sheet's middle, that shows nothing but the sheet.</summary>
    private SheetRect Within(SheetRect sheet, double margin)
    {
        var centre = Forward(new(sheet.X + sheet.Width / 2, sheet.Y + sheet.Height / 2));
        double few = 0, many = 4;
        for (int i = 0; i < 40; i++)
        {
            double middle = (few + many) / 2;
            (few, many) = Fits(middle) ? (middle, many) : (few, middle);
        }
        double w = few * Frame.Width, h = few * Frame.Height, s = Frame.Scale;
        return new SheetRect(Frame.Area.X + (centre.X - w / 2) / s, Frame.Area.Y + (centre.Y - h / 2) / s, w / s, h / s);

        bool Fits(double by)
        {
            for (int i = 0; i <= 4 * Probes; i++)
            {
                double part = i / (4.0 * Probes) - 0.5, w = by * Frame.Width, h = by * Frame.Height;
                ReadOnlySpan<PixelPoint> border = [new(centre.X + part * w, centre.Y - h / 2), new(centre.X + part * w, centre.Y + h / 2),
                    new(centre.X - w / 2, centre.Y + part * h), new(centre.X + w / 2, centre.Y + part * h)];
                foreach (var p in border)
                {
                    var at = Inverse(p);
                    if (!(at.X >= sheet.X + margin && at.X <= sheet.Right - margin && at.Y >= sheet.Y + margin && at.Y <= sheet.Bottom - margin))
                        return false;
                }
            }
            return true;
        }
    }

    /// <summary>Refuses views in which the sheet reaches behind the viewer, or hides a part of itself.</summary>
    private void Check(SheetRect sheet)
    {
        int sign = 0;
        foreach (var (_, dx, dy) in Probed(sheet))
        {
            double determinant = dx.X * dy.Y - dx.Y * dy.X;
            // Also for NaN: a sheet seen at less than about 3 degrees can't be read, nor its truth found.
            if (!(Math.Abs(determinant) > 0.05 * (dx.X * dx.X + dx.Y * dx.Y + dy.X * dy.X + dy.Y * dy.Y) / 2) || sign * determinant < 0)
                throw Hidden();
            sign = Math.Sign(determinant);
        }
    }

    private static EcgException Hidden() =>
        Invalid("stages", "in this view the sheet reaches behind the camera, or a part of it hides another; expected less tilt, more distance, or a larger radius of curl");

    /// <summary>Places of the sheet in the image, in pixels, and how they change per mm to the right and downwards.</summary>
    private IEnumerable<(PixelPoint At, PixelPoint Dx, PixelPoint Dy)> Probed(SheetRect sheet)
    {
        const double Far = 0.01;
        for (int row = 0; row <= Probes; row++)
        {
            for (int column = 0; column <= Probes; column++)
            {
                double x = sheet.X + sheet.Width * column / Probes, y = sheet.Y + sheet.Height * row / Probes;
                PixelPoint at = Forward(new(x, y)), right = Forward(new(x + Far, y)), below = Forward(new(x, y + Far));
                yield return (at, new((right.X - at.X) / Far, (right.Y - at.Y) / Far), new((below.X - at.X) / Far, (below.Y - at.Y) / Far));
            }
        }
    }
}
