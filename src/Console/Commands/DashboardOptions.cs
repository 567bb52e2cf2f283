using System.CommandLine;
using System.Globalization;
using AkkaCacheSim.Dashboard.Hosting;

namespace AkkaCacheSim.Console.Commands;

/// <summary>Whether and where <c>up</c> serves the page.</summary>
internal static class DashboardOptions
{
    private static readonly Option<bool> Without = new("--no-dashboard") { Description = "serve no page" };

    private static readonly Option<string> Port = new("--dashboard-port")
    {
        Description = $"the page's port; 0 for any ({DashboardBinding.DefaultPort})",
        DefaultValueFactory = _ => DashboardBinding.DefaultPort.ToString(CultureInfo.InvariantCulture),
        HelpName = "PORT",
    };

    private static readonly Option<string> Bind = new("--dashboard-bind")
    {
        Description = $"the address that the page is served at; any but this machine's own demands a token ({DashboardBinding.DefaultAddress})",
        DefaultValueFactory = _ => DashboardBinding.DefaultAddress,
        HelpName = "ADDRESS",
    };

    /// <summary>Adds the options to a command.</summary>
    public static Command WithDashboard(this Command command)
    {
        command.Add(Port);
        command.Add(Bind);
        command.Add(Without);
        return command;
    }

    /// <summary>Checks the options before anything starts.</summary>
    /// <exception cref="UsageException">There is no such port.</exception>
    public static void Check(ParseResult parsed) => Binding(parsed);

    private static DashboardBinding? Binding(ParseResult parsed) => parsed.GetValue(Without)
        ? null
        : new DashboardBinding(parsed.GetValue(Bind)!, (int)Values.Whole("--dashboard-port", parsed.GetValue(Port)!, 0, ushort.MaxValue));

    /// <summary>The options as words of a command line.</summary>
    public static IReadOnlyList<string> Arguments(ParseResult parsed) =>
        [Port.Name, parsed.GetValue(Port)!, Bind.Name, parsed.GetValue(Bind)!, .. parsed.GetValue(Without) ? [Without.Name] : Array.Empty<string>()];

    /// <summary>Serves the page. A cluster does not fail because its page can't be served.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="say">Told why there is no page.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Who serves it; null for nobody.</returns>
    public static async Task<DashboardHost?> StartAsync(ParseResult parsed, string folder, Action<string> say, CancellationToken cancel)
    {
        if (Binding(parsed) is not { } binding) return null;
        try
        {
            return await DashboardHost.StartAsync(folder, binding, cancel);
        }
        catch (LiveException e)
        {
            say($"no page is served: {e.Message}");
            return null;
        }
    }
}
