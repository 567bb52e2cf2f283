using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// What a node knows of its invalidators. It may cache only once each has confirmed that it will be told of changes, and may
/// serve hits only while each has been heard of lately.
/// </summary>
public sealed class Subscriptions
{
    // Subscribing again is cheap, and a lost confirmation would leave the node without a cache.
    private const long RetryEvery = 200 * Settings.Durations.Millisecond;

    private readonly Dictionary<Address, (bool Confirmed, long HeardAt)> _invalidators = [];
    private readonly IEffects _effects;
    private bool _enabled, _allConfirmed;
    private long _maxLag, _heardAt;

    /// <summary>Starts without any invalidator.</summary>
    /// <param name="effects">Where messages go.</param>
    /// <param name="enabled">False when invalidations do not come from the log: then all is always well.</param>
    /// <param name="maxLag">How long hits are served without a word, ns.</param>
    public Subscriptions(IEffects effects, bool enabled, long maxLag)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxLag, 0);
        _effects = effects;
        _enabled = enabled;
        _maxLag = maxLag;
    }

    /// <summary>When <see cref="Subscribe"/> is wanted next, ns.</summary>
    public long RetryAt { get; private set; } = long.MaxValue;

    /// <summary>Whether every invalidator has confirmed. Without any there is nobody to tell the node anything.</summary>
    public bool Confirmed => !_enabled || _allConfirmed;

    /// <summary>Whether hits may be served.</summary>
    /// <param name="now">Now, ns.</param>
    /// <returns>True while every invalidator was heard of within the allowed lag.</returns>
    public bool Fresh(long now) => !_enabled || (_allConfirmed && now - _heardAt <= _maxLag);

    /// <summary>The settings have changed. Invalidators that were not needed before have to confirm first.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="enabled">Whether invalidations come from the log.</param>
    /// <param name="maxLag">How long a node may serve hits without a word from an invalidator, ns.</param>
    /// <param name="view">The members.</param>
    public void Configure(long now, bool enabled, long maxLag, View view)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxLag, 0);
        _maxLag = maxLag;
        if (_enabled == enabled) return;
        _enabled = enabled;
        _invalidators.Clear();
        RetryAt = long.MaxValue;
        ViewChanged(now, view);
    }

    /// <summary>The members have changed.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="view">The members.</param>
    public void ViewChanged(long now, View view)
    {
        if (!_enabled) return;
        foreach (var gone in _invalidators.Keys.Where(a => !view.Invalidators.Contains(a)).ToList()) _invalidators.Remove(gone);
        foreach (var invalidator in view.Invalidators) _invalidators.TryAdd(invalidator, (false, now));
        Summarize();
        Subscribe(now);
    }

    /// <summary>Asks the invalidators that have not confirmed.</summary>
    /// <param name="now">Now, ns.</param>
    public void Subscribe(long now)
    {
        RetryAt = long.MaxValue;
        foreach (var (invalidator, state) in _invalidators)
        {
            if (state.Confirmed) continue;
            _effects.Send(invalidator, new Message { Kind = MessageKind.Subscribe });
            RetryAt = now + RetryEvery;
        }
    }

    /// <summary>An invalidator has spoken.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="from">Which one.</param>
    /// <param name="confirms">Whether it confirmed the subscription.</param>
    public void Heard(long now, Address from, bool confirms)
    {
        if (!_invalidators.TryGetValue(from, out var state)) return;
        _invalidators[from] = (state.Confirmed || confirms, now);
        Summarize();
    }

    private void Summarize()
    {
        _allConfirmed = _invalidators.Count > 0;
        _heardAt = long.MaxValue;
        foreach (var (confirmed, heardAt) in _invalidators.Values)
        {
            _allConfirmed &= confirmed;
            _heardAt = Math.Min(_heardAt, heardAt);
        }
    }
}
