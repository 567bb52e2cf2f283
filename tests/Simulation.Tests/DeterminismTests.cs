namespace AkkaCacheSim.Simulation.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void WhenSeedAndSettingsAreTheSame_ThenSoIsTheRunByteForByte(ulong seed)
    {
        var once = Bytes(seed);
        Assert.True(once.Length > 50_000, "a run worth comparing");
        Assert.Equal(once, Bytes(seed));
    }

    [Theory]
    [InlineData("durable")]
    [InlineData("volatile")]
    public void WhenWritesWaitInQueues_ThenTheRunIsStillTheSameByteForByte(string durability)
    {
        using var once = new Recorded();
        using var again = new Recorded();
        WriteBackRun.Of(3, durability, once);
        WriteBackRun.Of(3, durability, again);
        Assert.True(once.Bytes().Length > 50_000, "a run worth comparing");
        Assert.Equal(once.Bytes(), again.Bytes());
    }

    [Fact]
    public void WhenOnlyTheSeedDiffers_ThenTheRunsDo() => Assert.NotEqual(Compare.Bytes(1), Compare.Bytes(2));

    private static byte[] Bytes(ulong seed)
    {
        using var recorded = new Recorded();
        FaultRun.Of(seed, history: recorded.History);
        return recorded.Bytes();
    }
}
