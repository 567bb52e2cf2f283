namespace AkkaCacheSim.Dashboard.Hosting;

/// <summary>Where the page is served.</summary>
/// <param name="Address">An address of this machine, or a name of it.</param>
/// <param name="Port">The port; 0 for any.</param>
public sealed record DashboardBinding(string Address, int Port)
{
    /// <summary>The port unless told otherwise.</summary>
    public const int DefaultPort = 5188;

    /// <summary>The address unless told otherwise: reached from this machine only.</summary>
    public const string DefaultAddress = "127.0.0.1";
}
