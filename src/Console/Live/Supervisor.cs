using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;

namespace AkkaCacheSim.Console.Live;

/// <summary>
/// Starts the cluster's processes and ends them. Each child's standard input is a pipe that closes when this process ends, however it ends;
/// a child that sees it close knows that the whole cluster is going, and takes no leave. To leave alone and in good order it is sent SIGTERM.
/// A process that has ended without anybody's wish, downed ones included, can be started again: the first time soon, and later if it dies again at once.
/// </summary>
internal sealed class Supervisor : IClusterProcesses, IDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(6);

    // The wait before a process is started again doubles with each death, and begins anew once it has lived for a while.
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1), MostWait = TimeSpan.FromSeconds(30), LongLife = TimeSpan.FromSeconds(60);

    private readonly DataFolder _folder;
    private readonly string _seed, _bind;
    private readonly bool _record, _journals;
    private readonly Func<string, int> _portOf;
    private readonly Action<string> _say;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();

    // In the order of their first start, and replaced as a whole: requests read it while processes come and go.
    private ImmutableList<ManagedProcess> _processes = [];

    /// <param name="folder">The data folder.</param>
    /// <param name="seed">HOST:PORT of the member to join.</param>
    /// <param name="bind">The address that ports bind to.</param>
    /// <param name="record">Whether processes keep a history.</param>
    /// <param name="journals">Whether nodes keep their journals in the origin's database.</param>
    /// <param name="portOf">The port that a member of that name listens at, 0 where there is none: one that comes back to it replaces its former life at once.</param>
    /// <param name="say">Told what happens to processes.</param>
    public Supervisor(DataFolder folder, string seed, string bind, bool record, bool journals, Func<string, int> portOf, Action<string> say)
    {
        _folder = folder;
        _seed = seed;
        _bind = bind;
        _record = record;
        _journals = journals;
        _portOf = portOf;
        _say = say;
    }

    public IReadOnlyCollection<IClusterProcess> Processes => _processes;

    /// <summary>Whether processes that end without anybody's wish are started again. Not while an experiment runs: it would not know what it measures.</summary>
    public bool Revives { get; set; }

    public ManagedProcess? Find(string name) => _processes.Find(process => process.Name == name);

    public void Start(string name, string role)
    {
        lock (_gate)
        {
            if (Find(name) is { } managed) managed.Deaths = 0;
            Begin(name, role);
        }
    }

    /// <summary>Starts one process more of a role, under the first name that none has.</summary>
    /// <param name="role">The role.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns>The process; null when there are as many.</returns>
    public ManagedProcess? StartNext(string role, int most)
    {
        lock (_gate)
        {
            var name = Enumerable.Range(0, most).Select(i => string.Create(CultureInfo.InvariantCulture, $"{role}-{i}")).FirstOrDefault(name => Find(name) is null);
            if (name is null) return null;
            Begin(name, role);
            return Find(name);
        }
    }

    private void Begin(string name, string role)
    {
        var managed = Find(name);
        if (managed is null)
        {
            managed = new ManagedProcess(name, role);
            ImmutableInterlocked.Update(ref _processes, processes => processes.Add(managed));
        }

        managed.Stopped = managed.Paused = false;
        managed.Wanted = true;
        var process = managed.Process = Launch(name);
        var watch = Stopwatch.StartNew();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => Ended(managed, process, watch.Elapsed);
        _say($"{name} started, pid {process.Id}");
    }

    /// <inheritdoc />
    public void StartInvalidators(SimSettings settings)
    {
        for (var i = 0; settings.HasCdc && i < settings.Invalidators; i++) Start($"invalidator-{i}", "invalidator");
    }

    /// <inheritdoc />
    public Task RemoveInvalidatorsAsync() => Task.WhenAll(_processes.Where(process => process.Role == "invalidator").Select(process => RemoveAsync(process.Name)));

    /// <summary>Stops a process in its tracks: it answers nobody, and nobody is told.</summary>
    public void Pause(string name) => Signal(name, paused: true);

    /// <summary>Lets a paused process go on. One that was removed meanwhile finds that out and ends.</summary>
    public void Resume(string name) => Signal(name, paused: false);

    public async Task StopAsync(string name)
    {
        var managed = Find(name)!;
        managed.Wanted = false;
        if (!managed.Lives) return;
        managed.Stopped = true;
        if (managed.Paused) Posix.Resume(managed.Pid);
        Posix.Terminate(managed.Pid);
        await EndAsync(managed);
    }

    public async Task KillAsync(string name)
    {
        var managed = Find(name)!;
        managed.Wanted = false;
        if (!managed.Lives) return;
        managed.Process!.Kill();
        await managed.Process.WaitForExitAsync();
    }

    public async Task StopAllAsync()
    {
        // Nobody is started again from here on.
        lock (_gate) _ending.Cancel();
        foreach (var managed in _processes.Where(p => p.Lives))
        {
            managed.Wanted = false;
            if (managed.Paused) Posix.Resume(managed.Pid);
            managed.Process!.StandardInput.Close();
        }

        await Task.WhenAll(_processes.Where(p => p.Lives).Select(EndAsync));
    }

    public void Dispose()
    {
        foreach (var managed in _processes)
        {
            managed.Wanted = false;
            if (managed.Lives) managed.Process!.Kill();
            managed.Process?.Dispose();
        }

        _ending.Dispose();
    }

    private void Ended(ManagedProcess managed, Process process, TimeSpan lived)
    {
        lock (_gate)
        {
            if (!managed.Wanted || managed.Process != process || _ending.IsCancellationRequested) return;
            if (lived > LongLife) managed.Deaths = 0;
            var wait = TimeSpan.FromSeconds(Math.Min(LeastWait.TotalSeconds * Math.Pow(2, managed.Deaths++), MostWait.TotalSeconds));
            _say($"{managed.Name} (pid {process.Id}) is {managed.Status}{(Revives ? $"; it starts again in {wait.TotalSeconds:0} s" : string.Empty)}");
            if (Revives) _ = ReviveAsync(managed, process, wait, _ending.Token);
        }
    }

    private async Task ReviveAsync(ManagedProcess managed, Process dead, TimeSpan wait, CancellationToken ending)
    {
        await Task.Delay(wait, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            // Killed, stopped or started meanwhile by whoever types commands?
            if (managed.Wanted && managed.Process == dead && !_ending.IsCancellationRequested) Begin(managed.Name, managed.Role);
        }
    }

    private async Task RemoveAsync(string name)
    {
        await StopAsync(name);
        var managed = Find(name)!;
        ImmutableInterlocked.Update(ref _processes, processes => processes.Remove(managed));
        _say($"{name} stopped");
    }

    private void Signal(string name, bool paused)
    {
        var managed = Find(name)!;
        if (!managed.Lives || managed.Paused == paused) return;
        managed.Paused = paused;
        if (paused) Posix.Pause(managed.Pid);
        else Posix.Resume(managed.Pid);
    }

    private static async Task EndAsync(ManagedProcess managed)
    {
        using var patience = new CancellationTokenSource(StopWithin);
        try
        {
            await managed.Process!.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            managed.Process!.Kill();
            await managed.Process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Launch(string name)
    {
        var start = Executable();
        foreach (var argument in (string[])["role", name, "--data", _folder.FullPath, "--join", _seed, "--bind", _bind, "--port", _portOf(name).ToString(CultureInfo.InvariantCulture), "--supervised"]) start.ArgumentList.Add(argument);
        if (_record) start.ArgumentList.Add("--record");

        // Nobody else has anything to say to the database.
        if (name != "origin" && !(_journals && name.StartsWith("node-", StringComparison.Ordinal))) start.Environment.Remove(PostgresConnection.PasswordVariable);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start) ?? throw new LiveException($"{name}: could not be started");
        var log = TextWriter.Synchronized(new StreamWriter(Path.Combine(_folder.Logs, name + ".log"), append: true) { AutoFlush = true });
        process.OutputDataReceived += (_, e) => Append(log, e.Data);
        process.ErrorDataReceived += (_, e) => Append(log, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Append(TextWriter log, string? line)
    {
        if (line is not null) log.WriteLine(line);
    }

    // The executable lies beside this assembly, also when another program (a benchmark) hosts the console.
    internal static ProcessStartInfo Executable()
    {
        var native = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "akkacachesim.exe" : "akkacachesim");
        if (File.Exists(native)) return new ProcessStartInfo(native) { UseShellExecute = false };
        var managed = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        managed.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "akkacachesim.dll"));
        return managed;
    }
}
