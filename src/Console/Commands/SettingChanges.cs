using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The arguments of <c>configure</c>: <c>NAME=VALUE</c>, with the names and the parsers of the command line's options.</summary>
internal static class SettingChanges
{
    /// <summary>Makes the changes, the later of two of the same name last.</summary>
    /// <param name="settings">The settings before.</param>
    /// <param name="changes">The arguments.</param>
    /// <returns>The settings after, checked.</returns>
    /// <exception cref="UsageException">One of them, or what they come to together, is wrong.</exception>
    public static SimSettings Apply(SimSettings settings, IReadOnlyList<string> changes) => SettingOption.Checked(Read(settings, changes));

    /// <summary>Makes the changes without checking what they come to.</summary>
    /// <param name="settings">The settings before.</param>
    /// <param name="changes">The arguments.</param>
    /// <returns>The settings after.</returns>
    /// <exception cref="UsageException">One of them can't be read.</exception>
    public static SimSettings Read(SimSettings settings, IReadOnlyList<string> changes) => changes.Aggregate(settings, Apply);

    /// <summary>The ways to go on from the beginning of a change: names, and after a name that has them, values.</summary>
    public static IEnumerable<string> Completions(string begun) => begun.Split('=', 2) is [var name, _]
        ? SettingValues.Of(name).Select(value => $"{name}={value}")
        : SettingOption.All.Select(option => option.Name).Except(StatusView.Fixed).Select(known => known + "=");

    private static SimSettings Apply(SimSettings settings, string change)
    {
        var (name, value) = NamedValues.Split("configure", change);
        if (StatusView.Fixed.Contains(name)) throw new UsageException($"configure {name}: it can't change while the cluster runs; 'down', then 'up --{name} …'");
        var option = SettingOption.All.FirstOrDefault(option => option.Name == name)
            ?? throw Values.Expected("configure", name, "one of " + string.Join(", ", SettingOption.All.Select(option => option.Name).Except(StatusView.Fixed)));
        return option.Apply(settings, value);
    }
}
