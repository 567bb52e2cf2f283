namespace AkkaCacheSim.Dashboard.Layout;

/// <summary>What a visitor can choose of the page's looks.</summary>
public enum ThemeChoice
{
    /// <summary>As the system is.</summary>
    System,

    /// <summary>Light.</summary>
    Light,

    /// <summary>Dark.</summary>
    Dark,
}
