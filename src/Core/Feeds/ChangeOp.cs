namespace AkkaCacheSim.Core.Feeds;

/// <summary>What a change did, as the database's log tells it.</summary>
public enum ChangeOp : byte
{
    /// <summary>A row was inserted.</summary>
    Create,

    /// <summary>A row was updated.</summary>
    Update,

    /// <summary>A row was deleted.</summary>
    Delete,
}
