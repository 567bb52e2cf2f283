namespace AkkaCacheSim.Console.Live;

/// <summary>A process that somebody else starts and ends. What is known of it is whether it is a member.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Lives">Whether it is a member.</param>
internal sealed record ExternalProcess(string Name, string Role, bool Lives) : IClusterProcess
{
    public int Pid => 0;

    public string Status => Lives ? "up" : "down";
}
