using AkkaCacheSim.Console.Control;

namespace AkkaCacheSim.Console.Tests.Control;

public sealed class ScenarioArgumentsTests
{
    [Fact]
    public void WhenAScenarioIsAskedFor_ThenEveryValueIsOneWordWithItsName() => Assert.Equal(
        ["scenario", "hot-key", "--mode=virtual", "--json", "--supervised", "--data=/data dir", "--report=/r.html", "--ttl=5s", "--protect=fan-out", "--hot-keys=--report=/etc/x", "--rate=50", "--repeat=2"],
        ScenarioArguments.Of(new ScenarioBody("hot-key", "virtual", ["ttl=1s", "ttl=5s", "protect=fan-out", "hot-keys=--report=/etc/x", "rate=50", "repeat=2"]), "/data dir", "/r.html"));

    [Theory]
    [InlineData("one of latency-gap", "list", "live")]
    [InlineData("one of latency-gap", null, "live")]
    [InlineData("--mode", "hot-key", "dead")]
    [InlineData("--mode", "hot-key", null)]
    [InlineData("report", "hot-key", "live", "report=/etc/x")]
    [InlineData("data", "hot-key", "live", "data=/etc")]
    [InlineData("origin", "hot-key", "live", "origin=postgres://u:p@h/d")]
    [InlineData("kafka-config", "hot-key", "live", "kafka-config=/etc/passwd")]
    [InlineData("NAME=VALUE", "hot-key", "live", "--ttl")]
    [InlineData("--ttl", "hot-key", "live", "ttl=x")]
    [InlineData("--pool", "hot-key", "live", "pool=0")]
    [InlineData("--rate", "hot-key", "live", "rate=x")]
    [InlineData("--repeat", "hot-key", "live", "repeat=0")]
    public void WhenSomethingMakesNoSense_ThenItIsNamedBeforeAnythingStarts(string named, string? name, string? mode, params string[] options) =>
        Assert.Contains(named, Assert.Throws<UsageException>(() => ScenarioArguments.Of(new ScenarioBody(name!, mode!, options), "/data", "/r.html")).Message, StringComparison.Ordinal);
}
