using System.Diagnostics;
using System.Runtime.InteropServices;
using Akka.Actor;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Invalidator;
using AkkaCacheSim.Nodes;
using AkkaCacheSim.Nodes.Journal;
using AkkaCacheSim.Origin;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AkkaCacheSim.Console.Live;

/// <summary>One role as an operating-system process: runs until it is told to stop, is downed, or its supervisor is gone.</summary>
internal static class RoleProcess
{
    // Of each node process, whose partitions share them.
    private const int JournalConnections = 8;

    // Whoever starts it somewhere else may do so before the console has written it.
    private static readonly TimeSpan SettingsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string name, string data, IReadOnlyList<string> join, Binding binding, bool supervised, bool record)
    {
        if (!Core.Machines.Address.TryParseName(name, out var role, out var index) || Props(role) is not { } props)
        {
            throw new UsageException($"role {name}: one of coordinator-N, node-N, origin, invalidator-N was expected");
        }

        // Before anything starts a thread. The way of a change is one wake after the other, and gains nothing by it.
        if (role is Role.Node or Role.Coordinator) Posix.ScheduleAsBatch();
        using var stop = new StopSignals(PosixSignal.SIGTERM);

        // Ctrl-C reaches the whole foreground group; the console decides what it means, and tells its children.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        var (epoch, settings) = await SettingsAsync(DataFolder.SettingsOf(data), stop.Token);

        // Its own address is none to join by: only the console begins a cluster.
        List<string> seeds = [.. join.Where(seed => seed != binding.ToString())];
        var setup = new ProcessSetup(role, index, settings, data, seeds, binding.Address, record) { Epoch = epoch, Port = binding.Port };
        if (role == Role.Node && settings.Journal != SimSettings.EmbeddedJournal) setup = setup with { JournalConnection = JournalConnection(settings) };

        // A node may be the first to want the schema that the journals are in.
        if (role == Role.Origin || setup.JournalConnection is not null) await OriginDatabases.Of(settings, data).PrepareAsync(role == Role.Origin && settings.HasOwnFeed, stop.Token);
        if (role == Role.Origin) await ChangeTopic.PrepareAsync(settings, stop.Token);
        using var host = await ProcessHost.StartAsync(setup, props, role == Role.Node ? builder => builder.WithPartitionJournal(setup) : null, stop.Token);
        var system = host.Services.GetRequiredService<ActorSystem>();
        if (supervised) _ = Task.Run(() => EndWithInputAsync(system), CancellationToken.None);
        await WaitAsync(system, stop.Token);
        if (!system.WhenTerminated.IsCompleted) await host.StopAsync(CancellationToken.None);
        return ExitCodes.Done;
    }

    private static async Task<EpochSettings> SettingsAsync(string file, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);
        while (!File.Exists(file))
        {
            if (watch.Elapsed > SettingsWithin) throw new LiveException($"{file} is not there after {SettingsWithin.TotalSeconds:0} s; 'up' writes it");
            await timer.WaitForNextTickAsync(stop);
        }

        return EpochSettings.Load(file);
    }

    private static string JournalConnection(SimSettings settings) => DatabaseUrl.TryParse(settings.Origin, out var url)
        ? new NpgsqlConnectionStringBuilder(PostgresConnection.Of(url!).ConnectionString) { MaxPoolSize = JournalConnections }.ConnectionString
        : throw new UsageException($"--journal {settings.Journal}: --origin postgres://… was expected");

    private static Func<ProcessSetup, Props>? Props(Role role) => role switch
    {
        Role.Node => setup => Akka.Actor.Props.Create(() => new NodeHost(setup)),
        Role.Coordinator => setup => Akka.Actor.Props.Create(() => new CoordinatorHost(setup)),
        Role.Origin => setup => Akka.Actor.Props.Create(() => new OriginHost(setup)),
        Role.Invalidator => setup => Akka.Actor.Props.Create(() => new InvalidatorHost(setup)),
        _ => null,
    };

    // The system ends by itself when the split-brain resolver has downed this member.
    private static async Task WaitAsync(ActorSystem system, CancellationToken stop)
    {
        var told = new TaskCompletionSource();
        await using var registration = stop.Register(() => told.TrySetResult());
        await Task.WhenAny(system.WhenTerminated, told.Task);
    }

    // The console is gone, or about to be, and the cluster with it: actors stop, and nobody is left to say goodbye to.
    private static async Task EndWithInputAsync(ActorSystem system)
    {
        await Supervision.EndAsync();
        await system.Terminate();
    }
}
