using System.Diagnostics;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// A retry budget: retries are a share of the first calls, so that an origin in trouble gets a little more load and not a multiple of it.
/// A bucket of tokens: each first call deposits a share of one, time adds some too so that a quiet caller can retry at all, and each retry takes one.
/// Nothing is allocated. Sources: Beyer et al., Site Reliability Engineering (2016), chapter 21, for the share of 10 %; Finagle's RetryBudget for the
/// minimum a second.
/// </summary>
public sealed class RetryBudget
{
    // Tokens are counted in billionths: a minimum of m a second is then m of them a nanosecond, and nothing is ever rounded.
    private const long Token = Durations.Second;

    private readonly long _share, _most;
    private readonly int _leastPerSecond;
    private long _tokens, _at;
    private bool _started;

    /// <summary>Makes a budget that holds one second's minimum.</summary>
    /// <param name="share">Retries a first call, 0 to 1; kept to nine decimals.</param>
    /// <param name="leastPerSecond">Retries a second that are there without any call, 0 to 1,000.</param>
    /// <param name="most">Retries that can be saved up, from the minimum of a second, and at least 1, to 1,000,000.</param>
    public RetryBudget(double share = 0.1, int leastPerSecond = 1, int most = 100)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "a share from 0 to 1 was expected");
        ArgumentOutOfRangeException.ThrowIfNegative(leastPerSecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leastPerSecond, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, Math.Max(1, leastPerSecond));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000_000);
        _share = (long)Math.Round(share * Token);
        _leastPerSecond = leastPerSecond;
        _most = most * Token;
        _tokens = leastPerSecond * Token;
    }

    /// <summary>Notes a first call.</summary>
    /// <param name="now">Now, ns; never less than before.</param>
    public void Deposit(long now)
    {
        Refill(now);
        _tokens = Math.Min(_tokens + _share, _most);
    }

    /// <summary>Takes a token for a retry.</summary>
    /// <param name="now">Now, ns; never less than before.</param>
    /// <returns>Whether there was one; without it the retry is not to be made.</returns>
    public bool TryWithdraw(long now)
    {
        Refill(now);
        if (_tokens < Token) return false;
        _tokens -= Token;
        return true;
    }

    private void Refill(long now)
    {
        // The clock's zero is anywhere; the first call is where this budget's time begins.
        if (!_started) (_started, _at) = (true, now);

        Debug.Assert(now >= _at, "time does not go back");
        var passed = now - _at;
        _at = now;
        if (_leastPerSecond == 0) return;

        // Compared as times: what a long quiet while brings would leave the range of a number.
        var untilFull = (_most - _tokens + _leastPerSecond - 1) / _leastPerSecond;
        _tokens = passed >= untilFull ? _most : _tokens + (passed * _leastPerSecond);
    }
}
