using AkkaCacheSim.Dashboard.Controls;

namespace AkkaCacheSim.Dashboard.Tests.Controls;

public sealed class ScenarioResultTests
{
    private const string Document =
        """
        {
          "scenario": "stampede",
          "rows": [
            { "variant": "none, 1 coordinator", "reads": 1000, "originReads": 1000, "longestMs": null },
            { "variant": "single-flight, 1 coordinator", "reads": 1000, "originReads": 1, "longestMs": 100.4 },
            { "variant": "single-flight, 4 coordinators", "reads": 1000, "originReads": 4, "longestMs": 100.5 }
          ],
          "claims": [{ "claim": "single-flight, 1 coordinator: origin reads", "expected": "1", "measured": "1", "holds": true }],
          "timeline": [], "thresholds": []
        }
        """;

    [Fact]
    public void WhenAResultIsRead_ThenItsRowsAndClaimsAreThere()
    {
        var result = ScenarioResult.Parse(Document)!;
        Assert.Equal(["reads", "originReads", "longestMs"], result.Figures);
        Assert.Equal(1, result.Rows[1].Figures["originReads"]);
        Assert.Null(result.Rows[0].Figures["longestMs"]);
        Assert.Equal(new ScenarioClaim("single-flight, 1 coordinator: origin reads", "1", "1", true), Assert.Single(result.Claims));
        Assert.Equal(["none", "single-flight"], result.Families);
        Assert.Equal("single-flight", ScenarioResult.Family(result.Claims[0].Claim));
    }

    [Fact]
    public void WhenAScenarioIsKnown_ThenItsMainFigureIsDrawnFirst() => Assert.Equal("originReads", ScenarioResult.Parse(Document)!.Main);

    [Fact]
    public void WhenAScenarioIsNot_ThenTheFirstFigureThatDiffersIsDrawn() => Assert.Equal("originReads", ScenarioResult.Parse(Document.Replace("stampede", "new", StringComparison.Ordinal))!.Main);

    [Theory]
    [InlineData("")]
    [InlineData("error: none")]
    [InlineData("{}")]
    [InlineData("""{"scenario":"x","rows":[],"claims":[]}""")]
    [InlineData("""{"scenario":"x","rows":7,"claims":[]}""")]
    public void WhenADocumentIsNoResult_ThenThereIsNone(string document) => Assert.Null(ScenarioResult.Parse(document));
}
