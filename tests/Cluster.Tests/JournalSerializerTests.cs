using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.WriteBack;
using AkkaCacheSim.Nodes.Journal;

namespace AkkaCacheSim.Cluster.Tests;

public sealed class JournalSerializerTests
{
    private static readonly JournalSerializer Serializer = new(null!);

    private static readonly IReadOnlyList<object> All =
    [
        new PartitionStarted(1, 0),
        new PartitionStarted(int.MaxValue, long.MaxValue),
        new WriteQueued("clé", "värde", long.MinValue, long.MaxValue),
        new WriteQueued("", null, 0, 0),
        new RowsFlushed([]),
        new RowsFlushed([("a", 1), ("", long.MaxValue)]),
        new JournalSnapshot(0, 0, 0, []),
        new JournalSnapshot(long.MaxValue, 7, 1L << 60, [new FlushRow("a", "b", 1, 2, 3), new FlushRow("", null, long.MaxValue, -1, long.MinValue)]),
    ];

    [Fact]
    public void WhenAnEventIsWrittenAndRead_ThenItIsTheSame()
    {
        foreach (var item in All) Assert.Equal(item, Serializer.FromBinary(Serializer.ToBinary(item), Serializer.Manifest(item)));
        Assert.Equal(JournalSerializer.Types.ToHashSet(), All.Select(item => item.GetType()).ToHashSet());
    }

    [Fact]
    public void WhenEveryEventIsOne_ThenItHasAManifest()
    {
        var events = typeof(JournalEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JournalEvent)));
        Assert.Superset(events.ToHashSet(), JournalSerializer.Types.ToHashSet());
    }

    [Fact]
    public void WhenBytesAreCutOff_ThenTheyAreRefused()
    {
        foreach (var item in All)
        {
            var bytes = Serializer.ToBinary(item);
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<WireFormatException>(() => Serializer.FromBinary(bytes[..length], Serializer.Manifest(item)));
            }
        }
    }

    [Fact]
    public void WhenTheManifestIsUnknown_ThenItIsRefused() =>
        Assert.Contains("XX9", Assert.Throws<WireFormatException>(() => Serializer.FromBinary([], "XX9")).Message, StringComparison.Ordinal);
}
