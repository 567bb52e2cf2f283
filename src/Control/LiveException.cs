namespace AkkaCacheSim.Control;

/// <summary>The live cluster can't do what was asked. The message is one line for the person at the terminal.</summary>
public sealed class LiveException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">One line.</param>
    /// <param name="inner">What led to it.</param>
    public LiveException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
