namespace AkkaCacheSim.Checker.Tests;

/// <summary>Small histories without much sense, in which every rule has something to find and something to let pass.</summary>
internal static class RandomHistory
{
    public const long LastMoment = 200;

    private static readonly string[] Outcomes = ["hit", "miss", "coalesced", "timeout"];

    public static List<HistoryLine> Make(Random random)
    {
        var lines = new List<HistoryLine>();
        for (var k = 0; k < 2; k++)
        {
            var key = "k" + k;
            var highest = AddChanges(lines, key, random);
            AddReads(lines, key, highest, random);
            AddCopies(lines, key, highest, random);
            if (random.Next(3) > 0)
                lines.Add(new HistoryFinal(key, highest));
        }

        for (var i = random.Next(3); i > 0; i--)
            lines.Add(new HistoryDrop("n" + random.Next(2), null, random.Next(100)));
        var shuffled = lines.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static long AddChanges(List<HistoryLine> lines, string key, Random random)
    {
        long version = random.Next(3);
        var changes = random.Next(8);
        for (var i = 0; i < changes; i++)
        {
            var start = random.Next(80);
            var id = random.Next(4) == 0 ? null : $"{key}w{i}";
            if (id is not null)
                lines.Add(new HistoryWrite("c", key, id, start, start + random.Next(12), random.Next(5) > 0, true));
            if (id is not null && random.Next(4) == 0)
                continue;
            version += 1 + random.Next(2);
            var at = start + random.Next(30);
            lines.Add(new HistoryCommit(key, version, id, random.Next(2) == 0 ? null : at - random.Next(5), at));
        }

        return version;
    }

    private static void AddReads(List<HistoryLine> lines, string key, long highest, Random random)
    {
        for (var i = random.Next(10); i > 0; i--)
        {
            var start = random.Next(100);
            long? version = random.Next(4) == 0 ? null : random.NextInt64(highest + 2);
            var id = version is null && random.Next(8) > 0 ? $"{key}w{random.Next(8)}" : null;
            lines.Add(new HistoryRead(
                "c" + random.Next(2), key, version, id, start, start + random.Next(10), Outcomes[random.Next(Outcomes.Length)]));
        }
    }

    private static void AddCopies(List<HistoryLine> lines, string key, long highest, Random random)
    {
        for (var i = random.Next(12); i > 0; i--)
        {
            var node = "n" + random.Next(3);
            lines.Add(random.Next(3) == 0
                ? new HistoryDrop(node, key, random.Next(120))
                : new HistoryCopy(node, key, random.NextInt64(highest + 1), random.Next(120)));
        }
    }
}
