using AkkaCacheSim.Cluster.Hosting;

namespace AkkaCacheSim.Console.Output;

/// <summary>A setting that has changed.</summary>
/// <param name="Name">Its option's name.</param>
/// <param name="From">Its value before.</param>
/// <param name="To">Its value now.</param>
internal sealed record ChangedSetting(string Name, string From, string To);

/// <summary>What <c>configure</c> did.</summary>
/// <param name="Epoch">Which settings these are, in the order of the cluster's changes.</param>
/// <param name="Changed">What has changed; empty when everything was so already.</param>
/// <param name="Settings">All settings in force, by their option's name.</param>
internal sealed record ConfigureView(long Epoch, IReadOnlyList<ChangedSetting> Changed, IReadOnlyDictionary<string, string> Settings)
{
    public static ConfigureView Of(EpochSettings old, EpochSettings latest)
    {
        var before = StatusView.Named(old.Settings);
        var after = StatusView.Named(latest.Settings);
        return new ConfigureView(latest.Epoch, [.. after.Where(setting => before[setting.Key] != setting.Value).Select(setting => new ChangedSetting(setting.Key, before[setting.Key], setting.Value))], after);
    }

    /// <summary>What has changed, on one line.</summary>
    public string Line() => $"epoch {Epoch}: {string.Join(", ", Changed.Select(setting => $"{setting.Name} {setting.From} -> {setting.To}"))}";
}
