namespace AkkaCacheSim.Console.Interactive;

/// <summary>What a key has come to.</summary>
internal enum KeyResult
{
    /// <summary>The line goes on.</summary>
    Typing,

    /// <summary>The line is to be carried out.</summary>
    Entered,

    /// <summary>The line was given up.</summary>
    Cleared,

    /// <summary>The session is to be left.</summary>
    Left,

    /// <summary>The screen is to be cleared.</summary>
    Wiped,

    /// <summary>There is more than one way to complete the word; <see cref="LineEditor.Choices"/> has them.</summary>
    Choose,
}
