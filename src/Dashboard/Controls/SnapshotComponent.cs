using AkkaCacheSim.Dashboard.Feed;
using Microsoft.AspNetCore.Components;

namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>
/// Shows some of the snapshots. They come up to six times a second: it is rendered anew only when that part of them differs, or something happens to it itself.
/// </summary>
public abstract class SnapshotComponent : ComponentBase
{
    private (bool Rendered, object? Part) _last;

    /// <summary>The cluster as it is.</summary>
    [CascadingParameter]
    public ClusterSnapshot Snapshot { get; set; } = null!;

    /// <summary>What of a snapshot it shows.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>Something that is equal where nothing has changed.</returns>
    protected abstract object? Part(ClusterSnapshot snapshot);

    /// <inheritdoc />
    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var now = (true, Snapshot is null ? null : Part(Snapshot));
        if (_last == now) return Task.CompletedTask;
        _last = now;
        return base.SetParametersAsync(ParameterView.Empty);
    }
}
