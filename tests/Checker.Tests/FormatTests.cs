namespace AkkaCacheSim.Checker.Tests;

public sealed class FormatTests
{
    private const string Good = """{"t":"commit","key":"k","version":1,"at":10}""";

    private static string ErrorOf(string line)
    {
        using var reader = new StringReader(Good + "\n\n" + line);
        var error = Assert.Throws<HistoryFormatException>(() => HistoryReader.Read(reader, "node-0.jsonl").Count());
        Assert.Equal(3, error.LineNumber);
        return error.Message;
    }

    [Theory]
    [InlineData("""{"t":"read","client":"c","key":"k","version":1,"start":"now","end":2,"outcome":"hit"}""", "an integer in 'start' of a read line")]
    [InlineData("""{"t":"read","client":"c","key":"k","version":"1","start":1,"end":2,"outcome":"hit"}""", "an integer or null in 'version' of a read line")]
    [InlineData("""{"t":"read","key":"k","version":1,"start":1,"end":2,"outcome":"hit"}""", "a string in 'client' of a read line")]
    [InlineData("""{"t":"write","client":"c","key":"k","id":"w","start":1,"end":2}""", "true or false in 'acked' of a write line")]
    [InlineData("""{"t":"write","client":"c","key":"k","id":["w"],"start":1,"end":2,"acked":true}""", "a string or null in 'id' of a write line")]
    [InlineData("""{"t":"commit","key":"k","version":1}""", "an integer in 'at' of a commit line")]
    [InlineData("""{"t":"commit","key":"k","version":1.5,"at":1}""", "an integer in 'version' of a commit line")]
    [InlineData("""{"t":"final","key":7,"version":1}""", "a string in 'key' of a final line")]
    [InlineData("""{"key":"k","version":1}""", "a string in 't'")]
    [InlineData("[1,2]", "one JSON object")]
    [InlineData("17", "one JSON object")]
    [InlineData("""{"t":"commit","key":"k","ver""", "one JSON object, but it breaks off at byte 28")]
    [InlineData("""{"t":"load"} {"t":"load"}""", "one JSON object, but it breaks off at byte 13")]
    [InlineData("""{"t":"load","key":"\ud800"}""", "strings of valid Unicode")]
    public void WhenALineIsMalformed_ThenTheErrorNamesSourceLineAndWhatWasExpected(string line, string expected) =>
        Assert.Equal($"node-0.jsonl, line 3: expected {expected}", ErrorOf(line));

    [Fact]
    public void WhenKindsOrFieldsAreUnknown_ThenTheyArePassedOver()
    {
        var lines = HistoryReader.Read(new StringReader("""
            {"t":"begin","settings":{"key":{"t":"read"},"at":[1]},"clockUncertainty":5}
            {"t":"load","key":"k","by":"node-0","reason":"miss","start":1,"end":2}
            {"t":"weather","key":{},"start":"today","version":[{"at":1}]}
            {"at":7,"later":{"t":"drop"},"version":3,"from":"elsewhere","key":"é\n","node":"n","t":"copy"}
            """), "x").ToArray();
        Assert.Equal([new HistoryCopy("n", "é\n", 3, 7)], lines);
    }

    [Fact]
    public void WhenEveryKindIsWritten_ThenItsFieldsAreRead()
    {
        var lines = HistoryReader.Read(new StringReader("""
            {"t":"read","client":"c1","key":"k","version":12,"id":"w","start":1,"end":2,"outcome":"hit","node":"node-0","incarnation":1}
            {"t":"read","client":"c1","key":"k","version":null,"start":1,"end":2,"outcome":"shed","node":null}
            {"t":"write","client":"c","key":"k","id":17,"start":-3,"end":9223372036854775807,"acked":true,"durable":true}
            {"t":"commit","key":"k","version":3,"id":null,"from":4,"at":5,"deleted":true}
            {"t":"copy","node":"n","key":"k","version":3,"at":6}
            {"t":"drop","node":"n","key":null,"version":null,"cause":"restart","at":7}
            {"t":"final","key":"k","version":3}
            """), "x").ToArray();
        Assert.Equal(
            [
                new HistoryRead("c1", "k", 12, "w", 1, 2, "hit"),
                new HistoryRead("c1", "k", null, null, 1, 2, "shed"),
                new HistoryWrite("c", "k", "17", -3, long.MaxValue, true, true),
                new HistoryCommit("k", 3, null, 4, 5),
                new HistoryCopy("n", "k", 3, 6),
                new HistoryDrop("n", null, 7),
                new HistoryFinal("k", 3),
            ],
            lines);
    }

    [Fact]
    public void WhenOptionalKindsAreMissing_ThenTheRestIsJudged()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"at":10M}
            {"t":"read","client":"c","key":"k","version":1,"start":11M,"end":12M,"outcome":"miss"}
            """);
        Assert.Equal((1, 0, 0, 0), (report.Reads, report.StaleReads, report.StuckStale, report.Propagation.Count));
        Assert.True(report.Holds);
    }

    [Fact]
    public void WhenTheHistoryIsEmpty_ThenEveryFigureIsThereAndTheRulesHold()
    {
        var json = Planted.Check("").ToJson();
        Assert.Equal(
            """{"reads":0,"failedReads":0,"writes":0,"staleReads":0,"staleRate":0,"stalenessMs":{"p50":null,"p99":null,"max":null},"propagationMs":{"count":0,"p50":null,"p99":null,"max":null,"unfinished":0},"stuckStale":0,"lostWrites":[],"overwrites":[],"nonMonotonicReads":[],"holds":true}""",
            json.ToJsonString());
    }

    [Fact]
    public void WhenAnomaliesAreFound_ThenTheJsonCarriesTheirDetails()
    {
        var json = Planted.Check("""
            {"t":"write","client":"c","key":"k","id":"old","start":1,"end":2,"acked":true,"durable":true}
            {"t":"write","client":"c","key":"k","id":"new","start":3,"end":4,"acked":true,"durable":true}
            {"t":"write","client":"c","key":"k","id":"gone","start":9,"end":9,"acked":true,"durable":true}
            {"t":"commit","key":"k","version":1,"id":"new","at":5}
            {"t":"commit","key":"k","version":2,"id":"old","at":6}
            {"t":"read","client":"c","key":"k","version":2,"start":7,"end":7,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":1,"start":8,"end":8,"outcome":"hit"}
            """).ToJson();
        Assert.Equal(
            """[{"key":"k","id":"gone","client":"c","start":9,"end":9,"durable":true}]""", json["lostWrites"]!.ToJsonString());
        Assert.Equal(
            """[{"key":"k","id":"old","version":2,"start":1,"end":2,"committedAt":6,"overwritten":{"id":"new","version":1,"start":3,"end":4}}]""",
            json["overwrites"]!.ToJsonString());
        Assert.Equal(
            """[{"client":"c","key":"k","count":1,"earlier":{"version":2,"start":7,"end":7},"later":{"version":1,"start":8,"end":8}}]""",
            json["nonMonotonicReads"]!.ToJsonString());
        Assert.False(json["holds"]!.GetValue<bool>());
    }
}
