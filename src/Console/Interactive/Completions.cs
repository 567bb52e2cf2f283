namespace AkkaCacheSim.Console.Interactive;

/// <summary>The ways to complete a text.</summary>
/// <param name="From">Where the word to complete begins.</param>
/// <param name="Words">What could stand there.</param>
internal sealed record Completions(int From, IReadOnlyList<string> Words);
