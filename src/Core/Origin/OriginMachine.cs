using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Origin;

/// <summary>
/// Admission and service time in front of the database: a pool of connections, a bounded queue, and shedding beyond it.
/// What a request takes grows with the connections in use when its service begins, by the <see cref="ScalabilityLaw"/>.
/// A read's statement comes first and its service time after it; a write's service time comes first and its commit after it.
/// </summary>
public sealed class OriginMachine : IMachine
{
    private readonly IEffects _effects;
    private readonly IDatabase _database;
    private readonly SeededRandom _random;
    private readonly Queue<Request> _waiting = new();
    private readonly Dictionary<long, Request> _busy = [];
    private readonly Dictionary<Address, long> _lastFlushes = [];
    private readonly PriorityQueue<(long Token, StatementResult? Read), (long At, long Token)> _serving = new();
    private SimSettings _settings;
    private ScalabilityLaw _law;
    private long _tokens, _timerAt = long.MaxValue;

    /// <summary>Makes the origin.</summary>
    /// <param name="self">Who it is.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="effects">What it can do to the world.</param>
    /// <param name="database">The database behind it.</param>
    public OriginMachine(Address self, SimSettings settings, IEffects effects, IDatabase database)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(database);
        Self = self;
        _settings = settings;
        _law = LawOf(settings);
        _effects = effects;
        _database = database;
        _random = new SeededRandom(settings.Seed, (ulong)Role.Origin);
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>What it has counted.</summary>
    public OriginCounters Counters { get; } = new();

    /// <summary>The same over time.</summary>
    public OriginSeries Series { get; } = new();

    /// <summary>Connections in use.</summary>
    public int Busy => _busy.Count;

    /// <summary>Requests that wait for a connection.</summary>
    public int Waiting => _waiting.Count;

    /// <inheritdoc />
    public void Start(long now)
    {
        // Nothing to do before the first request.
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        // It answers whoever asks, and forgets who is gone.
        ArgumentNullException.ThrowIfNull(view);
        foreach (var gone in _lastFlushes.Keys.Where(sender => !view.Has(sender)).ToList()) _lastFlushes.Remove(gone);
    }

    /// <inheritdoc />
    public void Configure(long now, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _law = LawOf(settings);
        while (_busy.Count < settings.Pool && _waiting.TryDequeue(out var next)) Admit(now, next);
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        if (message.Kind is not (MessageKind.Read or MessageKind.Write or MessageKind.Remove or MessageKind.Flush)) return;
        var request = new Request(from, message.Request, KindOf(message.Kind), message.Key ?? string.Empty, message.Value, message.WriteId, now) { Batch = message.Batch as FlushBatch };
        if (_busy.Count < _settings.Pool)
        {
            Admit(now, request);
            return;
        }

        if (_waiting.Count < _settings.Queue)
        {
            _waiting.Enqueue(request);
            NoteLevel(now);
            return;
        }

        Counters.Shed++;
        Series.Shed(now);
        Fail(request, Outcome.Shed);
    }

    /// <summary>The database has answered.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="token">The statement's token.</param>
    /// <param name="result">The answer.</param>
    public void Executed(long now, long token, in StatementResult result)
    {
        var request = _busy[token];
        if (result.Error is null && request.Kind == StatementKind.Read)
        {
            Serve(now, token, result);
            return;
        }

        if (result is { Error: null, Unchanged: false } && _effects.Recording) RecordCommits(request, result);
        Finish(now, token, result);
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        _timerAt = long.MaxValue;
        while (_serving.TryPeek(out var served, out var due) && due.At <= now)
        {
            _serving.Dequeue();
            if (served.Read is { } result) Finish(now, served.Token, result, now - due.At);
            else Execute(now, served.Token);
        }

        ArmTimer();
    }

    // A timer that comes late has kept the connection idle for so long: whoever waited for it meanwhile is served as if it had not.
    private void Admit(long now, Request request, long late = 0)
    {
        request = request with { Late = Math.Min(late, now - request.ArrivedAt) };
        var token = ++_tokens;
        _busy[token] = request;
        Count(now, request.Kind);
        NoteLevel(now);
        if (request.Kind == StatementKind.Read) Execute(now, token);
        else Serve(now, token, null);
    }

    private void Serve(long now, long token, StatementResult? read)
    {
        var time = _law.Inflate(_settings.ServiceTime.Sample(_random), _busy.Count);
        if (time == 0 && read is { } result) Finish(now, token, result);
        else if (time == 0) Execute(now, token);
        else
        {
            _serving.Enqueue((token, read), (now + Math.Max(0, time - _busy[token].Late), token));
            ArmTimer();
        }
    }

    private void Execute(long now, long token)
    {
        var request = _busy[token] with { StatementAt = now };
        _busy[token] = request;
        if (Superseded(request))
        {
            Finish(now, token, new StatementResult("a later flush of the same sender has come first", null, 0, false, now, now));
            return;
        }

        _database.Execute(new Statement(request.Kind, request.Key, request.Value, request.WriteId) { Batch = request.Batch }, token);
    }

    // Rows without stamps have no order of their own: a batch that its sender has given up on must not come after the one sent in its place.
    private bool Superseded(in Request request)
    {
        if (request.Batch is not { Stamped: false }) return false;
        if (_lastFlushes.TryGetValue(request.From, out var last) && request.Number > last) return true;
        _lastFlushes[request.From] = request.Number;
        return false;
    }

    private void Finish(long now, long token, in StatementResult result, long late = 0)
    {
        if (!_busy.Remove(token, out var request)) throw new InvalidOperationException("an answer to no request");
        if (result.Error is null) Answer(request, result);
        else
        {
            Counters.Failed++;
            Fail(request, Outcome.Error);
        }

        if (_busy.Count < _settings.Pool && _waiting.TryDequeue(out var next)) Admit(now, next, late);
        else NoteLevel(now);
    }

    private void Count(long now, StatementKind kind)
    {
        if (kind == StatementKind.Read)
        {
            Counters.Reads++;
            Series.Read(now);
            return;
        }

        Counters.Writes++;
        Series.Write(now);
    }

    private void NoteLevel(long now) => Series.Level(now, _busy.Count, _waiting.Count);

    private void Answer(Request request, in StatementResult result) => _effects.Send(request.From, new Message
    {
        Kind = request.Kind switch { StatementKind.Read => MessageKind.Row, StatementKind.Flush => MessageKind.Flushed, _ => MessageKind.Committed },
        Request = request.Number,
        Key = request.Kind is StatementKind.Write or StatementKind.Delete ? request.Key : null,
        Value = result.Value,
        Stamp = result.Stamp,
        Batch = result.Report,
        Version = result.Version,
        Deleted = result.Deleted,
        Wait = request.StatementAt - (Plants.Grows(Plant.TtlWrongClock) ? 0 : request.ArrivedAt),
        WriteId = result.Unchanged ? 0 : request.WriteId,
    });

    private void Fail(Request request, Outcome outcome) =>
        _effects.Send(request.From, new Message { Kind = MessageKind.Failed, Request = request.Number, Outcome = outcome });

    private void RecordCommits(in Request request, in StatementResult result)
    {
        if (request.Batch is not { } batch)
        {
            RecordCommit(request.Key, result.Version, result.Deleted, request.WriteId, result);
            return;
        }

        foreach (var (sent, done) in batch.Rows.Zip(result.Report!.Rows))
        {
            if (done.Applied) RecordCommit(sent.Key, done.Version, sent.Value is null, sent.WriteId, result);
        }
    }

    private void RecordCommit(string key, long version, bool deleted, long writeId, in StatementResult result) => _effects.Record(new HistoryLine
    {
        Kind = HistoryKind.Commit,
        Key = key,
        Version = version,
        Deleted = deleted,
        WriteId = writeId,
        Start = result.From,
        End = result.At,
    });

    private void ArmTimer()
    {
        if (!_serving.TryPeek(out _, out var due) || due.At >= _timerAt) return;
        _timerAt = due.At;
        _effects.SetTimer(due.At);
    }

    private static ScalabilityLaw LawOf(SimSettings settings) => new(settings.Sigma, settings.Kappa);

    private static StatementKind KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Read => StatementKind.Read,
        MessageKind.Write => StatementKind.Write,
        MessageKind.Flush => StatementKind.Flush,
        _ => StatementKind.Delete,
    };

    private readonly record struct Request(Address From, long Number, StatementKind Kind, string Key, string? Value, long WriteId, long ArrivedAt)
    {
        public long StatementAt { get; init; }

        public long Late { get; init; }

        public FlushBatch? Batch { get; init; }
    }
}
