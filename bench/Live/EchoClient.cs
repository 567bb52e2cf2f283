using System.Diagnostics;
using Akka.Actor;
using HdrHistogram;

namespace AkkaCacheSim.Bench.Live;

/// <summary>Keeps a window of batches under way. There is one connection, so replies come in the order of the requests.</summary>
internal sealed class EchoClient : ReceiveActor
{
    private readonly ActorSelection _path;
    private readonly EchoLoad _load;
    private readonly TaskCompletionSource<EchoResult> _done;
    private readonly Queue<long> _sentAt = new();
    private readonly LongHistogram _latency = new(1, 60_000_000_000, 3);
    private readonly EchoBatch _batch;
    private IActorRef _server = ActorRefs.Nobody;
    private long _sent, _ended, _startedAt;

    public EchoClient(string server, EchoLoad load, TaskCompletionSource<EchoResult> done)
    {
        _path = Context.ActorSelection($"{server}/user/{EchoServer.ActorName}");
        _load = load;
        _done = done;
        var items = load.Opaque ? 1 : load.Batch;
        var scale = load.Opaque ? load.Batch : 1;
        _batch = new EchoBatch([.. Enumerable.Range(0, items).Select(_ => new byte[load.RequestBytes * scale])], load.ReplyBytes * scale);
        Receive<ActorIdentity>(identity => HandleServer(identity.Subject));
        Receive<EchoBatch>(_ => HandleReply());
    }

    protected override void PreStart() => _path.Tell(new Identify(null));

    private void HandleServer(IActorRef server)
    {
        _server = server;
        _startedAt = Stopwatch.GetTimestamp();
        while (_sent < _load.Window) Send();
    }

    private void HandleReply()
    {
        _ended += _load.Batch;
        _latency.RecordValueWithCount((long)Stopwatch.GetElapsedTime(_sentAt.Dequeue()).TotalNanoseconds, _load.Batch);
        if (_sent < _load.Requests) Send();
        else if (_sentAt.Count == 0) Finish();
    }

    private void Send()
    {
        _sentAt.Enqueue(Stopwatch.GetTimestamp());
        _sent += _load.Batch;
        _server.Tell(_batch, Self);
    }

    private void Finish()
    {
        _done.SetResult(new EchoResult(_ended / Stopwatch.GetElapsedTime(_startedAt).TotalSeconds, _latency));
        Context.Stop(Self);
    }
}
