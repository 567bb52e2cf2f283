using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.History;

/// <summary>One line of a history. <see cref="Kind"/> says which fields mean something. Times are monotonic ns.</summary>
public readonly record struct HistoryLine
{
    /// <summary>Which line it is.</summary>
    public HistoryKind Kind { get; init; }

    /// <summary>How the request ended.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The version is a delete's.</summary>
    public bool Deleted { get; init; }

    /// <summary>The key; null on a drop of everything.</summary>
    public string? Key { get; init; }

    /// <summary>The committed version.</summary>
    public long Version { get; init; }

    /// <summary>The write's id; 0 for none, negative for a writer that bypassed the cache.</summary>
    public long WriteId { get; init; }

    /// <summary>The write was acknowledged out of the memory of one node, and may be lost with it.</summary>
    public bool Volatile { get; init; }

    /// <summary>When it began: a request's start, a commit's <c>from</c>.</summary>
    public long Start { get; init; }

    /// <summary>When it ended, or the moment of a line that has one.</summary>
    public long End { get; init; }

    /// <summary>Who asked: a client of a read or write, the loader of a load.</summary>
    public Address Client { get; init; }

    /// <summary>The node that served, took or dropped.</summary>
    public Address Node { get; init; }

    /// <summary>Why a copy was dropped or a load was made: one of <see cref="Causes"/>.</summary>
    public string? Cause { get; init; }
}
