namespace AkkaCacheSim.Cluster.Wire;

/// <summary>Marks what travels between processes. Everything so marked is written by <see cref="WireSerializer"/>, and nothing else may travel.</summary>
public interface IWireMessage;
