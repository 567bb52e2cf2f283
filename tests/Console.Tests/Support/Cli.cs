using System.Diagnostics;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>Runs the executable as people do, with a time-out.</summary>
internal static class Cli
{
    /// <summary>Runs a command to its end.</summary>
    public static Task<CliResult> RunAsync(params string[] args) => RunAsync(60, args);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="seconds">How long it may take; after that it is killed and the test fails.</param>
    /// <param name="args">The arguments.</param>
    public static Task<CliResult> RunAsync(double seconds, params string[] args) => RunAsync(seconds, string.Empty, args);

    /// <summary>Runs a command that reads an input to its end.</summary>
    public static Task<CliResult> PipeAsync(string input, params string[] args) => RunAsync(60, input, args);

    private static async Task<CliResult> RunAsync(double seconds, string input, string[] args)
    {
        using var process = Launch(args);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(TestContext.Current.CancellationToken), output, errors)
                .WaitAsync(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"akkacachesim {string.Join(' ', args)}: not done within {seconds} s");
        }

        return new CliResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command and leaves it running: the caller ends it.</summary>
    public static Process Start(params string[] args)
    {
        var process = Launch(args);
        process.StandardInput.Close();
        return process;
    }

    private static Process Launch(string[] args)
    {
        var start = new ProcessStartInfo(Executable()) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }

    // Beside the tests when the build put it there, else where the build of the console did.
    private static string Executable()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "akkacachesim");
        if (File.Exists(beside)) return beside;
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = output.Parent!.Name;
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "src", "Console", "bin", configuration, output.Name, "akkacachesim");
            if (File.Exists(built)) return built;
        }

        throw new FileNotFoundException("akkacachesim is not built");
    }
}
