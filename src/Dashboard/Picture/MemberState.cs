namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>How a process is, as the diagram shows it.</summary>
public enum MemberState
{
    /// <summary>It serves.</summary>
    Live,

    /// <summary>It is stopped in its tracks.</summary>
    Paused,

    /// <summary>It lives behind a partition.</summary>
    CutOff,

    /// <summary>It has ended, or lives and gives no answer.</summary>
    Down,
}
