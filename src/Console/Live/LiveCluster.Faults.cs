using Akka.Actor;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <content>What can be done to its processes, where this one has started them.</content>
public sealed partial class LiveCluster
{
    internal async Task KillAsync(string name)
    {
        var supervisor = Owned($"kill {name}");
        _events.Add("fault", $"kill {name}");
        await supervisor.KillAsync(name);
        _console.Tell(new ProcessKilled(name));
    }

    internal Task StopAsync(string name)
    {
        var supervisor = Owned($"stop {name}");
        _events.Add("fault", $"stop {name}");
        return supervisor.StopAsync(name);
    }

    /// <summary>Starts a node more, under the first name that no process has. It joins within a few seconds and owns what placement gives it.</summary>
    /// <returns>Its process.</returns>
    /// <exception cref="UsageException">There can be no more nodes, or somebody else starts the processes.</exception>
    internal IClusterProcess AddNode()
    {
        var supervisor = Owned("add node");
        if (supervisor.StartNext("node", SettingsCheck.MostNodes) is not { } node) throw new UsageException($"add node: {SettingsCheck.MostNodes} nodes are the most there can be");
        _events.Add("fault", $"add {node.Name}");
        return node;
    }

    internal async Task RestartAsync(string name)
    {
        var supervisor = Owned($"restart {name}");
        _events.Add("fault", $"restart {name}");
        await supervisor.StopAsync(name);
        supervisor.Start(name, supervisor.Find(name)!.Role);
    }

    internal void Pause(string name)
    {
        var supervisor = Owned($"pause {name}");
        _events.Add("fault", $"pause {name}");
        supervisor.Pause(name);
    }

    internal void Resume(string name)
    {
        var supervisor = Owned($"unpause {name}");
        _events.Add("fault", $"resume {name}");
        supervisor.Resume(name);
    }

    /// <summary>From here on processes that end without anybody's wish are started again.</summary>
    internal void KeepAlive() => Owned("up").Revives = true;
}
