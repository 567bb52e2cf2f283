namespace AkkaCacheSim.Bench.Live;

/// <summary>Requests, or their replies, that share one message.</summary>
/// <param name="Items">A payload each.</param>
/// <param name="ReplyBytes">How many bytes each reply is to have.</param>
internal sealed record EchoBatch(byte[][] Items, int ReplyBytes);
