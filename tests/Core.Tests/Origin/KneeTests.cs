using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Origin;

public sealed class KneeTests
{
    [Theory]
    [InlineData(0.001, 0.001)]
    [InlineData(0.05, 0.0005)]
    [InlineData(0, 0)]
    public void WhenClientsAskInAClosedLoop_ThenTheOriginDoesWhatTheLawSays(double sigma, double kappa)
    {
        var settings = new SimSettings { Sigma = sigma, Kappa = kappa };
        var law = new ScalabilityLaw(sigma, kappa);
        var mean = (settings.ServiceTime.Least + settings.ServiceTime.Most) / 2.0;
        double[] measured = [.. Enumerable.Range(1, settings.Pool).Select(clients => new ClosedLoop(settings).Throughput(clients, 10_000))];
        for (var clients = 1; clients <= settings.Pool; clients++)
        {
            var expected = law.Throughput(clients, mean);
            Assert.InRange(measured[clients - 1], 0.98 * expected, 1.02 * expected);
        }

        var (at, knee) = law.Knee(settings.Pool, mean);
        TestContext.Current.TestOutputHelper?.WriteLine($"knee by the law {knee:F1}/s at {at}; measured {measured.Max():F1}/s, at {at} {measured[at - 1]:F1}/s, with the whole pool {measured[^1]:F1}/s");
        Assert.InRange(measured.Max(), 0.98 * knee, 1.02 * knee);
    }

    [Fact]
    public void WhenMoreClientsAskThanThereAreConnections_ThenTheRestWaitAndChangeNothing()
    {
        var settings = new SimSettings();
        var law = new ScalabilityLaw(settings.Sigma, settings.Kappa);
        var expected = law.Throughput(settings.Pool, 27.5 * Durations.Millisecond);
        Assert.InRange(new ClosedLoop(settings).Throughput(500, 10_000), 0.98 * expected, 1.02 * expected);
    }

    // The pool bounds the harm: half the connections do a quarter more.
    [Fact]
    public void WhenThePoolEndsAtTheKnee_ThenAnOverloadCostsNoThroughput()
    {
        var whole = new ClosedLoop(new SimSettings()).Throughput(500, 10_000);
        var half = new ClosedLoop(new SimSettings { Pool = 32 }).Throughput(500, 10_000);
        Assert.InRange(half / whole, 1.2, 1.3);
    }
}
