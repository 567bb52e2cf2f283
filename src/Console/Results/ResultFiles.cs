namespace AkkaCacheSim.Console.Results;

/// <summary>Where results go, standard output aside; null where nobody asked.</summary>
/// <param name="Report">The HTML report.</param>
/// <param name="Csv">The CSV file.</param>
/// <param name="Series">The CSV file of what happened over time.</param>
/// <param name="Hgrm">The folder of percentile distributions.</param>
internal sealed record ResultFiles(string? Report, string? Csv, string? Series, string? Hgrm)
{
    /// <summary>Makes sure that everything can be written, before anything is measured. What is there is replaced.</summary>
    /// <exception cref="UsageException">Something can't.</exception>
    public ResultFiles Check()
    {
        if (Report is not null) Try("--report", Report, "a file that can be written", () => Probe(Report));
        if (Csv is not null) Try("--csv", Csv, "a file that can be written", () => Probe(Csv));
        if (Series is not null) Try("--series", Series, "a file that can be written", () => Probe(Series));
        if (Hgrm is null) return this;
        Try("--hgrm", Hgrm, "a folder that can be written to", () =>
        {
            Directory.CreateDirectory(Hgrm);
            Probe(Path.Combine(Hgrm, ".probe"));
        });
        return this;
    }

    /// <summary>Writes everything, and says on stderr what.</summary>
    public void Write(ExperimentResults results)
    {
        if (Report is not null) HtmlReport.Write(Report, results);
        if (Csv is not null) CsvFile.Write(Csv, results.Rows);
        if (Series is not null) SeriesFile.Write(Series, results.Log);
        if (Hgrm is not null) HgrmFiles.Write(Hgrm, results.Log);
        foreach (var path in new[] { Report, Csv, Series, Hgrm }.OfType<string>()) System.Console.Error.WriteLine($"written: {path}");
    }

    private static void Try(string option, string path, string expected, Action probe)
    {
        try
        {
            probe();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{option} {path}: {expected} was expected: {(Directory.Exists(path) ? "it is a folder" : e.Message)}");
        }
    }

    // Leaves no trace: an empty file would look like a result.
    private static void Probe(string file)
    {
        var there = File.Exists(file);
        using (File.Open(file, FileMode.OpenOrCreate, FileAccess.Write))
        {
        }

        if (!there) File.Delete(file);
    }
}
