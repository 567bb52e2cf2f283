namespace AkkaCacheSim.Checker;

/// <summary>Finds the files that paths stand for.</summary>
internal static class HistoryFiles
{
    /// <summary>Files as they are, folders as every <c>*.jsonl</c> beneath; each file once.</summary>
    public static List<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in paths.SelectMany(Beneath))
        {
            if (seen.Add(Path.GetFullPath(file)))
                files.Add(file);
        }

        return files;
    }

    private static IEnumerable<string> Beneath(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"no history at '{path}': expected a file or a folder", path);
        var files = Directory.GetFiles(path, "*.jsonl", SearchOption.AllDirectories);
        if (files.Length == 0)
            throw new FileNotFoundException($"no history at '{path}': expected *.jsonl files beneath the folder", path);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
