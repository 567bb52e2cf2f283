namespace AkkaCacheSim.Checker;

/// <summary>The fields of history lines that the checker looks at, in the order of <see cref="LineFields"/>' names.</summary>
internal enum LineField
{
    Kind,
    Key,
    Client,
    Id,
    Outcome,
    Node,
    Version,
    Start,
    End,
    From,
    At,
    Acked,
    Durable,
}
