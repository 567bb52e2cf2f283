namespace AkkaCacheSim.Bench.Live;

/// <summary>What the echo's client sends.</summary>
/// <param name="Requests">How many requests in all.</param>
/// <param name="Window">How many are under way at once.</param>
/// <param name="Batch">How many share a message.</param>
/// <param name="RequestBytes">A request's size.</param>
/// <param name="ReplyBytes">A reply's size.</param>
/// <param name="Opaque">Whether a batch is one payload, of which nobody takes the requests apart.</param>
internal sealed record EchoLoad(long Requests, int Window, int Batch, int RequestBytes, int ReplyBytes, bool Opaque);
