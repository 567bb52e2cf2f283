using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>An entry of a node, compared with its row.</summary>
public sealed class ContentsReportTests
{
    // Stamp and version of the entry, whether it is uncommitted, stamp and version of the row: dirty, stale.
    [Theory]
    [InlineData(0, 3, false, 0, 3, false, false)]
    [InlineData(0, 3, false, 0, 4, false, true)]
    [InlineData(0, 4, false, 0, 3, false, false)]
    [InlineData(0, 0, false, 0, 1, false, true)]
    [InlineData(5, 3, false, 6, 3, false, true)]
    [InlineData(6, 0, true, 5, 3, true, false)]
    [InlineData(6, 0, true, 6, 4, false, false)]
    [InlineData(6, 0, true, 7, 5, false, true)]
    [InlineData(0, 0, true, 0, 9, true, false)]
    public void WhenARowIsKnown_ThenTheEntryIsDirtyOrStaleByIt(long stamp, long version, bool uncommitted, long rowStamp, long rowVersion, bool dirty, bool stale)
    {
        var rows = new Dictionary<string, Revision> { ["k"] = new(rowStamp, rowVersion) };
        var view = ContentsReport.Of(new HeldSlot("k", "v", new Revision(stamp, version), uncommitted, 1_500_000), rows);
        Assert.Equal(new SlotView("k", "v", uncommitted ? null : version, 1.5, dirty, stale), view);
    }

    [Fact]
    public void WhenTheRowIsNotKnown_ThenNothingIsStaleAndWhatWasUncommittedIsDirty()
    {
        var rows = new Dictionary<string, Revision>();
        Assert.Equal(new SlotView("k", null, 3, null, false, false), ContentsReport.Of(new HeldSlot("k", null, new Revision(0, 3), false, long.MaxValue), rows));
        Assert.Equal(new SlotView("k", "v", null, -1, true, false), ContentsReport.Of(new HeldSlot("k", "v", new Revision(6, 0), true, -1_000_000), rows));
    }
}
