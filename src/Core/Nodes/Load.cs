using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Protections;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>A load under way at a node.</summary>
/// <param name="Reader">Who reads.</param>
/// <param name="Request">The reader's number for it.</param>
/// <param name="Key">The name that the copy is stored under: the key, or a hot key's sub-key.</param>
/// <param name="StartedAt">When it began, ns.</param>
public readonly record struct Load(Address Reader, long Request, string Key, long StartedAt)
{
    /// <summary>The key.</summary>
    public string RowKey => SubKeys.KeyOf(Key);

    /// <summary>The node's number for it.</summary>
    public long Number { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public int Tries { get; init; }

    /// <summary>Counts its waits.</summary>
    public int Step { get; init; }

    /// <summary>When the present wait began, ns.</summary>
    public long StepAt { get; init; }

    /// <summary>Whether it waits for the dirty partition.</summary>
    public bool Peeking { get; init; }

    /// <summary>Whether what it finds may be kept.</summary>
    public bool Fills { get; init; } = true;
}
