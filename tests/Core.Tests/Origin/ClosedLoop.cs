using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Origin;

/// <summary>Clients that each ask the origin again as soon as they are answered, in a world where only its service takes time.</summary>
internal sealed class ClosedLoop
{
    private readonly FakeEffects _effects = new();
    private readonly FakeDatabase _database = new();
    private readonly OriginMachine _origin;
    private long _now, _requests;

    public ClosedLoop(SimSettings settings) => _origin = new OriginMachine(Who.Origin, settings, _effects, _database);

    /// <summary>What the origin answers a second.</summary>
    public double Throughput(int clients, int answers)
    {
        for (var i = 0; i < clients; i++) Ask();
        for (var left = answers; left > 0;)
        {
            while (_database.Statements.TryDequeue(out var asked)) _origin.Executed(_now, asked.Token, new StatementResult(null, "v", 1, false, _now, _now));
            _now = _effects.TimerAt;
            _effects.TakeDueTimer(_now);
            _origin.Tick(_now);
            foreach (var _ in _effects.TakeSent())
            {
                left--;
                Ask();
            }
        }

        return answers * (double)Durations.Second / _now;
    }

    private void Ask() => _origin.Receive(_now, Who.Coordinator, new Message { Kind = MessageKind.Read, Request = ++_requests, Key = "k" });
}
