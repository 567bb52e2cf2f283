namespace AkkaCacheSim.Console.Runs;

/// <summary>Something that happened to a cluster under load: a fault, or what the cluster made of it.</summary>
/// <param name="At">When, ns from the first counted request.</param>
/// <param name="Text">What, such as <c>kill node-2</c>, <c>node-2 removed</c> or <c>node-2 joined</c>: alike in both drivers.</param>
internal sealed record RunEvent(long At, string Text);
