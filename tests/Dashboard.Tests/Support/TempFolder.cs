namespace AkkaCacheSim.Dashboard.Tests.Support;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("akkacachesim-page-").FullName;

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
