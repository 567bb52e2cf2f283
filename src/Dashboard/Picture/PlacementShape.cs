namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>What a placement is drawn as.</summary>
public enum PlacementShape
{
    /// <summary>A circle of hashes: who owns a point is the next node on it.</summary>
    Circle,

    /// <summary>A bar of slots or partitions.</summary>
    Bar,

    /// <summary>A box a node: neighbouring hashes have nothing to do with each other.</summary>
    Boxes,
}
