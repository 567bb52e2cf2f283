namespace AkkaCacheSim.Console;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or input.</summary>
    public const int Usage = 2;

    /// <summary>A claim, invariant or threshold did not hold.</summary>
    public const int NotHeld = 3;
}
