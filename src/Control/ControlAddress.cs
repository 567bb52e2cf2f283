using System.Text.Json;

namespace AkkaCacheSim.Control;

/// <summary>How a command reaches a running cluster. The file that says so is readable by its owner only.</summary>
/// <param name="Url">The address of the control API.</param>
/// <param name="Token">What proves that a caller may read this file.</param>
/// <param name="Pid">The console process.</param>
/// <param name="Dashboard">Where a browser finds the page; null where none is served.</param>
public sealed record ControlAddress(string Url, string Token, int Pid, string? Dashboard = null)
{
    /// <summary>Where it is written.</summary>
    /// <param name="folder">The data folder.</param>
    /// <returns>The file's path.</returns>
    public static string FileOf(string folder) => Path.Combine(folder, "control.json");

    /// <summary>Writes it for commands to find.</summary>
    /// <param name="folder">The data folder.</param>
    public void Write(string folder)
    {
        // Written aside and moved: a reader sees all of it or nothing.
        var path = FileOf(folder);
        var aside = path + ".new";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options)) JsonSerializer.Serialize(file, this);
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Finds a cluster.</summary>
    /// <param name="folder">The data folder.</param>
    /// <returns>How to reach it; null where none runs.</returns>
    public static ControlAddress? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlAddress>(File.ReadAllText(FileOf(folder)));
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
