namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>The changes that are asked for and not yet seen in the cluster's settings: one a setting at most.</summary>
public sealed class PendingChanges
{
    private readonly Dictionary<string, PendingChange> _byName = [];

    /// <summary>A setting is asked to change. What was refused before is done with.</summary>
    /// <param name="name">Which.</param>
    /// <param name="value">To what.</param>
    /// <returns>The change, until another one of the setting is asked for.</returns>
    public PendingChange Begin(string name, string value)
    {
        foreach (var (other, change) in _byName)
        {
            if (change.Refusal is not null) _byName.Remove(other);
        }

        return _byName[name] = new PendingChange(value);
    }

    /// <summary>It is configured: it is so as soon as the settings of that epoch are seen.</summary>
    /// <param name="name">Which.</param>
    /// <param name="change">As it was begun; when another one was begun since, that is what counts.</param>
    /// <param name="view">What <c>configure</c> did.</param>
    public void Configured(string name, PendingChange change, ConfigureView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Become(name, change, change with { Epoch = view.Epoch });
    }

    /// <summary>It can't be.</summary>
    /// <param name="name">Which.</param>
    /// <param name="change">As it was begun.</param>
    /// <param name="why">A line.</param>
    public void Refused(string name, PendingChange change, string why) => Become(name, change, change with { Refusal = why });

    /// <summary>Settings were seen; what they have is pending no more.</summary>
    /// <param name="epoch">Their epoch.</param>
    public void Seen(long epoch)
    {
        foreach (var (name, change) in _byName)
        {
            if (change.Epoch <= epoch) _byName.Remove(name);
        }
    }

    /// <summary>The cluster is gone: whatever answers next is another one, with epochs of its own.</summary>
    public void Clear() => _byName.Clear();

    /// <summary>What is asked for, until it is so or refused.</summary>
    /// <param name="name">Of which setting.</param>
    /// <returns>The value; null where nothing is asked for.</returns>
    public string? Asked(string name) => _byName.TryGetValue(name, out var change) && change.Refusal is null ? change.Value : null;

    /// <summary>Whether it is being configured at the moment.</summary>
    /// <param name="name">Which setting.</param>
    /// <returns>True until <c>configure</c> has answered.</returns>
    public bool IsPending(string name) => _byName.TryGetValue(name, out var change) && change is { Epoch: null, Refusal: null };

    /// <summary>Why the last change was refused.</summary>
    /// <param name="name">Of which setting.</param>
    /// <returns>A line; null where it was not, or a newer one is asked for.</returns>
    public string? Refusal(string name) => _byName.TryGetValue(name, out var change) ? change.Refusal : null;

    private void Become(string name, PendingChange before, PendingChange after)
    {
        if (_byName.TryGetValue(name, out var change) && ReferenceEquals(change, before)) _byName[name] = after;
    }
}
