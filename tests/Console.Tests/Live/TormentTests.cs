using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>A short torment. One of a hundred rounds takes a quarter of an hour: <c>.ci/long</c> has it.</summary>
[Collection(Clusters.Name)]
public sealed class TormentTests : IDisposable
{
    private readonly ProcessFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Of this seed's rounds one is a partition, two are kills and one is a pause, and none lasts long.
    [Fact]
    public async Task WhenProcessesAreKilledPausedAndCutOff_ThenTheInvariantsHoldAndNothingIsLeft()
    {
        var torment = await Cli.RunAsync(200, "torment", "--rounds", "4", "--seed", "18", "--nodes", "2", "--coordinators", "1", "--json", "--data", _folder.FullPath);
        using var document = JsonDocument.Parse(torment.Output);
        var view = document.RootElement;
        Assert.All(view.GetProperty("claims").EnumerateArray(), claim => Assert.True(claim.GetProperty("holds").GetBoolean(), claim + torment.Errors));
        Assert.Equal((0, 4), (torment.ExitCode, view.GetProperty("rounds").GetArrayLength()));
        Assert.Equal((1, 1, 2), (view.GetProperty("partitions").GetInt32(), view.GetProperty("pauses").GetInt32(), view.GetProperty("kills").GetInt32()));
        Assert.InRange(view.GetProperty("reads").GetInt64(), 200, long.MaxValue);
        Assert.Contains("round 1: partition node-0 for 2187ms", torment.Errors, StringComparison.Ordinal);
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }
}
