namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>A folder that goes with its test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("akkacachesim-test-");

    public string FullPath => _folder.FullName;

    public string PathOf(string name) => Path.Combine(FullPath, name);

    /// <summary>Makes a file.</summary>
    public string Write(string name, params string[] lines)
    {
        File.WriteAllLines(PathOf(name), lines);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
