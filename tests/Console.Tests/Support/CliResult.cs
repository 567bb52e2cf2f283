using System.Text.Json;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>What a command left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The one JSON document that it printed; the test fails when the command did.</summary>
    public JsonElement Json()
    {
        Succeeded();
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>The command did what it was asked.</summary>
    public CliResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Errors}\n{Output}");
        return this;
    }

    /// <summary>The command refused: one line on stderr that names what was wrong, nothing on stdout.</summary>
    public CliResult Refused(int exitCode, string named)
    {
        Assert.DoesNotContain("   at ", Output + Errors, StringComparison.Ordinal);
        var line = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 20, 500);
        Assert.Equal((exitCode, string.Empty), (ExitCode, Output));
        return this;
    }
}
