namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>How often the cluster is asked and the page renewed: a busy cluster has more use for the processors than who looks at it, and the browser is likely to share them.</summary>
public enum FeedPace
{
    /// <summary>Six times a second.</summary>
    Lively,

    /// <summary>Twice a second: more than 20,000 requests a second.</summary>
    Slow,

    /// <summary>Every 1.6 s, and marks stand still: more than 100,000 requests a second, which take all there is of a small machine.</summary>
    Sparing,
}
