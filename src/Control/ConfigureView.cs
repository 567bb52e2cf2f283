using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Control;

/// <summary>What <c>configure</c> did.</summary>
/// <param name="Epoch">Which settings these are, in the order of the cluster's changes.</param>
/// <param name="Changed">What has changed; empty when everything was so already.</param>
/// <param name="Settings">All settings in force, by their option's name.</param>
public sealed record ConfigureView(long Epoch, IReadOnlyList<ChangedSetting> Changed, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Makes it of two settings.</summary>
    /// <param name="epoch">Which the latest are.</param>
    /// <param name="old">The settings before.</param>
    /// <param name="latest">The settings now.</param>
    /// <returns>What differs.</returns>
    public static ConfigureView Of(long epoch, SimSettings old, SimSettings latest)
    {
        var before = StatusView.Named(old);
        var after = StatusView.Named(latest);
        return new ConfigureView(epoch, [.. after.Where(setting => before[setting.Key] != setting.Value).Select(setting => new ChangedSetting(setting.Key, before[setting.Key], setting.Value))], after);
    }

    /// <summary>What has changed, on one line.</summary>
    public string Line() => $"epoch {Epoch}: {string.Join(", ", Changed.Select(setting => $"{setting.Name} {setting.From} -> {setting.To}"))}";
}
