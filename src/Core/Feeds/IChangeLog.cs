namespace AkkaCacheSim.Core.Feeds;

/// <summary>The database's change log, as the feed asks it.</summary>
public interface IChangeLog
{
    /// <summary>Asks for the rows after a place, answered by <see cref="ChangeFeed.ChangesRead"/> as soon as there are any. One question at a time.</summary>
    /// <param name="sequence">The last row already known.</param>
    /// <param name="limit">How many rows at the most.</param>
    void ReadAfter(long sequence, int limit);

    /// <summary>Keeps a position for the feed's next life and lets the log be trimmed up to it. Not answered.</summary>
    /// <param name="position">The position.</param>
    void Confirm(FeedPosition position);
}
