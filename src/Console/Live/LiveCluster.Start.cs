using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.Settings;
using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Console.Live;

/// <content>How a cluster comes to be: one whose processes this one starts, or one that it joins.</content>
public sealed partial class LiveCluster
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts a cluster and waits until it serves.</summary>
    /// <param name="folder">Where it keeps everything; the cluster takes it over.</param>
    /// <param name="settings">Valid settings.</param>
    /// <param name="binding">Where this process listens; the others listen at the same address.</param>
    /// <param name="record">Whether its processes keep a history.</param>
    /// <param name="say">Told how it goes, in lines.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The cluster, serving.</returns>
    /// <exception cref="LiveException">It could not be started; nothing of it is left running.</exception>
    public static async Task<LiveCluster> StartAsync(DataFolder folder, SimSettings settings, Binding binding, bool record, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(say);
        var first = new EpochSettings(0, settings);
        first.Save(folder.SettingsFile);
        var events = new EventLog();
        var host = await StartConsoleAsync(folder, first, binding, [], record, events, cancel);
        var cluster = new LiveCluster(folder, first, host, events, cluster => cluster.Supervise(settings, binding, record), say);
        try
        {
            cluster.StartProcesses(say);
            await cluster.WaitUntilReadyAsync(say, cancel);
            cluster._served = true;
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Joins a cluster whose other processes somebody else starts and ends, or begins it. Does not wait for them.</summary>
    /// <param name="folder">The folder that all of them share; the settings are in it.</param>
    /// <param name="settings">Valid settings, for a cluster that begins: one that is there goes on under those that it has.</param>
    /// <param name="binding">Where this process listens.</param>
    /// <param name="others">HOST:PORT of others, any of which may be away.</param>
    /// <param name="say">Told how it goes, in lines.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The cluster, whoever has come yet.</returns>
    /// <exception cref="LiveException">It could not be joined.</exception>
    public static async Task<LiveCluster> JoinAsync(DataFolder folder, SimSettings settings, Binding binding, IReadOnlyList<string> others, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(say);
        if (!File.Exists(folder.SettingsFile)) new EpochSettings(0, settings).Save(folder.SettingsFile);
        var held = EpochSettings.Load(folder.SettingsFile);
        var events = new EventLog();
        var host = await StartConsoleAsync(folder, held, binding, [binding.ToString(), .. others.Where(other => other != binding.ToString())], false, events, cancel);
        var cluster = new LiveCluster(folder, held, host, events, cluster => new ExternalProcesses(Akka.Cluster.Cluster.Get(cluster.System), () => cluster.Settings), say);
        try
        {
            if (await cluster.BeginsAsync(cancel)) await cluster._configuration.BeginAsync(settings);
            else if (settings != held.Settings) say("the cluster was there and goes on under the settings that it has; 'configure' changes them");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every process that the settings ask for is there and ready, however long that takes; says who is missing.</summary>
    /// <param name="cancel">Stops waiting.</param>
    internal async Task WaitForMembersAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(LookEvery);
        var said = string.Empty;
        while (!cancel.IsCancellationRequested && !Ended.IsCompleted)
        {
            var missing = string.Join(", ", Processes.Where(process => !process.Lives).Select(process => process.Name));
            if (missing.Length == 0 && await ReadyAsync())
            {
                _say("every member is ready");
                return;
            }

            if (missing.Length > 0 && missing != said) _say($"waiting for {said = missing}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static Task<IHost> StartConsoleAsync(DataFolder folder, EpochSettings first, Binding binding, IReadOnlyList<string> seeds, bool record, EventLog events, CancellationToken cancel)
    {
        var setup = new ProcessSetup(Core.Machines.Role.Console, 0, first.Settings, folder.FullPath, seeds, binding.Address, record) { Epoch = first.Epoch, Port = binding.Port };
        return ProcessHost.StartAsync(setup, s => Props.Create(() => new ConsoleHost(s, events)), WithSettingsWriter, cancel);

        void WithSettingsWriter(AkkaConfigurationBuilder builder) => builder.WithSingleton<SettingsWriter>(
            SettingsWriter.Name,
            Props.Create(() => new SettingsWriter(first.Epoch)),
            new ClusterSingletonOptions { Role = "console" });
    }

    private Supervisor Supervise(SimSettings settings, Binding binding, bool record)
    {
        var self = Akka.Cluster.Cluster.Get(System).SelfAddress;
        return new Supervisor(_folder, $"{self.Host}:{self.Port}", binding.Address, record, settings.Journal != SimSettings.EmbeddedJournal, PortOf, what => _events.Add("process", what));
    }

    // Also of members that nobody reaches any more: until they are removed, a new one can only come in their place.
    private int PortOf(string name) => Akka.Cluster.Cluster.Get(System).State.Members.Where(member => member.HasRole(name)).Select(member => member.Address.Port ?? 0).FirstOrDefault();

    // A member that was there before has found the others; else this one is the first, and the others come to it.
    private async Task<bool> BeginsAsync(CancellationToken cancel)
    {
        var cluster = Akka.Cluster.Cluster.Get(System);
        var up = NewSource<bool>();
        cluster.RegisterOnMemberUp(() => up.TrySetResult(true));
        if (await Task.WhenAny(up.Task, Ended).WaitAsync(cancel) == Ended) throw new LiveException("the cluster could not be joined");
        return !cluster.State.Members.Any(member => member.UniqueAddress != cluster.SelfUniqueAddress && member.IsOlderThan(cluster.SelfMember));
    }

    private void StartProcesses(Action<string> say)
    {
        List<Core.Machines.Address> expected = [.. ExpectedMembers.Of(Settings)];
        say($"starting {expected.Count} processes");
        var supervisor = Owned("up");
        foreach (var address in expected) supervisor.Start(address.Name, address.Role.ToString().ToLowerInvariant());
    }

    private async Task WaitUntilReadyAsync(Action<string> say, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);
        while (!await ReadyAsync())
        {
            if (Processes.FirstOrDefault(p => !p.Lives) is { } dead) throw new LiveException($"{dead.Name} did not start: {LastLine(dead.Name)}");
            if (watch.Elapsed > ReadyWithin) throw new LiveException($"the cluster did not form within {ReadyWithin.TotalSeconds:0} s; the logs are in {_folder.Logs}");
            await timer.WaitForNextTickAsync(cancel);
        }

        say($"ready after {watch.Elapsed.TotalSeconds:0.0} s");
        _events.Add("process", "the cluster serves");
    }

    private string LastLine(string name)
    {
        try
        {
            var lines = File.ReadLines(Path.Combine(_folder.Logs, name + ".log")).Where(line => line.Length > 0);
            return lines.LastOrDefault() ?? "it said nothing";
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
