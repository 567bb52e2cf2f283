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

    [Fact]
    public void WhenOnlyTheSeedDiffers_ThenTheRunsDo() => Assert.NotEqual(Compare.Bytes(1), Compare.Bytes(2));

    private static byte[] Bytes(ulong seed)
    {
        using var recorded = new Recorded();
        FaultRun.Of(seed, history: recorded.History);
        return recorded.Bytes();
    }
}
