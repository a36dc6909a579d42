// What the leads see of atrial waves that no dipole in the middle of the heart can make: V1 lies right over the right atrium.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>Signals in I, II and V1–V6; the other limb leads follow from the first two.</summary>
internal static class AtrialLeads
{
    private const int Leads = 8;

    public static double[][] Silent(int count)
    {
        var leads = new double[Leads][];
        for (int i = 0; i < Leads; i++)
            leads[i] = new double[count];
        return leads;
    }

    /// <summary>Adds a source that each lead sees with a weight of its own.</summary>
    public static void Add(double[][] leads, double[] weights, double[] source, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        for (int lead = 0; lead < Leads; lead++)
        {
            double weight = weights[lead];
            for (int i = 0; i < source.Length; i++)
                leads[lead][i] += weight * source[i];
        }
    }
}
