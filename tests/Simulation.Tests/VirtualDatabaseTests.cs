using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class VirtualDatabaseTests
{
    private readonly VirtualDatabase _database = new(new VirtualWorld(1, VirtualOptions.Instant, null), VirtualOptions.Instant);

    [Fact]
    public void WhenADeleteFoundNothing_ThenAnEarlierWriteThatComesLateBringsNoRowBack()
    {
        Assert.False(Flush(null, 6).Applied);
        Assert.False(Flush("early", 5).Applied);
        Assert.Empty(_database.Versions());
        Assert.Equal((true, 1), (Flush("late", 7).Applied, _database.Versions().Single().Version));
    }

    [Fact]
    public void WhenAnOlderWriteIsFlushedAfterANewerOne_ThenTheNewerStays()
    {
        Assert.True(Flush("newer", 6).Applied);
        Assert.False(Flush("older", 5).Applied);
        Assert.False(Flush("newer", 6).Applied);
        Assert.Equal("newer", _database.Run(new Statement(StatementKind.Read, "k", null, 0)).Value);
    }

    private FlushedRow Flush(string? value, long stamp) =>
        _database.Run(new Statement(StatementKind.Flush, string.Empty, null, 0) { Batch = new FlushBatch(true, [new FlushRow("k", value, stamp, stamp, 0)]) }).Report!.Rows.Single();
}
