using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>
/// A node under random protections and random inputs. The model is a row a key, whose version grows; who reads it, reads what it is then; and news
/// of it reaches the node later, or not at all.
/// </summary>
internal sealed class ProtectionRun
{
    private const int Keys = 4;
    private const int Slots = 3;
    private const long Timeout = 1_000;

    private static readonly ProtectionSet[] Known =
        [ProtectionSet.SingleFlight, ProtectionSet.Lock, ProtectionSet.Swr, ProtectionSet.StaleIfError, ProtectionSet.XFetch, ProtectionSet.Negative];

    private readonly FakeEffects _effects = new();
    private readonly Random _random;
    private readonly CacheNode _node;
    private readonly Dictionary<string, long> _rows = [];
    private readonly Dictionary<string, long> _heard = [];
    private readonly List<(string Key, long Version)> _news = [];

    // Readers without an answer yet.
    private readonly Dictionary<long, (string Key, long Since, bool Through)> _waiting = [];

    // Coordinators that hold a token, and what they have read; null while they have not.
    private readonly List<Holder> _holders = [];
    private readonly List<(long Request, string Key, long? Read)> _loads = [];

    // With a lock: since when a key is leased, as far as nothing has happened that ends it.
    private readonly Dictionary<string, long> _leases = [];

    private SimSettings _settings;
    private long _now, _request;

    public ProtectionRun(int seed)
    {
        _random = new Random(seed);
        _settings = Draw();
        _node = new CacheNode(Who.Node, _settings, _effects);
        _node.ViewChanged(0, Mine);
        for (var key = 0; key < Keys; key++) _rows["k" + key] = 1;
    }

    private static View Mine => new([Who.Node, Who.Origin]);

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Pass(_random.Next(10) == 0 ? _random.Next(600) : _random.Next(20));
            Step();
            Hear();
            Assert.InRange(_node.Entries, 0, Slots);
        }

        // Everybody has an answer in the end, whoever stays silent.
        Pass(2 * Timeout);
        Assert.Empty(_waiting);
    }

    private SimSettings Draw() => new()
    {
        Slots = Slots,
        Ttl = 200 + _random.Next(400),
        TtlJitter = _random.Next(2) * 50,
        Timeout = Timeout,
        Expiry = _random.Next(4) == 0 ? "sliding" : "absolute",
        Read = _random.Next(2) == 0 ? "cache-aside" : "read-through",
        Protect = Known.Where(_ => _random.Next(2) == 0).Aggregate(ProtectionSet.None, (set, one) => set | one),
    };

    private void Step()
    {
        var key = "k" + _random.Next(Keys);
        switch (_random.Next(20))
        {
            case < 9: Read(key); break;
            case < 11: ReadRow(); break;
            case < 14: Answer(); break;
            case 14: Write(key); break;
            case 15: News(); break;
            case 16: Unknown(key); break;
            case 17 when _random.Next(4) == 0: Move(); break;
            case 18 when _random.Next(4) == 0: Configure(); break;
            case 19: Tell(Who.Coordinator, new Message { Kind = _settings.Read == "read-through" ? MessageKind.Reload : MessageKind.Renew, Request = Begin(key), Key = key }); break;
            default: Tell(Who.Coordinator, new Message { Kind = MessageKind.Revive, Request = Begin(key), Key = key }); break;
        }
    }

    private void Pass(long time)
    {
        var until = _now + time;
        while (_effects.TimerAt <= until)
        {
            _now = Math.Max(_now, _effects.TimerAt);
            _effects.TakeDueTimer(_now);
            _node.Tick(_now);
            Hear();
        }

        _now = until;

        // With read-through one may wait for somebody else's load, and when that is void for a load of one's own.
        Assert.All(_waiting.Values, reader => Assert.InRange(_now - reader.Since, 0, (reader.Through ? 2 : 1) * _settings.WaitFor));
    }

    private void Read(string key)
    {
        var kind = _settings.Read == "read-through" ? MessageKind.Load : MessageKind.Lookup;
        Tell(Who.Coordinator, new Message { Kind = kind, Request = Begin(key, kind == MessageKind.Load), Key = key });
    }

    private long Begin(string key, bool through = false)
    {
        _waiting.Add(++_request, (key, _now, through));
        return _request;
    }

    // Some loads read their row now.
    private void ReadRow()
    {
        foreach (var holder in _holders.Where(holder => holder.Read is null && _random.Next(2) == 0)) holder.Read = _rows[holder.Key];
        for (var i = 0; i < _loads.Count; i++)
        {
            if (_loads[i].Read is null && _random.Next(2) == 0) _loads[i] = _loads[i] with { Read = _rows[_loads[i].Key] };
        }
    }

    // A load or a holder comes back with what it read, fails, or is never heard of again.
    private void Answer()
    {
        if (_loads.Count > 0)
        {
            var i = _random.Next(_loads.Count);
            var (request, key, read) = _loads[i];
            _loads.RemoveAt(i);
            _leases.Remove(key);
            if (_random.Next(8) == 0) _node.Receive(_now, Who.Origin, new Message { Kind = MessageKind.Failed, Request = request, Outcome = Outcome.Shed });
            else if (_random.Next(8) > 0) _node.Receive(_now, Who.Origin, Row(read ?? _rows[key]) with { Kind = MessageKind.Row, Request = request });
            Hear();
        }

        if (_holders.Count == 0) return;
        var holder = _holders[_random.Next(_holders.Count)];
        _holders.Remove(holder);
        _leases.Remove(holder.Key);
        if (_random.Next(5) == 0) Tell(Who.Coordinator, new Message { Kind = MessageKind.Release, Request = holder.Request, Key = holder.Key, Outcome = _random.Next(2) == 0 ? Outcome.None : Outcome.Error });
        else if (_random.Next(8) > 0) Tell(Who.Coordinator, Row(holder.Read ?? _rows[holder.Key]) with { Kind = MessageKind.Fill, Request = holder.Request, Key = holder.Key });
    }

    // Every third version is a delete.
    private static Message Row(long version) => new() { Version = version, Value = version % 3 == 0 ? null : "v" + version, Deleted = version % 3 == 0 };

    private void Write(string key)
    {
        var version = ++_rows[key];
        _news.Add((key, version));
        if (_random.Next(2) == 0) return;
        _leases.Remove(key);
        Tell(Who.OtherCoordinator, new Message { Kind = MessageKind.Announce, Request = ++_request, Key = key });
        Know(key, version);
        Tell(Who.OtherCoordinator, Row(version) with { Kind = MessageKind.Store, Request = _request, Key = key });
    }

    private void News()
    {
        if (_news.Count == 0) return;
        var (key, version) = _news[_random.Next(_news.Count)];
        _news.Remove((key, version));
        Know(key, version);
        Tell(Who.OtherCoordinator, new Message { Kind = MessageKind.Invalidate, Request = 0, Key = key, Version = version });
    }

    // A write whose outcome nobody knows: it came true.
    private void Unknown(string key)
    {
        Know(key, ++_rows[key]);
        Tell(Who.OtherCoordinator, new Message { Kind = MessageKind.Invalidate, Request = 0, Key = key, Version = Message.NoVersion });
    }

    private void Configure()
    {
        _leases.Clear();
        _node.Configure(_now, _settings = Draw());
    }

    private void Move()
    {
        _leases.Clear();
        _node.ViewChanged(_now, new View([Who.OtherNode, Who.Origin]));
        Hear();
        Assert.Equal(0, _node.Entries);
        Read("k0");
        _node.ViewChanged(_now, Mine);
    }

    private void Know(string key, long version)
    {
        _leases.Remove(key);
        _heard[key] = Math.Max(_heard.GetValueOrDefault(key), version);
    }

    private void Tell(Address from, in Message message)
    {
        _node.Receive(_now, from, message);
        Hear();
    }

    private void Hear()
    {
        foreach (var (to, message) in _effects.TakeSent())
        {
            if (to == Who.Origin) _loads.Add((message.Request, message.Key!, null));
            else if (to == Who.Coordinator) Judge(message);
        }
    }

    private void Judge(in Message answer)
    {
        // A second answer finds nobody.
        Assert.True(_waiting.Remove(answer.Request, out var reader), $"{answer.Kind} answers request {answer.Request} once more, or nobody's");
        var copy = answer.Kind == MessageKind.Hit || answer.Outcome == Outcome.Coalesced;
        if (copy) Assert.InRange(answer.Version, _heard.GetValueOrDefault(reader.Key), _rows[reader.Key]);
        if (!answer.Token) return;
        var number = answer.Kind == MessageKind.Hit ? answer.Wait : answer.Version;
        Assert.True(number > 0);
        if (_settings.Has(ProtectionSet.Lock))
        {
            Assert.True(!_leases.TryGetValue(reader.Key, out var since) || _now - since >= _settings.LeaseFor, $"{reader.Key} is leased twice");
            _leases[reader.Key] = _now;
        }

        _holders.Add(new Holder(answer.Request, reader.Key));
    }

    private sealed class Holder(long request, string key)
    {
        public long Request { get; } = request;

        public string Key { get; } = key;

        public long? Read { get; set; }
    }
}
