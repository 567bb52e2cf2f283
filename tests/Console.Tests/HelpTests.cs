using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

/// <summary>What --help shows to a person.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task WhenTheCommandsAreListed_ThenALineFitsAWideTerminal()
    {
        var result = await Cli.RunAsync("--help");
        Assert.Equal(0, result.ExitCode);
        var longest = result.Output.Split('\n').MaxBy(line => line.Length)!;
        Assert.True(longest.Length <= 160, longest);
    }
}
