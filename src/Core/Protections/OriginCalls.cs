using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Protections;

/// <summary>What one caller of the origin knows of how it fares: with <c>breaker</c> it stops calling while most calls fail, with <c>retry-budget</c> it tries again only as long as most succeed.</summary>
public sealed class OriginCalls
{
    private readonly CircuitBreaker? _breaker;
    private readonly RetryBudget? _budget;
    private readonly int _retries;

    /// <summary>Begins without knowing anything.</summary>
    /// <param name="settings">The settings.</param>
    public OriginCalls(SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _breaker = settings.Has(ProtectionSet.Breaker) ? new CircuitBreaker(openFor: Math.Max(CircuitBreaker.UsuallyOpenFor, settings.Timeout)) : null;
        _budget = settings.Has(ProtectionSet.RetryBudget) ? new RetryBudget() : null;
        _retries = settings.RetriesOfLoads;
    }

    /// <summary>Whether a call may be made now. If so, its end must be reported.</summary>
    /// <param name="now">Now, ns.</param>
    /// <returns>False while the breaker is open.</returns>
    public bool TryCall(long now)
    {
        if (_breaker?.TryCall(now) == false) return false;
        _budget?.Deposit(now);
        return true;
    }

    /// <summary>A call has ended.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="well">Whether the origin did what it was asked.</param>
    public void Ended(long now, bool well)
    {
        if (well) _breaker?.Succeeded(now);
        else _breaker?.Failed(now);
    }

    /// <summary>Whether a load that failed is tried again: within the bound, the budget, and where the breaker is closed. If so, the end of that call must be reported.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="tries">How often it has been tried, the first time included.</param>
    /// <returns>True when it is.</returns>
    public bool TryAgain(long now, int tries) => tries <= _retries && (_budget?.TryWithdraw(now) ?? true) && (_breaker?.TryCall(now) ?? true);
}
