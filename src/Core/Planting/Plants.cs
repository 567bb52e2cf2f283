using System.Collections.Frozen;

namespace AkkaCacheSim.Core.Planting;

/// <summary>Turns planted faults on and off, for the runs of one thread.</summary>
public static class Plants
{
    private static readonly FrozenDictionary<string, (Plant Plant, string Does)> ByName = All().ToFrozenDictionary(plant => plant.Name, plant => (plant.Plant, plant.Does));

    // A run in virtual time is one thread's; the processes of a live cluster never plant anything.
    [ThreadStatic]
    private static Plant _growing;

    /// <summary>The names of all plants, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a fault is planted here and now.</summary>
    /// <param name="plant">Which.</param>
    /// <returns>True when the code is to do the wrong thing.</returns>
    public static bool Grows(Plant plant) => _growing == plant;

    /// <summary>Plants a fault in this thread.</summary>
    /// <param name="plant">Which; <see cref="Plant.None"/> for none.</param>
    /// <returns>Takes it out again.</returns>
    public static IDisposable Grow(Plant plant)
    {
        var bed = new Bed(_growing);
        _growing = plant;
        return bed;
    }

    /// <summary>A plant by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The plant.</returns>
    public static Plant Get(string name) => ByName[name].Plant;

    /// <summary>What a plant does wrong.</summary>
    /// <param name="plant">The plant.</param>
    /// <returns>A few words.</returns>
    public static string Describe(Plant plant) => ByName.Values.First(known => known.Plant == plant).Does;

    /// <summary>A plant's name.</summary>
    /// <param name="plant">The plant.</param>
    /// <returns>Its name on the command line.</returns>
    public static string NameOf(Plant plant) => ByName.First(known => known.Value.Plant == plant).Key;

    private static IEnumerable<(string Name, Plant Plant, string Does)> All() =>
    [
        ("token-not-voided", Plant.TokenNotVoided, "an invalidation without a version leaves fill tokens alive"),
        ("floor-not-raised", Plant.FloorNotRaised, "a version that is heard of does not raise the floors of tokens"),
        ("token-survives-gap", Plant.TokenSurvivesGap, "a gap and a change of owners leave fill tokens alive"),
        ("tokenless-fill", Plant.TokenlessFill, "a fill without a live token is taken"),
        ("older-version-accepted", Plant.OlderVersionAccepted, "a fill or store replaces a newer copy"),
        ("gap-ignored", Plant.GapIgnored, "a gap in the log clears nothing"),
        ("moved-keys-kept", Plant.MovedKeysKept, "a node keeps copies of keys that it no longer owns"),
        ("failover-fills", Plant.FailoverFills, "what a coordinator has read without its owner is stored by the owner, without a token"),
        ("lease-not-voided", Plant.LeaseNotVoided, "news does not part waiters from a load that began before it, and they get what it brings"),
        ("flight-joined-after-news", Plant.FlightJoinedAfterNews, "a reader joins a flight that began before its own write"),
        ("flight-leaked", Plant.FlightLeaked, "single-flight forgets those who wait when their leader lands"),
        ("ttl-from-arrival", Plant.TtlFromArrival, "a copy's life is counted from its arrival, not from its origin read"),
        ("ttl-wrong-clock", Plant.TtlWrongClock, "a copy's life is counted by the clock of who read the row, not by its node's"),
        ("ttl-tripled", Plant.TtlTripled, "copies live three times their TTL"),
        ("capacity-exceeded", Plant.CapacityExceeded, "nothing is evicted when there is no room"),
        ("offset-before-ack", Plant.OffsetBeforeAck, "offsets are committed before the nodes have acknowledged"),
        ("batch-not-repeated", Plant.BatchNotRepeated, "a batch that a node has not acknowledged is not sent again"),
        ("batch-half-applied", Plant.BatchHalfApplied, "a node acknowledges a batch and applies its first change only"),
        ("copy-too-new", Plant.CopyTooNew, "a copy is noted as one version newer than it is"),
        ("fan-out-missed", Plant.FanOutMissed, "invalidations reach the owner's copy of a hot key only"),
        ("replicas-missed", Plant.ReplicasMissed, "news reaches a key's owner only, and not the nodes that stand in for it"),
        ("silence-never-ends", Plant.SilenceNeverEnds, "a node that was silent is never asked again"),
        ("position-before-publish", Plant.PositionBeforePublish, "the feed keeps its position before the log has the events"),
        ("marker-skipped", Plant.MarkerSkipped, "a new log opens without markers"),
        ("ack-before-journal", Plant.AckBeforeJournal, "a write is acknowledged before the journal has it"),
        ("stamps-begin-anew", Plant.StampsBeginAnew, "a recovered partition counts its stamps from the start"),
        ("clean-too-much", Plant.CleanTooMuch, "a flush cleans a later write of its key, too"),
        ("flush-not-repeated", Plant.FlushNotRepeated, "a flush without an answer counts as done"),
        ("flush-out-of-order", Plant.FlushOutOfOrder, "the origin takes a flush whatever later write its row has"),
        ("queue-recovered-twice", Plant.QueueRecoveredTwice, "a partition that is started elsewhere takes in its journal twice"),
        ("recovers-nothing", Plant.RecoversNothing, "a partition that is started elsewhere forgets what its journal holds"),
    ];

    private sealed class Bed(Plant before) : IDisposable
    {
        public void Dispose() => _growing = before;
    }
}
