using System.Diagnostics;
using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Control;

/// <summary>
/// Runs scenarios that were asked for through the control API, one at a time, each as a process of its own, as from the command line.
/// Such a process ends with this one, however this one ends: see <see cref="Supervision"/>.
/// </summary>
/// <param name="data">The data folder of the cluster; scenarios have one of their own within.</param>
/// <param name="say">Told when one begins and ends.</param>
internal sealed class ScenarioRunner(string data, Action<string> say) : IAsyncDisposable
{
    private const int KeptLines = 20;

    // Long enough for its own cluster to leave in good order; longer than that, and it is killed.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<string> _progress = new();
    private readonly string _folder = Path.Combine(data, "control");
    private Process? _process;
    private Task _running = Task.CompletedTask;
    private ScenarioStateView _state = new(null, false, [], null, null);

    /// <summary>How it is getting on; of the last one where none runs.</summary>
    public ScenarioStateView State
    {
        get
        {
            lock (_gate) return _state with { Progress = [.. _progress] };
        }
    }

    /// <summary>The HTML report of the last one; null where it has written none.</summary>
    public string? Report => !State.Running && File.Exists(ReportFile) ? ReportFile : null;

    private string ReportFile => Path.Combine(_folder, "report.html");

    /// <summary>Begins one.</summary>
    /// <param name="body">Which, and with what options.</param>
    /// <returns>How it is getting on.</returns>
    /// <exception cref="UsageException">Something about it is wrong.</exception>
    /// <exception cref="LiveException">One runs already.</exception>
    public ScenarioStateView Start(ScenarioBody body)
    {
        var arguments = ScenarioArguments.Of(body, _folder, ReportFile);
        lock (_gate)
        {
            if (_state.Running) throw new LiveException($"scenario {body.Name}: {_state.Name} runs already; one runs at a time");
            Directory.CreateDirectory(_folder);
            File.Delete(ReportFile);
            _progress.Clear();
            _process = Launch(arguments);
            _state = new ScenarioStateView(body.Name, true, [], null, null);
            _running = WatchAsync(_process);
        }

        say($"{body.Name} started, --mode {body.Mode}, pid {_process.Id}");
        return State;
    }

    /// <summary>Ends the one that runs, if one does.</summary>
    /// <returns>How it has ended.</returns>
    public async Task<ScenarioStateView> StopAsync()
    {
        var (process, running) = Current();
        if (process is null) return State;
        try
        {
            process.StandardInput.Close();
            await running.WaitAsync(StopWithin);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await running;
        }

        return State;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
    }

    private (Process? Process, Task Running) Current()
    {
        lock (_gate) return (_state.Running ? _process : null, _running);
    }

    private Process Launch(IReadOnlyList<string> arguments)
    {
        _process?.Dispose();
        var start = Supervisor.Executable();
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start) ?? throw new LiveException("scenario: could not be started");
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginErrorReadLine();
        return process;
    }

    // Its result is a few rows; a process of our own has no reason to say more.
    private async Task WatchAsync(Process process)
    {
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var code = process.ExitCode;
        string? name;
        lock (_gate)
        {
            name = _state.Name;
            _state = _state with { Running = false, ExitCode = code, Result = output.Length > 0 ? output : null };
        }

        say($"{name} ended, exit code {code}");
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            _progress.Enqueue(line);
            if (_progress.Count > KeptLines) _progress.Dequeue();
        }
    }
}
