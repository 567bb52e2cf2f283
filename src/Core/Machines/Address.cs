using System.Globalization;

namespace AkkaCacheSim.Core.Machines;

/// <summary>Who a machine is: its role, its number among its peers and which life it lives.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Index">Its number among the machines of its role, from 0.</param>
/// <param name="Incarnation">Which life; a restart is a new incarnation. 0 stands for "whichever lives now".</param>
public readonly record struct Address(Role Role, int Index, int Incarnation)
{
    /// <summary>The name people see and type: <c>origin</c>, <c>console</c>, <c>node-0</c>, <c>coordinator-1</c>.</summary>
    public string Name => NameOf(Role, Index);

    /// <summary>The name of a role's machine, incarnation aside.</summary>
    /// <param name="role">What it is for.</param>
    /// <param name="index">Its number among its peers.</param>
    /// <returns>The name that commands, logs and histories use.</returns>
    public static string NameOf(Role role, int index) => role switch
    {
        Role.Console => "console",
        Role.Origin => "origin",
        Role.Feed => "feed",
        Role.None => "-",
        _ => RoleName(role) + "-" + index.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a process name back.</summary>
    /// <param name="name">A name as <see cref="Name"/> prints it.</param>
    /// <param name="role">The role, when it is one.</param>
    /// <param name="index">The number, when it is one.</param>
    /// <returns>Whether the text named a process.</returns>
    public static bool TryParseName(string name, out Role role, out int index)
    {
        ArgumentNullException.ThrowIfNull(name);
        var dash = name.LastIndexOf('-');
        var word = dash < 0 ? name : name[..dash];
        index = 0;
        return Enum.TryParse(word, ignoreCase: true, out role)
            && role != Role.None
            && Enum.IsDefined(role)
            && (dash < 0 || int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            && string.Equals(NameOf(role, index), name, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name}#{Incarnation}";

    private static string RoleName(Role role) => role switch
    {
        Role.Coordinator => "coordinator",
        Role.Node => "node",
        Role.Invalidator => "invalidator",
        Role.Client => "client",
        Role.Dirty => "dirty",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "a role with numbered members was expected"),
    };
}
