using System.CommandLine;
using System.CommandLine.Completions;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>configure</c>: other settings for a running cluster.</summary>
internal static class ConfigureCommand
{
    public static Command Create()
    {
        var changes = new Argument<string[]>("NAME=VALUE") { Description = "settings, named as up's options are", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
        changes.CompletionSources.Add(context => SettingChanges.Completions(context.WordToComplete).Select(text => new CompletionItem(text)));
        var command = new Command("configure", "Change settings while the cluster runs") { changes };
        command.SetAction(async (parsed, cancel) =>
        {
            var given = parsed.GetValue(changes)!;

            // A slip of the pen is told without a cluster; what the settings come to together depends on those that it has.
            _ = SettingChanges.Read(new SimSettings(), given);
            using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
            var view = await client.PostAsync<ConfigureView>("/configure", new ConfigureBody(given), cancel);
            if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(view));
            else Print(view);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(ConfigureView view)
    {
        if (view.Changed.Count == 0)
        {
            System.Console.Out.WriteLine($"everything is so already, epoch {view.Epoch}");
            return;
        }

        var table = new TextTable("setting", "before", "now");
        foreach (var setting in view.Changed) table.Add(setting.Name, setting.From, setting.To);
        table.Print();
        System.Console.Out.WriteLine($"every live member has confirmed epoch {view.Epoch}");
    }
}
