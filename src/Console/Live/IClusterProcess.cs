namespace AkkaCacheSim.Console.Live;

/// <summary>A process of the cluster, as its console sees it.</summary>
internal interface IClusterProcess
{
    string Name { get; }

    string Role { get; }

    /// <summary>Its process id; 0 where that means nothing here.</summary>
    int Pid { get; }

    bool Lives { get; }

    /// <summary>up, or paused or down and why.</summary>
    string Status { get; }
}
