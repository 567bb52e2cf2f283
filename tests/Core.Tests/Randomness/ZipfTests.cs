using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Core.Tests.Randomness;

public sealed class ZipfTests
{
    private const int Draws = 300_000;

    [Theory]
    [InlineData(1, 0.99)]
    [InlineData(2, 1)]
    [InlineData(10, 0.1)]
    [InlineData(50, 0.5)]
    [InlineData(200, 0.99)]
    [InlineData(200, 1)]
    [InlineData(200, 1.000001)]
    [InlineData(100, 2.5)]
    public void WhenRanksAreDrawn_ThenTheirFrequenciesAreTheExactProbabilities(int count, double theta)
    {
        var zipf = new Zipf(count, theta);
        var random = new SeededRandom(11);
        var seen = new int[count];
        for (var i = 0; i < Draws; i++) seen[zipf.Next(random)]++;
        double[] weights = [.. Enumerable.Range(1, count).Select(k => Math.Pow(k, -theta))];
        var total = weights.Sum();

        // Pearson's chi square over the ranks that are drawn often enough; its mean is their number, its variance twice that.
        double chi = 0, lumped = 0, expectedLumped = 0;
        var cells = 0;
        for (var k = 0; k < count; k++)
        {
            var expected = Draws * weights[k] / total;
            if (expected < 10)
            {
                lumped += seen[k];
                expectedLumped += expected;
                continue;
            }

            chi += (seen[k] - expected) * (seen[k] - expected) / expected;
            cells++;
        }

        Assert.InRange(chi, 0, cells + (4 * Math.Sqrt(2 * cells)));
        Assert.InRange(lumped, expectedLumped - (5 * Math.Sqrt(expectedLumped)), expectedLumped + (5 * Math.Sqrt(expectedLumped)));
    }

    [Fact]
    public void WhenThereAreManyRanks_ThenNoneIsOutOfRange()
    {
        var zipf = new Zipf(10_000_000, 0.6);
        var random = new SeededRandom(12);
        for (var i = 0; i < 100_000; i++) Assert.InRange(zipf.Next(random), 0, 9_999_999);
    }
}
