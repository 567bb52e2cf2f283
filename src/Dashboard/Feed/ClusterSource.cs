namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>The cluster that the page is about: that of a data folder, whichever process runs it at the moment.</summary>
/// <param name="folder">The data folder.</param>
public sealed class ClusterSource(string folder)
{
    /// <summary>Finds it.</summary>
    /// <returns>A client; the caller disposes it.</returns>
    /// <exception cref="LiveException">No cluster runs on the folder.</exception>
    public ControlClient Open() => ControlClient.Open(folder);

    /// <summary>Why a call came to nothing.</summary>
    /// <param name="e">What it threw.</param>
    /// <returns>One line; null for what is no matter of the cluster's.</returns>
    public static string? Problem(Exception e) => e switch
    {
        UsageException or LiveException => e.Message,
        HttpRequestException or IOException => e.Message,
        OperationCanceledException => "there was no answer in time",
        _ => null,
    };
}
