namespace AkkaCacheSim.Core.Messages;

/// <summary>What a message carries that is about more than one key.</summary>
public interface IBatch;
