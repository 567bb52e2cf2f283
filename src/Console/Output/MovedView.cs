using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Console.Output;

/// <summary>What a change of nodes moves, as JSON shows it.</summary>
/// <param name="Keys">Keys that change their owner.</param>
/// <param name="Share">Their share of all keys, from 0 to 1.</param>
/// <param name="BetweenStayers">Those that move between two nodes that stay.</param>
/// <param name="Imbalance">The busiest node's keys over the mean, after the change.</param>
/// <param name="FromTo">Who gives how many to whom.</param>
internal sealed record MovedView(long Keys, double Share, long BetweenStayers, double Imbalance, IReadOnlyList<Flow> FromTo)
{
    public static MovedView Of(Movement movement) => new(movement.Moved, movement.Share, movement.BetweenStayers, movement.ImbalanceAfter, movement.FromTo);
}
