namespace AkkaCacheSim.Core.WriteBack;

/// <summary>What a dirty partition writes into its journal. Each event takes the next sequence number.</summary>
public abstract record JournalEvent;
