using AkkaCacheSim.Core.Feeds;

namespace AkkaCacheSim.Simulation;

/// <summary>The change log of a virtual database as one life of the feed sees it: polled, as the live one is.</summary>
public sealed class VirtualChangeLog : IChangeLog
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly VirtualDatabase _database;
    private (long After, int Limit)? _question;
    private bool _polling;

    /// <summary>Opens the log.</summary>
    /// <param name="world">The world.</param>
    /// <param name="options">How often it is looked at.</param>
    /// <param name="database">Whose log it is.</param>
    public VirtualChangeLog(VirtualWorld world, VirtualOptions options, VirtualDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _world = world;
        _options = options;
        _database = database;
        database.Committed += Look;
    }

    /// <summary>The feed that asks; null when it has died.</summary>
    public ChangeFeed? Feed { get; set; }

    /// <summary>The position kept last, by this life of the feed or an earlier one.</summary>
    public FeedPosition? Kept { get; set; }

    /// <inheritdoc />
    public void ReadAfter(long sequence, int limit)
    {
        _question = (sequence, limit);
        Look();
    }

    /// <inheritdoc />
    public void Confirm(FeedPosition position) => Kept = position;

    private void Look()
    {
        if (_polling || _question is not { } question || _database.LastSequence <= question.After) return;
        _polling = true;
        _world.After(_world.Delay(0, _options.PollEvery), Answer);
    }

    private void Answer()
    {
        _polling = false;
        var question = _question!.Value;
        _question = null;
        if (Feed is { } feed) _world.Deliver(feed.Self, _ => feed.ChangesRead(_database.ChangesAfter(question.After, question.Limit)));
    }
}
