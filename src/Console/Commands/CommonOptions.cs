using System.CommandLine;
using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "one JSON document on stdout", Recursive = true };

    public static Option<string> Data { get; } = new("--data")
    {
        Description = "the folder that holds state, logs, databases and histories (.akkacachesim)",
        DefaultValueFactory = _ => ".akkacachesim",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string> Bind { get; } = new("--bind")
    {
        Description = "the address that ports bind to (127.0.0.1)",
        DefaultValueFactory = _ => "127.0.0.1",
        HelpName = "ADDRESS",
    };

    public static Option<string> Port { get; } = new("--port")
    {
        Description = "the port that the other processes of the cluster reach this one at; 0 for any (0)",
        DefaultValueFactory = _ => "0",
        HelpName = "PORT",
    };

    /// <summary>Where a process is to listen.</summary>
    /// <exception cref="UsageException">There is no such port.</exception>
    public static Binding Binding(ParseResult parsed) =>
        new(parsed.GetValue(Bind)!, (int)Values.Whole("--port", parsed.GetValue(Port)!, 0, ushort.MaxValue));

    /// <summary>Adds every setting to a command.</summary>
    public static Command WithSettings(this Command command)
    {
        foreach (var setting in SettingOption.All) command.Add(setting.Option);
        return command;
    }

    /// <summary>Adds every workload option to a command.</summary>
    public static Command WithWorkload(this Command command)
    {
        foreach (var option in WorkloadOption.All) command.Add(option.Option);
        return command;
    }
}
