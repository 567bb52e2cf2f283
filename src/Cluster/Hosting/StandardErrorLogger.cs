using Akka.Event;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>Where Akka says what no logger is there to hear, at its start and its end: standard output is for results.</summary>
public sealed class StandardErrorLogger : MinimalLogger
{
    /// <inheritdoc />
    protected override void Log(object message) => Console.Error.WriteLine(message);
}
