using System.Text.Json.Nodes;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Tests.Results;

public sealed class MediansTests
{
    [Fact]
    public void WhenThereAreSeveralRuns_ThenEachFigureIsItsMedianAndHasItsSpread()
    {
        var row = Medians.Of([Row(5, "1.5"), Row(1, "null"), Row(3, "0.5")]).Fields;
        Assert.Equal(
            """{"variant":"v","reads":3,"latencyMs":{"hit":1},"nothing":null,"spread":{"reads":{"min":1,"max":5},"latencyMs.hit":{"min":0.5,"max":1.5},"nothing":{"min":null,"max":null}}}""",
            row.ToJsonString());
    }

    [Fact]
    public void WhenThereIsOneRun_ThenItsRowIsLeftAlone()
    {
        var row = Row(5, "1.5");
        Assert.Same(row, Medians.Of([row]));
    }

    [Fact]
    public void WhenValuesAreOddOrEvenInNumber_ThenTheMedianIsTheMiddleOrTheMeanOfTheTwoInIt()
    {
        var random = new Random(2);
        for (var count = 1; count < 50; count++)
        {
            double[] sorted = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(100)).Order()];
            var expected = count % 2 == 1 ? sorted.Skip(count / 2).First() : sorted.Skip((count / 2) - 1).Take(2).Average();
            Assert.Equal(expected, Medians.Median(sorted));
        }

        Assert.Null(Medians.Median([]));
    }

    [Fact]
    public void WhenAClaimFailsInOneRun_ThenItDoesNotHoldAndItsRangeIsShown()
    {
        var claim = Claim.InAll([Claim.AtLeast("c", 12, 10, " ms"), Claim.AtLeast("c", 9.5, 10, " ms"), Claim.AtLeast("c", 30, 10, " ms")]);
        Assert.Equal((">= 10 ms", "9.5..30 ms", false), (claim.Expected, claim.Measured, claim.Holds));
        claim = Claim.InAll([Claim.AtMost("c", 3, 10), Claim.AtMost("c", 3, 10)]);
        Assert.Equal(("3", true), (claim.Measured, claim.Holds));
    }

    private static ResultRow Row(int reads, string hit) =>
        new("v", JsonNode.Parse($$"""{"variant":"v","reads":{{reads}},"latencyMs":{"hit":{{hit}}},"nothing":null,"list":[1]}""")!.AsObject());
}
