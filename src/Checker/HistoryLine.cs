namespace AkkaCacheSim.Checker;

/// <summary>One line of a history that the checker judges; kinds that it does not need have no type here.</summary>
public abstract record HistoryLine;
