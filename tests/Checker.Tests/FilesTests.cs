namespace AkkaCacheSim.Checker.Tests;

public sealed class FilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checker-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void WhenAFolderIsGiven_ThenEveryHistoryBeneathIsMergedAndEachFileReadOnce()
    {
        var reads = Write("coordinator-0.jsonl", """{"t":"read","client":"c","key":"k","version":0,"start":7000000,"end":8000000,"outcome":"hit"}""");
        Write("deep/er/origin.jsonl", """{"t":"commit","key":"k","version":1,"at":5000000}""");
        Write("notes.txt", "not a history");
        var report = HistoryCheck.Run([reads, _folder]);
        Assert.Equal((1, 1, 2.0), (report.Reads, report.StaleReads, report.Staleness!.Max));
    }

    [Fact]
    public void WhenAFileIsMalformed_ThenTheErrorNamesIt()
    {
        var path = Write("bad.jsonl", "{\n");
        var error = Assert.Throws<HistoryFormatException>(() => HistoryCheck.Run([path]));
        Assert.Equal($"{path}, line 1: expected one JSON object, but it breaks off at byte 1", error.Message);
    }

    [Fact]
    public void WhenNothingIsThere_ThenTheErrorNamesThePath()
    {
        var missing = Path.Combine(_folder, "missing");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => HistoryCheck.Run([missing])).Message, StringComparison.Ordinal);
        Assert.Contains("*.jsonl", Assert.Throws<FileNotFoundException>(() => HistoryCheck.Run([_folder])).Message, StringComparison.Ordinal);
    }
}
