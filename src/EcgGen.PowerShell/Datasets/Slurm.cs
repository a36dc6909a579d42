// Slurm's own program for submitting jobs: it schedules, and nothing here does.
using System.ComponentModel;
using System.Diagnostics;

namespace EcgGen.Datasets;

internal static class Slurm
{
    /// <summary>Submits a job script.</summary>
    /// <param name="script">The script's full path.</param>
    /// <param name="after">The job that must have ended well before; null for none. If it does not, Slurm cancels this one.</param>
    /// <param name="warn">Told what sbatch warns of.</param>
    /// <returns>The job's id.</returns>
    /// <exception cref="EcgException">FileNotFound: there is no sbatch; ArgumentInvalid: Slurm refuses the job.</exception>
    public static string Submit(string script, string? after, Action<string> warn)
    {
        string[] dependency = after is null ? [] : [$"--dependency=afterok:{after}", "--kill-on-invalid-dep=yes"];
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sbatch", ["--parsable", .. dependency, script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var id = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            var said = error.GetAwaiter().GetResult().Trim();
            if (process.ExitCode != 0)
                throw new EcgException(ErrorId.ArgumentInvalid, $"{script}: Slurm refuses the job: {said}");
            if (said.Length > 0)
                warn(said);
            // With several clusters the id is followed by the cluster's name.
            return id.Split(';')[0];
        }
        catch (Win32Exception e)
        {
            throw new EcgException(ErrorId.FileNotFound, $"sbatch can't be started: {e.Message}. Submit {script} on a machine that has Slurm.", e);
        }
    }
}
