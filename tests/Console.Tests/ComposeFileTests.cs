using System.Text.RegularExpressions;
using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Tests;

/// <summary>The compose file speaks the language of the command line.</summary>
public sealed partial class ComposeFileTests
{
    [Theory]
    [InlineData("up", "--external")]
    [InlineData("role", "--join")]
    [InlineData("compare", "--origin")]
    public void WhenAServiceRunsACommand_ThenTheCommandHasItsOptions(string command, string one)
    {
        var known = CommandLine.Completions([command], "--").Names.ToHashSet();
        var used = Commands(command).SelectMany(text => Options().Matches(text)).Select(match => match.Value).ToHashSet();
        Assert.Contains(one, used);
        Assert.Subset(known, used);
    }

    // The two profiles say by a variable where the log of changes goes.
    [Theory]
    [InlineData(".env")]
    [InlineData("builtin.env")]
    public void WhenAProfileAddsOptions_ThenUpHasThem(string file)
    {
        var known = CommandLine.Completions(["up"], "--").Names.ToHashSet();
        Assert.Subset(known, Options().Matches(File.ReadLines(Path.Combine(Path.GetDirectoryName(ComposeFile())!, file)).Single(line => line.StartsWith("AKKACACHESIM_CDC=", StringComparison.Ordinal))).Select(match => match.Value).ToHashSet());
    }

    // What stands between a command's name and the next key of its service.
    private static IEnumerable<string> Commands(string name) =>
        Regex.Matches(File.ReadAllText(ComposeFile()), $"""command: (>-\s+)?(\[")?{name}\b(.*\n)+?(?=    [a-z_]+:|\n)""").Select(match => match.Value);

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Options();

    private static string ComposeFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "docker-compose.yml");
            if (File.Exists(file)) return file;
        }

        throw new FileNotFoundException("docker-compose.yml");
    }
}
