using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Torments;

/// <summary>One fault.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Groups">To whom, by names; more than one group only in a partition.</param>
/// <param name="At">When, ns from the beginning of its round.</param>
/// <param name="For">How long it lasts, ns.</param>
internal sealed record TormentFault(TormentKind Kind, IReadOnlyList<IReadOnlyList<string>> Groups, long At, long For)
{
    /// <summary>Everybody who is hit.</summary>
    public IEnumerable<string> Victims => Groups.SelectMany(group => group);

    /// <summary>The fault as people read it.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {string.Join(' ', Groups.Select(group => string.Join(',', group)))} for {Durations.Format(For)}";
}
