using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The keys that a command line names: arguments, then the lines of a file.</summary>
internal static class KeyList
{
    /// <summary>Reads the keys; all of them are good before anything is printed.</summary>
    /// <exception cref="UsageException">There is no key, or one of the arguments is none.</exception>
    /// <exception cref="TraceFormatException">The file is no list of keys.</exception>
    public static IReadOnlyList<string> Of(string[] keys, string? file)
    {
        if (keys.Length == 0 && file is null) throw new UsageException("KEY: at least one key, or --keys-file, was expected");
        if (keys.Select(Limits.KeyProblem).FirstOrDefault(problem => problem is not null) is { } problem) throw new UsageException("KEY: " + problem);
        return file is null ? keys : [.. keys, .. TraceFile.ReadAll(new TraceInput(file, "txt")).Select(request => request.Key)];
    }
}
