using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The database of virtual runs does what every one does.</summary>
public sealed class VirtualDatabaseTests : DatabaseConformance
{
    private VirtualStore Store => (VirtualStore)Database;

    protected override IDatabase Open(Action<long, StatementResult> completed) => new VirtualStore(completed);

    protected override long Now() => Store.Now;

    protected override void ForeignWrite(string key, string value) => Store.Run(new Statement(StatementKind.Write, key, value, 0));

    protected override void ForeignDelete(string key) => Store.Run(new Statement(StatementKind.Delete, key, null, 0));

    protected override Task<IReadOnlyList<LoggedChange>> Changes() => Task.FromResult(Store.Changes);

    protected override IEnumerable<(string Key, long Version)> Versions() => Store.Versions;
}
