using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <summary>The processes that settings ask for, the console aside.</summary>
internal static class ExpectedMembers
{
    /// <summary>Lists them.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>Their addresses, in incarnation 0.</returns>
    public static IEnumerable<Address> Of(SimSettings settings)
    {
        yield return new Address(Role.Origin, 0, 0);
        for (var i = 0; i < settings.Coordinators; i++) yield return new Address(Role.Coordinator, i, 0);
        for (var i = 0; i < settings.Nodes; i++) yield return new Address(Role.Node, i, 0);
        for (var i = 0; settings.HasCdc && i < settings.Invalidators; i++) yield return new Address(Role.Invalidator, i, 0);
    }
}
