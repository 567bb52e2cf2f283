using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The same random commands against the virtual database and the embedded one: the same answers, the same log.</summary>
public sealed class AgreementTests : IDisposable
{
    // Far enough from any change that no clock's resolution matters.
    private const long LongAgo = -1_000_000_000_000_000;
    private const long FarAhead = 1_000_000_000_000_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhenTheSameCommandsRun_ThenBothAnswerAlike(ulong seed)
    {
        StatementResult answer = default;
        using var answered = new SemaphoreSlim(0);
        using var sqlite = new SqliteRowStore(_folder.Database, (_, result) => { answer = result; answered.Release(); }, Clock.Now);
        var store = new VirtualStore((_, _) => { });
        var random = new SeededRandom(seed, 0);
        for (var i = 1; i <= 1_500; i++)
        {
            var statement = Any(random, i);
            var expected = store.Run(statement);
            sqlite.Execute(statement, i);
            Assert.True(answered.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
            Assert.Equal(expected with { From = 0, At = 0 }, answer with { From = 0, At = 0 });
        }

        Assert.Equal(store.Versions.OrderBy(row => row.Key, StringComparer.Ordinal), sqlite.Versions());
        Assert.Equal(store.Changes.Select(change => $"{change.Sequence}|{"cud"[(int)change.Op]}|{change.Key}|{change.Value ?? "-"}|{change.Version}|{(change.WriteId == 0 ? "-" : change.WriteId)}|{change.Stamp}"),
            Foreigner.Lines(_folder.Database, "SELECT seq, op, key, value, version, write_id, stamp FROM changes ORDER BY seq"));
    }

    private static Statement Any(SeededRandom random, int number) => random.NextBelow(6) switch
    {
        0 => new Statement(StatementKind.Read, Key(random), null, 0),
        1 => new Statement(StatementKind.Write, Key(random), $"v{number}", Id(random, number)),
        2 => new Statement(StatementKind.Delete, Key(random), null, Id(random, number)),
        _ => new Statement(StatementKind.Flush, string.Empty, null, 0) { Batch = Batch(random, number) },
    };

    private static FlushBatch Batch(SeededRandom random, int number) => new(random.NextBelow(4) > 0,
        [.. Enumerable.Range(0, 6).Where(_ => random.NextBelow(2) == 0).Select(key => new FlushRow($"k{key}", random.NextBelow(3) == 0 ? null : $"f{number}",
            Math.Max(1, number - random.NextBelow(20)), (10_000 * number) + key, random.NextBelow(2) == 0 ? LongAgo : FarAhead))]);

    private static string Key(SeededRandom random) => $"k{random.NextBelow(6)}";

    // None: a stranger.
    private static long Id(SeededRandom random, int number) => random.NextBelow(3) == 0 ? 0 : number;
}
