namespace AkkaCacheSim.Fuzzing;

/// <summary>Cuts a failing case down: fewer faults, then fewer requests, as long as the same invariant still fails.</summary>
public static class Shrinker
{
    // Each is a run of its own.
    private const int MostTries = 60;
    private const int FewestRequests = 50;

    /// <summary>Shrinks a case.</summary>
    /// <param name="failing">A case that fails.</param>
    /// <param name="violation">How.</param>
    /// <returns>The smallest case found that fails in the same way, and how that one fails.</returns>
    public static (FuzzCase Case, Violation Violation) Shrink(FuzzCase failing, Violation violation)
    {
        ArgumentNullException.ThrowIfNull(failing);
        ArgumentNullException.ThrowIfNull(violation);
        var (best, how, tries) = (failing, violation, MostTries);

        // Halves first, then quarters, and so on down to single faults (Zeller and Hildebrandt: Delta Debugging, 2002, without its complements).
        for (var size = best.Faults.Count / 2; size >= 1; size /= 2)
        {
            for (var first = 0; first < best.Faults.Count;)
            {
                var start = first;
                if (!Try(best with { Faults = [.. best.Faults.Where((_, i) => i < start || i >= start + size)] })) first += size;
            }
        }

        while (best.Load.Requests > FewestRequests && Try(best with { Load = best.Load with { Requests = best.Load.Requests / 2 } }))
        {
            // Halved as often as it fails.
        }

        return (best, how);

        bool Try(FuzzCase smaller)
        {
            if (tries-- <= 0 || FuzzRun.Run(smaller).Violation is not { } found || found.Invariant != violation.Invariant) return false;
            (best, how) = (smaller, found);
            return true;
        }
    }
}
