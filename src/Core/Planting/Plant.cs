namespace AkkaCacheSim.Core.Planting;

/// <summary>Faults that can be planted in the model, to see whether the fuzzer finds them. <see cref="Plants"/> has their names.</summary>
public enum Plant
{
    /// <summary>None.</summary>
    None,

    /// <summary>An invalidation without a version leaves fill tokens alive.</summary>
    TokenNotVoided,

    /// <summary>A version that is heard of does not raise the floors of tokens.</summary>
    FloorNotRaised,

    /// <summary>A gap and a change of owners leave fill tokens alive.</summary>
    TokenSurvivesGap,

    /// <summary>A fill without a live token is taken.</summary>
    TokenlessFill,

    /// <summary>A fill or store replaces a newer copy.</summary>
    OlderVersionAccepted,

    /// <summary>A gap in the log clears nothing.</summary>
    GapIgnored,

    /// <summary>A node keeps copies of keys that it no longer owns.</summary>
    MovedKeysKept,

    /// <summary>What a coordinator has read without its owner is stored by the owner, without a token.</summary>
    FailoverFills,

    /// <summary>News does not part waiters from a load that began before it, and they get what it brings, too old to be kept.</summary>
    LeaseNotVoided,

    /// <summary>A reader joins a flight that began before its own write.</summary>
    FlightJoinedAfterNews,

    /// <summary>Single-flight forgets those who wait when their leader lands.</summary>
    FlightLeaked,

    /// <summary>A copy's life is counted from its arrival, not from its origin read.</summary>
    TtlFromArrival,

    /// <summary>A copy's life is counted by the clock of who read the row, not by its node's.</summary>
    TtlWrongClock,

    /// <summary>Copies live three times their TTL.</summary>
    TtlTripled,

    /// <summary>Nothing is evicted when there is no room.</summary>
    CapacityExceeded,

    /// <summary>Offsets are committed before the nodes have acknowledged.</summary>
    OffsetBeforeAck,

    /// <summary>A batch that a node has not acknowledged is not sent again.</summary>
    BatchNotRepeated,

    /// <summary>A node acknowledges a batch and applies its first change only.</summary>
    BatchHalfApplied,

    /// <summary>A copy is noted as one version newer than it is.</summary>
    CopyTooNew,

    /// <summary>Invalidations reach the owner's copy of a hot key only.</summary>
    FanOutMissed,

    /// <summary>News reaches a key's owner only, and not the nodes that stand in for it.</summary>
    ReplicasMissed,

    /// <summary>A node that was silent is never asked again.</summary>
    SilenceNeverEnds,

    /// <summary>The feed keeps its position before the log has the events.</summary>
    PositionBeforePublish,

    /// <summary>A new log opens without markers.</summary>
    MarkerSkipped,

    /// <summary>A write is acknowledged before the journal has it.</summary>
    AckBeforeJournal,

    /// <summary>A recovered partition counts its stamps from the start.</summary>
    StampsBeginAnew,

    /// <summary>A flush cleans a later write of its key, too.</summary>
    CleanTooMuch,

    /// <summary>A flush without an answer counts as done.</summary>
    FlushNotRepeated,

    /// <summary>The origin takes a flush whatever later write its row has.</summary>
    FlushOutOfOrder,

    /// <summary>A partition that is started elsewhere takes in its journal twice.</summary>
    QueueRecoveredTwice,

    /// <summary>A partition that is started elsewhere forgets what its journal holds.</summary>
    RecoversNothing,
}
