using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Console.Torments;

namespace AkkaCacheSim.Console.Tests.Torments;

/// <summary>Versions that a node has served.</summary>
public sealed class ServedVersionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhenANodeServesAnOlderVersionAfterANewerOne_ThenItIsCounted()
    {
        File.WriteAllLines(_folder.PathOf("a.jsonl"),
        [
            Read(5, 10, 20), Read(4, 21, 30),

            // Overlapping, by another node, by another life of it, of another key, and not by a node: all allowed.
            Read(3, 15, 40), Read(2, 50, 60, node: "node-1"), Read(2, 50, 60, incarnation: 2), Read(2, 50, 60, key: "b"), Read(2, 50, 60, outcome: "miss"),
            """{"t":"write","client":"c","key":"a","id":"1","start":1,"end":2,"acked":true,"durable":true}""",
            Read(null, 70, 80),
        ]);
        Assert.Equal(1, ServedVersions.WentBack(_folder.FullPath));
    }

    private static string Read(int? version, long start, long end, string node = "node-0", int incarnation = 1, string key = "a", string outcome = "hit") =>
        $$"""{"t":"read","client":"c","key":"{{key}}","version":{{version?.ToString() ?? "null"}},"start":{{start}},"end":{{end}},"outcome":"{{outcome}}","node":"{{node}}","incarnation":{{incarnation}}}""";
}
