using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Tests.Control;

public sealed class LoadOptionsTests
{
    [Fact]
    public void WhenNothingIsAsked_ThenALoadGoesOnForEverOnKeysThatAreThere()
    {
        var load = LoadOptions.Read([]);
        Assert.Equal((Durations.None, 0L, true), (load.Duration, load.Requests, load.Preload));
    }

    // What is shown can be asked for, and is then shown.
    [Fact]
    public void WhenOptionsAreGiven_ThenTheyCountWhateverTheirOrderAndTheLaterOfTwo()
    {
        string[] given = ["duration=5s", "requests=100", "theta=0", "theta=1.1", "write-share=0.2", "bypass-share=0.5", "keys=7", "rate=9", "value-size=100", "preload=false", "users=3", "rest=1s"];
        var load = LoadOptions.Read(given);
        Assert.Equal(load, LoadOptions.Read([.. given.Except(["theta=0"]).Reverse()]));
        Assert.Equal((5 * Durations.Second, 100L, 1.1, 100), (load.Duration, load.Requests, load.Theta, load.ValueSize));
        Assert.Equal(load with { Duration = Durations.None }, LoadOptions.Read([.. LoadView.Named(load).Select(option => $"{option.Key}={option.Value}")]));
    }

    [Theory]
    [InlineData("one of rate, concurrency", "telepathy=1")]
    [InlineData("NAME=VALUE", "rate")]
    [InlineData("--rate", "rate=")]
    [InlineData("--value-size", "value-size=0")]
    [InlineData("--preload", "preload=maybe")]
    public void WhenAnOptionMakesNoSense_ThenItIsNamed(string named, string option) =>
        Assert.Contains(named, Assert.Throws<UsageException>(() => LoadOptions.Read([option])).Message, StringComparison.Ordinal);
}
