using System.Globalization;

namespace AkkaCacheSim.Console.Live;

/// <summary>The folder that a cluster keeps everything in. Whoever runs the cluster holds its lock; the operating system frees it with its holder.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        FullPath = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>Where processes' output goes.</summary>
    public string Logs => Path.Combine(FullPath, "logs");

    /// <summary>The settings that processes start with.</summary>
    public string SettingsFile => SettingsOf(FullPath);

    /// <summary>The settings that processes start with.</summary>
    /// <param name="folder">The data folder.</param>
    /// <returns>The file's path.</returns>
    public static string SettingsOf(string folder) => Path.Combine(folder, "settings.json");

    /// <summary>Makes a folder anew, without what an earlier run left in it.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Its path.</returns>
    public static string Fresh(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes the folder if need be and takes its lock.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder, locked.</returns>
    /// <exception cref="LiveException">It can't be used, or somebody else holds it.</exception>
    public static DataFolder Take(string path)
    {
        var full = Path.GetFullPath(path);
        var file = Path.Combine(full, "lock");
        try
        {
            Directory.CreateDirectory(Path.Combine(full, "logs"));
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            held.Flush();
            return new DataFolder(full, held);
        }
        catch (IOException e) when (File.Exists(file) && e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new LiveException($"--data {path}: a cluster is already running on this folder; 'akkacachesim down' stops it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LiveException($"--data {path}: a folder that can be written was expected: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();
}
