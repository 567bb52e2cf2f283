using System.Diagnostics;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;
using AkkaCacheSim.Nodes.Journal;
using HdrHistogram;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Bench.WriteBack;

/// <summary>The least that durable write-back could cost: one persistent actor that persists batch after batch, on the same journal with the same events.</summary>
internal static class BareJournal
{
    public static async Task<(double EventsPerSecond, LongHistogram Latency)> RunAsync(string folder, int events, int batch)
    {
        var setup = new ProcessSetup(Role.Node, 0, new SimSettings(), folder, [], "127.0.0.1", false);
        JournalFile.Create(JournalFile.PathOf(setup.JournalFolder, JournalHostingExtensions.NameOf(0)));
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddAkka("bare", builder => builder.WithPartitionJournal(setup)))
            .Build();
        await host.StartAsync();
        var done = new TaskCompletionSource<(double, LongHistogram)>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<ActorSystem>().ActorOf(Props.Create(() => new Loop(events, batch, done)));
        var result = await done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await host.StopAsync();
        return result;
    }

    private sealed class Loop : ReceivePersistentActor
    {
        private readonly TaskCompletionSource<(double, LongHistogram)> _done;
        private readonly LongHistogram _latency = new(1, 600_000_000_000, 3);
        private readonly List<JournalEvent> _batch;
        private readonly long _startedAt = Stopwatch.GetTimestamp();
        private readonly int _events;
        private int _persisted, _left;
        private long _batchAt;

        public Loop(int events, int batch, TaskCompletionSource<(double, LongHistogram)> done)
        {
            _events = events;
            _done = done;
            JournalPluginId = "akka.persistence.journal." + JournalHostingExtensions.NameOf(0);
            SnapshotPluginId = "akka.persistence.snapshot-store." + JournalHostingExtensions.NameOf(0);
            _batch = [.. Enumerable.Range(0, batch).Select(i => new WriteQueued("k" + i, new string('v', 16), i + 1, 0))];
            Recover<RecoveryCompleted>(_ => Next());
            Recover<JournalEvent>(_ => { });
            Command<string>(_ => Next());
        }

        public override string PersistenceId => "bare-loop";

        private void Next()
        {
            _batchAt = Stopwatch.GetTimestamp();
            _left = _batch.Count;
            PersistAll(_batch, HandlePersisted);
        }

        private void HandlePersisted(JournalEvent _)
        {
            _persisted++;
            if (--_left > 0) return;
            _latency.RecordValueWithCount((long)Stopwatch.GetElapsedTime(_batchAt).TotalNanoseconds, _batch.Count);
            if (_persisted < _events) Self.Tell("next");
            else _done.TrySetResult((_persisted / Stopwatch.GetElapsedTime(_startedAt).TotalSeconds, _latency));
        }
    }
}
