// One stage of geometry: from one picture plane to the next.
namespace EcgGen.Core.Camera;

/// <summary>
/// Takes points to where the viewer sees them, and lines of sight back. Points keep their height until a step takes a picture, so that a
/// curled sheet shows its curl to a camera that looks from the side.
/// </summary>
internal abstract class ViewStep
{
    /// <summary>Where a point goes; NaN for what is behind the viewer.</summary>
    public abstract Point3 Forward(Point3 point);

    /// <summary>The line of sight before this step that becomes the given one.</summary>
    public abstract Ray Inverse(Ray ray);

    /// <summary>What the step does to the plane z = 0 if it maps it to a plane by a homography; else null.</summary>
    public virtual Matrix3? Homography => null;

    /// <summary>The step for the desk under the sheet, which stays flat; null if there it does nothing.</summary>
    public virtual ViewStep? OfDesk => this;
}
