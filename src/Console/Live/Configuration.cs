using System.Diagnostics;
using Akka.Actor;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Console.Live;

/// <summary>The settings of a running cluster, and the way to others: one change at a time.</summary>
internal sealed class Configuration : IDisposable
{
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);

    // Processes that were just started have to join first, on a machine that may be busy.
    private static readonly TimeSpan JoinWithin = TimeSpan.FromSeconds(60);

    // Asked again and again: members that have died and are not removed yet hold nobody up for long.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly DataFolder _folder;
    private readonly IActorRef _writer;
    private readonly IClusterProcesses _processes;
    private readonly EventLog _events;
    private readonly Func<TimeSpan, Task<IReadOnlyList<ProcessStatus>>> _gather;
    private volatile EpochSettings _current;

    public Configuration(EpochSettings current, DataFolder folder, IActorRef writer, IClusterProcesses processes, EventLog events, Func<TimeSpan, Task<IReadOnlyList<ProcessStatus>>> gather)
    {
        _current = current;
        _folder = folder;
        _writer = writer;
        _processes = processes;
        _events = events;
        _gather = gather;
    }

    /// <summary>The settings in force.</summary>
    public EpochSettings Current => _current;

    /// <summary>Changes the settings.</summary>
    /// <param name="change">Makes the new settings of the old; what it throws comes through, and nothing has happened.</param>
    /// <returns>The settings before and after. They are the same when the change was none.</returns>
    /// <exception cref="LiveException">The settings were written, and somebody has not confirmed them in time.</exception>
    public async Task<(EpochSettings Old, EpochSettings New)> ChangeAsync(Func<SimSettings, SimSettings> change)
    {
        await _gate.WaitAsync();
        try
        {
            var old = Current;
            var settings = change(old.Settings);
            if (settings == old.Settings) return (old, old);

            if (old.Settings.LeavesWriteBack(settings)) await DrainAsync(old.Settings);

            // Whatever has to be done under the old settings is done before this line: from here on both are in force, each somewhere.
            var latest = await WriteAsync(settings);
            _current = latest;
            latest.Save(_folder.SettingsFile);
            _events.Add("configure", ConfigureView.Of(latest.Epoch, old.Settings, latest.Settings).Line());
            await FollowAsync(old.Settings, latest);
            return (old, latest);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Begins a new cluster under other settings than its processes may have found in the data folder: they will hear of these.</summary>
    /// <param name="settings">The settings.</param>
    public async Task BeginAsync(SimSettings settings)
    {
        if (settings == Current.Settings) return;
        _current = await WriteAsync(settings);
        _current.Save(_folder.SettingsFile);
    }

    public void Dispose() => _gate.Dispose();

    private Task<EpochSettings> WriteAsync(SimSettings settings)
    {
        var done = new TaskCompletionSource<EpochSettings>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Tell(new WriteSettings(settings, done));
        return done.Task.WaitAsync(WriteWithin);
    }

    // Writers wait from here on until the new settings are in force, and are refused if that takes longer than their time-out.
    private async Task DrainAsync(SimSettings old)
    {
        _current = await WriteAsync(old with { Draining = true });
        try
        {
            await ConfirmedAsync(_current.Epoch, ConfirmWithin);
            _events.Add("configure", "write-back is left: writers wait until nothing is dirty");
            await DrainedAsync(old);
        }
        catch (Exception e) when (e is LiveException or TimeoutException)
        {
            _current = await WriteAsync(old);
            throw new LiveException($"write-back can't be left, and the settings are as they were: {e.Message}");
        }
    }

    private async Task DrainedAsync(SimSettings old)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);

        // First nobody may have a write on its way into a queue; then an empty queue stays empty.
        while (!await AllAsync("queueing", 0) || !await AllAsync("dirty", 0) || (old.HasDurableQueue && !await AllAsync("dirtyPartitions", DirtyPartitions.Count)))
        {
            if (watch.Elapsed > DrainWithin) throw new LiveException($"the origin has not taken what is dirty within {DrainWithin.TotalSeconds:0} s");
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<bool> AllAsync(string figure, long sum)
    {
        var statuses = await _gather(AnswerWithin);
        var missing = _processes.Processes.Any(process => process.Lives && statuses.All(status => status.Name != process.Name));
        return !missing && statuses.Sum(status => status.Figures.GetValueOrDefault(figure)) == sum;
    }

    // Invalidators start once the new settings are there for them, and stop when nobody counts on them any more.
    private async Task FollowAsync(SimSettings old, EpochSettings latest)
    {
        var starts = !old.HasCdc && latest.Settings.HasCdc;
        if (starts) _processes.StartInvalidators(latest.Settings);
        try
        {
            await ConfirmedAsync(latest.Epoch, starts ? JoinWithin : ConfirmWithin);
            if (latest.Settings.HasDurableQueue && !old.HasDurableQueue) await PartitionsServeAsync();
        }
        finally
        {
            if (!latest.Settings.HasCdc) await _processes.RemoveInvalidatorsAsync();
        }
    }

    private async Task PartitionsServeAsync()
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);
        while (!(await _gather(AnswerWithin)).All(status => status.Ready))
        {
            if (watch.Elapsed > JoinWithin) throw new LiveException($"the dirty partitions do not serve after {JoinWithin.TotalSeconds:0} s; writes are refused until they do");
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task ConfirmedAsync(long epoch, TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            var confirmed = (await _gather(AnswerWithin)).Where(status => status.Epoch >= epoch).Select(status => status.Name).ToHashSet();
            var missing = _processes.Processes.Where(process => process.Lives).Select(process => process.Name).Append("console").Where(name => !confirmed.Contains(name)).ToList();
            if (missing.Count == 0) return;
            if (watch.Elapsed > within)
            {
                throw new LiveException($"epoch {epoch} is written, but not confirmed within {within.TotalSeconds:0} s by {string.Join(", ", missing)}; who lives will follow");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
