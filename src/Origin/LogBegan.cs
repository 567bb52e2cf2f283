using AkkaCacheSim.Core.Feeds;

namespace AkkaCacheSim.Origin;

/// <summary>A database's log came to be read from some place on: at the start, and again where what came before may be lost.</summary>
/// <param name="log">The log from there on; an earlier one says nothing any more.</param>
/// <param name="kept">The position that was kept of it, if any.</param>
/// <param name="last">The number of the last change before it.</param>
public delegate void LogBegan(IChangeLog log, FeedPosition? kept, long last);
