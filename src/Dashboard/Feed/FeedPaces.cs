namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>What the paces of the feed are.</summary>
internal static class FeedPaces
{
    private const double SlowFrom = 20_000;
    private const double SparingFrom = 100_000;

    /// <summary>The pace that suits a load.</summary>
    /// <param name="requestsPerSecond">The load.</param>
    public static FeedPace For(double requestsPerSecond) => requestsPerSecond switch
    {
        > SparingFrom => FeedPace.Sparing,
        > SlowFrom => FeedPace.Slow,
        _ => FeedPace.Lively,
    };

    /// <summary>The time from one picture to the next; nothing is asked more often.</summary>
    /// <param name="pace">The pace.</param>
    public static TimeSpan Beat(this FeedPace pace) => TimeSpan.FromMilliseconds(pace switch
    {
        FeedPace.Sparing => 1_600,
        FeedPace.Slow => 480,
        _ => 160,
    });

    /// <summary>What the visitor is told of it: a sentence after others, or nothing.</summary>
    /// <param name="pace">The pace.</param>
    public static string Words(this FeedPace pace) => pace switch
    {
        FeedPace.Sparing => " The page is renewed every 1.6 s and marks stand still, to leave the processors to the cluster.",
        FeedPace.Slow => " The page is renewed twice a second, to leave the processors to the cluster.",
        _ => "",
    };
}
