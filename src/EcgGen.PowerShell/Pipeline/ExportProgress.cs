// Progress of many images: rate, and the remaining time when the count is known; written a few times a second.
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace EcgGen.Pipeline;

internal sealed class ExportProgress(Cmdlet cmdlet, string title = "Drawing ECG images")
{
    private const int Activity = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = new();
    private TimeSpan _last;
    private int? _total;
    private int _before, _done;

    /// <summary>Starts the clock.</summary>
    /// <param name="total">How many images there will be, or null if that is not known.</param>
    /// <param name="before">How many of them were there before.</param>
    public void Begin(int? total, int before = 0)
    {
        (_total, _before, _done) = (total, before, before);
        _clock.Start();
    }

    /// <summary>One more is done.</summary>
    public void Step()
    {
        _done++;
        if (_clock.Elapsed - _last < Interval)
            return;
        _last = _clock.Elapsed;
        double rate = (_done - _before) / _clock.Elapsed.TotalSeconds;
        var status = string.Create(CultureInfo.InvariantCulture, $"{_done}{(_total is { } n ? $" of {n}" : "")} images, {rate:0.0} per second");
        cmdlet.WriteProgress(new ProgressRecord(Activity, title, status)
        {
            PercentComplete = _total is { } count ? (int)(100L * _done / count) : -1,
            SecondsRemaining = _total is { } all ? (int)Math.Ceiling((all - _done) / rate) : -1,
        });
    }

    /// <summary>Takes the progress bar away, if there was one.</summary>
    public void End()
    {
        if (_last > TimeSpan.Zero)
            cmdlet.WriteProgress(new ProgressRecord(Activity, title, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
