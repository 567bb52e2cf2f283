using System.Text.Json.Nodes;
using AkkaCacheSim.Console.Results;

namespace AkkaCacheSim.Console.Tests.Results;

public sealed class ThresholdTests
{
    private static readonly ResultRow[] Rows =
    [
        Row("ttl", """{"staleReads":30,"staleRate":0.2,"latencyMs":{"hit":{"p99":5.5},"miss":{"p99":null}}}"""),
        Row("cache-aside write-through (redis-orm)", """{"staleReads":0,"staleRate":0,"latencyMs":{"hit":{"p99":7},"miss":{"p99":null}}}"""),
    ];

    [Theory]
    [InlineData("staleReads > 29", 30, false)]
    [InlineData("staleReads > 30", 30, true)]
    [InlineData("staleReads >= 30", 30, false)]
    [InlineData("staleReads < 1", 0, false)]
    [InlineData("staleReads < 0", 0, true)]
    [InlineData("staleReads<=0", 0, false)]
    [InlineData("staleReads == 0", 0, false)]
    [InlineData("staleReads == 7", 30, true)]
    [InlineData("staleReads != 30", 0, false)]
    [InlineData("ttl.staleReads != 30", 30, true)]
    [InlineData("ttl.staleReads > 1e1", 30, false)]
    [InlineData(" ttl.latencyMs.hit.p99 > 5.6 ", 5.5, true)]
    [InlineData("latencyMs.hit.p99 > 5.6", 7, false)]
    [InlineData("cache-aside write-through (redis-orm).staleReads > 0", 0, true)]
    [InlineData("staleRate > -0.1", 0.2, false)]
    public void WhenTheConditionIsTrueInARow_ThenTheThresholdFails(string expression, double measured, bool holds)
    {
        var threshold = Threshold.Parse(expression);
        Check(threshold);
        Assert.Equal(new ThresholdResult(expression.Trim(), measured, holds), threshold.Judge(Rows));
    }

    [Theory]
    [InlineData("latencyMs.miss.p99 > 0")]
    [InlineData("latencyMs.miss.p99 < 1e9")]
    [InlineData("latencyMs.miss.p99 != 1")]
    public void WhenNothingWasMeasured_ThenNoConditionIsTrue(string expression) =>
        Assert.Equal(new ThresholdResult(expression, null, true), Threshold.Parse(expression).Judge(Rows));

    [Theory]
    [InlineData("")]
    [InlineData("staleReads")]
    [InlineData("> 1")]
    [InlineData("staleReads >")]
    [InlineData("staleReads > many")]
    [InlineData("staleReads > NaN")]
    [InlineData("staleReads > 1 2")]
    [InlineData("staleReads => 1")]
    [InlineData("staleReads = 1")]
    [InlineData("staleReads > 1 > 2")]
    [InlineData("staleReads > 1%")]
    public void WhenItIsNoExpression_ThenItIsRefusedAndNamed(string expression) =>
        Assert.StartsWith("--fail-if " + expression, Assert.Throws<UsageException>(() => Threshold.Parse(expression)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("stale > 1")]
    [InlineData("cdc.staleReads > 1")]
    [InlineData("ttl.stale > 1")]
    [InlineData("ttlstaleReads > 1")]
    [InlineData("latencyMs > 1")]
    public void WhenThereIsNoSuchFigureOrVariant_ThenTheKnownOnesAreNamed(string expression)
    {
        var message = Assert.Throws<UsageException>(() => Check(Threshold.Parse(expression))).Message;
        Assert.Contains("latencyMs.hit.p99", message, StringComparison.Ordinal);
        Assert.Contains("redis-orm", message, StringComparison.Ordinal);
    }

    private static void Check(Threshold threshold) => threshold.Check([.. Rows[0].Figures.Select(figure => figure.Path)], [.. Rows.Select(row => row.Variant)]);

    private static ResultRow Row(string variant, string json) => new(variant, JsonNode.Parse(json)!.AsObject());
}
