namespace AkkaCacheSim.Origin.Tests;

/// <summary>A folder that goes with its test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("akkacachesim-origin-");

    public string Path => _folder.FullName;

    public string Database => File("origin.db");

    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
