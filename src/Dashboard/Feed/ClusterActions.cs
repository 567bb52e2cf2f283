using MudBlazor;

namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>Everything that a visitor does to the cluster: a call of the control API, as a command makes it.</summary>
/// <param name="source">Where the cluster is.</param>
/// <param name="snackbar">Where it is said what could not be done.</param>
public sealed class ClusterActions(ClusterSource source, ISnackbar snackbar)
{
    // Longer than any call takes that the cluster has not forgotten; 'configure' may wait 60 s for invalidators to start.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(80);

    /// <summary>Makes a call; what was refused, or could not be done, is said in one line.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="what">What is done, in a word or two, for that line.</param>
    /// <param name="action">The call.</param>
    /// <returns>The answer; null when there is none.</returns>
    public async Task<T?> TryAsync<T>(string what, Func<ControlClient, CancellationToken, Task<T>> action)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(action);
        using var patience = new CancellationTokenSource(Within);
        try
        {
            using var client = source.Open();
            return await action(client, patience.Token);
        }
        catch (Exception e) when (ClusterSource.Problem(e) is { } problem)
        {
            snackbar.Add($"{what}: {problem}", Severity.Warning);
            return null;
        }
    }
}
