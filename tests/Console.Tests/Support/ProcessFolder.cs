namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>A folder that clusters live in. Whatever becomes of the test, none of their processes is left running.</summary>
public sealed class ProcessFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string FullPath => _folder.FullPath;

    public string PathOf(string name) => _folder.PathOf(name);

    public void Dispose()
    {
        // The console first: its children leave by themselves then, and nobody starts another.
        foreach (var pid in OsProcesses.Of(FullPath).Order()) OsProcesses.Kill(pid);
        SpinWait.SpinUntil(() => OsProcesses.Of(FullPath).Count == 0, TimeSpan.FromSeconds(10));
        _folder.Dispose();
    }
}
